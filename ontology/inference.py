"""What follows from the ontology's superclasses and superproperties."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from ontology.namespaces import RDF
from ontology.vocabulary import vocabulary


def infer(quads: Iterable[Quad], graph_iri: str) -> list[Quad]:
    """The statements that superclasses and superproperties add to `quads`, in the graph `graph_iri`.

    A thing gets every class above its own, a statement is repeated with every property above its own. What some
    graph of `quads` says already is left out. Sorted, without duplicates.
    """
    known = vocabulary()
    graph = NamedNode(graph_iri)
    nodes: dict[str, NamedNode] = {}
    said = {quad.triple for quad in quads}
    added: set[Quad] = set()
    for triple in said:
        if triple.predicate.value == RDF.type:
            if not isinstance(triple.object, NamedNode):
                continue
            for above in known.superclasses(triple.object.value):
                node = nodes.setdefault(above, NamedNode(above))
                added.add(Quad(triple.subject, triple.predicate, node, graph))
        else:
            for above in known.superproperties(triple.predicate.value):
                node = nodes.setdefault(above, NamedNode(above))
                added.add(Quad(triple.subject, node, triple.object, graph))
    return sorted((quad for quad in added if quad.triple not in said), key=str)
