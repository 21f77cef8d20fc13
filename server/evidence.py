"""The evidence of one statement: the sentences that say it with the words marked, who read them and how surely."""

import re
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph
from flask import Blueprint, Response, abort, render_template, request, url_for

from ontology import RDF
from server import words
from server.decided import DecidedBy, decided_by
from server.formats import HTML
from server.gather import AUTHORITY, newest
from server.layouts import full, is_node, short
from server.links import local_href, thing_of
from server.live import Live, current
from server.locale import page_language
from server.negotiation import finish
from server.paging import pages
from server.reader import Place, Reader, Term, Triple
from server.shown import Ref, Shower, source_href
from store import DocumentNotFound

blueprint = Blueprint("statement", __name__)
DOCUMENTS_ON_A_PAGE = 10
MOST_DOCUMENTS = 1_000
MOST_FACTS = 50
# Characters shown on each side of the words when the sentence is longer.
MOST_AROUND = 300
_VALUES = (pyoxigraph.NamedNode, pyoxigraph.Literal)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅÄÖ«“\"(–])|\n")


@dataclass(frozen=True)
class Quote:
    """A sentence around the words that say a fact."""

    before: str
    words: str
    after: str
    href: str
    data: str
    extractor: str
    confidence: float | None
    # The steward who said so, or said that it is right.
    decided: DecidedBy | None = None


@dataclass
class Witness:
    """A document that says it, with its sentences."""

    stem: str
    title: str
    issued: str
    language: str
    quotes: list[Quote] = field(default_factory=list)


def evidence_href(subject: str, property: str | None, value: Term | None, base: str) -> str:
    """The address of the evidence of a statement; of all that is said of the subject when only that is given."""
    asked = {"s": word_of(pyoxigraph.NamedNode(subject), base)}
    if property and value is not None:
        asked |= {"p": short(property), "o": word_of(value, base)}
    return url_for("statement.page", **asked)  # type: ignore[arg-type]


def word_of(term: Term, base: str) -> str:
    """A term as addresses have it: `person/kari-nordmann`, `inno:event-session`, or as N-Triples for all else."""
    if not isinstance(term, pyoxigraph.NamedNode):
        return str(term)
    thing, name = thing_of(term.value, base), short(term.value)
    if thing:
        return f"{thing.kind}/{thing.slug}"
    if term.value.startswith(base) and full(name) == name:
        return f"/{term.value.removeprefix(base)}"
    return name if full(name) != name else str(term)


def read_word(word: str, base: str) -> Term | None:
    """The term that `word_of` made a word of; None for what is none."""
    try:
        if word.startswith(("<", '"')):
            (triple,) = pyoxigraph.parse(f"<x:s> <x:p> {word} .", format=pyoxigraph.RdfFormat.N_TRIPLES)
            return triple.object if isinstance(triple.object, _VALUES) else None
        if word.startswith("/"):
            return pyoxigraph.NamedNode(f"{base}{word[1:]}")
        if (iri := full(word)) != word:
            return pyoxigraph.NamedNode(iri)
        return pyoxigraph.NamedNode(f"{base}id/{word}") if thing_of(f"{base}id/{word}", base) else None
    except (SyntaxError, ValueError):
        return None


@blueprint.get("/evidence")
def page() -> Response:
    """Where a statement was read: `s`, `p` and `o` name it; `s` alone means all that is said of it."""
    live = current()
    reader = Reader(live)
    subject, value = (read_word(request.args.get(name, ""), live.base) for name in ("s", "o"))
    property = full(request.args.get("p", ""))
    if not isinstance(subject, pyoxigraph.NamedNode) or (value is None) != (not property):
        abort(404)
    facts, graphs = _stated(live, subject, property, value)
    stems = newest(reader, (graph.removeprefix(f"{live.base}graph/") for graph in graphs))
    authority = f"{live.base}graph/{AUTHORITY}" in graphs
    if not stems and not authority:
        abort(404)
    paging = pages(len(stems), DOCUMENTS_ON_A_PAGE)
    shown = stems[max(0, paging.first_row - 1) : paging.last_row]
    found = reader.evidence_of(subject.value, shown)
    shower = Shower(live, page_language())
    terms = [subject, *(value for _, _, value in facts)]
    shower.names = reader.names({term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)})
    kept = {fact: places for fact, places in found.items() if fact in facts}
    body = render_template(
        "evidence.html",
        about=shower.thing(subject.value),
        said=_said(facts, shower),
        witnesses=[_witness(live, stem, kept, shower) for stem in shown],
        authority=authority,
        paging=paging,
    )
    response = finish(body, HTML, live=live)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _stated(
    live: Live, subject: pyoxigraph.NamedNode, property: str, value: Term | None
) -> tuple[set[Triple], set[str]]:
    """The statements that are asked for, and the graphs that make them."""
    try:
        predicate = pyoxigraph.NamedNode(property) if property else None
    except ValueError:
        abort(404)
    if value is None and not is_node(subject, live.base):
        # All that is said of a thing that many documents know has no end.
        abort(404)
    facts: set[Triple] = set()
    graphs: set[str] = set()
    for quad in islice(live.build.matching(subject, predicate, value), MOST_DOCUMENTS):
        graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        stem = graph.removeprefix(f"{live.base}graph/")
        if (
            (stem in live.documents or stem == AUTHORITY)
            and isinstance(quad.object, _VALUES)
            and len(facts) < MOST_FACTS
        ):
            facts.add((subject.value, quad.predicate.value, quad.object))
            graphs.add(graph)
    return facts, graphs


def _said(facts: set[Triple], shower: Shower) -> list[tuple[str, list[Ref]]]:
    """The statements in words: the name of each property with its values."""
    by_property: dict[str, list[Ref]] = {}
    for _, property, value in sorted(facts, key=lambda fact: (words.place(fact[1]), fact[1], str(fact[2]))):
        if property != RDF.type or len(facts) == 1:
            by_property.setdefault(property, []).append(shower.ref(value))
    return [(words.label(property, shower.language), refs) for property, refs in by_property.items()]


def _witness(live: Live, stem: str, found: dict[Triple, list[Place]], shower: Shower) -> Witness:
    record = live.documents.get(stem, {})
    language = shower.other(str(record.get("language") or ""))
    witness = Witness(stem, live.title(stem), str(record.get("issued") or ""), language)
    at_stem = [place for at in found.values() for place in at if place.stem == stem]
    # Of several facts at the same words, one that a steward decided stands for them.
    at_stem.sort(key=lambda place: place.evidence in live.decisions)
    places = {(place.start, place.end): place for place in at_stem}
    try:
        whole = live.build.text(stem)
    except DocumentNotFound:
        whole = ""
    # The words that say the role come before those that only name its holder, which mostly stand within them.
    kept: list[Place] = []
    for place in sorted(places.values(), key=lambda place: (-(place.end - place.start), place.start)):
        if not any(other.start <= place.start and place.end <= other.end for other in kept):
            kept.append(place)
    for place in sorted(kept, key=lambda place: place.start):
        witness.quotes.append(quote_of(live, whole, place))
    return witness


def quote_of(live: Live, text: str, place: Place) -> Quote:
    """The sentence around a place of a document's text."""
    before, after = "", ""
    if text[place.start : place.end] == place.quote:
        left = text[max(0, place.start - MOST_AROUND) : place.start]
        right = text[place.end : place.end + MOST_AROUND]
        cuts = [*_SENTENCE_END.finditer(left)]
        before = left[cuts[-1].end() :] if cuts else (f"…{left}" if place.start > MOST_AROUND else left)
        cut = _SENTENCE_END.search(right)
        after = right[: cut.start()] if cut else (f"{right}…" if place.end + MOST_AROUND < len(text) else right)
        if place.quote.rstrip().endswith((".", "!", "?")):
            after = ""
    return Quote(
        before,
        place.quote,
        after,
        source_href(live, place.stem, place.start, place.end),
        f"{local_href(place.evidence, live.base)}.ttl",
        place.extractor,
        _number(place.confidence),
        decided_by(live, place.evidence),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
