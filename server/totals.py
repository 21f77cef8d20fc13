"""How many facts of each property there are about a thing, without counting them one by one where that can be had."""

from collections.abc import Mapping

from ontology import vocabulary
from server.reader import Reader, node
from shapes.pages.layout import Way
from store import Build


def totals(reader: Reader, iri: str) -> dict[Way, int]:
    """Count what is said of a thing (`out`) and what is said with it (`in`), by property; inferred properties left out.

    A build of this machine has its columns, where the length of a list is known; another engine has to count.
    """
    build = reader.live.build
    columns = build.columns if isinstance(build, Build) else None
    if columns is None:
        return _stated(_counted(reader, iri))
    number = columns.number(node(iri))
    if number is None:
        return {}
    found: dict[Way, int] = {}
    for name in columns.predicates():
        column = columns.column(name)
        if column is None:
            continue
        property = name[1:-1]
        for way, side in ((("out", property), column.by_subject), (("in", property), column.by_object)):
            count = len(side.of(number))
            if count:
                found[way] = count
    return _stated(found)


def _counted(reader: Reader, iri: str) -> dict[Way, int]:
    it = node(iri)
    rows = reader.select(
        f"""SELECT ?d ?p (COUNT(*) AS ?n) WHERE {{
        {{ {it} ?p ?x BIND("out" AS ?d) }} UNION {{ ?x ?p {it} BIND("in" AS ?d) }} }} GROUP BY ?d ?p"""
    )
    return {(row["d"].value, row["p"].value): int(row["n"].value) for row in rows if "p" in row}


def _stated(found: Mapping[Way, int]) -> dict[Way, int]:
    """Leave out a property that only repeats what others say: those under it have as many facts between them."""
    below: dict[Way, int] = {}
    for (direction, property), count in found.items():
        for above in vocabulary().superproperties(property):
            below[direction, above] = below.get((direction, above), 0) + count
    return {way: count for way, count in found.items() if count > below.get(way, 0)}
