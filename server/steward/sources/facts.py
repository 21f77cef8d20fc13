"""Facts that are less certain than the steward has set."""

from collections.abc import Iterator
from itertools import islice

from ontology import INNO, PROV, RDF, SCHEMA
from server.live import Live
from server.reader import Reader, node
from server.steward.items import Item
from settings import StewardSettings

# More than any queue is worked through.
MOST = 100_000
# What follows from other statements: that a thing is of a kind, and that a document mentions it.
_FOLLOWING = {RDF.type, SCHEMA.mentions}


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each fact at the place where it was read, as far as its reader is not to be relied on."""
    unsure = ", ".join(f'"{value}"' for value in _values(live, own.low_confidence))
    if not unsure:
        return
    rows = Reader(live).select(
        f"""SELECT ?s ?p ?o ?span ?x ?c WHERE {{ GRAPH ?g {{
        ?e {node(INNO.confidence)} ?c . FILTER(STR(?c) IN ({unsure}))
        ?e {node(RDF.subject)} ?s ; {node(RDF.predicate)} ?p ; {node(RDF.object)} ?o ;
        {node(PROV.wasDerivedFrom)} ?span ; {node(INNO.extractor)} ?x }} }} LIMIT {MOST}"""
    )
    for row in rows:
        document, _, fragment = row["span"].value.partition("#char=")
        start, _, end = fragment.partition(",")
        if row["p"].value in _FOLLOWING or not (start.isdigit() and end.isdigit()):
            continue
        yield Item(
            "fact",
            row["s"].value,
            row["p"].value,
            row["o"],
            document.removeprefix(f"{live.base}doc/"),
            int(start),
            int(end),
            weight=1 - float(row["c"].value),
            about=row["x"].value,
        )


def _values(live: Live, limit: float) -> list[str]:
    """The certainties below the limit; there are few, as each is measured for a reader."""
    found = Reader(live).select(f"SELECT DISTINCT ?c WHERE {{ GRAPH ?g {{ ?e {node(INNO.confidence)} ?c }} }}")
    return [value for row in islice(found, 1000) if _below(value := row["c"].value, limit)]


def _below(value: str, limit: float) -> bool:
    try:
        return float(value) < limit
    except ValueError:
        return False
