"""The service description (SPARQL 1.1 Service Description): what it says of the end point is so."""

import pytest
import rdflib
from rdflib import RDF, URIRef

from tests.server.sparql.conftest import Endpoint, OfServer

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
FORMATS = "http://www.w3.org/ns/formats/"
RESULTS = {
    "SPARQL_Results_JSON": "application/sparql-results+json",
    "SPARQL_Results_XML": "application/sparql-results+xml",
    "SPARQL_Results_CSV": "text/csv",
    "SPARQL_Results_TSV": "text/tab-separated-values",
}
GRAPHS = {
    "Turtle": "text/turtle",
    "N-Triples": "application/n-triples",
    "JSON-LD": "application/ld+json",
    "RDF_XML": "application/rdf+xml",
}


def described(endpoint: Endpoint) -> rdflib.Graph:
    answer = endpoint.request("GET", "/sparql", accept="application/rdf+xml, text/turtle")
    assert (answer.status, answer.type) == (200, "text/turtle")
    return rdflib.Graph().parse(data=answer.body, format="turtle")


def test_it_is_rdf_for_who_says_nothing_and_for_who_asks(endpoint: Endpoint) -> None:
    for accept, type in (
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle;q=0.3, application/rdf+xml;q=0.4", "application/rdf+xml"),
        ("application/n-triples, text/html;q=0.9", "application/n-triples"),
        ("text/html", "text/html"),
    ):
        answer = endpoint.request("GET", "/sparql", accept=accept)
        assert (answer.status, answer.type) == (200, type)
        assert "Accept" in answer.headers["Vary"]


def test_it_names_the_end_point_and_its_dataset(endpoint: Endpoint) -> None:
    found = described(endpoint)
    [service] = found.subjects(RDF.type, SD.Service)
    host = endpoint.host if isinstance(endpoint, OfServer) else "localhost"
    assert [*found.objects(service, SD.endpoint)] == [URIRef(f"http://{host}/sparql")]
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in found
    assert (service, SD.supportedLanguage, SD.SPARQL11Update) not in found
    [dataset] = found.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in found
    [graph] = found.objects(dataset, SD.defaultGraph)
    assert (graph, RDF.type, SD.Graph) in found


def test_the_size_of_the_default_graph(towns: Endpoint) -> None:
    found = described(towns)
    [size] = found.objects(None, VOID.triples)
    [(counted,)] = towns.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values()
    assert str(size) == counted


@pytest.mark.parametrize(
    ("query", "types"),
    [("ASK { }", RESULTS), ("CONSTRUCT WHERE { ?s a ?o } LIMIT 1", GRAPHS)],
    ids=["ask", "construct"],
)
def test_each_format_that_it_names_can_be_had(endpoint: Endpoint, query: str, types: dict[str, str]) -> None:
    named = {str(format).removeprefix(FORMATS) for format in described(endpoint).objects(None, SD.resultFormat)}
    assert named == {*RESULTS, *GRAPHS}
    for type in types.values():
        answer = endpoint.ask(query, type)
        assert (answer.status, answer.type) == (200, type)
