"""Holding hits to kinds, classes, documents and years, and counting how many hits have each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tantivy

from store.search import schema
from store.search.asked import Clause

# Values of a facet that are counted.
MOST_VALUES = 200
_LAST_DAY = 9999_12_31
FACETS = ("kind", "class", "document", "year")

Facets = dict[str, list[tuple[str, int]]]
"""By facet, its values with how many hits each has, the most first."""


@dataclass(frozen=True)
class Filters:
    """What hits are held to; empty for anything. `without` are kinds to leave out unless one is chosen.

    `kinds` are the only ones there may be, and `dates` how the first date of a hit may begin: `2020-03` is March 2020.
    `lasting` is a day, as `2020-03-05`: what began before it and ends on it or later is let through too.
    """

    kind: str = ""
    class_: str = ""
    document: str = ""
    year: int | None = None
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    lasting: str = ""

    def value(self, facet: str) -> str:
        """What a facet is held to, as text; empty for anything."""
        found = {"kind": self.kind, "class": self.class_, "document": self.document, "year": self.year}[facet]
        return "" if found is None else str(found)

    def free(self, facet: str) -> "Filters":
        """The same filters without that of a facet."""
        if facet == "year":
            return replace(self, year=None)
        return replace(self, **{"class_" if facet == "class" else facet: ""})  # type: ignore[arg-type]


ANY = Filters()


def build_query(form: tantivy.Schema, clauses: Sequence[Clause], filters: Filters) -> tantivy.Query:
    """The query for hits that fit the clauses and the filters, of things or of passages."""
    parts = list(clauses)
    if not any(occur == tantivy.Occur.Must for occur, _ in parts):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    for facet in FACETS:
        value = filters.value(facet)
        if value:
            term: Any = int(value) if facet == "year" else value
            only = tantivy.Query.term_query(form, facet, term, "basic")
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(only, 0.0)))
    if form is schema.things():
        unsaid = [("said", "no"), *(("kind", kind) for kind in filters.without if not filters.kind)]
        parts += [(tantivy.Occur.MustNot, tantivy.Query.term_query(form, *pair, "basic")) for pair in unsaid]
        if filters.kinds:
            parts.append((tantivy.Occur.Must, tantivy.Query.term_set_query(form, "kind", list(filters.kinds))))
        when = _when(form, filters)
        if when:
            parts.append((tantivy.Occur.Must, tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in when])))
    return tantivy.Query.boolean_query(parts)


def _when(form: tantivy.Schema, filters: Filters) -> list[tantivy.Query]:
    """What the filters ask of dates; a hit has to fit one."""
    found = []
    if filters.dates:
        begins = "|".join(map(re.escape, filters.dates))
        found.append(tantivy.Query.regex_query(form, "date", f"({begins}).*"))
    if filters.lasting:
        day = int(filters.lasting.replace("-", ""))
        bounds = (("begins", 0, day - 1), ("lasts", day, _LAST_DAY))
        ranges = [
            tantivy.Query.range_query(form, name, tantivy.FieldType.Integer, low, high) for name, low, high in bounds
        ]
        found.append(tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in ranges]))
    return found


def count_facets(
    searcher: tantivy.Searcher,
    form: tantivy.Schema,
    query: tantivy.Query,
    clauses: Sequence[Clause],
    filters: Filters,
    wanted: Sequence[str],
) -> Facets:
    """Count the facets that are wanted; one that hits are held to is counted as if they were not."""
    open_: list[str] = []
    held: list[str] = []
    for facet in wanted:
        (held if filters.value(facet) else open_).append(facet)
    found: Facets = {}
    if open_:
        given = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in open_}
        answer = searcher.aggregate(query, given)
        found = {facet: _buckets(answer[facet]) for facet in open_}
    for facet in held:
        found[facet] = counted(searcher, build_query(form, clauses, filters.free(facet)), facet)
    return found


def counted(searcher: tantivy.Searcher, query: tantivy.Query, facet: str) -> list[tuple[str, int]]:
    """The values of a facet with how many hits of a query have each."""
    given = {facet: {"terms": {"field": facet, "size": MOST_VALUES}}}
    return _buckets(searcher.aggregate(query, given)[facet])


def _buckets(found: Mapping[str, Any]) -> list[tuple[str, int]]:
    values = ((_key(bucket["key"]), int(bucket["doc_count"])) for bucket in found["buckets"])
    return sorted(values, key=lambda value: (-value[1], value[0]))


def _key(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)
