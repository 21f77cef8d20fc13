"""What a page needs of the graph, gathered with few questions however rich the thing is, each of them bounded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph

from ontology import NIF, PROV, RDF, SCHEMA
from server.reader import Reader, Term, Triple, node, values
from server.ways import Ways
from shapes.pages.layout import Path_, Way
from store import Build

# Documents that one mark counts; more are told as "and more".
MOST_SAYING = 10
# Documents looked at for "Appears in", and those shown.
MOST_DOCUMENTS = 200
# Values read for all rows and columns of one page.
MOST_FOLLOWED = 10_000
AUTHORITY = "authority"
# Quads read at once around facts that share two of their ends, for each of them.
_AROUND = 4

# A value that a plan's path leads to: the place in the plan, the value, what it was reached by.
Reached = tuple[int, Term, Term | None]


@dataclass(frozen=True)
class Wanted:
    """A part of a page to read: where a path leads from the thing."""

    key: str
    path: Path_
    limit: int
    offset: int = 0


@dataclass(frozen=True)
class Found:
    """A value that a path leads to: by which way in its last step, and from where when there were two."""

    value: Term
    way: Way
    via: Term | None = None

    def fact(self, iri: str) -> Triple:
        """The statement that it was read from; `iri` is the thing that the path starts from."""
        direction, property = self.way
        start = pyoxigraph.NamedNode(iri) if self.via is None else self.via
        ends = (start, self.value) if direction == "out" else (self.value, start)
        return ends[0].value, property, ends[1]


def rows(reader: Reader, iri: str, wanted: Sequence[Wanted]) -> dict[str, list[Found]]:
    """Read where several paths lead from a thing, in one query at most; in the order of the index."""
    found: dict[str, list[Found]] = {item.key: [] for item in wanted}
    plan = [(item, way) for item in wanted for way in item.path[-1]]
    ways = reader.ways
    for place, value, via in _asked(reader, iri, plan) if ways is None else _looked_up(ways, iri, plan):
        item, way = plan[place]
        found[item.key].append(Found(value, way, via))
    return {key: list(dict.fromkeys(values)) for key, values in found.items()}


def _span(item: Wanted) -> tuple[int, int]:
    """How many values of a way to read, and from which on.

    Ways beside one another are paged together, by whoever asks.
    """
    return (item.limit, item.offset) if len(item.path[-1]) == 1 else (item.offset + item.limit, 0)


def _looked_up(ways: Ways, iri: str, plan: Sequence[tuple[Wanted, Way]]) -> Iterable[Reached]:
    start = ways.number(iri)
    if start is None:
        return []
    pairs = [
        (place, via, end)
        for place, (item, way) in enumerate(plan)
        for via, end in ways.page(start, item.path, way, *_span(item))
    ]
    terms = ways.terms(number for _, via, end in pairs for number in (via, end) if number is not None)
    return [(place, terms[end], None if via is None else terms[via]) for place, via, end in pairs]


def _asked(reader: Reader, iri: str, plan: Sequence[tuple[Wanted, Way]]) -> Iterable[Reached]:
    start = node(iri)
    parts = []
    for number, (item, way) in enumerate(plan):
        pattern = _pattern(start, way, "?x")
        if len(item.path) == 2:
            first = " UNION ".join(f"{{ {_pattern(start, step, '?via')} }}" for step in item.path[0])
            pattern = f"{first} {_pattern('?via', way, '?x')} FILTER(?x != {start})"
        limit, offset = _span(item)
        parts.append(
            f"{{ SELECT ({number} AS ?k) ?x {'?via ' if len(item.path) == 2 else ''}WHERE {{ {pattern} }} "
            f"LIMIT {limit} OFFSET {offset} }}"
        )
    asked = reader.select(f"SELECT ?k ?x ?via WHERE {{ {' UNION '.join(parts)} }}") if parts else []
    return [(int(row["k"].value), row["x"], row.get("via")) for row in asked]


def follow(
    reader: Reader, asked: Sequence[tuple[Path_, Collection[str]]], graphs: Collection[str] = ()
) -> list[dict[str, list[Term]]]:
    """Follow each path from each of its things, in one query at most; within one of `graphs` each if they are given."""
    ways = None if graphs else reader.ways
    if ways is not None:
        return _walked(ways, asked)
    found: list[dict[str, list[Term]]] = [defaultdict(list) for _ in asked]
    parts = []
    for number, (path, starts) in enumerate(asked):
        for route in _routes(path):
            if not starts:
                continue
            steps = ["?s", *(f"?v{place}" for place in range(1, len(route))), "?x"]
            pattern = " ".join(_pattern(steps[place], way, steps[place + 1]) for place, way in enumerate(route))
            where = f"{values('?s', starts)} {pattern}"
            if graphs:
                where = f"{values('?g', graphs)} {values('?s', starts)} GRAPH ?g {{ {pattern} }}"
            parts.append(f"{{ {where} BIND({number} AS ?k) }}")
    if parts:
        query = f"SELECT DISTINCT ?k ?s ?x WHERE {{ {' UNION '.join(parts)} }} LIMIT {MOST_FOLLOWED}"
        # In an order of their own, since engines have others.
        for row in sorted(reader.select(query), key=lambda row: str(row["x"])):
            found[int(row["k"].value)][row["s"].value].append(row["x"])
    return found


def _walked(ways: Ways, asked: Sequence[tuple[Path_, Collection[str]]]) -> list[dict[str, list[Term]]]:
    reached = [
        (place, start, end)
        for place, (path, starts) in enumerate(asked)
        for start in sorted(starts)
        if (number := ways.number(start)) is not None
        for end in ways.ends(number, path)
    ][:MOST_FOLLOWED]
    terms = ways.terms(end for _, _, end in reached)
    found: list[dict[str, list[Term]]] = [defaultdict(list) for _ in asked]
    for place, start, end in sorted(reached, key=lambda each: str(terms[each[2]])):
        found[place][start].append(terms[end])
    return found


def _routes(path: Path_) -> list[tuple[Way, ...]]:
    routes: list[tuple[Way, ...]] = [()]
    for step in path:
        routes = [(*route, way) for route in routes for way in step]
    return routes


def _pattern(start: str, way: Way, end: str) -> str:
    direction, property = way
    ends = (start, end) if direction == "out" else (end, start)
    return f"{ends[0]} {node(property)} {ends[1]} ."


@dataclass(frozen=True)
class Said:
    """Which documents say a fact: their stems, whether there are more, whether the authority file says it too."""

    stems: tuple[str, ...] = ()
    more: bool = False
    authority: bool = False


def documents_of(reader: Reader, facts: Collection[Triple]) -> dict[Triple, Said]:
    """Find the documents that say each of several facts."""
    build, base = reader.live.build, f"{reader.live.base}graph/"
    graphs: dict[Triple, list[str]] = {fact: [] for fact in facts}
    if isinstance(build, Build):
        graphs = _graphs_of(build, facts)
    elif facts:
        rows = " ".join(f"({node(s)} {node(p)} {o})" for s, p, o in facts)
        only = build.only("?g")
        for row in reader.select(
            f"SELECT ?s ?p ?o ?g WHERE {{ VALUES (?s ?p ?o) {{ {rows} }} GRAPH ?g {{ ?s ?p ?o }} {only} }}"
        ):
            graphs[row["s"].value, row["p"].value, row["o"]].append(row["g"].value)
    found = {}
    for fact, names in graphs.items():
        words = [name.removeprefix(base) for name in names]
        stems = sorted({word for word in words if word in reader.live.documents})
        found[fact] = Said(tuple(stems[:MOST_SAYING]), len(stems) > MOST_SAYING, AUTHORITY in words)
    return found


def _graphs_of(build: Build, facts: Collection[Triple]) -> dict[Triple, list[str]]:
    """The graphs that hold each of several facts.

    Facts of one thing and property lie beside one another in the engine's indexes: reading them in one go takes a
    fraction of what it takes to look for each, most of all when they have to come from the disk.
    """
    found: dict[Triple, list[str]] = {}
    by_ends: dict[tuple[str | None, str, Term | None], list[Triple]] = defaultdict(list)
    for subject, property, value in facts:
        by_ends[subject, property, None].append((subject, property, value))
        by_ends[None, property, value].append((subject, property, value))
    for (start, property, end), alike in sorted(by_ends.items(), key=lambda item: -len(item[1])):
        wanted = [fact for fact in alike if fact not in found]
        if len(wanted) > 1:
            most = _AROUND * len(wanted)
            node_ = None if start is None else pyoxigraph.NamedNode(start)
            quads = list(islice(build.matching(node_, pyoxigraph.NamedNode(property), end), most))
            if len(quads) < most:
                found |= {fact: [] for fact in wanted}
                for quad in quads:
                    fact = (quad.subject.value, property, quad.object)  # type: ignore[union-attr]
                    if fact in found:
                        found[fact].append(quad.graph_name.value)  # type: ignore[union-attr]
    for fact in facts:
        if fact not in found:
            quads_ = build.matching(pyoxigraph.NamedNode(fact[0]), pyoxigraph.NamedNode(fact[1]), fact[2])
            found[fact] = [quad.graph_name.value for quad in islice(quads_, MOST_SAYING + 2)]  # type: ignore[union-attr]
    return found


def appears_in(reader: Reader, iri: str) -> list[str]:
    """Read in which documents a thing is named, the newest first; of very many some."""
    if reader.ways is not None:
        number = reader.ways.number(iri)
        naming = [] if number is None else reader.ways.along(number, [("in", SCHEMA.mentions)])[:MOST_DOCUMENTS]
        found = {term.value for term in reader.ways.terms(naming).values()}
    else:
        rows = reader.select(f"SELECT ?d WHERE {{ ?d {node(SCHEMA.mentions)} {node(iri)} }} LIMIT {MOST_DOCUMENTS}")
        found = {row["d"].value for row in rows}
    return newest(reader, {document.removeprefix(f"{reader.live.base}doc/") for document in found})


def newest(reader: Reader, stems: Iterable[str]) -> list[str]:
    """Put documents in order, the newest first; those without a date last."""
    known = sorted((stem for stem in stems if stem in reader.live.documents), key=reader.live.title)
    return sorted(known, key=lambda stem: str(reader.live.documents[stem].get("issued") or ""), reverse=True)


def positions(reader: Reader, iri: str, ways: Collection[Way], stems: Sequence[str]) -> Mapping[tuple[Way, Term], int]:
    """Read where documents say the facts of several properties, as a number that grows from document to document.

    What a white paper holds is shown in its own order, not in the alphabet's.
    """
    if not ways or not stems:
        return {}
    graphs = [f"{reader.live.base}evidence/{stem}" for stem in stems]
    parts = []
    for number, (direction, property) in enumerate(plan := sorted(ways)):
        own, other = (RDF.subject, RDF.object) if direction == "out" else (RDF.object, RDF.subject)
        parts.append(
            f"{{ ?e {node(own)} {node(iri)} ; {node(RDF.predicate)} {node(property)} ; {node(other)} ?x ; "
            f"{node(PROV.wasDerivedFrom)} ?span . ?span {node(NIF.beginIndex)} ?from ; {node(NIF.endIndex)} ?to "
            f"BIND({number} AS ?k) }}"
        )
    query = (
        f"SELECT ?k ?x ?g ?from ?to WHERE {{ {values('?g', graphs)} "
        f"GRAPH ?g {{ {' UNION '.join(parts)} }} }} LIMIT {MOST_FOLLOWED}"
    )
    places: dict[tuple[Way, Term], tuple[int, int, int]] = {}
    for row in reader.select(query):
        key = (plan[int(row["k"].value)], row["x"])
        # The span may begin with the words that lead in to a whole list; then its end tells one item from the next.
        place = (graphs.index(row["g"].value), int(row["from"].value), int(row["to"].value))
        places[key] = min(place, places.get(key, place))
    return {key: number for number, (key, _) in enumerate(sorted(places.items(), key=lambda item: item[1]))}
