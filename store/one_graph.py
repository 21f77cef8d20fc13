"""Writing one graph of a build, or what a query without FROM sees, without holding it in memory."""

from collections.abc import Iterator, Mapping
from typing import IO

import pyoxigraph

from store.build import Build
from store.interface import Readable

EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def triples(build: Readable, graph: str | None) -> Iterator[pyoxigraph.Triple]:
    """Give the triples of a graph, or of the union that a query without FROM sees when `graph` is None."""
    if graph is not None:
        for quad in build.matching(graph=pyoxigraph.NamedNode(graph)):
            yield quad.triple
    elif isinstance(build, Build):
        for quad in build.with_union.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()):
            yield quad.triple
    else:
        yield from build.construct(EVERYTHING)


def write_graph(
    build: Readable,
    graph: str | None,
    out: IO[bytes],
    format: pyoxigraph.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> None:
    """Write a graph, or the union when `graph` is None, in an RDF format; the statements of a subject stand together.

    An error that `out` raises ends the work.
    """
    names = dict(prefixes or {}) or None
    if isinstance(build, Build):
        # The engine's own way: no triple becomes an object of Python.
        store, node = (build.with_union, pyoxigraph.DefaultGraph()) if graph is None else (build.quads, _node(graph))
        store.dump(out, format, from_graph=node, prefixes=names)
    else:
        pyoxigraph.serialize(triples(build, graph), out, format, prefixes=names)


def write_all(
    build: Readable, out: IO[bytes], format: pyoxigraph.RdfFormat, prefixes: Mapping[str, str] | None = None
) -> None:
    """Write every graph of a build in a format that has graphs (N-Quads, TriG)."""
    names = dict(prefixes or {}) or None
    if isinstance(build, Build):
        build.quads.dump(out, format, prefixes=names)
    else:
        pyoxigraph.serialize(build.matching(), out, format, prefixes=names)


def _node(graph: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    return pyoxigraph.NamedNode(graph)
