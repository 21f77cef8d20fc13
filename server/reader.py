"""The queries behind a page, each of them one question about many things at once.

A page asks a fixed number of them however many neighbours a thing has. They are ours and bounded, so they run in the
web process; a stranger's query goes to a worker.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph

from ontology import INNO, NIF, PROV, RDF, SCHEMA
from server.live import Live
from server.names import LABELS, Name
from store import Value
from store.interface import Row

Term = Value
Triple = tuple[str, str, Term]

# Graphs whose statements no document makes: left out of pages, part of the RDF.
NOT_SAID = ("inferred", "ontology", "shapes", "build", "validation")
# What a group may hold and still be put in the alphabet; a longer one stays in the order of the index.
SORTABLE = 2_000
# Evidence read for one page; a page shows far fewer facts.
MOST_EVIDENCE = 20_000
DATES = (SCHEMA.startDate,)


@dataclass(frozen=True)
class Count:
    """How many different values a property has of a thing (`out`) or how many things have it (`in`)."""

    direction: str
    property: str
    total: int


@dataclass(frozen=True)
class Wanted:
    """Which part of a group to read."""

    direction: str
    property: str
    limit: int
    offset: int = 0


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
        base = live.base
        graphs = f"{base}graph/"
        hidden = ", ".join(f"<{graphs}{name}>" for name in NOT_SAID)
        self._only = live.build.only("?g")
        self._said = f'FILTER(STRSTARTS(STR(?g), "{graphs}") && ?g NOT IN ({hidden})) {self._only}'
        self._all = f'FILTER(!STRSTARTS(STR(?g), "{base}evidence/")) {self._only}'

    def select(self, sparql: str) -> list[Row]:
        """Run a SELECT query of ours over all named graphs; rows as dictionaries."""
        self.asked += 1
        return self.live.build.select(sparql)

    def counts(self, iri: str) -> list[Count]:
        """Count the facts about a thing, by direction and property."""
        rows = self.select(
            f"""SELECT ?d ?p (COUNT(DISTINCT ?x) AS ?n) WHERE {{
            {{ GRAPH ?g {{ {node(iri)} ?p ?x }} BIND("out" AS ?d) }} UNION
            {{ GRAPH ?g {{ ?x ?p {node(iri)} }} BIND("in" AS ?d) }} {self._said} }} GROUP BY ?d ?p"""
        )
        return [Count(row["d"].value, row["p"].value, int(row["n"].value)) for row in rows if "p" in row]

    def groups(self, iri: str, wanted: Sequence[Wanted]) -> dict[tuple[str, str], list[Term]]:
        """Read the values of several groups at once; the order is that of the index, the same for one build."""
        found: dict[tuple[str, str], list[Term]] = {(item.direction, item.property): [] for item in wanted}
        if not wanted:
            return found
        parts = []
        for item in wanted:
            ends = (node(iri), "?x") if item.direction == "out" else ("?x", node(iri))
            pattern = f"{ends[0]} {node(item.property)} {ends[1]}"
            parts.append(
                f'{{ SELECT DISTINCT ("{item.direction}" AS ?d) ({node(item.property)} AS ?p) ?x WHERE '
                f"{{ GRAPH ?g {{ {pattern} }} {self._said} }} LIMIT {item.limit} OFFSET {item.offset} }}"
            )
        for row in self.select(f"SELECT ?d ?p ?x WHERE {{ {' UNION '.join(parts)} }}"):
            found[row["d"].value, row["p"].value].append(row["x"])
        return found

    def facts_of(self, nodes: Collection[str]) -> dict[str, list[tuple[str, Term]]]:
        """Read all that is said of several nodes."""
        found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        if nodes:
            rows = self.select(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values('?s', nodes)} GRAPH ?g {{ ?s ?p ?o }} {self._said} }}"
            )
            # In an order of their own, since engines have others.
            for row in sorted(rows, key=lambda row: (row["p"].value, str(row["o"]))):
                found[row["s"].value].append((row["p"].value, row["o"]))
        return found

    def names(self, nodes: Collection[str]) -> dict[str, dict[str, list[Name]]]:
        """Read the names of all neighbours of a page; a date counts as a name, so that lists can be put in order."""
        found: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
        if nodes:
            rows = self.select(
                f"SELECT DISTINCT ?s ?p ?o WHERE {{ {values('?s', nodes)} {values('?p', (*LABELS, *DATES))} "
                f"GRAPH ?g {{ ?s ?p ?o }} {self._all} }}"
            )
            for row in rows:
                value = row["o"]
                if isinstance(value, pyoxigraph.Literal):
                    tag = value.datatype.value if row["p"].value in DATES else value.language or ""
                    found[row["s"].value][row["p"].value].append(Name(value.value, tag))
        return found

    def evidence(self, iri: str, subjects: Collection[str], of: Collection[str]) -> dict[Triple, list[Place]]:
        """Read where facts stand: those of `iri`, those of `subjects` about `iri`, and all those of the nodes `of`."""
        parts = [f"BIND({node(iri)} AS ?s) GRAPH ?g {{ ?e {node(RDF.subject)} {node(iri)} ; {_REST} }} {self._only}"]
        if subjects:
            about = f"?e {node(RDF.subject)} ?s ; {node(RDF.object)} {node(iri)}"
            parts.append(f"{values('?s', subjects)} GRAPH ?g {{ {about} ; {_REST} }} {self._only}")
        if of:
            parts.append(f"{values('?s', of)} GRAPH ?g {{ ?e {node(RDF.subject)} ?s ; {_REST} }} {self._only}")
        union = " UNION ".join(f"{{ {part} }}" for part in parts)
        return self._places(f"{union} }} LIMIT {MOST_EVIDENCE}")

    def evidence_in(self, stem: str, start: int, end: int) -> dict[Triple, list[Place]]:
        """Read the facts of a document that stand, in part at least, between two offsets, with their places."""
        graph = node(f"{self.live.base}evidence/{stem}")
        return self._places(
            f"""GRAPH {graph} {{ ?span {node(NIF.beginIndex)} ?from ; {node(NIF.endIndex)} ?to .
            FILTER(?from < {end:d} && ?to > {start:d}) ?e {node(RDF.subject)} ?s ; {_REST} }} }}"""
        )

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

    def documents(self, iri: str) -> dict[str, int]:
        """Count the facts of each document that has to do with a thing: stem to number, the most first."""
        rows = self.select(
            f"""SELECT ?g (COUNT(*) AS ?n) WHERE {{
            {{ GRAPH ?g {{ {node(iri)} ?p ?x }} }} UNION {{ GRAPH ?g {{ ?x ?p {node(iri)} }} }} {self._said}
            }} GROUP BY ?g"""
        )
        counts = {
            row["g"].value.removeprefix(f"{self.live.base}graph/"): int(row["n"].value) for row in rows if "g" in row
        }
        known = {stem: number for stem, number in counts.items() if stem in self.live.documents}
        return dict(sorted(known.items(), key=lambda item: (-item[1], item[0])))
