"""What changed between two builds, ready for a page: names, links, and the words that were read."""

from collections import defaultdict
from dataclasses import dataclass, replace

import pyoxigraph
from flask import url_for
from flask_babel import gettext as _

from ontology import RDFS
from server import between, words
from server.configured import configured
from server.live import Live, current
from server.names import Name
from server.reader import Place, Reader, Triple
from server.shown import Ref, Shower
from store import StoreError
from store.comparison import Change

N_TRIPLES = pyoxigraph.RdfFormat.N_TRIPLES
# Quotes of one statement on the page, and characters of each.
MOST_QUOTES = 2
LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Shown:
    """A change as a page has it: `old` and `new` are None where there is no value; quotes are text and address."""

    op: str
    subject: Ref
    property: str
    old: Ref | None
    new: Ref | None
    graph: str
    quotes: list[tuple[str, str]]


def side(id: str) -> Live | None:
    """One of the two builds, open; None when it has been removed."""
    live = current()
    if live.build.id == id:
        return live
    try:
        return configured().keeper.old(id)
    except StoreError:
        return None


def shown(changes: list[Change], before: Live | None, after: Live | None, language: str) -> list[Shown]:
    """The changes of one page. The builds are asked for names and evidence of all of them at once."""
    read = [(change, _terms(change)) for change in changes]
    things = {term.value for _, terms in read for term in terms if isinstance(term, pyoxigraph.NamedNode)}
    shower = Shower(after or before or current(), language)
    names: dict[str, dict[str, list[Name]]] = {}
    for live in (before, after):
        if live is not None:
            made = between.names(Reader(live), things, shower.order)
            names |= {iri: found for iri, found in made.items() if found}
    shower.names = names
    places = _Places(before, after, changes)
    rows = []
    for change, (subject, predicate, old, new) in read:
        label = words.label(predicate.value, language)
        quotes = [
            quote
            for live, value in ((before, old), (after, new))
            if value is not None
            for quote in places.quotes(live, change, (subject.value, predicate.value, value))
        ]
        refs = [None if value is None else shower.ref(value) for value in (old, new)]
        about = _subject(shower, subject.value, (after, before))
        rows.append(Shown(change.op, about, label, refs[0], refs[1], change.graph, quotes))
    return rows


def _subject(shower: Shower, iri: str, lives: tuple[Live | None, ...]) -> Ref:
    """What a change is about; a document by its title, though the graph does not name it."""
    stem = iri.removeprefix(f"{shower.live.base}doc/")
    if stem != iri and (title := name_of_graph(stem, lives)) != stem:
        return replace(shower.thing(iri), text=title, kind=str(_("Document")))
    return shower.thing(iri)


def name_of_graph(graph: str, lives: tuple[Live | None, ...]) -> str:
    """What a person calls a graph: the title of its document, else what it holds, else its own name."""
    for live in lives:
        if live is not None and graph in live.documents:
            return live.title(graph)
    held = {"authority": _("Authority files"), "build": _("Build"), "inferred": _("Inferred")}
    return str(held.get(graph, graph))


def _terms(
    change: Change,
) -> tuple[
    pyoxigraph.NamedNode,
    pyoxigraph.NamedNode,
    pyoxigraph.NamedNode | pyoxigraph.Literal | None,
    pyoxigraph.NamedNode | pyoxigraph.Literal | None,
]:
    found = [_term(text) if text else None for text in (change.old, change.new)]
    return (
        pyoxigraph.NamedNode(change.subject[1:-1]),
        pyoxigraph.NamedNode(change.predicate[1:-1]),
        found[0],
        found[1],
    )


def _term(text: str) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    quad = next(iter(pyoxigraph.parse(f"<x:x> <{RDFS.label}> {text} .".encode(), N_TRIPLES)))
    term = quad.object
    if not isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal):
        raise TypeError(f"No build has {text}.")
    return term


class _Places:
    """Where the documents say the statements of a page, asked of each build once for each thing."""

    def __init__(self, before: Live | None, after: Live | None, changes: list[Change]) -> None:
        self.found: dict[str, dict[Triple, list[Place]]] = defaultdict(dict)
        for live in (before, after):
            if live is None:
                continue
            stems: dict[str, set[str]] = defaultdict(set)
            for change in changes:
                if (change.old if live is before else change.new) and change.graph in live.documents:
                    stems[change.subject[1:-1]].add(change.graph)
            for iri, where in stems.items():
                self.found[live.build.id] |= Reader(live).evidence_of(iri, where)

    def quotes(self, live: Live | None, change: Change, fact: Triple) -> list[tuple[str, str]]:
        if live is None:
            return []
        places = [place for place in self.found[live.build.id].get(fact, []) if place.stem == change.graph]
        return [(place.quote[:LONGEST_QUOTE], _href(live, place)) for place in places[:MOST_QUOTES]]


def _href(live: Live, place: Place) -> str:
    old = None if live.build.id == current().build.id else live.build.id[:16]
    where = f"{place.start},{place.end}"
    return url_for("source.page", stem=place.stem, char=where, build=old).replace("%2C", ",") + f"#char={where}"
