"""The SPARQL 1.1 Graph Store HTTP Protocol, for reading."""

import errno

import pyoxigraph
import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import spooled
from tests.server import sample
from tests.server.sparql.conftest import Endpoint

GRAPH = f"{sample.BASE}graph/programdag.nb"
EVIDENCE = f"{sample.BASE}evidence/programdag.nb"
READ_ONLY = ("PUT", "POST", "DELETE", "PATCH")


def get(client: FlaskClient, accept: str = "", **parameters: str) -> TestResponse:
    return client.get("/graphs", query_string=parameters, headers={"Accept": accept} if accept else {})


def triples(answer: TestResponse, format: str = "turtle") -> set[tuple[object, ...]]:
    assert answer.status_code == 200, answer.text[:300]
    return set(rdflib.Graph().parse(data=answer.data, format=format))


def size(app: Flask, graph: str) -> int:
    return int(app.extensions["innograf"].keeper.live().build.manifest.graphs[graph])


@pytest.mark.parametrize(
    ("accept", "type", "parser"),
    [
        ("", "text/turtle", "turtle"),
        ("*/*", "text/turtle", "turtle"),
        ("text/turtle", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/rdf+xml;q=0.3, application/n-triples;q=0.9", "application/n-triples", "nt"),
    ],
)
@pytest.mark.parametrize("graph", [GRAPH, EVIDENCE])
def test_a_graph_by_its_iri_in_each_format(
    client: FlaskClient, app: Flask, graph: str, accept: str, type: str, parser: str
) -> None:
    answer = get(client, accept, graph=graph)
    assert answer.mimetype == type
    assert "Accept" in answer.vary
    assert len(triples(answer, parser)) == size(app, graph)


def test_a_graph_is_the_same_by_its_own_address(client: FlaskClient) -> None:
    direct = client.get("/graph/programdag.nb", headers={"Accept": "text/turtle"})
    assert triples(direct) == triples(get(client, graph=GRAPH))


def test_the_default_graph_is_the_union_without_evidence(client: FlaskClient) -> None:
    union = triples(get(client, "application/n-triples", default=""), "nt")
    everywhere = {
        quad.triple
        for quad in pyoxigraph.parse(
            client.get("/graphs", headers={"Accept": "application/n-quads"}).data, pyoxigraph.RdfFormat.N_QUADS
        )
        if "/evidence/" not in quad.graph_name.value
    }
    assert len(union) == len(everywhere)
    count = client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).get_json(force=True)
    assert int(count["results"]["bindings"][0]["n"]["value"]) == len(union)


@pytest.mark.parametrize(
    ("accept", "format"),
    [("application/n-quads", pyoxigraph.RdfFormat.N_QUADS), ("application/trig", pyoxigraph.RdfFormat.TRIG)],
)
def test_all_graphs_at_once(client: FlaskClient, app: Flask, accept: str, format: pyoxigraph.RdfFormat) -> None:
    answer = get(client, accept)
    assert (answer.status_code, answer.mimetype) == (200, accept)
    found = set(pyoxigraph.parse(answer.data, format))
    sizes = app.extensions["innograf"].keeper.live().build.manifest.graphs
    assert len(found) == sum(sizes.values())
    assert {quad.graph_name.value for quad in found} == set(sizes)
    assert get(client, format=accept).data == answer.data


def test_format_in_the_address_wins(client: FlaskClient) -> None:
    answer = get(client, "application/rdf+xml", graph=GRAPH, format="nt")
    assert answer.mimetype == "application/n-triples"
    assert answer.headers["Content-Location"].endswith("format=nt")
    assert client.get(answer.headers["Content-Location"]).data == answer.data
    assert get(client, "application/x-turtle", graph=GRAPH, format="ttl").mimetype == "text/turtle"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/graphs", 400, "no-graph"),
        ("/graphs?nothing=1", 400, "no-graph"),
        (f"/graphs?graph={GRAPH}&default", 400, "graph-and-default"),
        (f"/graphs?graph={GRAPH}&graph={EVIDENCE}", 400, "two-values"),
        ("/graphs?graph=", 400, "not-an-iri"),
        ("/graphs?graph=graph/programdag.nb", 400, "not-an-iri"),
        ("/graphs?graph=a:b%20c", 400, "not-an-iri"),
        ("/graphs?graph=%FF", 400, "not-utf-8"),
        ("/graphs?graph=https://example.org/nothing", 404, "no-such-graph"),
        (f"/graphs?graph={GRAPH}&format=doc", 400, "unknown-format"),
        ("/graph/nothing", 404, "http-404"),
    ],
)
def test_faults(client: FlaskClient, address: str, status: int, code: str) -> None:
    answer = client.get(address, headers={"Accept": "text/turtle, application/problem+json;q=0.1"})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.get_json()["code"] == code


def test_nothing_acceptable(client: FlaskClient) -> None:
    answer = get(client, "image/png", graph=GRAPH)
    assert answer.status_code == 406
    assert "text/turtle" in answer.get_json()["formats"]


def test_a_browser_is_sent_to_the_page_of_a_graph(client: FlaskClient) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = get(client, accept, graph=GRAPH)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/graph/programdag.nb")
    assert get(client, accept, default="").mimetype == "text/turtle"


@pytest.mark.parametrize("parameters", [{"graph": GRAPH}, {"default": ""}])
def test_who_has_it_is_told_so(client: FlaskClient, parameters: dict[str, str]) -> None:
    first = get(client, "text/turtle", **parameters)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = client.get("/graphs", query_string=parameters, headers={"Accept": "text/turtle", "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/graphs", query_string=parameters, headers={"Accept": "application/ld+json"})
    assert other.headers["ETag"] != tag


@pytest.mark.parametrize("path", [f"/graphs?graph={GRAPH}", "/graphs?default", "/graph/programdag.nb.ttl"])
def test_head_has_the_headers_of_get(client: FlaskClient, path: str) -> None:
    got, told = client.get(path), client.head(path)
    assert (told.status_code, told.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Content-Location", "Last-Modified", "Vary"):
        assert told.headers[name] == got.headers[name]
    assert told.headers.get("Content-Length", got.headers["Content-Length"]) == got.headers["Content-Length"]
    assert client.head("/graphs?graph=https://example.org/nothing").status_code == 404
    assert client.head("/graphs").status_code == 400


@pytest.mark.parametrize("path", ["/graphs", f"/graphs?graph={GRAPH}", "/graph/programdag.nb", "/evidence/x.nb"])
def test_options_tells_that_graphs_can_be_read(client: FlaskClient, path: str) -> None:
    answer = client.options(path, headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"})
    assert answer.status_code == 200
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", [*READ_ONLY, "TRACE", "MKCOL"])
def test_what_is_refused_is_not_told_as_allowed(client: FlaskClient, method: str) -> None:
    for path in ("/graphs?default", "/graph/programdag.nb"):
        answer = client.open(path, method=method)
        assert answer.status_code in {403, 405}
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("method", READ_ONLY)
@pytest.mark.parametrize("path", ["/graphs", f"/graphs?graph={GRAPH}", "/graphs?default", "/graph/new", "/evidence/x"])
def test_writing_is_refused_with_a_reason(client: FlaskClient, method: str, path: str) -> None:
    answer = client.open(path, method=method, data="<a:a> <a:b> <a:c> .", headers={"Accept": "application/json"})
    assert answer.status_code == 403
    problem = answer.get_json(force=True)
    assert problem["code"] == "read-only"
    assert problem["detail"]


@pytest.mark.parametrize(("format", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("rdf", "xml"), ("jsonld", "json-ld")])
@pytest.mark.parametrize("parameters", [{"graph": GRAPH}, {"default": ""}])
def test_a_large_graph_goes_by_the_disk(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, parameters: dict[str, str], format: str, parser: str
) -> None:
    small = get(client, **parameters, format=format)
    monkeypatch.setattr("server.graph_content.MOST_SORTED", 0)
    monkeypatch.setattr("server.spooled.IN_MEMORY", 1000)
    large = get(client, **parameters, format=format)
    assert large.content_length == len(large.data) > 1000
    assert triples(large, parser) == triples(small, parser)


def test_a_large_graph_as_a_table(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    small = get(client, graph=GRAPH, format="csv").data.splitlines()
    monkeypatch.setattr("server.graph_content.MOST_SORTED", 0)
    large = get(client, graph=GRAPH, format="csv").data.splitlines()
    assert sorted(large) == sorted(small)
    assert len(large) == size(app, GRAPH) + 1


def test_no_room_for_a_large_graph(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("server.graph_content._write", full)
    answer = get(client, graph=GRAPH)
    assert (answer.status_code, answer.get_json(force=True)["code"]) == (507, "no-room")


def test_too_many_large_graphs_at_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.spooled.PATIENCE", 0.01)
    taken = [True for _ in range(10) if spooled._places.acquire(blocking=False)]
    try:
        answer = get(client, graph=GRAPH)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert client.head("/graphs?default").status_code == 200
    finally:
        for _ in taken:
            spooled._places.release()
    assert get(client, graph=GRAPH).status_code == 200


def test_the_real_server_speaks_it_too(endpoint: Endpoint) -> None:
    address = f"/graphs?graph={GRAPH}"
    answer = endpoint.request("GET", address, accept="application/n-triples")
    assert (answer.status, answer.type) == (200, "application/n-triples")
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    tag = answer.headers["ETag"]
    again = endpoint.request("GET", address, accept="application/n-triples", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")
    told = endpoint.request("HEAD", address, accept="application/n-triples")
    assert (told.status, told.body, told.headers["ETag"]) == (200, b"", tag)
    union = endpoint.request("GET", "/graphs?default", accept="application/n-triples").body.splitlines()
    assert len(union) == len(set(union)) > 100
    for method in READ_ONLY:
        assert endpoint.request(method, address, "<a:a> <a:b> 1 .", "text/turtle").code == "read-only"
