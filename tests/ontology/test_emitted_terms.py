"""Every class and property that a build uses is declared in the ontology."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

import ontology
from cli.validation import validation_quads
from graph_builder import build_graph
from ontology import INNO, OWL, RDF, RDFS, SH, XSD
from settings import load

# The languages in which RDF itself is described; the graphs of the ontology and the shapes speak them.
BUILT_IN = (str(RDF), str(RDFS), str(OWL), str(XSD))


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    root = Path(__file__).parents[2]
    settings = load(documents=root / "data/documents", authority=root / "data/authority")
    summary = {"conforms": True, "violations": 0, "warnings": 0, "infos": 0}
    return [*build_graph([settings.documents], settings).quads, *validation_quads(summary, settings.base_iri)]


def test_terms_are_declared(quads: list[Quad]) -> None:
    declared = ontology.vocabulary().declared
    used = set()
    for quad in quads:
        if quad.graph_name.value.endswith(("graph/ontology", "graph/shapes")):
            continue
        used.add(quad.predicate.value)
        if quad.predicate.value == RDF.type and isinstance(quad.object, NamedNode):
            used.add(quad.object.value)
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(INNO):
            used.add(quad.object.value)
    assert len(used) > 50
    assert {term for term in used if term not in declared and not term.startswith(BUILT_IN)} == set()


def test_terms_of_the_shapes_graph_are_those_of_shacl(quads: list[Quad]) -> None:
    spoken = (*BUILT_IN, str(SH))
    used = {q.predicate.value for q in quads if q.graph_name.value.endswith("graph/shapes")}
    assert {term for term in used if not term.startswith(spoken)} == set()
