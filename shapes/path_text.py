"""Paths of shapes as text."""

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def path_text(path: Node, graph: Graph) -> str:
    """A path as SPARQL writes it: `^` against the arrow, `|` or, `/` then, `*`, `+` and `?` for how often."""
    return _text(path, graph, inner=False)


def _text(path: Node, graph: Graph, inner: bool) -> str:
    if isinstance(path, URIRef):
        return str(path)
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _text(inverse, graph, inner=True)
    for predicate, sign in _REPEATED.items():
        part = graph.value(path, predicate)
        if part is not None:
            return _text(part, graph, inner=True) + sign
    choices = graph.value(path, SH.alternativePath)
    if choices is None and (path, RDF.first, None) not in graph:
        return str(path)
    parts = [_text(part, graph, inner=True) for part in graph.items(path if choices is None else choices)]
    text = (" / " if choices is None else " | ").join(parts)
    return f"({text})" if inner else text
