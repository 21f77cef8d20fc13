"""The focus nodes of a shape."""

from collections.abc import Iterable, Set

from pyoxigraph import NamedNode
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from shapes.screen.changes import Changes
from shapes.screen.index import Id, Index
from shapes.screen.queries import reach_of, rows_of, touched_by
from shapes.screen.shape import PySHACLShape
from shapes.screen.simple_form import is_simple
from shapes.terms import to_oxigraph

_TYPE = NamedNode(RDF.type)
TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)


def has_target(shape: PySHACLShape) -> bool:
    """Whether the shape has focus nodes of its own."""
    return any(True for target in TARGETS for _ in shape.objects(target)) or bool(shape.implicit_class_targets())


def focus_nodes(shape: PySHACLShape, index: Index) -> set[Id]:
    """All nodes that the targets of the shape name."""
    found = index.ids(to_oxigraph(node) for node in shape.target_nodes())
    for class_ in (*shape.target_classes(), *shape.implicit_class_targets()):
        found |= index.with_class(to_oxigraph(class_))
    for predicate in _predicates(shape.target_subjects_of()):
        found |= index.all_subjects(predicate)
    for predicate in _predicates(shape.target_objects_of()):
        found |= index.all_objects(predicate)
    for query in _queries(shape):
        found |= rows_of(index, query)
    return found


def targeted(shape: PySHACLShape, index: Index, nodes: Set[Id]) -> set[Id]:
    """Those of the nodes that the targets of the shape name."""
    found: set[Id] = {*nodes} & index.ids(to_oxigraph(node) for node in shape.target_nodes())
    for class_ in (*shape.target_classes(), *shape.implicit_class_targets()):
        found |= nodes & index.with_class(to_oxigraph(class_), nodes)
    for predicate in _predicates(shape.target_subjects_of()):
        found |= nodes & index.objects(predicate, nodes).keys()
    for predicate in _predicates(shape.target_objects_of()):
        found |= nodes & index.subjects(predicate, nodes).keys()
    for query in _queries(shape):
        found |= nodes & (rows_of(index, query, nodes) if is_simple(query) else rows_of(index, query))
    return found


def touched(shape: PySHACLShape, index: Index, changes: Changes) -> set[Id]:
    """The nodes that may be targets now and not before, or the other way round. Raises `Unbounded`."""
    found: set[Id] = set()
    if any(True for _ in shape.target_classes()) or shape.implicit_class_targets():
        found |= changes.subjects(_TYPE)
    for predicate in _predicates(shape.target_subjects_of()):
        found |= changes.subjects(predicate)
    for predicate in _predicates(shape.target_objects_of()):
        found |= changes.objects(predicate)
    for query in _queries(shape):
        found |= touched_by(reach_of(query), index, changes)
    return found


def _queries(shape: PySHACLShape) -> list[str]:
    helpers = [target["qh"] for target in shape.advanced_target().values()]
    return [helper.apply_prefixes(helper.select_text) for helper in helpers]


def _predicates(nodes: Iterable[Node]) -> Iterable[NamedNode]:
    for node in nodes:
        term = to_oxigraph(node)
        if isinstance(term, NamedNode):
            yield term
