"""The sh:ValidationReport of pySHACL's results, as a graph."""

from collections.abc import Iterable
from typing import Any

from pyshacl.rdfutil.clone import clone_blank_node
from rdflib import RDF, BNode, Graph, Literal
from rdflib.namespace import SH
from rdflib.term import Node

Result = tuple[str, BNode, list[tuple[Node, Node, Any]]]


def report_graph(results: Iterable[Result], shapes: Graph, conforms: bool) -> Graph:
    """The report of results as pySHACL's components make them; blank nodes of data and shapes keep their names.

    pySHACL's own takes thrice as long: its graph keeps track of contexts, of which there is one.
    """
    report = Graph(store="SimpleMemory", bind_namespaces="core")
    for prefix, namespace in shapes.namespace_manager.namespaces():
        report.namespace_manager.bind(prefix, namespace)
    add = report.store.add
    head = BNode()
    copied: set[Node] = set()
    add((head, RDF.type, SH.ValidationReport), report)
    add((head, SH.conforms, Literal(conforms)), report)
    for _, result, triples in results:
        add((head, SH.result, result), report)
        for triple in triples:
            subject, predicate, value = triple
            if isinstance(value, tuple):
                source, value = value
                if isinstance(value, BNode) and value not in copied:
                    copied.add(value)
                    clone_blank_node(source, value, report, keepid=True)
            add((subject, predicate, value), report)
    return report
