"""Which format a request gets, by Accept and by suffix."""

import pytest
from flask.testing import FlaskClient

from server.formats import CSV, HTML, RDF, RESULTS, Format
from server.negotiation import accepted, choose

PAGE = (HTML, *RDF, CSV)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
RAPPER = "application/rdf+xml, text/rdf;q=0.6"
RDFLIB = "application/rdf+xml;q=0.9, application/xhtml+xml;q=0.3, text/html;q=0.2, text/turtle, */*;q=0.1"
JENA = "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,*/*;q=0.3"


def name(accept: str, offered: tuple[Format, ...]) -> str | None:
    found = choose(accepted(accept), offered)
    return found.name if found else None


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "html"),
        ("*/*", "html"),
        ("text/*", "html"),
        (FIREFOX, "html"),
        (CHROME, "html"),
        (RAPPER, "rdf"),
        (RDFLIB, "ttl"),
        (JENA, "ttl"),
        ("text/turtle", "ttl"),
        ("application/x-turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("text/csv", "csv"),
        ("text/html, text/turtle", "ttl"),
        ("text/html;q=0.9, text/turtle;q=0.8", "html"),
        ("text/turtle;q=0.5, application/ld+json;q=0.7", "jsonld"),
        ("text/turtle;q=0, */*", "html"),
        ("text/html;q=0, */*;q=0.1", "ttl"),
        ("text/turtle;charset=utf-8", "ttl"),
        ("image/png", None),
        ("text/html;q=0", None),
    ],
)
def test_format_of_a_page(accept: str, expected: str | None) -> None:
    assert name(accept, PAGE) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/sparql-results+xml", "xml"),
        ("application/sparql-results+xml, application/sparql-results+json;q=0.9", "xml"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("application/json", "json"),
        ("text/turtle", None),
    ],
)
def test_format_of_results(accept: str, expected: str | None) -> None:
    assert name(accept, RESULTS) == expected


@pytest.mark.parametrize("suffix", ["html", "ttl", "nt", "jsonld", "rdf", "csv"])
def test_each_suffix_gives_its_format_whatever_is_accepted(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"/page/person/kari-nordmann.{suffix}", headers={"Accept": "image/png"})
    assert answer.status_code == 200
    expected = next(item for item in PAGE if item.name == suffix)
    assert answer.mimetype == expected.type
    assert answer.headers["Content-Location"] == f"/page/person/kari-nordmann.{suffix}"


def test_nothing_acceptable_is_406_with_the_list(client: FlaskClient) -> None:
    answer = client.get("/page/person/kari-nordmann", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert "text/turtle" in answer.get_json()["formats"]
    assert "Accept" in answer.vary


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/id/person/kari-nordmann", "text/turtle", 303),
        ("/page/person/kari-nordmann", "text/turtle", 200),
        ("/page/person/kari-nordmann", "text/html", 200),
        ("/page/person/kari-nordmann", "image/png", 406),
        ("/source/programdag.nb", "text/plain", 200),
        ("/doc/programdag.nb", "text/turtle", 303),
        ("/def", "text/turtle", 200),
        ("/graph/programdag.nb", "text/turtle", 200),
        ("/evidence/programdag.nb/1", "text/turtle", 200),
        ("/evidence/programdag.nb/1", "text/html", 303),
        ("/sparql?query=ASK{}", "text/csv", 200),
        ("/nothing", "text/html", 404),
    ],
)
def test_vary_is_on_every_negotiated_answer(client: FlaskClient, path: str, accept: str, status: int) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == status
    assert "Accept" in answer.vary


def test_a_stem_with_dots_is_not_taken_for_a_suffix(client: FlaskClient) -> None:
    assert client.get("/source/programdag.nb").status_code == 200
    assert client.get("/source/programdag.nb.txt").mimetype == "text/plain"
    assert client.get("/source/programdag.nb.ttl").mimetype == "text/turtle"
    assert client.get("/source/programdag").status_code == 404


def test_json_is_sent_under_the_name_that_was_asked_for(client: FlaskClient) -> None:
    answer = client.get("/page/person/kari-nordmann", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/json"
    answer = client.get("/page/person/kari-nordmann", headers={"Accept": "application/ld+json"})
    assert answer.mimetype == "application/ld+json"
