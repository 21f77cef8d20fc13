"""Runs shapes over a store: the screen finds the nodes that fail, pySHACL writes their results.

A shape that does not compile is checked by pySHACL on all its focus nodes. Shapes with rules, functions or types of
targets of their own are left to pySHACL altogether.
"""

import gc
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from typing import Any

import pyshacl
from pyoxigraph import Quad, Store
from pyshacl.consts import SH_SHACLFunction as SHACL_FUNCTION
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, BNode, Graph
from rdflib.namespace import SH
from rdflib.term import Node

import shapes.corrections  # noqa: F401 - changes pySHACL
from shapes.files import ShapesError
from shapes.groups import Group, groups
from shapes.quads import Quads
from shapes.report_graph import report_graph
from shapes.screen import Changes, Compiler, Id, Index, NotCompilable, PySHACLShape, Unbounded, targets
from shapes.source import Source
from shapes.terms import to_rdflib

_FOR_PYSHACL = (SH.SPARQLFunction, SH.Function, SHACL_FUNCTION, SH.SPARQLTargetType)


def run(source: Source, shapes: ShapesGraph) -> Graph:
    """The sh:ValidationReport of the data, the union of its graphs. Raises pySHACL's errors."""
    return _run(source, shapes, None, ())


def run_again(source: Source, shapes: ShapesGraph, before: Graph, changed: Iterable[Quad]) -> Graph:
    """The same report, made of the report `before` these quads were added to the store or removed from it.

    Only the nodes that a change concerns are checked. Where that cannot be bounded, a shape is run on all its nodes.
    """
    return _run(source, shapes, before, changed)


def _run(source: Source, shapes: ShapesGraph, before: Graph | None, changed: Iterable[Quad]) -> Graph:
    if _only_for_pyshacl(shapes.graph):
        return _run_all(source.store, shapes.graph)
    with no_collection():
        running = _Run(source, shapes)
        changes = None if before is None or _names_blank_nodes(before) else running.changes(changed)
        kept: list[Node] = []
        for group in groups(shapes):
            touched = running.check(group, changes)
            if before is not None and touched is not None:
                kept += _untouched(before, group, {to_rdflib(running.index.terms[node]) for node in touched})
        report = running.report(bool(kept))
        if before is not None:
            _take_over(report, before, kept)
        return report


class _Run:
    def __init__(self, source: Source, shapes: ShapesGraph) -> None:
        self.index = Index(source)
        self._shapes, self._data, self._compiler = shapes, Quads(source), Compiler()
        self._executor = SHACLExecutor(advanced_mode=True)
        self._results: list[Any] = []
        for shape in shapes.shapes:
            shape.set_advanced(True)

    def changes(self, quads: Iterable[Quad]) -> Changes | None:
        """The changes, or None when they may concern any node."""
        try:
            return Changes(self.index, quads)
        except Unbounded:
            return None

    def check(self, group: Group, changes: Changes | None) -> set[Id] | None:
        """Checks the nodes of a group of shapes that are touched by the changes, and tells them; None for all."""
        touched = None if changes is None or not group.results_are_of_focus_nodes else self._touched(group, changes)
        for shape in group.shapes:
            if touched is None:
                nodes = targets.focus_nodes(shape, self.index)
            elif touched:
                nodes = targets.targeted(shape, self.index, touched)
            else:
                continue
            failing = self._failing(shape, nodes)
            if failing:
                focus = [to_rdflib(self.index.terms[node]) for node in failing]
                self._results += shape.validate(self._executor, self._data, focus=focus)[1]
        return touched

    def report(self, fails: bool) -> Graph:
        """The report of all results; `fails` says whether there are others."""
        return report_graph(self._results, self._shapes.graph, conforms=not fails and not self._results)

    def _touched(self, group: Group, changes: Changes) -> set[Id] | None:
        found: set[Id] = set()
        try:
            for shape in group.shapes:
                found |= targets.touched(shape, self.index, changes)
                found |= self._compiler.compile(shape).touched(self.index, changes)
        except (NotCompilable, Unbounded):
            return None
        return found

    def _failing(self, shape: PySHACLShape, nodes: set[Id]) -> set[Id]:
        """Those of the nodes that fail; all of them when only pySHACL can say."""
        try:
            return self._compiler.compile(shape).failing(self.index, nodes)
        except NotCompilable:
            return nodes


def _untouched(before: Graph, group: Group, touched: Set[Node]) -> Iterator[Node]:
    for source in group.sources:
        for result in before.subjects(SH.sourceShape, source):
            if (None, SH.result, result) in before and before.value(result, SH.focusNode) not in touched:
                yield result


def _take_over(report: Graph, before: Graph, results: list[Node]) -> None:
    """Copies results, with the blank nodes that they are told by."""
    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    copied: set[Node] = set()
    for result in results:
        report.add((head, SH.result, result))
        new = [result]
        while new:
            node = new.pop()
            if node not in copied:
                copied.add(node)
                for _, predicate, value in before.triples((node, None, None)):
                    report.add((node, predicate, value))
                    if isinstance(value, BNode):
                        new.append(value)


def _names_blank_nodes(report: Graph) -> bool:
    """Whether results are about blank nodes of the data, which have other names in each store."""
    return any(isinstance(node, BNode) for told in (SH.focusNode, SH.value) for node in report.objects(None, told))


@contextmanager
def no_collection() -> Iterator[None]:
    """No garbage collection: it would walk all that the index holds, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _only_for_pyshacl(shapes: Graph) -> bool:
    return (None, SH.rule, None) in shapes or any((None, RDF.type, kind) in shapes for kind in _FOR_PYSHACL)


def _run_all(store: Store, shapes: Graph) -> Graph:
    copy = Store()  # rules write what they infer
    copy.extend(store)
    _, found, text = pyshacl.validate(
        Quads(Source(copy)), shacl_graph=shapes, advanced=True, inplace=True, inference="none"
    )
    if not isinstance(found, Graph):
        raise ShapesError(f"Shapes: {text}")
    return found
