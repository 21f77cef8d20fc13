"""The focus nodes of a shape."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.screen.index import Id, Index
from shapes.screen.shape import PySHACLShape
from shapes.terms import to_oxigraph

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
    for target in shape.advanced_target().values():
        query = target["qh"].apply_prefixes(target["qh"].select_text)
        rows = index.store.query(query, use_default_graph_as_union=True)
        if isinstance(rows, QuerySolutions):
            found |= index.ids(row["this"] for row in rows)
    return found


def _predicates(nodes: Iterable[Node]) -> Iterable[NamedNode]:
    for node in nodes:
        term = to_oxigraph(node)
        if isinstance(term, NamedNode):
            yield term
