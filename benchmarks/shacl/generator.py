"""The data of the benchmark: made-up builds in our vocabulary, one statement in a hundred of which is wrong."""

import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize
from rdflib.namespace import RDF, SH

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "shapes"))
from synthetic_build import BASE, quads_of_build

__all__ = ["BASE", "make"]

TRIPLES_OF_THE_ONTOLOGY, TRIPLES_PER_DOCUMENT = 1_900, 7_300


def make(size: int, folder: Path) -> None:
    """Write about `size` triples: `build.nq` with its graphs, `data.nt` as one graph, and the shapes without SPARQL."""
    documents = max(1, round((size - TRIPLES_OF_THE_ONTOLOGY) / TRIPLES_PER_DOCUMENT))
    events = 22 if size > TRIPLES_PER_DOCUMENT else 1
    serialize(broken(quads_of_build(documents, events)), output=str(folder / "build.nq"), format=RdfFormat.N_QUADS)
    triples = (Triple(*quad.triple) for quad in broken(quads_of_build(documents, events)))
    serialize(triples, output=str(folder / "data.nt"), format=RdfFormat.N_TRIPLES)
    core_shapes().serialize(folder / "core.ttl", format="turtle")


def broken(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with one in a hundred wrong: gone, or with a text in place of its value; the ontology as it is."""
    chance = random.Random(1)  # the same faults each time
    for quad in quads:
        if "graph/ontology" in str(quad.graph_name) or chance.random() > 0.01:
            yield quad
        elif chance.random() < 0.5:
            yield Quad(quad.subject, quad.predicate, Literal("wrong"), quad.graph_name)


def core_shapes() -> rdflib.Graph:
    """Our shapes without those that have a query."""
    from shapes.shapes_graph import shapes_graph

    source, core = shapes_graph(), rdflib.Graph()
    queries = {node for node in source.subjects() if (node, SH.sparql, None) in source}
    queries |= {node for node in source.subjects() if (node, SH.target, None) in source}
    queries |= set(source.subjects(RDF.type, SH.SPARQLConstraint)) | set(source.subjects(RDF.type, SH.SPARQLTarget))
    for triple in source:
        if triple[0] not in queries:
            core.add(triple)
    return core
