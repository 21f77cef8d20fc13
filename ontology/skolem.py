"""Turtle files as quads without blank nodes."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, Triple

from ontology.files import parse_turtle

_Term = NamedNode | BlankNode | Literal | Triple


def skolemise(paths: Iterable[Path], graph_iri: str, base_iri: str) -> list[Quad]:
    """Read Turtle files into the graph `graph_iri`, each blank node as an IRI under `{base}.well-known/genid/`.

    The name of a blank node comes from RDF canonicalisation of its file, so it is the same on any machine and does
    not change with the order of the file. Quads are sorted. Raises `OntologyError` for a file that is not Turtle.
    """
    graph = NamedNode(graph_iri)
    found: set[Quad] = set()
    for path in paths:
        dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in parse_turtle(path))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        prefix = f"{base_iri}.well-known/genid/{path.stem}-"
        for quad in dataset:
            subject = _named(quad.subject, prefix)
            if isinstance(subject, NamedNode):
                found.add(Quad(subject, quad.predicate, _named(quad.object, prefix), graph))
    return sorted(found, key=str)


def _named(term: _Term, prefix: str) -> _Term:
    return NamedNode(prefix + term.value) if isinstance(term, BlankNode) else term
