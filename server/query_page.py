"""The page of `/sparql`: the form with its examples, and below it an answer as a table, a chart and links."""

import json
from dataclasses import dataclass
from typing import Any

import pyoxigraph
from flask import abort, render_template, url_for
from flask import request as http

import ontology
from ontology import INNO, examples, vocabulary
from server.asking import Answer
from server.chart import Chart, chart_of
from server.configured import settings
from server.faults import Refusal
from server.formats import RDF, RESULTS, Format
from server.layouts import short
from server.links import is_outside, local_href, thing_of
from server.live import Live
from server.locale import page_language
from server.protocol import Asked
from server.reader import Reader
from server.service import callable_services
from server.shown import Shower

# Rows of a result on the page for people; the formats for machines have them all.
MOST_ROWS = 500
MOST_CHARACTERS = 200_000
# Addresses longer than this are cut or refused on the way by some; such a query is posted, and has no link.
LONGEST_QUERY = 4_000


@dataclass(frozen=True)
class Cell:
    """One value of a result: its text, where it leads, and its language, datatype or IRI in short."""

    text: str = ""
    href: str = ""
    note: str = ""
    outside: bool = False


@dataclass
class Shown:
    """An answer on the page. `kind` is solutions, boolean or graph; `link` is the address of this very page."""

    kind: str
    seconds: float
    formats: tuple[Format, ...]
    link: str
    total: int = 0
    cut: bool = False
    names: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    chart: Chart | None = None
    boolean: bool = False
    turtle: str = ""


def render_form() -> str:
    """The page without an answer; the query is the example in the address, else the first; 404 for an unknown one."""
    known = {example.name: example for example in examples()}
    name = http.args.get("example", next(iter(known)))
    if name not in known:
        abort(404)
    return _render(known[name].query, example=known[name])


def render_answer(live: Live, asked: Asked, result: Answer, seconds: float) -> str:
    """The page with the answer below the form."""
    query = asked.query or ""
    link = ""
    if len(query) <= LONGEST_QUERY:
        values: dict[str, Any] = {"query": query, "format": "html"}
        graphs = {"default-graph-uri": asked.default_graphs, "named-graph-uri": asked.named_graphs}
        values |= {name: list(iris) for name, iris in graphs.items() if iris}
        link = url_for("sparql.endpoint", **values, _external=True)
    shown = Shown(result.kind, seconds, RDF if result.kind == "graph" else RESULTS, link)
    if result.kind == "graph":
        text = result.all().decode("utf-8")
        shown.turtle, shown.cut = text[:MOST_CHARACTERS], len(text) > MOST_CHARACTERS
    else:
        content = json.loads(result.all())
        if result.kind == "boolean":
            shown.boolean = content["boolean"]
            shown.formats = tuple(format for format in RESULTS if format.name in {"json", "xml"})
        else:
            _fill(shown, live, content)
    return _render(query, shown=shown, asked=asked)


def render_fault(asked: Asked, refused: Refusal) -> str:
    """The form with the query as it was, and what was wrong with it."""
    return _render(asked.query or "", fault=refused, asked=asked)


def _fill(shown: Shown, live: Live, content: dict[str, Any]) -> None:
    bindings = content["results"]["bindings"]
    shown.names = tuple(content["head"]["vars"])
    shown.total, shown.cut = len(bindings), len(bindings) > MOST_ROWS
    rows = bindings[:MOST_ROWS]
    things = {
        value["value"]
        for row in rows
        for value in row.values()
        if value["type"] == "uri" and thing_of(value["value"], live.base)
    }
    shower = Shower(live, page_language())
    shower.names = Reader(live).names({iri for iri in things if _is_iri(iri)})
    shown.rows = tuple(tuple(_cell(row.get(name), shower) for name in shown.names) for row in rows)
    shown.chart = chart_of(shown.names, rows, http.args.get("chart", ""))


def _is_iri(text: str) -> bool:
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return True


def _cell(value: dict[str, str] | None, shower: Shower) -> Cell:
    if value is None:
        return Cell()
    if value["type"] != "uri":
        return Cell(value["value"], note=value.get("xml:lang") or short(value.get("datatype", "")))
    iri, live = value["value"], shower.live
    href = local_href(iri, live.base)
    name = _name(iri, shower)
    brief = iri.removeprefix(live.base) if iri.startswith(live.base) else short(iri)
    return Cell(name or brief, href, brief if name else "", is_outside(href))


def _name(iri: str, shower: Shower) -> str:
    """What people call a thing, a document or a term of ours; empty for other IRIs."""
    live = shower.live
    if thing_of(iri, live.base):
        return shower.name(iri).text
    stem, _, fragment = iri.removeprefix(f"{live.base}doc/").partition("#")
    if stem in live.documents:
        return f"{live.title(stem)}, {fragment}" if fragment else live.title(stem)
    return vocabulary().label(iri, shower.language) if iri in vocabulary().declared else ""


def _render(query: str, **values: Any) -> str:
    return render_template(
        "sparql.html",
        query=query,
        limits=settings(),
        callable=callable_services(settings()),
        results=RESULTS,
        graphs=RDF,
        prefixes=ontology.prefixes(),
        examples=examples(),
        terms=_terms(page_language()),
        longest=LONGEST_QUERY,
        **values,
    )


def _terms(language: str) -> list[list[str]]:
    """What the editor completes: each class, property and concept in short, with its label."""
    known = vocabulary()
    classes = [[short(iri), known.label(iri, language), "class"] for iri in known.classes]
    properties = [[short(iri), known.label(iri, language), "property"] for iri in known.properties]
    rest = sorted(iri for iri in known.declared if iri.startswith(INNO))
    listed = {item[0] for item in (*classes, *properties)}
    concepts = [[short(iri), known.label(iri, language), "concept"] for iri in rest if short(iri) not in listed]
    return [*classes, *properties, *concepts]
