"""A compiled shape: which of many nodes do not conform to it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Any

from shapes.screen.changes import Changes
from shapes.screen.index import Id, Index, Values
from shapes.screen.paths import Path, every

PySHACLShape = Any
"""A `pyshacl.shape.Shape`, whose methods have no types."""


class ValueConstraint(ABC):
    """A constraint that each value meets or not, whatever node it is a value of."""

    @abstractmethod
    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """Those of the values that do not meet it."""

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The values on which the verdict may be another after the changes. Raises `Unbounded`."""
        return set()


class FocusConstraint(ABC):
    """A constraint on all values of a node together."""

    @abstractmethod
    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """Those of the nodes whose values do not meet it."""

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The nodes on which the verdict may be another after the changes, though their values are the same."""
        return set()

    def touched_values(self, index: Index, changes: Changes) -> Set[Id]:
        """The values that may count otherwise after the changes. Both raise `Unbounded`."""
        return set()


@dataclass(frozen=True)
class CompiledShape:
    """A shape whose failing nodes are found without pySHACL."""

    path: Path | None
    """None for a node shape, whose value is the node itself."""
    of_values: tuple[ValueConstraint, ...]
    of_nodes: tuple[FocusConstraint, ...]
    exact: bool = True
    """Whether every node that `failing` names does fail; otherwise some may conform."""

    def failing(self, index: Index, nodes: Set[Id]) -> set[Id]:
        """The nodes that do not conform."""
        if not nodes or not (self.of_values or self.of_nodes):
            return set()
        values: Values = self.path.values(index, nodes) if self.path else {}
        if self.of_nodes and not self.path:
            values = {node: (node,) for node in nodes}
        found: set[Id] = set()
        for of_nodes in self.of_nodes:
            found |= of_nodes.failing(index, nodes, values)
        if self.of_values:
            found |= self._with_bad_values(index, nodes, values)
        return found

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """The nodes that may conform now and not before, or the other way round. Raises `Unbounded`."""
        found = self.path.touched(index, changes) if self.path else set()
        values: set[Id] = set()
        for of_values in self.of_values:
            values |= of_values.touched(index, changes)
        for of_nodes in self.of_nodes:
            found |= of_nodes.touched(index, changes)
            values |= of_nodes.touched_values(index, changes)
        return found | (self.path.from_values(index, values) if self.path else values)

    def _with_bad_values(self, index: Index, nodes: Collection[Id], values: Values) -> set[Id]:
        distinct = every(values, nodes) if self.path else set(nodes)
        bad: set[Id] = set()
        for of_values in self.of_values:
            bad |= of_values.bad(index, distinct)
        if not bad or not self.path:
            return bad
        return {node for node in nodes if not bad.isdisjoint(values.get(node, ()))}
