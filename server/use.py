"""How often the terms of the ontology are used: the same numbers that `/sparql` gives."""

from typing import TYPE_CHECKING, Any

from ontology import INNO, RDF
from store import Build, Readable

if TYPE_CHECKING:
    from store.analytics import Columns

# Each thing and each statement once, however many graphs have it: a query without FROM sees their union.
INSTANCES = "SELECT ?term (COUNT(*) AS ?n) { ?thing a ?term } GROUP BY ?term"
STATEMENTS = "SELECT ?term (COUNT(*) AS ?n) { ?subject ?term ?value } GROUP BY ?term"


def use_of(build: Readable) -> dict[str, int]:
    """Count the things of each class, the statements with each property, and the things that each concept is said of.

    Keys are IRIs. A concept is said of things only: what the ontology says of its own concepts is not use.
    """
    columns = build.columns if isinstance(build, Build) else None
    if columns is not None:
        return _read(columns, build.manifest.base_iri)
    concepts = (
        f"SELECT ?term (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing ?property ?term "
        f'FILTER(STRSTARTS(STR(?thing), "{build.manifest.base_iri}id/") && STRSTARTS(STR(?term), "{INNO}") '
        f"&& ?property != <{RDF.type}>) }} GROUP BY ?term"
    )
    return {
        row["term"].value: int(row["n"].value)
        for sparql in (STATEMENTS, concepts, INSTANCES)
        for row in build.select(sparql)
        # Of nothing there is one group, which has no term.
        if "term" in row
    }


def extractors_of(build: Readable) -> dict[str, int]:
    """Count the evidence that each reader has, by its name."""
    rows = build.select(
        f"SELECT ?name (COUNT(*) AS ?n) {{ GRAPH ?graph {{ ?evidence <{INNO.extractor}> ?name }} }} GROUP BY ?name"
    )
    return {row["name"].value: int(row["n"].value) for row in rows if "name" in row}


def evidence_of(build: Readable, class_: str) -> int:
    """Count the things of a class in graphs of evidence, which a query without FROM leaves out."""
    rows = build.select(
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?graph {{ ?thing <{RDF.type}> <{class_}> }} "
        f'FILTER(STRSTARTS(STR(?graph), "{build.manifest.base_iri}evidence/")) }}'
    )
    return int(rows[0]["n"].value)


def _read(columns: "Columns", base: str) -> dict[str, int]:
    """The same from the columns of a build, where a query would look at each statement."""
    import numpy as np

    found: dict[str, int] = {}
    instances: dict[int, int] = {}
    said_of: dict[int, list[Any]] = {}
    (first_thing, after_things), concepts = (between(columns, start) for start in (f"{base}id/", INNO))
    for name in columns.predicates():
        column = columns.column(name)
        if column is None:
            continue
        found[name[1:-1]] = len(column)
        side = column.by_object
        if name == f"<{RDF.type}>":
            instances = dict(zip(side.keys.tolist(), np.diff(side.starts).tolist(), strict=True))
            continue
        for key in side.keys[slice(*side.keys.searchsorted(np.asarray(concepts, side.keys.dtype)))].tolist():
            said_of.setdefault(key, []).append(side.of(key))
    for key, parts in said_of.items():
        things = np.unique(np.concatenate(parts))
        count = int(np.count_nonzero((things >= first_thing) & (things < after_things)))
        found |= {columns.term(key)[1:-1]: count} if count else {}
    return found | {columns.term(key)[1:-1]: count for key, count in instances.items() if count}


def between(columns: "Columns", start: str) -> tuple[int, int]:
    """The numbers in columns of the IRIs that begin with some characters: the first, and the first after them."""
    begin = f"<{start}".encode()
    return columns.place(begin), columns.place(begin[:-1] + bytes([begin[-1] + 1]))
