"""The shapes as rdflib graphs, to look up and to run."""

from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import OWL, SH

from ontology import OntologyError
from ontology import files as ontology_files
from ontology.files import parse_turtle
from shapes.files import ShapesError, files

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)


@cache
def shapes_graph(paths: tuple[Path, ...] | None = None) -> Graph:
    """The shapes of `paths` (default: all of ours) with the prefixes that their queries use.

    Raises `ShapesError` for a file that is not Turtle.
    """
    graph = Graph()
    for path in files() if paths is None else paths:
        try:
            parse_turtle(path)  # pyoxigraph tells the line; rdflib's message is for programmers
        except OntologyError as error:
            raise ShapesError(f"Shapes: {error}") from None
        graph.parse(path, format="turtle")
    ontology = Graph().parse(ontology_files()[0], format="turtle")
    for header in ontology.subjects(RDF.type, OWL.Ontology):
        graph.add((header, RDF.type, OWL.Ontology))
        for declaration in ontology.objects(header, SH.declare):
            graph.add((header, SH.declare, declaration))
            for triple in ontology.triples((declaration, None, None)):
                graph.add(triple)
    return graph


@cache
def shapes_to_run(paths: tuple[Path, ...] | None = None) -> Graph:
    """The shapes as `shapes_graph`, written so that pySHACL is fast.

    pySHACL checks a property shape that hangs on a node shape once for each focus node, but one with targets of its
    own for all focus nodes together, five times as fast. Each property shape therefore gets the targets of the node
    shapes that it hangs on. That changes no result: the same nodes are checked by the same constraints.
    """
    run = Graph()
    source = shapes_graph(paths)
    for triple in source:
        run.add(triple)
    for node_shape, property_shape in source.subject_objects(SH.property):
        targets = [(kind, value) for kind in _TARGETS for value in source.objects(node_shape, kind)]
        if targets:
            run.remove((node_shape, SH.property, property_shape))
            for kind, value in targets:
                run.add((URIRef(str(property_shape)), kind, value))
    return run
