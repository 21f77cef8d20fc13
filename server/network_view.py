"""A network as it is shown: its things with their names, its relations, and the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server import paths, words
from server.layouts import short
from server.links import thing_of
from server.neighbours import Cut, Edge, Hop, around, between
from server.reader import Reader
from server.relations import Relation, chosen, relations
from server.shown import Ref, Shower
from store.names import sort_key


@dataclass(frozen=True)
class Row:
    """One relation in the table of a thing: what it is called from its side, and the thing at the other end."""

    label: str
    says: tuple[Ref, ...]
    other: Ref
    id: str
    evidence: str


@dataclass(frozen=True)
class Left:
    """What a table leaves out: so many of a relation, and the address of all of them."""

    label: str
    shown: int
    total: int
    relation: str
    outward: bool
    href: dict[str, str]


@dataclass
class Table:
    """All that is shown around a thing, or on a step of a path."""

    ref: Ref
    id: str
    rows: list[Row]
    left: list[Left] = field(default_factory=list)


@dataclass
class Network:
    """What a page shows. `things` are IRIs in the order in which they come in; `open` have all their neighbours.

    `choices` are the relations that there are: name, label, how many, whether they are shown. `path` is what a search
    between `ends` came to, and `steps` a table for each step of it.
    """

    shower: Shower
    base: str
    open: list[str]
    things: list[str]
    edges: list[Edge]
    tables: list[Table]
    choices: list[tuple[str, str, int, bool]]
    relation: tuple[str, ...]
    ends: tuple[str, str] | None = None
    path: paths.Path | None = None
    steps: list[Table] = field(default_factory=list)

    def id(self, iri: str) -> str:
        """A thing as addresses have it."""
        return iri.removeprefix(f"{self.base}id/")

    def ref(self, iri: str) -> Ref:
        """A thing with its name."""
        return self.shower.thing(iri)

    def kind(self, iri: str) -> str:
        """The kind of a thing as its IRI has it."""
        thing = thing_of(iri, self.base)
        return thing.kind if thing else ""


def network_of(
    reader: Reader, iris: Sequence[str], ends: tuple[str, str] | None, names: Sequence[str], language: str
) -> Network:
    """Read the network of several things, and the path between two; relations by `names`, all without any."""
    wanted, every = chosen(names), list(relations().values())
    live = reader.live
    path, on_path = None, []
    if ends is not None:
        path = paths.shortest(paths.asker(live, wanted), *ends)
        on_path = between(reader, list(zip(path.things, path.things[1:], strict=False)), wanted)
    hops = [around(reader, iri, every, wanted) for iri in iris]
    edges = {_key(edge): edge for edge in (*on_path, *(edge for hop in hops for edge in hop.edges))}
    things = [*(path.things if path else ()), *(ends or ()), *iris]
    things += [iri for edge in edges.values() for iri in (edge.source, edge.target)]
    shower = Shower(live, language)
    shower.names = reader.names({*things, *(path.hubs if path else ())})
    network = Network(
        shower=shower,
        base=live.base,
        open=list(iris),
        things=list(dict.fromkeys(things)),
        edges=list(edges.values()),
        tables=[],
        choices=_choices(hops, wanted if names else [], language),
        relation=tuple(names),
        ends=ends,
        path=path,
    )
    network.tables = [_table(network, hop.iri, hop.edges, hop) for hop in hops]
    for one, other in zip(path.things, path.things[1:], strict=False) if path else ():
        network.steps.append(
            _table(network, one, [edge for edge in on_path if {edge.source, edge.target} == {one, other}])
        )
    return network


def _key(edge: Edge) -> tuple[object, str, str]:
    ends: object = frozenset((edge.source, edge.target)) if edge.relation.symmetric else (edge.source, edge.target)
    return ends, edge.relation.name, edge.via


def _choices(hops: list[Hop], wanted: list[Relation], language: str) -> list[tuple[str, str, int, bool]]:
    counts: dict[Relation, int] = {}
    for hop in hops:
        for relation, count in hop.there.items():
            counts[relation] = counts.get(relation, 0) + count
    return [
        (relation.name, relation.label(language), counts.get(relation, 0), relation in wanted)
        for relation in relations().values()
        if relation in counts or relation in wanted
    ]


def _table(network: Network, iri: str, edges: list[Edge], hop: Hop | None = None) -> Table:
    order = list(relations())
    rows = [(order.index(edge.relation.name), edge.source != iri, edge) for edge in edges]
    named = [
        (place, inward, sort_key(network.ref(edge.other(iri)).text), edge.via, edge) for place, inward, edge in rows
    ]
    named.sort(key=lambda row: row[:4])
    left = [_left(network, cut) for cut in hop.cuts] if hop else []
    return Table(network.ref(iri), network.id(iri), [_row(network, iri, edge) for *_rest, edge in named], left)


def _row(network: Network, iri: str, edge: Edge) -> Row:
    language = network.shower.language
    label = edge.relation.label(language) if edge.source == iri else edge.relation.inverse(language)
    other = edge.other(iri)
    says = tuple(network.shower.ref(title) for title in edge.says)
    return Row(label, says, network.ref(other), network.id(other), edge.evidence(network.base))


def _left(network: Network, cut: Cut) -> Left:
    relation, language = cut.relation, network.shower.language
    label = relation.label(language) if cut.outward else relation.inverse(language)
    direction, property = relation.paths()[0 if cut.outward else 1][0][0]
    return Left(label, cut.shown, cut.total, relation.name, cut.outward, {direction: short(property)})


def called(network: Network, edge: Edge) -> tuple[str, str]:
    """What a relation is called from the side of its source and of its target."""
    language = network.shower.language
    if edge.says:
        title = ", ".join(literal.value for literal in edge.says)
        return words.capital(title), words.capital(title)
    return edge.relation.label(language), edge.relation.inverse(language)
