"""One use of each term in the graph, for the page of the ontology: a thing of a class, a statement with a property."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph

from ontology import RDF, vocabulary
from server.live import Live
from server.reader import Reader, Term, node
from server.shown import Ref, Shower
from server.use import between
from store import Build

if TYPE_CHECKING:
    from store.analytics import Columns


@dataclass(frozen=True)
class Sample:
    """A thing, and for a property the value that the thing has."""

    thing: Ref
    value: Ref | None = None


def samples(live: Live, terms: Collection[str], language: str) -> dict[str, Sample]:
    """A sample of each class and property in `terms` that a thing uses; terms without use have none."""
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
    build = live.build
    columns = build.columns if isinstance(build, Build) else None
    if columns is not None:
        return {term: use for term in terms if (use := _first(columns, live.base, term, term in classes))}
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


def _first(columns: "Columns", base: str, term: str, is_class: bool) -> tuple[str, Term | None] | None:
    """The first use of a term by the columns of a build, where a query would go through all that are no things' use."""
    import numpy as np

    column = columns.column(f"<{RDF.type}>" if is_class else f"<{term}>")
    number = columns.number(f"<{term}>") if is_class else 0
    if column is None or number is None:
        return None
    subjects = column.by_object.of(number) if is_class else column.by_subject.keys
    first, after = between(columns, f"{base}id/")
    at = int(subjects.searchsorted(np.int32(first)))
    if at == len(subjects) or subjects[at] >= after:
        return None
    thing = int(subjects[at])
    value = None if is_class else next(columns.values(column.by_subject.of(thing)[:1].tolist()))
    return columns.term(thing)[1:-1], value
