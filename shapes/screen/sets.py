"""Constraints on all values of a node together: counts, languages, comparisons with another property."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from shapes.screen.changes import Changes
from shapes.screen.errors import NotCompilable
from shapes.screen.index import Id, Index, Values
from shapes.screen.paths import every
from shapes.screen.shape import CompiledShape, FocusConstraint
from shapes.terms import Term, to_rdflib


@dataclass(frozen=True)
class Count(FocusConstraint):
    """sh:minCount or sh:maxCount."""

    least: int = 0
    most: int | None = None

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes with too few or too many values."""
        found: set[Id] = set()
        if self.least == 1:
            found = {node for node in nodes if not values.get(node)}
        elif self.least > 1:
            found = {node for node in nodes if len(values.get(node, ())) < self.least}
        if self.most is not None:
            found |= {node for node in nodes if len(values.get(node, ())) > self.most}
        return found


@dataclass(frozen=True)
class UniqueLang(FocusConstraint):
    """sh:uniqueLang true."""

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes with two values in one language."""
        return {node for node in nodes if len(given := values.get(node, ())) > 1 and _repeats_language(index, given)}


@dataclass(frozen=True)
class HasValues(FocusConstraint):
    """sh:hasValue, once for each value."""

    wanted: frozenset[Term]

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes that lack one of the values."""
        wanted = index.ids(self.wanted)
        return {node for node in nodes if not wanted.issubset(values.get(node, ()))}


@dataclass(frozen=True)
class Equals(FocusConstraint):
    """sh:equals."""

    other: NamedNode

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes whose values of the other property are not the same."""
        others = index.objects(self.other, nodes)
        return {node for node in nodes if set(values.get(node, ())) != set(others.get(node, ()))}

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The nodes whose values of the other property changed."""
        return changes.subjects(self.other)


@dataclass(frozen=True)
class Disjoint(FocusConstraint):
    """sh:disjoint."""

    other: NamedNode

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes with a value that is also one of the other property."""
        others = index.objects(self.other, nodes)
        return {node for node in nodes if node in others and not set(others[node]).isdisjoint(values.get(node, ()))}

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The nodes whose values of the other property changed."""
        return changes.subjects(self.other)


class Less(FocusConstraint):
    """sh:lessThan or sh:lessThanOrEquals, as pySHACL compares."""

    def __init__(self, component: Any, other: NamedNode, compare: Any) -> None:
        component.make_v_result = lambda *_, **__: None
        self._other, self._compare = other, compare

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes with a value that is not less than one of the other property."""
        others = index.objects(self._other, nodes)
        return {n for n in nodes if n in others and not self._good(index, values.get(n, ()), others[n])}

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The nodes whose values of the other property changed."""
        return changes.subjects(self._other)

    def _good(self, index: Index, values: Collection[Id], others: Collection[Id]) -> bool:
        left, right = ({to_rdflib(index.terms[each]) for each in side} for side in (values, others))
        try:
            fails, _ = self._compare(left, right, None, None)
        except Exception as error:  # pySHACL meets it again on the whole shape, and its message is told there
            raise NotCompilable(f"values that pySHACL cannot compare: {error}") from None
        return not fails


@dataclass(frozen=True)
class Qualified(FocusConstraint):
    """sh:qualifiedValueShape with sh:qualifiedMinCount or sh:qualifiedMaxCount."""

    shape: CompiledShape
    siblings: tuple[CompiledShape, ...]
    least: int
    most: int | None

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes with too few or too many values that conform to the shape and to none of its siblings."""
        distinct = every(values, nodes)
        good = distinct - self.shape.failing(index, distinct)
        for sibling in self.siblings:
            good &= sibling.failing(index, good)
        most = float("inf") if self.most is None else self.most
        return {
            node for node in nodes if not self.least <= sum(value in good for value in values.get(node, ())) <= most
        }

    def touched_values(self, index: Index, changes: Changes) -> Set[Id]:
        """The values that may conform to one of the shapes now and not before, or the other way round."""
        found: set[Id] = set()
        for shape in (self.shape, *self.siblings):
            found |= shape.touched(index, changes)
        return found


def _repeats_language(index: Index, values: Collection[Id]) -> bool:
    terms = [index.terms[value] for value in values]
    languages = [term.language.lower() for term in terms if isinstance(term, Literal) and term.language]
    return len(set(languages)) < len(languages)
