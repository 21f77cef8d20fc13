"""Texts, names and addresses that try to become part of the page, or lead readers away."""

import html
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from tests.server import sample

ATTACK = sample.HOSTILE


class Checked(HTMLParser):
    """Fails on anything in a page that could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert tag not in {"img", "iframe", "object", "embed", "style"}, tag
        for name, value in values.items():
            assert not name.startswith("on"), (tag, name)
            assert name != "style", tag
            if name in {"href", "src", "action"}:
                assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), value
        # JSON is data: no browser runs it.
        if tag == "script" and values.get("type") not in {"application/ld+json", "application/json"}:
            assert (values.get("src") or "").startswith("/assets/")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/source/",
        "/source/ondsinnet.nb",
        "/page/organisation/ondsinnet",
        "/evidence?s=organisation/ondsinnet&p=schema:about&o=%3Cjavascript:alert(1)%3E",
        "/evidence?s=%22%3E%3Cscript%3E&p=%3Cscript%3E&o=%22%3E%3Cscript%3E",
        "/browse/organisation",
        "/search?q=" + html.escape(ATTACK).replace("&", "%26").replace("#", "%23").replace(";", "%3B"),
        "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/search?q=ondsinnet",
        "/nothing/%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?format=html&query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?format=html&query=SELECT ?s ?o WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'script')) }",
        "/sparql?format=html&query=SELECT (IRI('javascript:alert(1)') AS ?x) {}",
        "/sparql?format=html&query=CONSTRUCT WHERE { ?s ?p ?o }",
        "/page/person/kari-nordmann?in=%22%3E%3Cscript%3E",
        "/browse/person?page=%3Cscript%3E",
        "/browse/person?x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/language/nb%22%3E?next=%22%3E%3Cscript%3E",
    ],
)
def test_nothing_that_a_stranger_writes_becomes_code(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.mimetype == "text/html"
    Checked(answer.text)
    assert "<script>alert" not in answer.text


def test_the_hostile_name_is_shown_as_it_is(client: FlaskClient) -> None:
    page = client.get("/page/organisation/ondsinnet", headers={"Accept": "text/html"}).text
    assert html.escape(ATTACK, quote=False).split("&#")[0].split('"')[0] in page


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "https://evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/a\nb"],
)
def test_switch_of_language_leads_nowhere_else(client: FlaskClient, target: str) -> None:
    answer = client.get("/language/en", query_string={"next": target})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_headers_cannot_be_split(client: FlaskClient) -> None:
    answer = client.get("/page/person/kari-nordmann%0d%0aX-Evil:1.ttl")
    assert answer.status_code == 404
    assert "X-Evil" not in answer.headers


def test_csv_cells_are_no_formulas() -> None:
    from pyoxigraph import Literal, NamedNode, Triple

    from server.formats import CSV, write

    triple = Triple(NamedNode("https://e.example/a"), NamedNode("https://e.example/p"), Literal("=1+1"))
    assert b",'=1+1," in write([triple], CSV)
