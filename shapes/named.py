"""Names for the nodes of a shapes graph, for messages."""

from rdflib import BNode, Graph
from rdflib.term import Node


def named(node: Node, shapes: Graph) -> str:
    """What people can find a node by: its IRI, or for a blank node what it hangs on."""
    seen = {node}
    while isinstance(node, BNode):
        above = next((each for each in sorted(shapes.subjects(None, node), key=str) if each not in seen), None)
        if above is None:
            return "a blank node"
        seen.add(above)
        node = above
    return str(node) if len(seen) == 1 else f"a blank node of {node}"
