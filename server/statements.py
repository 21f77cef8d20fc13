"""The RDF of one thing: what is said of it and what is said with it, with the names of its neighbours."""

from itertools import islice

import pyoxigraph

from server.layouts import is_node
from server.live import Live
from server.names import LABELS
from server.reader import node, values

# Statements that have the thing as their object; the rest is had from /sparql, page by page.
MOST_INVERSE = 5_000
MOST_NODES = 2_000


def is_known(live: Live, iri: str) -> bool:
    """Say whether the graph says anything of an IRI."""
    try:
        it = node(iri)
    except ValueError:
        return False
    return bool(live.build.select(f"SELECT ?p WHERE {{ {{ {it} ?p ?x }} UNION {{ ?x ?p {it} }} }} LIMIT 1"))


def statements(live: Live, iri: str) -> tuple[list[pyoxigraph.Triple], bool]:
    """The triples about a thing from all graphs but those with evidence, and whether they are all.

    Memberships, grants and amounts that touch it come with what is said of them.
    """
    named = pyoxigraph.NamedNode(iri)
    inverse = _about(live, named)
    whole = len(inverse) <= MOST_INVERSE
    triples = [*_of(live, [iri]), *inverse[:MOST_INVERSE]]
    for _ in range(2):
        between = {
            term.value: None
            for triple in triples
            for term in (triple.subject, triple.object)
            if isinstance(term, pyoxigraph.NamedNode) and term != named and is_node(term, live.base)
        }
        whole = whole and len(between) <= MOST_NODES
        triples += _of(live, list(islice(between, MOST_NODES)))
        triples = list(dict.fromkeys(triples))
    return triples + _names(live, triples), whole


def _of(live: Live, subjects: list[str]) -> list[pyoxigraph.Triple]:
    if not subjects:
        return []
    return live.build.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {values('?s', subjects)} ?s ?p ?o }}")


def _about(live: Live, value: pyoxigraph.NamedNode) -> list[pyoxigraph.Triple]:
    return live.build.construct(f"CONSTRUCT {{ ?s ?p {value} }} WHERE {{ ?s ?p {value} }} LIMIT {MOST_INVERSE + 1}")


def _names(live: Live, triples: list[pyoxigraph.Triple]) -> list[pyoxigraph.Triple]:
    things = {
        term.value
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, pyoxigraph.NamedNode)
    }
    if not things:
        return []
    # A branch for each property: with two lists of values the engine would read all names there are.
    wanted = values("?s", things)
    each = (f"{{ {wanted} ?s {node(name)} ?o BIND({node(name)} AS ?p) }}" for name in LABELS)
    return live.build.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {' UNION '.join(each)} }}")
