"""One use of each term in the graph, for the page of the ontology: a thing of a class, a statement with a property."""

from collections.abc import Collection
from dataclasses import dataclass

import pyoxigraph

from ontology import RDF, vocabulary
from server.live import Live
from server.reader import Reader, Term, node
from server.shown import Ref, Shower


@dataclass(frozen=True)
class Sample:
    """A thing, and for a property the value that the thing has."""

    thing: Ref
    value: Ref | None = None


def samples(live: Live, terms: Collection[str], language: str) -> dict[str, Sample]:
    """A sample of each class and property in `terms` that a thing uses. Two queries; terms without use have none."""
    found = _found(live, terms)
    shower = Shower(live, language)
    things = {thing for thing, _ in found.values()}
    things |= {value.value for _, value in found.values() if isinstance(value, pyoxigraph.NamedNode)}
    shower.names = Reader(live).names(things)
    return {
        term: Sample(shower.thing(thing), None if value is None else shower.ref(value))
        for term, (thing, value) in found.items()
    }


def _found(live: Live, terms: Collection[str]) -> dict[str, tuple[str, Term | None]]:
    classes = set(vocabulary().classes)
    a_thing = f'FILTER(STRSTARTS(STR(?s), "{live.base}id/"))'
    parts = [
        f"{{ SELECT ({node(term)} AS ?t) ?s ?o WHERE {{ "
        + (f"?s {node(RDF.type)} {node(term)}" if term in classes else f"?s {node(term)} ?o")
        + f" {a_thing} }} LIMIT 1 }}"
        for term in sorted(terms)
    ]
    if not parts:
        return {}
    rows = live.build.select(f"SELECT ?t ?s ?o WHERE {{ {' UNION '.join(parts)} }}")
    return {row["t"].value: (row["s"].value, row.get("o")) for row in rows if "s" in row}
