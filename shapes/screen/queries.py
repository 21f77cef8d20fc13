"""sh:sparql, run once for all focus nodes when its form allows it, and else for each.

SHACL runs such a query once for each focus node, with `$this` bound. Left unbound it gives the rows of all nodes in
one go, if the query has a simple form.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode, QuerySolutions, Variable
from pyshacl.errors import ReportableRuntimeError, ValidationFailure

from shapes.document_queries import of_document
from shapes.screen.changes import Changes, Unbounded
from shapes.screen.errors import NotCompilable
from shapes.screen.index import FEW, Id, Index, Values
from shapes.screen.paths import Path
from shapes.screen.reach import outside_graphs, reach
from shapes.screen.shape import FocusConstraint, PySHACLShape
from shapes.screen.simple_form import is_simple, start_of_pattern

# More nodes than so many times `FEW`, and a query of all is no slower than one for each of the parts.
BATCHES = 50
_reach = cache(reach)
_DOCUMENT_GRAPH = re.compile(r"/(?:graph|evidence)/(?P<stem>[^/]+)$")


@dataclass(frozen=True)
class Query(FocusConstraint):
    """A query of simple form."""

    text: str

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes that the query has a row for."""
        return rows_of(index, self.text, nodes) & nodes

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The nodes from which the query looks at something that changed."""
        return touched_by(_reach(self.text), index, changes)


@dataclass(frozen=True)
class QueryForEach(FocusConstraint):
    """Any other query."""

    text: str

    def failing(self, index: Index, nodes: Set[Id], values: Values) -> Set[Id]:
        """The nodes that the query has a row for."""
        return {node for node in nodes if self._has_row(index, node)}

    def touched(self, index: Index, changes: Changes) -> Set[Id]:
        """The documents whose graphs changed, if nothing changed of what the query looks at outside of them."""
        if any(changes.subjects(predicate) for predicate in _outside(self.text)):
            raise Unbounded("a query that looks at a property outside of the document's graphs")
        names = (graph.value for graph in changes.graphs if isinstance(graph, NamedNode))
        return index.ids(NamedNode(_DOCUMENT_GRAPH.sub(r"/doc/\g<stem>", name)) for name in names)

    def _has_row(self, index: Index, node: Id) -> bool:
        this = index.terms[node]
        text = of_document(self.text, this.value)
        rows = index.store.query(text, use_default_graph_as_union=True, substitutions={Variable("this"): this})
        return not isinstance(rows, QuerySolutions) or next(rows, None) is not None


@cache
def _outside(query: str) -> frozenset[NamedNode]:
    """The properties that the query looks at outside of the graphs of the document, `$this`. Raises `Unbounded`."""
    return outside_graphs(of_document(query, "urn:x:/doc/y"), ("urn:x:/graph/y", "urn:x:/evidence/y"))


def compile_query(shape: PySHACLShape, helper: Any) -> FocusConstraint:
    """A query of sh:sparql. Raises `NotCompilable` for one that only pySHACL can run, or refuses."""
    text = helper.select_text
    if shape.is_property_shape or "currentShape" in text or "shapesGraph" in text:
        raise NotCompilable("a query that names its path or shape")
    try:
        helper.check_invalid_sparql(text)
    except (ValidationFailure, ReportableRuntimeError) as error:
        raise NotCompilable(str(error)) from None
    return (Query if is_simple(text) else QueryForEach)(helper.apply_prefixes(text))


def rows_of(index: Index, query: str, nodes: Set[Id] | None = None) -> set[Id]:
    """What `$this` is in the rows of a query of simple form; with `nodes`, at least for those."""
    if nodes is not None and len(nodes) <= FEW * BATCHES:
        terms = [index.terms[node] for node in nodes]
        if all(isinstance(term, NamedNode) for term in terms):
            start, found = start_of_pattern(query), set[Id]()
            for place in range(0, len(terms), FEW):
                some = " ".join(map(str, terms[place : place + FEW]))
                found |= _rows(index, f"{query[:start]} VALUES ?this {{ {some} }} {query[start:]}", nodes)
            return found
    return _rows(index, query, nodes)


def _rows(index: Index, query: str, nodes: Set[Id] | None) -> set[Id]:
    rows = index.store.query(query, use_default_graph_as_union=True)
    if not isinstance(rows, QuerySolutions):
        return set() if nodes is None else set(nodes)
    return index.ids(row["this"] for row in rows)


def touched_by(paths: tuple[Path, ...], index: Index, changes: Changes) -> set[Id]:
    """The nodes from which one of the paths leads over something that changed."""
    found: set[Id] = set()
    for path in paths:
        found |= path.touched(index, changes)
    return found


def reach_of(query: str) -> tuple[Path, ...]:
    """The paths from `$this` over what the query looks at. Raises `Unbounded`."""
    return _reach(query)
