"""What a page of the desk shows of statements: each in words, with its places in the documents and what hangs on it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph
from flask import url_for

from server import between, words
from server.evidence import Quote, quote_of, word_of
from server.gather import AUTHORITY, newest
from server.layouts import BETWEEN, short
from server.links import thing_of
from server.live import Live
from server.locale import page_language
from server.reader import Place, Reader, Term, Triple
from server.shown import Ref, Shower
from server.steward.claims import encode
from store import DocumentNotFound

# Documents whose words are shown for one statement.
MOST_DOCUMENTS = 20
MOST_FACTS = 60
MOST_QUADS = 2_000


@dataclass(frozen=True)
class At:
    """A statement at a place: what a form sends for it, and the sentence around the words."""

    claim: str
    title: str
    quote: Quote | None
    stem: str
    language: str
    chosen: bool
    start: int
    end: int


@dataclass
class Stated:
    """A statement: its parts in words, where it is read, and how many documents say it in all."""

    triple: Triple
    subject: Ref
    property: str
    value: Ref
    href: str
    at: list[At] = field(default_factory=list)
    documents: int = 0


def fact_href(triple: Triple, base: str) -> str:
    """The desk's page of a statement."""
    subject, property, value = triple
    return url_for(
        "steward.fact",
        s=word_of(pyoxigraph.NamedNode(subject), base),
        p=short(property),
        o=word_of(value, base),
    )


def triples_of(
    live: Live, subject: str, property: str | None = None, value: Term | None = None
) -> dict[Triple, set[str]]:
    """The statements about a thing, with the documents that say each; the authority file counts as one."""
    found: dict[Triple, set[str]] = {}
    named = pyoxigraph.NamedNode(subject)
    predicate = pyoxigraph.NamedNode(property) if property else None
    for quad in islice(live.build.matching(named, predicate, value), MOST_QUADS):
        graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
        stem = graph.removeprefix(f"{live.base}graph/")
        if (stem in live.documents or stem == AUTHORITY) and isinstance(
            quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
        ):
            triple = (subject, quad.predicate.value, quad.object)
            if triple in found or len(found) < MOST_FACTS:
                found.setdefault(triple, set()).add(stem)
    return found


def stands_between(live: Live, iri: str) -> bool:
    """Whether a thing is only there to say how others belong together, as a role does."""
    thing = thing_of(iri, live.base)
    return thing is not None and thing.kind in BETWEEN


def stated(live: Live, found: dict[Triple, set[str]], chosen: tuple[str, int, int] | None = None) -> list[Stated]:
    """Statements as a page shows them; `chosen` is the place that the page is about, all when it is left out."""
    reader = Reader(live)
    shower = Shower(live, page_language())
    subjects = {triple[0] for triple in found}
    terms = {triple[2].value for triple in found if isinstance(triple[2], pyoxigraph.NamedNode)}
    shower.names = between.names(reader, subjects | terms, shower.order)
    texts: dict[str, str] = {}
    shown = []
    for subject in sorted(subjects):
        stems = {stem for triple, said in found.items() if triple[0] == subject for stem in said} - {AUTHORITY}
        kept = newest(reader, stems)[:MOST_DOCUMENTS]
        if chosen and chosen[0] in stems and chosen[0] not in kept:
            kept = [*kept, chosen[0]]
        places = reader.evidence_of(subject, kept)
        for triple in sorted(
            (each for each in found if each[0] == subject),
            key=lambda each: (words.place(each[1]), each[1], str(each[2])),
        ):
            shown.append(_stated(live, shower, triple, places.get(triple, []), found[triple], chosen, texts))
    return shown


def _stated(
    live: Live,
    shower: Shower,
    triple: Triple,
    places: Collection[Place],
    stems: set[str],
    chosen: tuple[str, int, int] | None,
    texts: dict[str, str],
) -> Stated:
    subject, property, value = triple
    about = Stated(
        triple,
        shower.thing(subject),
        words.label(property, shower.language),
        shower.ref(value),
        fact_href(triple, live.base),
        documents=len(stems - {AUTHORITY}),
    )
    for place in places:
        if place.stem not in texts:
            texts[place.stem] = _text(live, place.stem)
        here = (place.stem, place.start, place.end)
        about.at.append(
            At(
                encode(triple, *here, live.base),
                live.title(place.stem),
                quote_of(live, texts[place.stem], place),
                place.stem,
                shower.other(str(live.documents.get(place.stem, {}).get("language") or "")),
                chosen is None or chosen == here,
                place.start,
                place.end,
            )
        )
    # The place first that the page is about.
    about.at.sort(key=lambda at: not at.chosen)
    return about


def _text(live: Live, stem: str) -> str:
    try:
        return live.build.text(stem)
    except DocumentNotFound:
        return ""
