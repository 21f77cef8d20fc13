"""Whether shapes are written as SHACL asks: those that are not would be passed over, or judged at random.

Sources: the syntax rules of SHACL (appendix A), by the W3C's own shapes for shapes, which pySHACL brings with it.
They leave out three rules: lists and paths do not lead back to themselves, and a query shows `$this`.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pyshacl
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from shapes.data import as_source
from shapes.files import ShapesError
from shapes.named import named
from shapes.run import run
from shapes.screen.simple_form import HIDDEN

_PATH_PARTS = (SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
_SHOWN = re.compile(r"\bSELECT\b([^{]*?)(?:\bWHERE\b|\bFROM\b|\{)", re.IGNORECASE)
_THIS = re.compile(r"[?$]this\b|\*")
_SHAPES_GRAPH = re.compile(r"[?$]shapesGraph\b")
_NAMES_SHAPE = (SH.node, SH["not"], SH.property, SH.qualifiedValueShape)
_WHOLE = (
    "it is neither a node shape, which has no sh:path and none of sh:minCount, sh:maxCount, sh:uniqueLang, "
    "sh:lessThan, sh:lessThanOrEquals and sh:qualifiedValueShape, nor a property shape, which has one sh:path "
    "that is well formed"
)
_PROPERTY = {
    SH.MaxCountConstraintComponent: "it stands there too often, or may not stand there",
    SH.MinCountConstraintComponent: "it is missing",
    SH.NodeConstraintComponent: "this is no list that is well formed",
    SH.OrConstraintComponent: "this is not what it may have: a path that is well formed, or a text",
}


def refuse_ill_formed(shapes: Graph) -> None:
    """Raises `ShapesError` with the name of a shape that is not well formed, and what is wrong with it."""
    _refuse_circles(shapes)
    _refuse_queries(shapes)
    for predicate in _NAMES_SHAPE:
        for node, value in shapes.subject_objects(predicate):
            if isinstance(value, Literal):
                raise ShapesError(
                    f"Shapes: {named(node, shapes)} names a text as a shape: {_short(predicate)} {value}."
                )
    report = run(as_source(shapes, "", with_ontology=False), _shapes_for_shapes())
    faults = [_told(report, node, shapes) for node in report.objects(None, SH.result)]
    if faults:
        raise ShapesError(f"Shapes: {min(faults)[1].rstrip('.')}.")


def _told(report: Graph, result: Node, shapes: Graph) -> tuple[bool, str]:
    """Faults of a property tell more than those of the whole shape, and come first."""
    focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
    component, value = report.value(result, SH.sourceConstraintComponent), report.value(result, SH.value)
    start = f"{named(focus, shapes) if focus is not None else 'a shape'} is not well formed"
    if not isinstance(path, URIRef):
        is_whole = component == SH.XoneConstraintComponent
        return True, f"{start}: {_WHOLE if is_whole else 'a member of a list in it is of the wrong kind'}"
    given = "" if value is None or isinstance(value, BNode) else f" {_short(value)}"
    why = _PROPERTY.get(URIRef(str(component)), report.value(result, SH.resultMessage))
    return False, f"{start}: {_short(path)}{given}: {_short(why)}"


def _short(text: object) -> str:
    return str(text).replace(str(SH), "sh:")


@cache
def _shapes_for_shapes() -> ShapesGraph:
    from shapes.shapes_graph import to_run

    return to_run(Graph().parse(Path(pyshacl.__file__).parent / "assets" / "shacl-shacl.ttl", format="turtle"))


def _refuse_circles(shapes: Graph) -> None:
    def parts(node: Node) -> Iterable[Node]:
        if not isinstance(node, BNode):
            return ()
        return [part for kind in (RDF.first, RDF.rest, *_PATH_PARTS) for part in shapes.objects(node, kind)]

    for shape, path in shapes.subject_objects(SH.path):
        if _leads_back(path, parts):
            raise ShapesError(f"Shapes: the sh:path of {named(shape, shapes)} leads back to itself.")
    for node in shapes.subjects(RDF.rest):
        if _leads_back(node, lambda each: shapes.objects(each, RDF.rest)):
            raise ShapesError(f"Shapes: a list of {named(node, shapes)} leads back to itself.")


def _leads_back(start: Node, parts: Callable[[Node], Iterable[Node]]) -> bool:
    """Whether one comes to a node again that one came by; each node is looked at once."""
    done: set[Node] = set()
    way: list[tuple[Node, bool]] = [(start, False)]
    above: set[Node] = set()
    while way:
        node, left = way.pop()
        if left:
            above.discard(node)
            done.add(node)
        elif node in above:
            return True
        elif node not in done:
            above.add(node)
            way.append((node, True))
            way.extend((part, False) for part in parts(node))
    return False


def _refuse_queries(shapes: Graph) -> None:
    for predicate in (SH.select, SH.ask, SH.construct):
        for node, query in shapes.subject_objects(predicate):
            plain = HIDDEN.sub(" ", str(query))
            where = named(node, shapes)
            if _SHAPES_GRAPH.search(plain):
                raise ShapesError(f"Shapes: a query of {where} uses $shapesGraph, which is not supported.")
            is_constraint = (None, SH.sparql, node) in shapes or (None, SH.target, node) in shapes
            shown = _SHOWN.search(plain)
            if predicate == SH.select and is_constraint and shown and not _THIS.search(shown[1]):
                raise ShapesError(f"Shapes: a query of {where} does not show $this, so it would find nothing.")
