"""Asking a build: the dataset that a query sees, and a call that refuses what must not run."""

import re
from collections.abc import Mapping, Sequence

import pyoxigraph

from store.build import Build, default_graphs
from store.errors import QuerySyntaxError
from store.guard import check

_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)", re.DOTALL)

_Name = pyoxigraph.NamedNode | pyoxigraph.BlankNode
_Graph = _Name | pyoxigraph.DefaultGraph
Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


def dataset(build: Build) -> tuple[list[pyoxigraph.NamedNode], list[pyoxigraph.NamedNode]]:
    """Return what a query without FROM sees: the graphs that make up the default graph, and the named graphs.

    The default graph is the union of all but the evidence graphs; `GRAPH` reaches every graph by name.
    """
    return default_graphs(build), [pyoxigraph.NamedNode(iri) for iri in build.graphs()]


def query(
    build: Build,
    sparql: str,
    *,
    default_graph: Sequence[str] = (),
    named_graph: Sequence[str] = (),
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
    substitutions: Mapping[pyoxigraph.Variable, pyoxigraph.NamedNode | pyoxigraph.Literal] | None = None,
) -> Results:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    `default_graph` and `named_graph` are the protocol's parameters, IRIs that win over FROM in the query; without
    both, FROM counts, and without that `dataset`. The result must be read and dropped in the thread that asked.
    A triple that stands in several of the graphs named by FROM or `default_graph` is found once for each of them.
    Raises `QueryRefused` (updates, SERVICE), `QuerySyntaxError`.
    """
    check(sparql)
    # Without any of these, Oxigraph takes its default graph, which holds the union.
    default: list[_Graph] | None = None
    named: list[_Name] | None = None
    if default_graph or named_graph:
        default = [pyoxigraph.NamedNode(iri) for iri in default_graph]
        named = [pyoxigraph.NamedNode(iri) for iri in named_graph]
    try:
        return build.with_union.query(
            sparql,
            base_iri=base_iri,
            prefixes=dict(prefixes) if prefixes else None,
            default_graph=default,
            named_graphs=named,
            substitutions=dict(substitutions) if substitutions else None,
        )
    except SyntaxError as error:
        raise _with_place(str(error)) from None


def _with_place(message: str) -> QuerySyntaxError:
    found = _PLACE.match(message)
    if not found:
        return QuerySyntaxError(f"The query is not SPARQL: {message}")
    line, column, rest = int(found[1]), int(found[2]), found[3]
    return QuerySyntaxError(f"The query is not SPARQL at line {line}, column {column}: {rest}", line, column)
