"""How often the terms of the ontology are used: the same numbers that `/sparql` gives."""

from ontology import INNO, RDF
from store import Readable

# Each thing and each statement once, however many graphs have it: a query without FROM sees their union.
INSTANCES = "SELECT ?term (COUNT(*) AS ?n) { ?thing a ?term } GROUP BY ?term"
STATEMENTS = "SELECT ?term (COUNT(*) AS ?n) { ?subject ?term ?value } GROUP BY ?term"


def use_of(build: Readable) -> dict[str, int]:
    """Count the things of each class, the statements with each property, and the things that each concept is said of.

    Keys are IRIs. A concept is said of things only: what the ontology says of its own concepts is not use.
    """
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


def evidence_of(build: Readable) -> dict[str, int]:
    """Count the things of each class that only graphs of evidence have, which a query without FROM leaves out."""
    rows = build.select(
        "SELECT ?term (COUNT(*) AS ?n) { GRAPH ?graph { ?thing a ?term } "
        f'FILTER(STRSTARTS(STR(?graph), "{build.manifest.base_iri}evidence/")) }} GROUP BY ?term'
    )
    return {row["term"].value: int(row["n"].value) for row in rows if "term" in row}
