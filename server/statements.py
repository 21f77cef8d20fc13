"""The RDF of one thing: what is said of it and what is said with it, with the names of its neighbours."""

from collections.abc import Iterator
from itertools import islice
from typing import cast

import pyoxigraph

from server.layouts import is_node
from server.live import Live
from server.names import LABELS
from server.reader import values

# Statements that have the thing as their object; the rest is had from /sparql, page by page.
MOST_INVERSE = 5_000
MOST_NODES = 2_000


def is_known(live: Live, iri: str) -> bool:
    """Say whether the graph says anything of an IRI."""
    try:
        named = pyoxigraph.NamedNode(iri)
    except ValueError:
        return False
    first = next(live.quads.quads_for_pattern(named, None, None, None), None)
    return first is not None or next(_about(live, named), None) is not None


def statements(live: Live, iri: str) -> tuple[list[pyoxigraph.Triple], bool]:
    """The triples about a thing from all graphs but those with evidence, and whether they are all.

    Memberships, grants and amounts that touch it come with what is said of them.
    """
    named = pyoxigraph.NamedNode(iri)
    triples = list(_of(live, named))
    inverse = list(islice(_about(live, named), MOST_INVERSE + 1))
    whole = len(inverse) <= MOST_INVERSE
    triples += inverse[:MOST_INVERSE]
    for _ in range(2):
        between = {
            term.value: None
            for triple in triples
            for term in (triple.subject, triple.object)
            if isinstance(term, pyoxigraph.NamedNode) and term != named and is_node(term, live.base)
        }
        whole = whole and len(between) <= MOST_NODES
        for other in islice(between, MOST_NODES):
            triples += _of(live, pyoxigraph.NamedNode(other))
        triples = list(dict.fromkeys(triples))
    return triples + _names(live, triples), whole


def _of(live: Live, subject: pyoxigraph.NamedNode) -> Iterator[pyoxigraph.Triple]:
    return _said(live, live.quads.quads_for_pattern(subject, None, None, None))


def _about(live: Live, value: pyoxigraph.NamedNode) -> Iterator[pyoxigraph.Triple]:
    return _said(live, live.quads.quads_for_pattern(None, None, value, None))


def _said(live: Live, quads: Iterator[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Triple]:
    evidence = f"{live.base}evidence/"
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, pyoxigraph.NamedNode) and not graph.value.startswith(evidence):
            yield quad.triple


def _names(live: Live, triples: list[pyoxigraph.Triple]) -> list[pyoxigraph.Triple]:
    things = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, pyoxigraph.NamedNode)
    }
    result = live.quads.query(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {values('?s', things)} {values('?p', LABELS)} GRAPH ?g {{ ?s ?p ?o }} }}"
    )
    return list(cast(pyoxigraph.QueryTriples, result))
