"""Which quads changed, as the shapes see them: statements that appeared in the union of all graphs, or went from it."""

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad

from ontology import RDFS
from shapes.screen.index import Id, Index

_SUBCLASS = NamedNode(RDFS.subClassOf)


class Unbounded(Exception):
    """A change may concern any node."""


class Changes:
    """Quads that were added or removed since a report was made."""

    def __init__(self, index: Index, quads: Iterable[Quad]) -> None:
        """`index` is of the store after the change. Raises `Unbounded` for changes that concern every shape."""
        changed = set(quads)
        self.graphs: frozenset[Any] = frozenset(quad.graph_name for quad in changed)
        self._pairs: dict[NamedNode, list[tuple[Id, Id]]] = defaultdict(list)
        for quad in changed:
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise Unbounded  # its name may be another in each store
            if not self._said_elsewhere(index, quad, changed):
                self._pairs[quad.predicate].append((index.id(quad.subject), index.id(quad.object)))
        if _SUBCLASS in self._pairs:
            raise Unbounded

    def subjects(self, predicate: NamedNode | None = None) -> set[Id]:
        """The subjects of changed statements with the predicate, or with any."""
        predicates = self._pairs if predicate is None else [predicate]
        return {subject for each in predicates for subject, _ in self._pairs.get(each, ())}

    def objects(self, predicate: NamedNode) -> set[Id]:
        """The objects of changed statements with the predicate."""
        return {value for _, value in self._pairs.get(predicate, ())}

    def _said_elsewhere(self, index: Index, quad: Quad, changed: Set[Quad]) -> bool:
        same = index.quads(quad.subject, quad.predicate, quad.object)
        return any(each not in changed for each in same)
