"""What stands around a thing, one relation away: bounded, also for a thing that 100,000 others point to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import pyoxigraph

from ontology import SCHEMA, vocabulary
from server import gather
from server.evidence import evidence_href
from server.gather import Wanted
from server.layouts import BETWEEN, is_node
from server.links import thing_of
from server.reader import Reader, Term, node
from server.relations import ROLE, Relation
from server.totals import totals

# Neighbours of one thing that are shown.
MOST = 60


@dataclass(frozen=True)
class Edge:
    """A relation between two things. `via` is the node between them, if there is one, and `says` what it is called."""

    source: str
    target: str
    relation: Relation
    via: str = ""
    says: tuple[pyoxigraph.Literal, ...] = ()

    def evidence(self, base: str) -> str:
        """The address of the page with the words that say it."""
        if not self.via:
            return evidence_href(self.source, self.relation.predicate, pyoxigraph.NamedNode(self.target), base)
        if is_node(pyoxigraph.NamedNode(self.via), base):
            return evidence_href(self.via, None, None, base)
        return evidence_href(self.via, self.relation.far[0], pyoxigraph.NamedNode(self.target), base)

    def other(self, iri: str) -> str:
        """The thing at the other end."""
        return self.target if self.source == iri else self.source


@dataclass(frozen=True)
class Cut:
    """A relation of which not all is shown: from which side, how many of how many."""

    relation: Relation
    outward: bool
    shown: int
    total: int


@dataclass
class Hop:
    """What stands around a thing: `there` are its relations before any was left out, each with how many there are."""

    iri: str
    edges: list[Edge] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    there: dict[Relation, int] = field(default_factory=dict)


def is_shown(term: Term, base: str) -> bool:
    """Say whether a term is a thing that a network shows."""
    thing = thing_of(term.value, base) if isinstance(term, pyoxigraph.NamedNode) else None
    return thing is not None and thing.kind not in BETWEEN


def around(reader: Reader, iri: str, every: Collection[Relation], wanted: Collection[Relation]) -> Hop:
    """Read what stands around a thing: the `wanted` relations; of `every` one, how often it has it."""
    counts = totals(reader, iri)
    hop = Hop(iri)
    sides: dict[str, tuple[Relation, bool, int]] = {}
    asked = []
    for relation in every:
        for outward, path in zip((True, False), relation.paths(), strict=True):
            total = sum(counts.get(way, 0) for way in path[0])
            if total:
                key = f"{relation.name}{outward}"
                sides[key] = (relation, outward, total)
                # One is enough to know that it leads to a thing at all.
                asked.append(Wanted(key, path, MOST + 1 if relation in wanted else 1))
    found = gather.rows(reader, iri, asked)
    edges: dict[str, list[Edge]] = {}
    for key, (relation, outward, total) in sides.items():
        there = [item for item in found[key] if is_shown(item.value, reader.live.base) and item.value.value != iri]
        if not there:
            continue
        hop.there[relation] = hop.there.get(relation, 0) + total
        if relation in wanted:
            ends = [(iri, item.value.value) if outward else (item.value.value, iri) for item in there]
            via = [item.via.value if item.via is not None else "" for item in there]
            made = [Edge(*pair, relation, node) for pair, node in zip(ends, via, strict=True)]
            edges[key] = sorted(made, key=lambda edge: (edge.source, edge.target, edge.via))
    for key, share in _shares({key: len(made) for key, made in edges.items()}).items():
        relation, outward, total = sides[key]
        hop.edges += edges[key][:share]
        if share < len(edges[key]):
            hop.cuts.append(Cut(relation, outward, share, max(total, share)))
    hop.edges = _named(reader, _once(hop.edges))
    return hop


def between(reader: Reader, pairs: Sequence[tuple[str, str]], wanted: Collection[Relation]) -> list[Edge]:
    """Read all relations between the two things of each pair, in the order of the pairs."""
    plain = {relation.predicate: relation for relation in wanted if relation.predicate}
    edges: list[Edge] = []
    for one, other in pairs:
        parts = []
        for source, target in ((one, other), (other, one)):
            ends = f"BIND({node(source)} AS ?s) BIND({node(target)} AS ?o)"
            parts.append(f"{{ {node(source)} ?p {node(target)} {ends} }}")
            for relation in wanted:
                for far in relation.far:
                    parts.append(
                        f"{{ ?via {node(relation.near)} {node(source)} ; {node(far)} {node(target)} {ends} "
                        f'BIND("{relation.name}" AS ?name) }}'
                    )
        rows = reader.select(f"SELECT DISTINCT ?s ?p ?o ?via ?name WHERE {{ {' UNION '.join(parts)} }} LIMIT {MOST}")
        by_name = {relation.name: relation for relation in wanted}
        found = []
        for row in rows:
            known = by_name[row["name"].value] if "name" in row else plain.get(row["p"].value)
            if known:
                found.append(Edge(row["s"].value, row["o"].value, known, row["via"].value if "via" in row else ""))
        edges += sorted(_stated(found), key=lambda edge: (edge.source != one, edge.relation.name, edge.via))
    return _named(reader, _once(edges))


def _stated(edges: list[Edge]) -> list[Edge]:
    """Leave out a relation that only follows from another between the same two things."""
    follow = {
        (edge.source, edge.target, above)
        for edge in edges
        for above in vocabulary().superproperties(edge.relation.predicate)
    }
    return [edge for edge in edges if (edge.source, edge.target, edge.relation.predicate) not in follow]


def _once(edges: list[Edge]) -> list[Edge]:
    """Each edge once; one that is the same from both sides in one direction."""
    found: dict[object, Edge] = {}
    for edge in edges:
        ends: object = frozenset((edge.source, edge.target)) if edge.relation.symmetric else (edge.source, edge.target)
        found.setdefault((ends, edge.relation.name, edge.via), edge)
    return list(found.values())


def _named(reader: Reader, edges: list[Edge]) -> list[Edge]:
    """The edges of roles with the titles that the roles have."""
    nodes = {edge.via for edge in edges if edge.relation is ROLE}
    if not nodes:
        return edges
    (titles,) = gather.follow(reader, [(((("out", SCHEMA.roleName),),), nodes)])
    return [
        Edge(edge.source, edge.target, edge.relation, edge.via, _literals(titles.get(edge.via, [])))
        if edge.via in nodes
        else edge
        for edge in edges
    ]


def _literals(terms: list[Term]) -> tuple[pyoxigraph.Literal, ...]:
    return tuple(term for term in terms if isinstance(term, pyoxigraph.Literal))


def _shares(counts: dict[str, int]) -> dict[str, int]:
    """Share `MOST` places among relations: short ones are shown whole, long ones get as much as each other."""
    left, shares = MOST, {}
    for place, (key, count) in enumerate(sorted(counts.items(), key=lambda item: (item[1], item[0]))):
        shares[key] = min(count, left // (len(counts) - place))
        left -= shares[key]
    return {key: shares[key] for key in counts}
