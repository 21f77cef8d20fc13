"""Terms of pyoxigraph as terms of rdflib and back, with every literal as it is written.

pySHACL's own conversion lets rdflib rewrite literals (`007` becomes `7`) and makes `"x"` in the data another term than
`"x"` in the shapes, so that sh:in and sh:hasValue miss it.
"""

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib import BNode, URIRef
from rdflib.term import Node

import ontology

Term = NamedNode | BlankNode | Literal

_STRING = ontology.XSD.string


def to_rdflib(term: Term) -> Node:
    """The term for pySHACL."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=URIRef(datatype), normalize=False)


def to_oxigraph(node: Node) -> Term:
    """The term for the store."""
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language.lower())
        return Literal(str(node), datatype=NamedNode(str(node.datatype or _STRING)))
    return NamedNode(str(node))
