"""Faults are told in the language of the page; what the engine says itself stays English, short, and set off."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

# A query that goes wrong, its status and its code, words of the sentence in bokmål and in English.
FAULTS = [
    ("SELECT", 400, "not-sparql", "Spørringen er ikke SPARQL", "The query is not SPARQL"),
    ("SELECT * {?s ?p ?o", 400, "not-sparql", "linje 1, tegn 19", "line 1, column 19"),
    ("SELECT * { SERVICE <a:b> {} }", 403, "refused", "ingen annen tjener", "no other server"),
    ("ASK { ?s ?p 'SERVICE' . `x }", 403, "refused", "passer ikke inn", "fits nothing"),
    (r"ASK { ?s ?p 'SERVICE \u0041' }", 403, "refused", "skriv selve tegnet", "write the character"),
    ("PREFIX service: <a:> ASK { service:a { } }", 403, "refused", "et annet navn", "another name"),
    ("ASK { FILTER(?a<'#>' ) } # SERVICE", 403, "refused", "et mellomrom", "put a space"),
    ("DROP ALL", 403, "refused", "DROP er en oppdatering", "DROP is an update"),
    ("ASK " + "{" * 20_000 + "}" * 20_000, 400, "too-deep", "nøstet for dypt", "nested too deeply"),
]


def ask(client: FlaskClient, query: str, language: str, accept: str = "application/json", **more: str) -> TestResponse:
    headers = {"Accept": accept, "Accept-Language": language}
    return client.post("/sparql", data={"query": query, **more}, headers=headers)


@pytest.mark.parametrize(
    ("query", "status", "code", "norwegian", "english"), FAULTS, ids=[item[0][:30] for item in FAULTS]
)
def test_a_fault_is_told_in_the_language_of_the_page(
    client: FlaskClient, query: str, status: int, code: str, norwegian: str, english: str
) -> None:
    for language, wanted, other in (("nb", norwegian, english), ("en", english, norwegian)):
        answer = ask(client, query, language)
        problem = answer.get_json()
        assert (answer.status_code, problem["code"]) == (status, code)
        assert wanted in problem["detail"]
        assert other not in problem["detail"]
        assert answer.headers["Content-Language"] == language
        page = ask(client, query, language, "text/html")
        assert page.status_code == status
        assert wanted in page.text


def test_what_the_engine_says_is_short_and_set_off(client: FlaskClient) -> None:
    query = "SELECT * {?s ?p ?o"
    problem = ask(client, query, "nb").get_json()
    assert problem["parser"].startswith("expected one of")
    assert "}" in problem["parser"]
    assert "u{" not in problem["parser"]
    assert len(problem["parser"]) < 100
    for more in ({}, {"format": "json"}):
        page = ask(client, query, "nb", "text/html", **more)
        said = re.search(r'Spørremotoren sier: <code lang="en">([^<]+)</code>', page.text)
        assert said
        assert len(said[1]) < 200
    assert ask(client, "ASK { ?s a foo:x }", "nb").get_json()["parser"] == "Prefix not found"
    assert "parser" not in ask(client, "hello", "nb").get_json()


def test_a_graph_that_is_no_iri(client: FlaskClient) -> None:
    problem = ask(client, "ASK {}", "nb", **{"default-graph-uri": "no iri"}).get_json()
    assert problem["detail"] == "Parameteren default-graph-uri er ingen absolutt IRI: no iri"
    assert problem["parameter"] == "default-graph-uri"


def test_limits_are_told_in_the_language_of_the_page(
    sample_root: Path, make_client: Callable[..., FlaskClient]
) -> None:
    client = make_client(sample_root, query_max_bytes=1000)
    query = "SELECT * { ?s ?p ?o }"
    assert "Svaret er større enn 1\xa0000 byte" in ask(client, query, "nb").get_json()["detail"]
    assert "larger than 1,000 bytes" in ask(client, query, "en").get_json()["detail"]


def test_a_fault_without_words_of_its_own_is_not_told_in_english(client: FlaskClient) -> None:
    headers = {"Accept-Language": "nb", "Accept": "application/json", "Range": "bytes=900000-"}
    answer = client.get("/favicon.ico", headers=headers)
    assert answer.status_code == 416
    assert answer.get_json()["detail"] == "Forespørselen kan ikke besvares."
