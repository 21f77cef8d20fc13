"""The SPARQL 1.1 Protocol over the application, answered by a real worker process."""

import html
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import ontology
from ontology import INNO
from tests.server import sample

SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/innograf/def#Person> } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 5"
DESCRIBE = f"DESCRIBE <{sample.BASE}id/person/kari-nordmann>"
GRAPH = f"{sample.BASE}graph/programdag.nb"


def ask(client: FlaskClient, query: str, accept: str = "", **parameters: str | list[str]) -> TestResponse:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **parameters}, headers=headers)


def count(answer: TestResponse) -> int:
    assert answer.status_code == 200, answer.text
    return len(answer.get_json(force=True)["results"]["bindings"])


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0.1, text/csv;q=0.2", "text/csv"),
        ("application/*", "application/sparql-results+json"),
        ("text/turtle, application/sparql-results+xml;q=0.5", "application/sparql-results+xml"),
    ],
)
@pytest.mark.parametrize("query", [SELECT, "ASK { ?s ?p ?o }"])
def test_results_in_each_format(client: FlaskClient, query: str, accept: str, type: str) -> None:
    answer = ask(client, query, accept)
    assert (answer.status_code, answer.mimetype) == (200, type)
    assert "Accept" in answer.vary
    if "json" in type:
        found = json.loads(answer.data)
        assert found.get("boolean") is True or len(found["results"]["bindings"]) == 3


@pytest.mark.parametrize(
    ("accept", "type", "parser"),
    [
        ("", "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/rdf+xml, text/rdf;q=0.6", "application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_graphs_in_each_format(client: FlaskClient, query: str, accept: str, type: str, parser: str) -> None:
    answer = ask(client, query, accept)
    assert (answer.status_code, answer.mimetype) == (200, type)
    assert len(rdflib.Graph().parse(data=answer.data, format=parser)) >= 4


@pytest.mark.parametrize(
    ("format", "type"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("text/csv", "text/csv"),
        ("html", "text/html"),
    ],
)
def test_format_in_the_address_wins(client: FlaskClient, format: str, type: str) -> None:
    assert ask(client, SELECT, "application/sparql-results+xml", format=format).mimetype == type
    assert ask(client, CONSTRUCT, "text/csv", format="ttl").mimetype == "text/turtle"


def test_three_ways_to_send_a_query(client: FlaskClient) -> None:
    assert count(client.get("/sparql", query_string={"query": SELECT})) == 3
    assert count(client.post("/sparql", data={"query": SELECT})) == 3
    assert count(client.post("/sparql", data=SELECT, content_type="application/sparql-query")) == 3
    body = SELECT.encode()
    assert count(client.post("/sparql", data=body, content_type="application/sparql-query; charset=utf-8")) == 3


def test_dataset_of_the_protocol(client: FlaskClient) -> None:
    every = "SELECT DISTINCT ?s { ?s a <https://w3id.org/innograf/def#Person> }"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    other = f"{sample.BASE}graph/besog.da"
    assert count(ask(client, every, **{"default-graph-uri": other})) == 1
    assert count(ask(client, every, **{"default-graph-uri": [other, GRAPH]})) == 3
    assert count(ask(client, every, **{"named-graph-uri": GRAPH})) == 0
    assert count(ask(client, named, **{"named-graph-uri": [other, GRAPH]})) == 2
    assert count(ask(client, named, **{"default-graph-uri": GRAPH})) == 0
    # The protocol's dataset wins over the query's.
    assert count(ask(client, every.replace("{", f"FROM <{GRAPH}> {{", 1), **{"default-graph-uri": other})) == 1
    assert count(ask(client, every.replace("{", f"FROM <{other}> {{", 1))) == 1
    posted = client.post(
        "/sparql",
        query_string={"default-graph-uri": other},
        data=every,
        content_type="application/sparql-query",
    )
    assert count(posted) == 1


def test_no_dataset_is_all_but_evidence_and_every_graph_by_name(client: FlaskClient) -> None:
    evidence = "?e a <https://w3id.org/innograf/def#Evidence>"
    assert ask(client, f"ASK {{ {evidence} }}").get_json(force=True)["boolean"] is False
    assert ask(client, f"ASK {{ GRAPH ?g {{ {evidence} }} }}").get_json(force=True)["boolean"] is True


def test_bad_query_is_400_with_line_and_column(client: FlaskClient) -> None:
    answer = ask(client, "SELECT * WHERE {\n  ?s ?p }")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = answer.get_json()
    assert (problem["line"], problem["column"]) == (2, 10)
    assert "linje 2, tegn 10" in problem["detail"]
    page = ask(client, "SELECT * WHERE {\n  ?s ?p }", "text/html")
    assert page.status_code == 400
    assert "linje 2, tegn 10" in page.text
    assert "?s ?p }</textarea>" in page.text


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://127.0.0.1:1/x>"])
def test_updates_are_refused(client: FlaskClient, update: str) -> None:
    answers = [
        ask(client, update),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data=update, content_type="application/sparql-update"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_service_is_refused_before_it_runs(client: FlaskClient) -> None:
    assert ask(client, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }").status_code == 403
    assert ask(client, "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }").status_code == 403


@pytest.mark.parametrize(
    ("data", "type", "status"),
    [
        (b"x", "text/plain", 415),
        (b"{}", "application/json", 415),
        (b"\xff\xfe", "application/sparql-query", 400),
        (b"", "application/sparql-query", 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
    ],
)
def test_bad_bodies(client: FlaskClient, data: bytes, type: str, status: int) -> None:
    assert client.post("/sparql", data=data, content_type=type).status_code == status


def test_bad_parameters(client: FlaskClient) -> None:
    assert ask(client, SELECT, format="nonsense").status_code == 400
    assert ask(client, SELECT, **{"default-graph-uri": "not an iri"}).status_code == 400
    assert ask(client, SELECT, "image/png").status_code == 406
    assert ask(client, SELECT, "text/turtle").status_code == 406
    assert ask(client, CONSTRUCT, "text/csv").status_code == 406
    answer = client.post("/sparql?query=ASK{}", data="ASK{}", content_type="application/sparql-query")
    assert answer.status_code == 400


def test_bare_endpoint_describes_itself_to_machines(client: FlaskClient) -> None:
    answer = client.get("/sparql")
    graph = rdflib.Graph().parse(data=answer.data, format="turtle")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoints = list(graph.objects(None, rdflib.URIRef(f"{sd}endpoint")))
    assert [str(endpoint) for endpoint in endpoints] == ["http://localhost/sparql"]
    assert (None, rdflib.URIRef(f"{sd}feature"), rdflib.URIRef(f"{sd}UnionDefaultGraph")) in graph
    assert client.get("/sparql", headers={"Accept": "application/rdf+xml"}).mimetype == "application/rdf+xml"
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_service_description_has_each_limit_as_a_property_of_its_own(
    sample_root: Path, make_client: Callable[..., FlaskClient]
) -> None:
    client = make_client(sample_root, query_timeout=2.5, query_share=7, service_endpoints=["https://e.org/sparql"])
    graph = rdflib.Graph().parse(data=client.get("/sparql").data, format="turtle")
    limits = rdflib.Graph()
    for path in ontology.files():
        limits.parse(path)
    names = set(limits.subjects(rdflib.RDFS.subPropertyOf, rdflib.URIRef(INNO.limit)))
    assert len(names) == 7
    found = {str(name).removeprefix(INNO): value.toPython() for name in names for value in graph.objects(None, name)}
    assert len(found) == 7
    assert found["queryTimeLimit"] == Decimal("2.5")
    assert found["clientQueriesLimit"] == 7
    assert found["answerSizeLimit"] == 50_000_000
    assert list(graph.objects(None, rdflib.URIRef(INNO.mayCall))) == [rdflib.URIRef("https://e.org/sparql")]
    assert any(str(value).endswith("BasicFederatedQuery") for value in graph.objects())
    page = client.get("/sparql", headers={"Accept": "text/html", "Accept-Language": "en"}).text
    for said in ("2.5 seconds", "50,000,000 bytes", "2,000,000,000 bytes", "1,000,000 bytes", "https://e.org/sparql"):
        assert said in page


def test_bare_endpoint_shows_a_form_to_people_whose_example_works(client: FlaskClient) -> None:
    first = ontology.examples()[0].query
    page = client.get("/sparql", headers={"Accept": "text/html"})
    assert "<textarea" in page.text
    assert html.escape(first, quote=False).splitlines()[0] in page.text
    assert count(ask(client, first)) == 3


def test_page_shows_results_with_local_links(client: FlaskClient) -> None:
    page = ask(client, SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert page.mimetype == "text/html"
    assert 'href="/page/person/kari-nordmann"' in page.text
    assert ask(client, "ASK {}", "text/html").status_code == 200
    assert "Turtle" in ask(client, CONSTRUCT, "text/html").text


def test_page_says_when_it_shows_only_the_beginning(client: FlaskClient) -> None:
    page = ask(client, "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 700", "text/html")
    assert "700" in page.text
    assert "500" in page.text
    assert page.text.count("<tr>") == 501
