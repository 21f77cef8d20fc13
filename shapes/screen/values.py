"""Constraints on each value for itself.

What a literal means (datatypes, order, languages) is pySHACL's to say: `ByComponent` asks its component once for each
distinct value. The common literals, which are good, are recognised before.
"""

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from ontology import RDF, XSD
from shapes.screen.changes import Changes
from shapes.screen.errors import NotCompilable
from shapes.screen.index import Id, Index
from shapes.screen.shape import ValueConstraint
from shapes.terms import Term, to_rdflib


class ByComponent(ValueConstraint):
    """A constraint as pySHACL's component judges it, one distinct value at a time."""

    def __init__(self, component: Any) -> None:
        component.make_v_result = lambda *_, **__: None  # only the verdict is wanted, and results are slow
        self._component = component
        self._verdicts: dict[Id, bool] = {}

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that the component finds fault with. Raises `NotCompilable` for one that it cannot judge."""
        return {value for value in values if not self._good(index, value)}

    def _good(self, index: Index, value: Id) -> bool:
        known = self._verdicts.get(value)
        if known is None:
            node = to_rdflib(index.terms[value])
            try:
                known = bool(self._component.evaluate(_Executor, None, {node: {node}}, [])[0])
            except Exception as error:  # pySHACL meets it again on the whole shape, and its message is told there
                raise NotCompilable(f"a value that pySHACL cannot judge: {error}") from None
            self._verdicts[value] = known
        return known


class _Executor:
    """What the components ask of pySHACL's executor."""

    sparql_mode = False
    debug = False


@dataclass(frozen=True)
class NodeKind(ValueConstraint):
    """sh:nodeKind."""

    kinds: frozenset[type]

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values of other kinds."""
        terms, kinds = index.terms, self.kinds
        return {value for value in values if type(terms[value]) not in kinds}


@dataclass(frozen=True)
class Classes(ValueConstraint):
    """sh:class, once for each class."""

    classes: tuple[Term, ...]

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that are not instances of every class."""
        found: set[Id] = set()
        for class_ in self.classes:
            found |= values - index.with_class(class_, values)
        return found

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The things whose types changed."""
        return changes.subjects(_TYPE)


@dataclass(frozen=True)
class Quick(ValueConstraint):
    """A constraint of literals: `good` recognises most that meet it, `rest` judges the others."""

    good: Callable[[Literal], bool]
    rest: ValueConstraint

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that neither finds good."""
        terms, good = index.terms, self.good
        doubtful = {v for v in values if not (isinstance(term := terms[v], Literal) and good(term))}
        return self.rest.bad(index, doubtful) if doubtful else doubtful


@dataclass(frozen=True)
class Patterns(ValueConstraint):
    """sh:pattern, once for each pattern."""

    patterns: tuple[re.Pattern[str], ...]

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The blank nodes, and the values in which a pattern is not found."""
        terms = index.terms
        found: set[Id] = set()
        for pattern in self.patterns:
            search = pattern.search
            found |= {v for v in values if isinstance(term := terms[v], BlankNode) or not search(term.value)}
        return found


@dataclass(frozen=True)
class Length(ValueConstraint):
    """sh:minLength or sh:maxLength."""

    least: int = 0
    most: int | None = None

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that are too short or too long; blank nodes have no length."""
        most = float("inf") if self.most is None else self.most
        terms, least = index.terms, self.least
        return {v for v in values if isinstance(t := terms[v], BlankNode) or not least <= len(t.value) <= most}


@dataclass(frozen=True)
class In(ValueConstraint):
    """sh:in."""

    allowed: frozenset[Term]

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The values that are not in the list."""
        return values - index.ids(self.allowed)


@dataclass(frozen=True)
class Closed(ValueConstraint):
    """sh:closed."""

    allowed: frozenset[Term]

    def bad(self, index: Index, values: Set[Id]) -> Set[Id]:
        """The nodes with another property."""
        return {value for value in values if self._has_other(index, value)}

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The things of which anything changed."""
        return changes.subjects()

    def _has_other(self, index: Index, node: Id) -> bool:
        return any(predicate not in self.allowed for predicate, _ in index.predicates(node))


_TYPE = NamedNode(RDF.type)
_FORMS: Mapping[str, re.Pattern[str]] = {
    XSD.string: re.compile("", re.DOTALL),
    RDF.langString: re.compile("", re.DOTALL),
    XSD.integer: re.compile(r"[+-]?[0-9]{1,18}\Z"),
    XSD.decimal: re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?\Z"),
    XSD.boolean: re.compile(r"(true|false)\Z"),
}


def of_datatype(datatype: str) -> Callable[[Literal], bool] | None:
    """What recognises the common literals of a datatype; None for one that only pySHACL knows."""
    form = _FORMS.get(datatype)
    if form is None:
        return None
    iri, match = NamedNode(datatype), form.match
    return lambda literal: literal.datatype == iri and match(literal.value) is not None


def of_bound(accepts: Callable[[Decimal], bool]) -> Callable[[Literal], bool]:
    """What recognises the common numbers within a bound."""
    forms = {NamedNode(kind): _FORMS[kind].match for kind in (XSD.integer, XSD.decimal)}

    def good(literal: Literal) -> bool:
        match = forms.get(literal.datatype)
        return match is not None and match(literal.value) is not None and accepts(Decimal(literal.value))

    return good
