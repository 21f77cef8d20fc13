"""A whole graph as an answer, however large it is."""

from collections.abc import Sequence
from typing import IO

import pyoxigraph
from flask import Response

from server.exact import for_format
from server.formats import CSV, Format, prefixes_of, write, write_csv
from server.live import Live
from server.negotiation import finish
from server.spooled import fill
from store import is_evidence
from store.one_graph import triples, write_all, write_graph

# A graph of no more statements is sorted before it is written, so that people find their way in it.
MOST_SORTED = 20_000


def graph_in(
    live: Live,
    graph: str | None,
    format: Format,
    *,
    location: str | None = None,
    links: Sequence[tuple[str, dict[str, str]]] = (),
) -> Response:
    """An answer with a graph in a format, or with what a query without FROM sees when `graph` is None."""
    response = finish(b"", format, location=location, links=links, live=live)
    return fill(response, lambda out: _write(live, graph, format, out))


def everything_in(live: Live, format: Format) -> Response:
    """An answer with all graphs of the build, in one of `DATASETS`."""
    response = finish(b"", format, live=live)
    rdf = format.rdf or pyoxigraph.RdfFormat.N_QUADS
    return fill(response, lambda out: write_all(live.build, out, rdf, prefixes_of(format)))


def _write(live: Live, graph: str | None, format: Format, out: IO[bytes]) -> None:
    if _size(live, graph) <= MOST_SORTED:
        out.write(write(triples(live.build, graph), format))
    elif format is CSV or format.rdf is None:
        write_csv(triples(live.build, graph), out)
    else:
        write_graph(live.build, graph, for_format(out, format.rdf), format.rdf, prefixes_of(format))


def _size(live: Live, graph: str | None) -> int:
    sizes = live.build.manifest.graphs
    if graph is not None:
        return sizes.get(graph, 0)
    return sum(size for iri, size in sizes.items() if not is_evidence(iri, live.base))
