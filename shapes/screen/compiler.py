"""pySHACL's shapes made into `CompiledShape`s, constraint by constraint.

The parameters are read by pySHACL's own components, so a shape that is not well formed is refused by them, in the same
words. What is not in `_READERS` is not compiled: `NotCompilable` says so, and pySHACL judges every focus node.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.core import (
    cardinality_constraints as counts,
)
from pyshacl.constraints.core import (
    logical_constraints as logical,
)
from pyshacl.constraints.core import (
    other_constraints as other,
)
from pyshacl.constraints.core import (
    property_pair_constraints as pairs,
)
from pyshacl.constraints.core import (
    shape_based_constraints as shaped,
)
from pyshacl.constraints.core import (
    string_based_constraints as strings,
)
from pyshacl.constraints.core import (
    value_constraints as kinds,
)
from pyshacl.constraints.core import (
    value_range_constraints as bounds,
)
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadError, ConstraintLoadWarning
from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.screen import logic, sets, values
from shapes.screen.errors import NotCompilable
from shapes.screen.paths import compile_path
from shapes.screen.queries import compile_query
from shapes.screen.shape import CompiledShape, FocusConstraint, PySHACLShape, ValueConstraint
from shapes.terms import to_oxigraph

Constraint = ValueConstraint | FocusConstraint

_KINDS: dict[Any, set[type]] = {
    SH.IRI: {NamedNode},
    SH.BlankNode: {BlankNode},
    SH.Literal: {Literal},
    SH.BlankNodeOrIRI: {NamedNode, BlankNode},
    SH.BlankNodeOrLiteral: {BlankNode, Literal},
    SH.IRIOrLiteral: {NamedNode, Literal},
}


class Compiler:
    """Compiles the shapes of one shapes graph."""

    def __init__(self) -> None:
        self._done: dict[Node, CompiledShape] = {}
        self._open: list[Node] = []

    def compile(self, shape: PySHACLShape) -> CompiledShape:
        """The shape, compiled. Raises `NotCompilable` with the reason when only pySHACL can judge it."""
        if shape.node in self._open:
            raise NotCompilable("recursion")
        if shape.node not in self._done:
            self._open.append(shape.node)
            try:
                self._done[shape.node] = self._compile(shape)
            finally:
                self._open.pop()
        return self._done[shape.node]

    def _compile(self, shape: PySHACLShape) -> CompiledShape:
        if shape.deactivated:
            return CompiledShape(None, (), ())
        if shape.find_custom_constraints():
            raise NotCompilable("a custom constraint component")
        said = {predicate for predicate, _ in shape.sg.predicate_objects(shape.node)}
        if said & {SH.expression, SH.js}:
            raise NotCompilable("sh:expression or sh:js")
        found: list[Constraint] = []
        for kind in dict.fromkeys(CONSTRAINT_PARAMETERS_MAP[p] for p in said if p in CONSTRAINT_PARAMETERS_MAP):
            try:
                found += _READERS[kind](self, shape, kind(shape))
            except ConstraintLoadWarning:
                continue  # pySHACL passes over it too
            except ConstraintLoadError as error:
                raise NotCompilable(error.message) from None
        path = compile_path(shape.sg.graph, shape.path()) if shape.is_property_shape else None
        return CompiledShape(
            path,
            tuple(each for each in found if isinstance(each, ValueConstraint)),
            tuple(each for each in found if isinstance(each, FocusConstraint)),
            exact=SH.sparql not in said,
        )

    def shape(self, of: PySHACLShape, node: Node) -> CompiledShape:
        """A shape that a constraint of `of` names."""
        named = of.get_other_shape(node)
        if not named:
            raise NotCompilable(f"{node} is no shape")
        compiled = self.compile(named)
        if not compiled.exact:
            raise NotCompilable("sh:sparql in a nested shape")
        return compiled

    def lists(self, of: PySHACLShape, lists: list[Node]) -> list[tuple[CompiledShape, ...]]:
        """The shapes of each list."""
        return [tuple(self.shape(of, node) for node in dict.fromkeys(of.sg.graph.items(each))) for each in lists]


def _datatype(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
    rest = values.ByComponent(component)
    good = values.of_datatype(str(component.datatype_rule))
    return [values.Quick(good, rest) if good else rest]


def _bound(compares: Callable[[Decimal, Decimal], bool]) -> Callable[[Compiler, PySHACLShape, Any], list[Constraint]]:
    def read(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
        rest = values.ByComponent(component)
        limits = getattr(component, "min_vals", None) or component.max_vals
        if any(not isinstance(limit.value, int) or isinstance(limit.value, bool) for limit in limits):
            return [rest]
        numbers = [Decimal(limit.value) for limit in limits]
        return [values.Quick(values.of_bound(lambda given: all(compares(given, n) for n in numbers)), rest)]

    return read


def _node_kind(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
    return [values.NodeKind(frozenset(_KINDS.get(component.nodekind_rule, ())))]


def _class(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
    return [values.Classes(tuple(to_oxigraph(each) for each in component.class_rules))]


def _pattern(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
    return [values.Patterns(tuple(component.compiled_cache.values()))]


def _in(_: Compiler, __: PySHACLShape, component: Any) -> list[Constraint]:
    return [values.In(frozenset(to_oxigraph(each) for each in component.in_vals))]


def _closed(_: Compiler, shape: PySHACLShape, component: Any) -> list[Constraint]:
    if not component.is_closed:
        return []
    named = [shape.get_other_shape(node) for node in component.property_shapes]
    if not all(each and each.is_property_shape for each in named):
        raise NotCompilable("sh:property of something else than a property shape")
    allowed = {*component.ignored_props, *(each.path() for each in named)}
    return [values.Closed(frozenset(to_oxigraph(each) for each in allowed))]


def _property(compiler: Compiler, shape: PySHACLShape, component: Any) -> list[Constraint]:
    named = [shape.get_other_shape(node) for node in component.property_shapes]
    if any(each and not each.is_property_shape for each in named):
        raise NotCompilable("sh:property of something else than a property shape")
    return [logic.All(tuple(compiler.shape(shape, node) for node in component.property_shapes))]


def _node(compiler: Compiler, shape: PySHACLShape, component: Any) -> list[Constraint]:
    if any((named := shape.get_other_shape(node)) and named.is_property_shape for node in component.node_shapes):
        raise NotCompilable("sh:node of a property shape")
    return [logic.All(tuple(compiler.shape(shape, node) for node in component.node_shapes))]


def _qualified(compiler: Compiler, shape: PySHACLShape, component: Any) -> list[Constraint]:
    graph = shape.sg.graph
    beside = {s for parent in graph.subjects(SH.property, shape.node) for s in graph.objects(parent, SH.property)}
    siblings = {v for s in beside for v in graph.objects(s, SH.qualifiedValueShape)} if component.is_disjoint else set()
    return [
        sets.Qualified(
            compiler.shape(shape, node),
            tuple(compiler.shape(shape, sibling) for sibling in siblings - {node}),
            component.min_count or 0,
            component.max_count,
        )
        for node in component.value_shapes
    ]


def _less(compiler: Compiler, shape: PySHACLShape, component: Any) -> list[Constraint]:
    compare = component._compare_lt if hasattr(component, "_compare_lt") else component._compare_ltoe
    return [sets.Less(component, _iri(node), compare) for node in component.property_compare_set]


def _iri(node: Node) -> NamedNode:
    if not isinstance(node, URIRef):
        raise NotCompilable("a property that is no IRI")
    return NamedNode(str(node))


_READERS: dict[Any, Callable[[Compiler, PySHACLShape, Any], list[Any]]] = {
    kinds.ClassConstraintComponent: _class,
    kinds.DatatypeConstraintComponent: _datatype,
    kinds.NodeKindConstraintComponent: _node_kind,
    counts.MinCountConstraintComponent: lambda _, __, c: [sets.Count(least=int(c.min_count.value))],
    counts.MaxCountConstraintComponent: lambda _, __, c: [sets.Count(most=int(c.max_count.value))],
    bounds.MinExclusiveConstraintComponent: _bound(lambda given, limit: given > limit),
    bounds.MinInclusiveConstraintComponent: _bound(lambda given, limit: given >= limit),
    bounds.MaxExclusiveConstraintComponent: _bound(lambda given, limit: given < limit),
    bounds.MaxInclusiveConstraintComponent: _bound(lambda given, limit: given <= limit),
    strings.MinLengthConstraintComponent: lambda _, __, c: [values.Length(least=int(c.string_rules[0].value))],
    strings.MaxLengthConstraintComponent: lambda _, __, c: [values.Length(most=int(c.string_rules[0].value))],
    strings.PatternConstraintComponent: _pattern,
    strings.LanguageInConstraintComponent: lambda _, __, c: [values.ByComponent(c)],
    strings.UniqueLangConstraintComponent: lambda _, __, c: [sets.UniqueLang()] if True in c.string_rules else [],
    logical.NotConstraintComponent: lambda self, shape, c: [
        logic.Not(tuple(self.shape(shape, node) for node in c.not_list))
    ],
    logical.AndConstraintComponent: lambda self, shape, c: [logic.All(each) for each in self.lists(shape, c.and_list)],
    logical.OrConstraintComponent: lambda self, shape, c: [logic.Any(each) for each in self.lists(shape, c.or_list)],
    logical.XoneConstraintComponent: lambda self, shape, c: [
        logic.One(tuple(self.shape(shape, node) for node in shape.sg.graph.items(each))) for each in c.xone_nodes
    ],
    shaped.PropertyConstraintComponent: _property,
    shaped.NodeConstraintComponent: _node,
    shaped.QualifiedValueShapeConstraintComponent: _qualified,
    other.ClosedConstraintComponent: _closed,
    other.HasValueConstraintComponent: lambda _, __, c: [
        sets.HasValues(frozenset(to_oxigraph(v) for v in c.has_value_set))
    ],
    other.InConstraintComponent: _in,
    pairs.EqualsConstraintComponent: lambda _, __, c: [sets.Equals(_iri(n)) for n in c.property_compare_set],
    pairs.DisjointConstraintComponent: lambda _, __, c: [sets.Disjoint(_iri(n)) for n in c.property_compare_set],
    pairs.LessThanConstraintComponent: _less,
    pairs.LessThanOrEqualsConstraintComponent: _less,
    SPARQLBasedConstraint: lambda _, shape, c: [
        compile_query(shape, q) for q in c.sparql_constraints if not q.deactivated
    ],
}
