"""Property paths of shapes, followed from many nodes at once."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import NamedNode
from rdflib import RDF, BNode, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.screen.changes import Changes
from shapes.screen.errors import NotCompilable
from shapes.screen.index import Id, Index, Values


class Path(ABC):
    """A way from a node to its values."""

    @abstractmethod
    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """The values of at least `nodes`."""

    @abstractmethod
    def inverted(self) -> "Path":
        """The way back."""

    @abstractmethod
    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """The nodes from which the path leads over a changed statement.

        Where a part of the path has gone, the node is touched by that part: so only today's statements are followed.
        """

    def from_values(self, index: Index, values: Collection[Id]) -> set[Id]:
        """The nodes that have one of the values."""
        return every(self.inverted().values(index, values), values)


@dataclass(frozen=True)
class Predicate(Path):
    """A predicate, or against the arrow."""

    iri: NamedNode
    inverse: bool = False

    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """The objects of the predicate, or its subjects."""
        return index.subjects(self.iri, nodes) if self.inverse else index.objects(self.iri, nodes)

    def inverted(self) -> Path:
        """Against the arrow, or along it."""
        return Predicate(self.iri, not self.inverse)

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """The ends of changed statements."""
        return changes.objects(self.iri) if self.inverse else changes.subjects(self.iri)


@dataclass(frozen=True)
class Sequence(Path):
    """One path, then the next."""

    parts: tuple[Path, ...]

    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """What the last part reaches."""
        found = self.parts[0].values(index, nodes)
        for part in self.parts[1:]:
            onward = part.values(index, every(found, nodes))
            found = {
                node: set(chain.from_iterable(onward.get(value, ()) for value in found[node]))
                for node in nodes
                if node in found
            }
        return found

    def inverted(self) -> Path:
        """Each part back, the last first."""
        return Sequence(tuple(part.inverted() for part in reversed(self.parts)))

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """What a part touches, seen from the start."""
        found: set[Id] = set()
        for part in reversed(self.parts):
            found = part.touched(index, changes) | part.from_values(index, found)
        return found


@dataclass(frozen=True)
class Alternative(Path):
    """Any of several paths."""

    parts: tuple[Path, ...]

    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """What any part reaches."""
        found = [part.values(index, nodes) for part in self.parts]
        return {node: set(chain.from_iterable(values.get(node, ()) for values in found)) for node in nodes}

    def inverted(self) -> Path:
        """Each part back."""
        return Alternative(tuple(part.inverted() for part in self.parts))

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """What any part touches."""
        return set(chain.from_iterable(part.touched(index, changes) for part in self.parts))


@dataclass(frozen=True)
class Repeated(Path):
    """A path, again and again."""

    part: Path
    self_too: bool
    many: bool

    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """What is reached after any number of steps."""
        steps: dict[Id, Collection[Id]] = {}
        new = set(nodes)
        while new:
            onward = self.part.values(index, new)
            steps.update((node, onward.get(node, ())) for node in new)
            new = every(onward, new) - steps.keys() if self.many else set()
        return {node: self._reached(node, steps) for node in nodes}

    def inverted(self) -> Path:
        """The part back, again and again."""
        return Repeated(self.part.inverted(), self.self_too, self.many)

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """What the part touches, at any number of steps."""
        found = self.part.touched(index, changes)
        return found | Repeated(self.part, True, True).from_values(index, found) if self.many else found

    def _reached(self, node: Id, steps: dict[Id, Collection[Id]]) -> set[Id]:
        found = set(steps[node])
        new = list(found) if self.many else []
        while new:
            fresh = set(steps[new.pop()]) - found
            found |= fresh
            new.extend(fresh)
        return found | {node} if self.self_too else found


def every(values: Values, nodes: Iterable[Id]) -> set[Id]:
    """All values of the nodes."""
    return set(chain.from_iterable(values[node] for node in nodes if node in values))


def compile_path(graph: Graph, node: Node) -> Path:
    """The path that `node` is in the shapes graph. Raises `NotCompilable` for one that only pySHACL can judge."""
    if isinstance(node, URIRef):
        return Predicate(NamedNode(str(node)))
    if not isinstance(node, BNode):
        raise NotCompilable("a path that is no IRI or blank node")
    if (node, RDF.first, None) in graph:
        return Sequence(_list(graph, node))
    said = [(p, o) for p, o in graph.predicate_objects(node) if p != RDF.type]
    if len(said) != 1:
        raise NotCompilable("a path that is not well formed")
    ((kind, value),) = said
    if kind == SH.inversePath:
        return compile_path(graph, value).inverted()
    if kind == SH.alternativePath:
        return Alternative(_list(graph, value))
    repeated = {SH.zeroOrMorePath: (True, True), SH.oneOrMorePath: (False, True), SH.zeroOrOnePath: (True, False)}
    if kind not in repeated:
        raise NotCompilable("a path that is not known")
    return Repeated(compile_path(graph, value), *repeated[URIRef(str(kind))])


def _list(graph: Graph, node: Node) -> tuple[Path, ...]:
    parts = tuple(compile_path(graph, part) for part in graph.items(node))
    if len(parts) < 2:
        raise NotCompilable("a path of fewer than two parts")
    return parts
