"""Names that were linked to nothing that is known: things of one document, of which nothing is said but the name."""

from collections.abc import Iterator

from ontology import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, vocabulary
from server.live import Live
from server.reader import Reader, node
from server.steward.items import Item
from settings import StewardSettings

# More than any queue is worked through.
MOST = 100_000
# One name in five, by a look at the shipped documents, is another form of the name of a thing that is known.
WEIGHT = 0.2
KINDS = ("person", "organisation", "place")
_NAMING = (RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, FOAF.name, ORG.classification, DCTERMS.isReplacedBy)


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each such name at the first place where it stands."""
    classes = " ".join(node(vocabulary().kinds[kind]) for kind in KINDS)
    authority = node(f"{live.base}graph/authority")
    rows = Reader(live).select(
        f"""SELECT ?t (MIN(?at) AS ?span) WHERE {{
        {{ SELECT DISTINCT ?t WHERE {{ VALUES ?class {{ {classes} }} ?t a ?class
            FILTER NOT EXISTS {{ GRAPH {authority} {{ ?t ?known ?value }} }}
            FILTER NOT EXISTS {{ ?x ?leads ?t FILTER (?leads NOT IN ({node(SCHEMA.mentions)}, {node(OWL.sameAs)})) }}
            FILTER NOT EXISTS {{ ?t ?says ?o FILTER (?says NOT IN ({", ".join(map(node, _NAMING))})) }} }} }}
        GRAPH ?g {{ ?e {node(RDF.subject)} ?t ; {node(RDF.predicate)} {node(RDFS.label)} ;
            {node(PROV.wasDerivedFrom)} ?at }} }}
        GROUP BY ?t HAVING (COUNT(DISTINCT ?g) = 1) LIMIT {MOST}"""
    )
    for row in rows:
        if "t" not in row:
            continue
        document, _, fragment = row["span"].value.partition("#char=")
        start, _, end = fragment.partition(",")
        if start.isdigit() and end.isdigit():
            stem = document.removeprefix(f"{live.base}doc/")
            yield Item("name", row["t"].value, stem=stem, start=int(start), end=int(end), weight=WEIGHT)
