"""The queries behind a page, each of them one question about many things at once.

A page asks a fixed number of them however many neighbours a thing has. They are ours and bounded, so they run in the
web process; a stranger's query goes to a worker.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph

from ontology import INNO, NIF, PROV, RDF, SCHEMA
from server.live import Live
from server.names import LABELS, Name
from server.ways import Ways
from store import Build, Value
from store.interface import Row

Term = Value
Triple = tuple[str, str, Term]

DATES = (SCHEMA.startDate,)
NAMING = (*LABELS, *DATES)


@dataclass(frozen=True)
class Place:
    """Where a fact stands: characters `start` up to `end` of document `stem`, and the text there."""

    stem: str
    start: int
    end: int
    quote: str
    evidence: str
    extractor: str = ""
    confidence: str = ""


def node(iri: str) -> str:
    """An IRI as SPARQL has it. Raises `ValueError` for one that is no IRI, so that nothing else can slip in."""
    return str(pyoxigraph.NamedNode(iri))


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block; sorted, so that the same page asks the same query."""
    return f"VALUES {variable} {{ {' '.join(node(iri) for iri in sorted(iris))} }}"


# What every piece of evidence has. No OPTIONAL: the engine would read all evidence there is to join with it.
_REST = (
    f"{node(RDF.predicate)} ?p ; {node(RDF.object)} ?o ; {node(PROV.wasDerivedFrom)} ?span ; "
    f"{node(INNO.extractor)} ?x ; {node(INNO.confidence)} ?c . ?span {node(NIF.anchorOf)} ?text"
)


class Reader:
    """Asks one build. `asked` counts the queries."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.asked = 0

    @cached_property
    def ways(self) -> Ways | None:
        """The ways of the build, which take half as long as a query or less; None for one that has no columns."""
        columns = self.live.build.columns if isinstance(self.live.build, Build) else None
        return None if columns is None else Ways(columns)

    def select(self, sparql: str) -> list[Row]:
        """Run a SELECT query of ours over all named graphs; rows as dictionaries."""
        self.asked += 1
        return self.live.build.select(sparql)

    def facts_of(self, nodes: Collection[str]) -> dict[str, list[tuple[str, Term]]]:
        """Read all that is said of several nodes."""
        found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        if nodes:
            rows = self.select(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values('?s', nodes)} ?s ?p ?o }}")
            # In an order of their own, since engines have others.
            for row in sorted(rows, key=lambda row: (row["p"].value, str(row["o"]))):
                found[row["s"].value].append((row["p"].value, row["o"]))
        return found

    def names(self, nodes: Collection[str]) -> dict[str, dict[str, list[Name]]]:
        """Read the names of all neighbours of a page; a date counts as a name, so that lists can be put in order."""
        found: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
        asked = self._asked(nodes) if self.ways is None else self.ways.values(nodes, NAMING)
        for iri, property, value in asked:
            if isinstance(value, pyoxigraph.Literal):
                tag = value.datatype.value if property in DATES else value.language or ""
                found[iri][property].append(Name(value.value, tag))
        return found

    def _asked(self, nodes: Collection[str]) -> Iterable[tuple[str, str, Term]]:
        if not nodes:
            return []
        # A branch for each property: with two lists of values the engine would read all names there are.
        wanted = values("?s", nodes)
        each = (f"{{ {wanted} ?s {node(name)} ?o BIND({node(name)} AS ?p) }}" for name in NAMING)
        rows = self.select(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {' UNION '.join(each)} }}")
        return [(row["s"].value, row["p"].value, row["o"]) for row in rows]

    def evidence_in(self, stem: str, start: int, end: int) -> dict[Triple, list[Place]]:
        """Read the facts of a document that stand, in part at least, between two offsets, with their places."""
        graph = node(f"{self.live.base}evidence/{stem}")
        return self._places(
            f"""GRAPH {graph} {{ ?span {node(NIF.beginIndex)} ?from ; {node(NIF.endIndex)} ?to .
            FILTER(?from < {end:d} && ?to > {start:d}) ?e {node(RDF.subject)} ?s ; {_REST} }} }}"""
        )

    def evidence_of(self, iri: str, stems: Collection[str]) -> dict[Triple, list[Place]]:
        """Read where several documents say the facts that have `iri` as their subject."""
        parts = [
            f"{{ GRAPH {node(f'{self.live.base}evidence/{stem}')} {{ ?e {node(RDF.subject)} {node(iri)} ; {_REST} }} }}"
            for stem in sorted(stems)
        ]
        return self._places(f"{' UNION '.join(parts)} BIND({node(iri)} AS ?s) }}") if parts else {}

    def mentions_of(self, iri: str, stems: Collection[str]) -> list[Place]:
        """Read where documents name a thing: every place, not only the first of each name."""
        said = f"{node(RDF.predicate)} {node(SCHEMA.mentions)} ; {node(RDF.subject)} ?s ; {_REST}"
        parts = [
            f"{{ GRAPH {node(f'{self.live.base}evidence/{stem}')} {{ ?e {node(RDF.object)} {node(iri)} ; {said} }} }}"
            for stem in sorted(stems)
        ]
        found = self._places(f"{' UNION '.join(parts)} }}") if parts else {}
        return [place for places in found.values() for place in places]

    def things_in(self, stem: str) -> int:
        """Count the things that a document names."""
        rows = self.select(
            f"""SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{
            GRAPH {node(f"{self.live.base}graph/{stem}")} {{ ?s {node(RDF.type)} ?class }} }}"""
        )
        return int(rows[0]["n"].value)

    def _places(self, pattern: str) -> dict[Triple, list[Place]]:
        found: dict[Triple, list[Place]] = defaultdict(list)
        for row in self.select(f"SELECT ?s ?p ?o ?e ?span ?text ?x ?c WHERE {{ {pattern}"):
            place = self._place(row)
            if place:
                found[row["s"].value, row["p"].value, row["o"]].append(place)
        for places in found.values():
            places.sort(key=lambda place: (place.stem, place.start, place.end, place.evidence))
        return found

    def _place(self, row: Mapping[str, Term]) -> Place | None:
        document, _, fragment = row["span"].value.partition("#char=")
        start, _, end = fragment.partition(",")
        stem = document.removeprefix(f"{self.live.base}doc/")
        if not (start.isdigit() and end.isdigit()):
            return None
        return Place(stem, int(start), int(end), row["text"].value, row["e"].value, row["x"].value, row["c"].value)
