"""Constraints that are made of other shapes."""

from collections.abc import Set
from dataclasses import dataclass

from shapes.screen.changes import Changes
from shapes.screen.index import Id, Index
from shapes.screen.shape import CompiledShape, ValueConstraint


@dataclass(frozen=True)
class _OfShapes(ValueConstraint):
    shapes: tuple[CompiledShape, ...]

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The values that may conform to one of the shapes now and not before, or the other way round."""
        found: set[Id] = set()
        for shape in self.shapes:
            found |= shape.touched(index, changes)
        return found


@dataclass(frozen=True)
class All(_OfShapes):
    """sh:node, sh:property and sh:and: every shape must be met."""

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that fail one of the shapes."""
        found: set[Id] = set()
        for shape in self.shapes:
            found |= shape.failing(index, values)
        return found


@dataclass(frozen=True)
class Any(_OfShapes):
    """sh:or: one of the shapes must be met."""

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that fail all of the shapes."""
        left = values
        for shape in self.shapes:
            left = shape.failing(index, left)
        return left


@dataclass(frozen=True)
class Not(_OfShapes):
    """sh:not: none of the shapes may be met."""

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that meet one of the shapes."""
        found: set[Id] = set()
        for shape in self.shapes:
            found |= values - shape.failing(index, values)
        return found


@dataclass(frozen=True)
class One(_OfShapes):
    """sh:xone: exactly one of the shapes must be met."""

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that meet none of the shapes, or several."""
        failing = [shape.failing(index, values) for shape in self.shapes]
        return {value for value in values if sum(value not in each for each in failing) != 1}
