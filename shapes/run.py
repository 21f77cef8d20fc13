"""Runs shapes over a store: the screen finds the nodes that fail, pySHACL writes their results.

A shape that does not compile is checked by pySHACL on all its focus nodes. Shapes with rules or functions of their own
are left to pySHACL altogether.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyshacl
from pyoxigraph import Store
from pyshacl.consts import SH_SHACLFunction as SHACL_FUNCTION
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib import RDF, Graph
from rdflib.namespace import SH
from rdflib.term import Node

import shapes.corrections  # noqa: F401 - changes pySHACL
from shapes.files import ShapesError
from shapes.quads import Quads
from shapes.screen import Compiler, Id, Index, NotCompilable, PySHACLShape, focus_nodes, has_target
from shapes.terms import to_rdflib

_FUNCTIONS = (SH.SPARQLFunction, SH.Function, SHACL_FUNCTION)
_Results = list[tuple[str, Node, list[Any]]]


def run(store: Store, shapes: ShapesGraph) -> Graph:
    """The sh:ValidationReport of the store's data, the union of its graphs. Raises pySHACL's errors."""
    if _only_for_pyshacl(shapes.graph):
        return _run_all(store, shapes.graph)
    with _no_collection():
        return _screen_and_write(store, shapes)


def _screen_and_write(store: Store, shapes: ShapesGraph) -> Graph:
    data, index, compiler = Quads(store), Index(store), Compiler()
    executor = SHACLExecutor(advanced_mode=True)
    for shape in shapes.shapes:
        shape.set_advanced(True)
    results: _Results = []
    for shape in shapes.shapes:
        if has_target(shape) and not shape.deactivated:
            focus = _failing(shape, compiler, index)
            if focus:
                results += shape.validate(executor, data, focus=[to_rdflib(index.terms[node]) for node in focus])[1]
    report: Graph
    report, _ = Validator.create_validation_report(shapes, not results, results)
    return report


@contextmanager
def _no_collection() -> Iterator[None]:
    """No garbage collection: it would walk all that the index holds, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _failing(shape: PySHACLShape, compiler: Compiler, index: Index) -> set[Id]:
    """The focus nodes that fail; all of them when only pySHACL can say."""
    nodes = focus_nodes(shape, index)
    try:
        return compiler.compile(shape).failing(index, nodes)
    except NotCompilable:
        return nodes


def _only_for_pyshacl(shapes: Graph) -> bool:
    return (None, SH.rule, None) in shapes or any((None, RDF.type, kind) in shapes for kind in _FUNCTIONS)


def _run_all(store: Store, shapes: Graph) -> Graph:
    copy = Store()  # rules write what they infer
    copy.extend(store)
    _, found, text = pyshacl.validate(Quads(copy), shacl_graph=shapes, advanced=True, inplace=True, inference="none")
    if not isinstance(found, Graph):
        raise ShapesError(f"Shapes: {text}")
    return found
