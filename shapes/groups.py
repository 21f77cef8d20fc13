"""Shapes with targets, grouped so that no two groups report results of one shape."""

from dataclasses import dataclass

from pyshacl.shapes_graph import ShapesGraph
from rdflib import BNode, Graph
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.screen import PySHACLShape, has_target


@dataclass(frozen=True)
class Group:
    """Shapes whose results may be of the same shapes."""

    shapes: tuple[PySHACLShape, ...]
    sources: frozenset[Node]
    """The shapes that their results name: they and all that hang on them by sh:property."""
    results_are_of_focus_nodes: bool
    """Whether every result is about a focus node, and its shape can be known again by its IRI."""


def groups(shapes: ShapesGraph) -> list[Group]:
    """All shapes with targets that are not deactivated, each in one group."""
    found: list[tuple[list[PySHACLShape], set[Node]]] = []
    for shape in shapes.shapes:
        if shape.deactivated or not has_target(shape):
            continue
        members, sources = [shape], _sources(shapes.graph, shape.node)
        for group in [group for group in found if not group[1].isdisjoint(sources)]:
            found.remove(group)
            members += group[0]
            sources |= group[1]
        found.append((members, sources))
    return [
        Group(tuple(members), frozenset(sources), _of_focus_nodes(shapes.graph, sources)) for members, sources in found
    ]


def _sources(shapes: Graph, node: Node) -> set[Node]:
    found: set[Node] = set()
    new = [node]
    while new:
        each = new.pop()
        if each not in found:
            found.add(each)
            new.extend(shapes.objects(each, SH.property))
    return found


def _of_focus_nodes(shapes: Graph, sources: set[Node]) -> bool:
    return not any(
        isinstance(node, BNode) or ((node, SH.path, None) in shapes and (node, SH.property, None) in shapes)
        for node in sources
    )
