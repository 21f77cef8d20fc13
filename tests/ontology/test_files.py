"""The Turtle files: they load everywhere, and every term is documented."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse

import ontology
from ontology import INNO, OWL, RDF, RDFS, SCHEMA, SKOS, OntologyError
from ontology.files import parse_turtle


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    merged = rdflib.Graph()
    for path in ontology.files():
        merged.parse(path)
    return merged


def terms(graph: rdflib.Graph, *types: str) -> list[rdflib.term.Node]:
    return sorted(
        {subject for kind in types for subject in graph.subjects(rdflib.URIRef(RDF.type), rdflib.URIRef(kind))}
    )


PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)


@pytest.mark.parametrize("path", ontology.files(), ids=lambda path: path.name)
def test_loads_in_rdflib_and_pyoxigraph_alike(path: Path) -> None:
    ours = {str(quad.triple) for quad in parse(path=str(path))}
    assert len(ours) == len(rdflib.Graph().parse(path)) > 100


def test_no_blank_nodes(graph: rdflib.Graph) -> None:
    assert not [triple for triple in graph if any(isinstance(node, rdflib.BNode) for node in triple)]


def test_every_class_and_property_has_label_and_comment_in_bokmaal_and_english(graph: rdflib.Graph) -> None:
    found = terms(graph, OWL.Class, *PROPERTY_TYPES)
    assert len(found) > 100
    for term in found:
        for predicate in (RDFS.label, RDFS.comment):
            languages = sorted(text.language for text in graph.objects(term, rdflib.URIRef(predicate)))
            assert languages == ["en", "nb", "nn"], (term, predicate)


def test_every_concept_and_scheme_has_one_label_in_each_language(graph: rdflib.Graph) -> None:
    for concept in terms(graph, SKOS.Concept, SKOS.ConceptScheme):
        languages = sorted(text.language for text in graph.objects(concept, rdflib.URIRef(SKOS.prefLabel)))
        assert languages == ["da", "en", "nb", "nn", "sv"], concept


def test_every_concept_is_top_of_its_scheme_with_a_notation(graph: rdflib.Graph) -> None:
    for concept in terms(graph, SKOS.Concept):
        (notation,) = graph.objects(concept, rdflib.URIRef(SKOS.notation))
        (scheme,) = graph.objects(concept, rdflib.URIRef(SKOS.inScheme))
        assert (concept, rdflib.URIRef(SKOS.topConceptOf), scheme) in graph
        assert str(concept) == str(scheme).removesuffix("kinds") + str(notation)


def test_own_classes_and_properties_stand_under_others(graph: rdflib.Graph) -> None:
    """Those without a parent have none that would be true; a new term must get a parent or be named here."""
    without = {
        str(term).removeprefix(INNO)
        for term in terms(graph, OWL.Class, *PROPERTY_TYPES)
        if str(term).startswith(INNO)
        and not list(graph.objects(term, rdflib.URIRef(RDFS.subClassOf)))
        and not list(graph.objects(term, rdflib.URIRef(RDFS.subPropertyOf)))
    }
    assert without == {
        "fileName",
        "sha256",
        "characters",
        "extractor",
        "confidence",
        "verdict",
        "newKind",
        "item",
        "assignee",
        "expires",
        "kind",
        "pluralLabel",
        "inverseLabel",
        "violations",
        "warnings",
        "infos",
        "limit",
        "mayCall",
    }


def test_own_properties_say_what_they_hold_between(graph: rdflib.Graph) -> None:
    for term in terms(graph, *PROPERTY_TYPES):
        if str(term).startswith(INNO):
            assert {
                *graph.objects(term, rdflib.URIRef(RDFS.domain)),
                *graph.objects(term, rdflib.URIRef(SCHEMA.domainIncludes)),
            }
            assert {
                *graph.objects(term, rdflib.URIRef(RDFS.range)),
                *graph.objects(term, rdflib.URIRef(SCHEMA.rangeIncludes)),
            }
        else:
            assert not list(graph.objects(term, rdflib.URIRef(RDFS.domain))), f"{term} is not ours to restrict"
            assert not list(graph.objects(term, rdflib.URIRef(RDFS.range))), f"{term} is not ours to restrict"


def test_every_term_named_in_the_ontology_is_declared(graph: rdflib.Graph) -> None:
    """A misspelt class in a domain, range or superclass would otherwise pass unseen."""
    declared = ontology.vocabulary().declared
    foreign = ("http://www.w3.org/2001/XMLSchema#", str(RDF), str(OWL))
    for predicate in (
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        SCHEMA.domainIncludes,
        SCHEMA.rangeIncludes,
    ):
        for value in graph.objects(None, rdflib.URIRef(predicate)):
            assert str(value) in declared or str(value).startswith(foreign), value


def test_header_has_title_description_licence_and_version(graph: rdflib.Graph) -> None:
    (header,) = terms(graph, OWL.Ontology)
    predicates = {str(predicate).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for predicate in graph.predicates(header)}
    assert {"title", "description", "license", "versionInfo", "declare"} <= predicates


def test_turtle_that_does_not_parse_is_reported_with_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a:b> <a:c> <a:d> .\n<a:b> nonsense .\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl, line 2"):
        parse_turtle(broken)
    with pytest.raises(OntologyError, match=r"missing\.ttl"):
        parse_turtle(tmp_path / "missing.ttl")
