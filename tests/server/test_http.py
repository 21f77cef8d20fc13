"""Validators, links, CORS, security headers, faults."""

import json
import re
from urllib.parse import urljoin

import pytest
import rdflib
from flask import Flask
from flask.testing import FlaskClient

from server.security import POLICY
from tests.server import sample

PERSON = "/page/person/kari-nordmann"


def test_etag_differs_by_format_and_language_and_is_strong(client: FlaskClient) -> None:
    tags = {
        client.get(PERSON, headers={"Accept": accept, "Accept-Language": language}).headers["ETag"]
        for accept in ("text/html", "text/turtle", "application/ld+json")
        for language in ("nb", "nn", "en")
    }
    assert len(tags) == 5
    assert not any(tag.startswith("W/") for tag in tags)


def test_a_client_that_has_it_gets_304(client: FlaskClient) -> None:
    first = client.get(PERSON, headers={"Accept": "text/turtle"})
    again = client.get(PERSON, headers={"Accept": "text/turtle", "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Accept" in again.vary
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    later = client.get(PERSON, headers={"Accept": "text/turtle", "If-Modified-Since": first.headers["Last-Modified"]})
    assert later.status_code == 304


def test_last_modified_is_when_the_build_was_made(client: FlaskClient) -> None:
    assert client.get(PERSON).headers["Last-Modified"] == "Fri, 02 Jan 2026 03:04:05 GMT"


def test_links_point_to_formats_the_iri_the_class_and_the_list(client: FlaskClient) -> None:
    links = client.get(PERSON).headers.getlist("Link")
    text = ", ".join(links)
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        assert f'</page/person/kari-nordmann.{suffix}>; rel="describedby"' in text
    assert f'<{sample.BASE}id/person/kari-nordmann>; rel="cite-as"' in text
    assert '<https://w3id.org/innograf/def#Person>; rel="type"' in text
    assert '</browse/person>; rel="collection"' in text


@pytest.mark.parametrize("page", [PERSON, "/source/programdag.nb"])
def test_links_are_the_same_in_the_page_and_as_a_document(client: FlaskClient, page: str) -> None:
    """RFC 9264; each with its media type, and whole addresses in the document."""
    answer = client.get(page, headers={"Accept": "text/html"})
    in_header = set(
        re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', ", ".join(answer.headers.getlist("Link")))
    )
    in_page = {
        (found[1], found[0].removeprefix("alternate "), found[2])
        for found in re.findall(
            r'<link rel="([^"]+)" href="([^"]+)"(?: type="([^"]+)")?', answer.text.replace("&#34;", '"')
        )
    }
    assert {"describedby", "cite-as", "collection", "linkset"} <= {rel for _, rel, _ in in_header}
    assert in_header <= in_page
    (at,) = (target for target, rel, _ in in_header if rel == "linkset")
    document = client.get(at)
    assert document.mimetype == "application/linkset+json"
    (context,) = document.json["linkset"]
    assert context.pop("anchor") == f"http://localhost{page}"
    told = {(link["href"], rel, link.get("type", "")) for rel, links in context.items() for link in links}
    assert told == {(urljoin("http://localhost/", target), rel, type) for target, rel, type in in_header}


def test_a_search_for_data_reads_the_data_set(client: FlaskClient) -> None:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        client.get("/dataset", headers={"Accept-Language": "en"}).text,
    )
    assert found
    told = json.loads(found[1])
    assert (told["@type"], told["name"]) == ("Dataset", "Innovation in the public sector")
    assert len(told["description"]) >= 50
    for file in told["distribution"]:
        assert client.get(file["contentUrl"]).status_code == 200


def test_licence_of_the_documents_is_linked(real_root: object, make_client: object) -> None:
    answer = make_client(real_root).get("/source/innoff-studio-2020.nb")  # type: ignore[operator]
    assert any('rel="license"' in link for link in answer.headers.getlist("Link"))


def test_every_link_of_a_thing_answers(client: FlaskClient) -> None:
    for link in client.get(PERSON).headers.getlist("Link"):
        target = link.split(">")[0].removeprefix("<")
        if target.startswith("/"):
            assert client.get(target).status_code == 200, target


def test_any_site_may_read_and_sees_the_headers(client: FlaskClient) -> None:
    answer = client.get(PERSON, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    for name in ("Link", "ETag", "Content-Location", "Retry-After"):
        assert name in answer.headers["Access-Control-Expose-Headers"]


def test_options_is_answered(client: FlaskClient) -> None:
    answer = client.options("/sparql", headers={"Access-Control-Request-Method": "POST"})
    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", ["/", PERSON, "/nothing", "/sparql", "/robots.txt", "/healthz"])
def test_security_headers_are_on_every_answer(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html"}).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_build_is_named_on_every_answer(client: FlaskClient, app: Flask) -> None:
    build = app.extensions["innograf"].keeper.live().build.id
    for path in ("/", PERSON, f"{PERSON}.ttl", "/sparql?query=ASK{}", "/nothing"):
        assert client.get(path).headers["Innograf-Build"] == build
    assert build[:12] in client.get("/").text


def test_head_has_the_headers_and_no_body(client: FlaskClient) -> None:
    answer = client.head(PERSON)
    assert (answer.status_code, answer.data) == (200, b"")
    assert "ETag" in answer.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/page/person/nobody", 404),
        ("/id/person/nobody", 404),
        ("/page/person/kari-nordmann.xyz", 404),
        ("/page/nokind/x", 404),
        ("/page/person/a%20b%3C", 404),
        ("/browse/nokind", 404),
        ("/browse/person?page=99", 404),
        ("/browse/person?page=-1", 404),
        ("/browse/person?page=x", 404),
        ("/browse/person?page=99999999999999999999", 404),
        ("/source/nothing", 404),
        ("/source/..%2F..%2Fetc%2Fpasswd", 404),
        ("/doc/nothing", 404),
        ("/graph/nothing", 404),
        ("/evidence/nothing/1", 404),
        ("/assets/manifest.json", 404),
        ("/assets/..%2F..%2Fapp.py", 404),
        ("/language/xx", 404),
        ("/def.xyz", 404),
        ("/sparql?query=x", 400),
    ],
)
def test_a_fault_is_a_page_for_people_and_a_problem_for_machines(client: FlaskClient, path: str, status: int) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert "<h1" in page.text
    machine = client.get(path, headers={"Accept": "application/json"})
    assert (machine.status_code, machine.mimetype) == (status, "application/problem+json")
    problem = json.loads(machine.data)
    assert problem["status"] == status
    assert problem["title"]
    assert problem["type"]
    for answer in (page, machine):
        assert "Traceback" not in answer.text


def test_a_fault_of_ours_shows_no_traceback(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("server.home.newest", fail)
    for accept in ("text/html", "application/json"):
        answer = app.test_client().get("/", headers={"Accept": accept})
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text


def test_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.delete(PERSON)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_rdf_of_every_format_says_the_same(client: FlaskClient) -> None:
    graphs = [
        rdflib.Graph().parse(data=client.get(f"/page/event/programdag.{suffix}").data, format=name)
        for suffix, name in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml"))
    ]
    assert len(graphs[0]) > 20
    for other in graphs[1:]:
        assert set(other) == set(graphs[0])


def test_rdf_keeps_the_iris_of_the_graph_whatever_host_serves_it(client: FlaskClient) -> None:
    answer = client.get("/page/event/programdag.nt", base_url="http://elsewhere.example")
    assert f"<{sample.BASE}id/event/programdag>" in answer.text
    assert "elsewhere.example" not in answer.text


def test_robots_are_kept_out_of_queries(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /sparql" in text
    assert {"Disallow: /search?", "Disallow: /search/"} <= set(text.splitlines())
    assert "Disallow: /graphs" in text.splitlines()
