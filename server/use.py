"""How often the terms of the ontology are used: the same numbers that `/sparql` gives."""

from typing import cast

import pyoxigraph

from ontology import INNO, RDF
from store import Build, query

# Each thing and each statement once, however many graphs have it: a query without FROM sees their union.
INSTANCES = "SELECT ?term (COUNT(*) AS ?n) { ?thing a ?term } GROUP BY ?term"
STATEMENTS = "SELECT ?term (COUNT(*) AS ?n) { ?subject ?term ?value } GROUP BY ?term"


def use_of(build: Build) -> dict[str, int]:
    """Count the things of each class, the statements with each property, and the things that each concept is said of.

    Keys are IRIs. A concept is said of things only: what the ontology says of its own concepts is not use.
    """
    concepts = (
        f"SELECT ?term (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing ?property ?term "
        f'FILTER(STRSTARTS(STR(?thing), "{build.manifest.base_iri}id/") && STRSTARTS(STR(?term), "{INNO}") '
        f"&& ?property != <{RDF.type}>) }} GROUP BY ?term"
    )
    return {term: count for sparql in (STATEMENTS, concepts, INSTANCES) for term, count in _counted(build, sparql)}


def _counted(build: Build, sparql: str) -> list[tuple[str, int]]:
    rows = cast(pyoxigraph.QuerySolutions, query(build, sparql))
    return [
        (row["term"].value, int(row["n"].value))
        for row in rows
        if isinstance(row["term"], pyoxigraph.NamedNode) and isinstance(row["n"], pyoxigraph.Literal)
    ]
