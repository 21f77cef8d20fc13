"""The shapes as rdflib graphs, to look up and to run."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, BNode, Graph
from rdflib.namespace import OWL, RDFS, SH
from rdflib.term import Node

from ontology import files as ontology_files
from shapes.data import DataError, read
from shapes.files import ShapesError, files
from shapes.terms import to_rdflib
from shapes.unsupported import refuse_unsupported
from shapes.well_formed import refuse_ill_formed

_PARAMETERS = frozenset(ALL_CONSTRAINT_PARAMETERS)
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_NESTED = (SH.node, SH["not"], SH.qualifiedValueShape, RDF.first)
_KEEP_PROPERTIES = (SH.path, SH.closed, SH.deactivated, SH.ignoredProperties)


@cache
def shapes_graph(paths: tuple[Path, ...] | None = None) -> Graph:
    """The shapes of `paths`, in any RDF format (default: all of ours), with the prefixes that their queries use.

    Raises `ShapesError` for a file that is not Turtle, or asks for what is not supported.
    """
    graph = Graph()
    for number, path in enumerate(files() if paths is None else paths):
        for triple in _read(path, str(number)):
            graph.add(triple)
    refuse_unsupported(graph)
    if paths is not None:  # ours are, as a test tells
        refuse_ill_formed(graph)
    ontology = Graph().parse(ontology_files()[0], format="turtle")
    for header in ontology.subjects(RDF.type, OWL.Ontology):
        graph.add((header, RDF.type, OWL.Ontology))
        for declaration in ontology.objects(header, SH.declare):
            graph.add((header, SH.declare, declaration))
            for triple in ontology.triples((declaration, None, None)):
                graph.add(triple)
    return graph


def _read(path: Path, number: str) -> Iterator[tuple[Node, Node, Node]]:
    """The triples with their literals as written, which rdflib's own parser rewrites."""
    try:
        triples: list[Any] = [*read(path)]
    except DataError as error:
        raise ShapesError(f"Shapes: {error}") from None
    for triple in triples:
        nodes = (to_rdflib(term) for term in (triple.subject, triple.predicate, triple.object))
        # A blank node's name is its file's own; files in two folders may have one name, of any letters.
        yield tuple(BNode(f"f{number}-{node}") if isinstance(node, BNode) else node for node in nodes)  # type: ignore[misc]


@cache
def shapes_to_run(paths: tuple[Path, ...] | None = None) -> ShapesGraph:
    """The shapes as `shapes_graph`, to run; built once."""
    return to_run(shapes_graph(paths))


def to_run(source: Graph) -> ShapesGraph:
    """A shapes graph for pySHACL, written so that few nodes have to be checked.

    A property shape that hangs on a node shape gets the targets of that node shape instead: then a node that fails it
    is not checked against all that hang there. That changes no result: the same nodes are checked by the same
    constraints. Where a node shape is used by other shapes, or something looks at its properties, they stay.
    """
    run = Graph()
    for triple in source:
        run.add(triple)
    for class_ in source.subjects(RDF.type, RDFS.Class):  # pySHACL does not see that one with constraints is a shape
        if any(predicate in _PARAMETERS for predicate in source.predicates(class_)):
            kind = SH.PropertyShape if (class_, SH.path, None) in source else SH.NodeShape
            run.add((class_, RDF.type, kind))
    for node_shape in set(source.subjects(SH.property)):
        targets = [(kind, value) for kind in _TARGETS for value in source.objects(node_shape, kind)]
        if (node_shape, RDF.type, RDFS.Class) in source:
            targets.append((SH.targetClass, node_shape))
        if not targets or not _may_be_split(source, node_shape):
            continue
        for property_shape in source.objects(node_shape, SH.property):
            run.remove((node_shape, SH.property, property_shape))
            for kind, value in targets:
                run.add((property_shape, kind, value))
    return ShapesGraph(run)


def _may_be_split(shapes: Graph, node_shape: Node) -> bool:
    if any((None, predicate, node_shape) in shapes for predicate in _NESTED):
        return False
    if any((node_shape, predicate, None) in shapes for predicate in _KEEP_PROPERTIES):
        return False
    hanging = shapes.objects(node_shape, SH.property)
    return not any((each, SH.qualifiedValueShapesDisjoint, None) in shapes for each in hanging)
