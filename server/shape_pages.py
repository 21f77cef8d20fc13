"""`/shapes`: the shapes that validation checks, in words, with what they found in this build; each as RDF too."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, render_template, url_for

from ontology import SH, SHAPE, vocabulary
from server import results, words
from server.configured import settings
from server.formats import HTML, RDF, write
from server.layouts import short
from server.links import local_href
from server.live import NO_GRAPH, Live, current
from server.locale import page_language, pick
from server.negotiation import alternates, finish, finish_without, negotiate, see_other, split_suffix
from server.paging import pages
from server.result_rows import told
from server.shape_texts import SEVERITIES, Path, Shape, owners, shapes, triples, triples_of
from server.shown import Ref
from shapes.results import Filters, Row

blueprint = Blueprint("shape_pages", __name__)
OFFERED = (HTML, *RDF)
# The groups of the list, by what shapes look at.
GROUPS = (("things", ("class",)), ("statements", ("subjects", "objects", "node")), ("queries", ("query",)))
Piece = tuple[str, str]


@dataclass(frozen=True)
class Target:
    """What a shape looks at: a word in `shape_texts.TARGETS`, the term, and how many there are, where that is known."""

    word: str
    label: str
    href: str
    number: int | None


@dataclass(frozen=True)
class Rule:
    """A shape as a line of a list; `path` are pairs of a text and an address."""

    name: str
    label: str
    severity: str
    texts: list[str]
    path: list[Piece]
    targets: list[Target]
    rules: int
    results: int | None


@dataclass(frozen=True)
class Fault:
    """A result: the thing, the value at fault, and the message where it says more than the rule."""

    id: str
    thing: Ref
    value: Ref | None
    message: str


@blueprint.get("/shapes", defaults={"suffix": None})
@blueprint.get(f"/shapes.<any({', '.join(format.name for format in OFFERED)}):suffix>")
def index(suffix: str | None) -> Response:
    """All shapes."""
    format = negotiate(OFFERED, suffix)
    location = url_for("shape_pages.index", suffix=format.name)
    links = [(url_for("shape_pages.index", suffix=f.name), {"rel": "describedby", "type": f.type}) for f in RDF]
    live = _live()
    body = _list(live) if format is HTML else write(list(triples()), format)
    if live is None:
        return finish_without(body, format, location)
    return finish(body, format, location=location, links=links, live=live)


@blueprint.get("/shapes/<name>")
def page(name: str) -> Response:
    """One shape: what it looks at, its rules, and what it found."""
    name, suffix = split_suffix(name, OFFERED)
    shape = next((shape for shape in shapes().values() if shape.name == name), None)
    if shape is None:
        return _to_its_shape(name)
    format = negotiate(OFFERED, suffix)
    location = url_for("shape_pages.page", name=f"{name}.{format.name}")
    live = _live()
    body = _page(live, shape) if format is HTML else write(triples_of(shape.iri), format)
    if live is None:
        return finish_without(body, format, location)
    return finish(body, format, location=location, links=alternates("shape_pages.page", OFFERED, name=name), live=live)


def _to_its_shape(name: str) -> Response:
    """A query of a shape has an IRI too, which leads to the shape."""
    for triple in triples():
        if triple.predicate.value in {SH.sparql, SH.target} and str(triple.object) == f"<{SHAPE}{name}>":
            return see_other(url_for("shape_pages.page", name=triple.subject.value.removeprefix(SHAPE)))  # type: ignore[union-attr]
    abort(404)


def _live() -> Live | None:
    try:
        return current()
    except NO_GRAPH:
        return None


def _list(live: Live | None) -> str:
    tops = [shape for shape in shapes().values() if shape.targets]
    groups = [
        (group, [_rule(live, shape) for shape in tops if shape.targets[0][0] in kinds]) for group, kinds in GROUPS
    ]
    return render_template(
        "shapes.html",
        groups=[(group, _ordered(rules)) for group, rules in groups],
        total=len(shapes()),
        validation=live.build.manifest.validation if live else None,
        validated=live is not None,
        failing=failing(live) if live else [],
        formats=RDF,
    )


def _ordered(rules: list[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.label.casefold())


def failing(live: Live) -> list[tuple[Rule, int]]:
    """The shapes that have results of their own, and how many; the gravest first, then those with the most."""
    found, known = results.counts(live) or {}, shapes()
    order = sorted(
        (SEVERITIES.index(known[iri].severity), -number, iri) for iri, number in found.items() if iri in known
    )
    return [(_rule(live, known[iri]), -number) for _, number, iri in order]


def _page(live: Live | None, shape: Shape) -> str:
    language, known = page_language(), shapes()
    counted = results.counts(live) if live else None
    total = counted.get(shape.iri, 0) if counted is not None else None
    index, wanted = results.index(live) if live else None, Filters(shape=shape.iri)
    paging = pages(index.total(wanted) if index else 0, settings().page_size)
    rows = index.page(wanted, max(0, paging.first_row - 1), settings().page_size) if index else []
    return render_template(
        "shape.html",
        shape=shape,
        rule=_rule(live, shape),
        comment=[text for texts in shape.texts if (text := pick(texts, language))],
        parts=[_rule(live, known[iri], shape) for iri in shape.parts if iri in known],
        owners=[_rule(live, owner) for owner in owners().get(shape.iri, ())],
        validated=counted is not None,
        total=total,
        faults=_faults(live, shape, rows) if live else [],
        paging=paging,
        formats=RDF,
    )


def _faults(live: Live, shape: Shape, rows: list[Row]) -> list[Fault]:
    said = {pick(texts, page_language()) for texts in shape.texts}
    return [
        Fault(found.id, found.thing, found.value, "" if found.message in said else found.message)
        for found in told(live, rows, words=False)
    ]


def _rule(live: Live | None, shape: Shape, owner: Shape | None = None) -> Rule:
    """A shape as a line; with `owner` as one of its rules, with the results that it has there."""
    language = page_language()
    return Rule(
        name=shape.name,
        label=pick(shape.names, language) or shape.name,
        severity=shape.severity,
        texts=[text for texts in shape.texts if (text := pick(texts, language))],
        path=_pieces(shape.path, _base(live)) if shape.path else [],
        targets=[_target(live, word, iri) for word, iri in shape.targets],
        rules=len(shape.texts) + sum(len(shapes()[part].texts) for part in shape.parts if part in shapes()),
        results=_results(live, shape, owner),
    )


def _results(live: Live | None, shape: Shape, owner: Shape | None) -> int | None:
    """How many results a shape has, with the rules that hang on it; None when that is not known."""
    counted = results.counts(live) if live else None
    if live is None or counted is None:
        return None
    if owner is not None:
        return _there(live, counted, shape.iri, owner)
    return counted.get(shape.iri, 0) + sum(_there(live, counted, part, shape) for part in shape.parts)


def _there(live: Live, counted: dict[str, int], part: str, owner: Shape) -> int:
    """The results of a rule as one of `owner`: where several shapes have it, those on things of the owner's kind."""
    if len(owners()[part]) == 1 or not counted.get(part):
        return counted.get(part, 0)
    kinds = {vocabulary().kind_of(iri) for word, iri in owner.targets if word == "class"}
    index = results.index(live)
    by_kind = index.by_kind() if index else {}
    return sum(number for (iri, kind), number in by_kind.items() if iri == part and kind in kinds)


def _target(live: Live | None, word: str, iri: str) -> Target:
    label = words.label(iri, page_language()) if word in {"class", "subjects", "objects"} else short(iri)
    return Target(word, label, local_href(iri, _base(live)), _number(live, word, iri))


def _number(live: Live | None, word: str, iri: str) -> int | None:
    """How many things a target has: of a class, with a property, or as its value."""
    if live is None or word in {"query", "node"}:
        return None
    if word == "class":
        return live.used(iri)
    statements = live.build.manifest.statistics.get("properties")
    if statements is None:
        return None
    # Those of evidence are not among them.
    return int(statements[iri][1 if word == "subjects" else 2]) if iri in statements else None


def _base(live: Live | None) -> str:
    # No IRI begins with a space, so without a build none is taken for one of this server.
    return live.base if live else " "


def _pieces(path: Path, base: str) -> list[Piece]:
    """A path as texts with addresses, those of the terms of the ontology."""
    language = page_language()
    if path.way == "property":
        return [(words.label(path.iri, language), local_href(path.iri, base))]
    if path.way == "inverse" and path.parts[0].way == "property":
        iri = path.parts[0].iri
        return [(words.inverse(iri, language), local_href(iri, base))]
    between = " / " if path.way == "either" else " → "
    found: list[Piece] = []
    for part in path.parts:
        found += [(between, ""), *_pieces(part, base)] if found else _pieces(part, base)
    return found
