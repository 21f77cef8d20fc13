"""CONSTRUCT and DESCRIBE: which triples they give, in each format."""

import pytest
import rdflib

from tests.server.sparql import region
from tests.server.sparql.conftest import Endpoint

ID, DEF = rdflib.Namespace(f"{region.BASE}id/"), rdflib.Namespace(f"{region.BASE}def#")
FORMATS = [
    ("text/turtle", "turtle"),
    ("application/n-triples", "nt"),
    ("application/ld+json", "json-ld"),
    ("application/rdf+xml", "xml"),
]


def graph(towns: Endpoint, query: str, accept: str = "text/turtle", format: str = "turtle") -> rdflib.Graph:
    answer = towns.ask(region.PREFIXES + query, accept)
    assert (answer.status, answer.type) == (200, accept), answer.body[:300]
    return rdflib.Graph().parse(data=answer.body, format=format)


@pytest.mark.parametrize(("accept", "format"), FORMATS)
def test_terms_come_out_as_they_went_in(towns: Endpoint, accept: str, format: str) -> None:
    found = graph(towns, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", accept, format)
    expected = {
        tuple(rdflib.util.from_n3(str(term)) for term in quad.triple)
        for quad in region.quads()
        if "/evidence/" not in quad.graph_name.value
    }
    assert {tuple(map(_plain, triple)) for triple in found} == {tuple(map(_plain, triple)) for triple in expected}
    assert len(found) == 33


def _plain(term: object) -> object:
    # The engine writes numbers in its own way: 1.5e2 as 150.0.
    if isinstance(term, rdflib.Literal):
        return (term.toPython() if term.datatype else str(term), term.language)
    return term


def test_a_template_makes_new_triples_each_once(towns: Endpoint) -> None:
    found = graph(towns, "CONSTRUCT { ?x d:size ?n . ?n d:of ?x } WHERE { ?x d:people ?n }")
    # A literal can be no subject: that triple is left out, the other stands.
    assert set(found.subject_objects(DEF.size)) == {
        (ID.haukvik, rdflib.Literal(1200)),
        (ID.lunde, rdflib.Literal(300)),
        (ID.tindvik, rdflib.Literal(300)),
    }
    assert len(found) == 3
    nt = towns.ask(region.PREFIXES + "CONSTRUCT { :a d:b ?n } WHERE { ?x d:people ?n }", "application/n-triples")
    assert len(nt.body.splitlines()) == 2


def test_unbound_leaves_a_triple_out(towns: Endpoint) -> None:
    query = "CONSTRUCT { ?x a d:Seen ; d:since ?f } WHERE { ?x a d:Town OPTIONAL { ?x d:founded ?f } }"
    found = graph(towns, query)
    assert len(found) == 5
    assert len(set(found.subjects(DEF.since))) == 1


def test_blank_nodes_of_a_template_are_new_for_each_row(towns: Endpoint) -> None:
    found = graph(towns, "CONSTRUCT { [] d:of ?x } WHERE { ?x a d:Town }")
    assert len(set(found.subjects())) == 4


def test_short_form(towns: Endpoint) -> None:
    assert len(graph(towns, "CONSTRUCT WHERE { ?x a d:Town }")) == 4
    assert len(graph(towns, "CONSTRUCT WHERE { ?x a d:Town } LIMIT 2")) == 2


def test_from_counts_in_construct_too(towns: Endpoint) -> None:
    assert len(graph(towns, "CONSTRUCT { ?s ?p ?o } FROM g:south WHERE { ?s ?p ?o }")) == 15
    assert len(graph(towns, "CONSTRUCT { ?s ?p ?o } FROM g:north FROM g:south FROM e:north WHERE { ?s ?p ?o }")) == 35


@pytest.mark.parametrize(("accept", "format"), FORMATS)
def test_describe(towns: Endpoint, accept: str, format: str) -> None:
    found = graph(towns, "DESCRIBE :tindvik", accept, format)
    assert set(found.subjects()) == {ID.tindvik}
    assert len(found) == 5
    assert len(graph(towns, "DESCRIBE ?x WHERE { ?x d:share ?v }", accept, format)) == 4
    assert len(graph(towns, "DESCRIBE :haukvik FROM g:south", accept, format)) == 3
    assert len(graph(towns, "DESCRIBE :haukvik FROM g:south FROM g:north", accept, format)) == 7
    assert len(graph(towns, "DESCRIBE :nothing", accept, format)) == 0
    assert len(graph(towns, "DESCRIBE :tindvik :sund", accept, format)) == 9


def test_what_rdf_xml_cannot_have_is_not_acceptable(towns: Endpoint) -> None:
    """A predicate must end with a name there; the other formats take any."""
    query = "CONSTRUCT { <a:s> <https://example.org/2031> 1 } WHERE { }"
    assert towns.ask(query, "application/rdf+xml").status == 406
    assert towns.ask(query, "text/turtle").status == 200
    assert towns.ask(query.replace("2031", "2031_a"), "application/rdf+xml").status == 200
