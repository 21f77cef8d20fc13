"""The SPARQL 1.1 Protocol, by the application and by the real server: how a query is sent, and what is refused."""

from urllib.parse import parse_qsl

import pytest
import rdflib

from server.faults import Refusal
from server.protocol import Asked, Message, asked, pairs, taken
from tests.server import sample
from tests.server.sparql.conftest import FORM, Endpoint, form

DIRECT = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
PEOPLE = "SELECT ?s { ?s a <https://w3id.org/innograf/def#Person> } ORDER BY ?s"
PROBLEM = "application/problem+json"
# Products of VALUES: nothing but an end of its process stops it.
BOMB = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{place} {{ {' '.join(map(str, range(100)))} }}" for place in range(6))
    + " }"
)


def test_a_query_in_the_address(endpoint: Endpoint) -> None:
    answer = endpoint.ask(PEOPLE)
    assert (answer.type, len(answer.values())) == ("application/sparql-results+json", 3)


def test_a_query_in_a_form(endpoint: Endpoint) -> None:
    for type in (FORM, f"{FORM}; charset=UTF-8", f"{FORM};charset=utf-8", FORM.title()):
        assert len(endpoint.request("POST", "/sparql", form(query=PEOPLE), type).values()) == 3


def test_a_query_as_the_body(endpoint: Endpoint) -> None:
    for type in (DIRECT, f'{DIRECT}; charset="utf-8"', f"{DIRECT}; charset=US-ASCII", DIRECT.upper()):
        assert len(endpoint.request("POST", "/sparql", PEOPLE, type).values()) == 3


def test_characters_outside_ascii_arrive_whole(endpoint: Endpoint) -> None:
    query = 'SELECT ("blåbær 😀" AS ?x) { }'
    assert endpoint.ask(query).values() == [("blåbær 😀",)]
    assert endpoint.request("POST", "/sparql", query, DIRECT).values() == [("blåbær 😀",)]
    assert endpoint.request("POST", "/sparql", form(query=query), FORM).values() == [("blåbær 😀",)]


def test_a_form_may_be_in_another_charset(endpoint: Endpoint) -> None:
    body = "query=SELECT+%28%22bl%E5b%E6r%22+AS+%3Fx%29+%7B+%7D"
    assert endpoint.request("POST", "/sparql", body, f"{FORM}; charset=ISO-8859-1").values() == [("blåbær",)]
    assert endpoint.request("POST", "/sparql", body, FORM).code == "not-utf-8"


@pytest.mark.parametrize(
    ("body", "type", "status", "code"),
    [
        (ASK, "text/plain", 415, "unknown-content"),
        (form(query=ASK), "text/plain", 415, "unknown-content"),
        (form(query=ASK), "", 415, "unknown-content"),
        (ASK, "", 415, "unknown-content"),
        (ASK, "application/json", 415, "unknown-content"),
        ("x", "multipart/form-data; boundary=x", 415, "unknown-content"),
        (ASK.encode("utf-16"), f"{DIRECT}; charset=UTF-16", 415, "unknown-charset"),
        (ASK, f"{DIRECT}; charset=iso-8859-1", 415, "unknown-charset"),
        (ASK, f"{DIRECT}; charset=klingon", 415, "unknown-charset"),
        (form(query=ASK), f"{FORM}; charset=klingon", 415, "unknown-charset"),
        (form(query=ASK), f"{FORM}; charset=punycode", 415, "unknown-charset"),
        (form(query=ASK), f"{FORM}; charset=base64", 415, "unknown-charset"),
        (b"\xff\xfe", DIRECT, 400, "not-utf-8"),
        (b"query=ASK%7B%7D%FF", FORM, 400, "not-utf-8"),
        (b"query=ASK\xff", FORM, 400, "not-utf-8"),
        ("", FORM, 400, "no-query"),
        ("", "", 400, "no-query"),
        (form(a="b"), FORM, 400, "no-query"),
        ("", DIRECT, 400, "not-sparql"),
        (form(query=[ASK, ASK]), FORM, 400, "two-queries"),
        (form(query="SELECT"), FORM, 400, "not-sparql"),
        (form(update="CLEAR ALL"), FORM, 403, "read-only"),
        (form(query=ASK, update="CLEAR ALL"), FORM, 403, "read-only"),
        ("CLEAR ALL", "application/sparql-update", 403, "read-only"),
        ("INSERT DATA { <a:a> <a:b> 1 }", DIRECT, 403, "refused"),
        ("&".join(["a=1"] * 1001), FORM, 400, "too-many-parameters"),
    ],
)
def test_what_cannot_be_posted(endpoint: Endpoint, body: str | bytes, type: str, status: int, code: str) -> None:
    answer = endpoint.request("POST", "/sparql", body, type)
    assert (answer.status, answer.code) == (status, code)
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("?query=", 400, "not-sparql"),
        ("?query=ASK%7B%7D&query=ASK%7B%7D", 400, "two-queries"),
        ("?query=ASK%7B", 400, "not-sparql"),
        ("?query=%FF", 400, "not-utf-8"),
        ("?query=ASK%7B%7D&default-graph-uri=graph/x", 400, "not-an-iri"),
        ("?query=ASK%7B%7D&default-graph-uri=", 400, "not-an-iri"),
        ("?query=ASK%7B%7D&named-graph-uri=a%20b:c", 400, "not-an-iri"),
        ("?query=ASK%7B%7D&named-graph-uri=https://a.example/%3C", 400, "not-an-iri"),
        ("?query=ASK%7B%7D&format=doc", 400, "unknown-format"),
        ("?default-graph-uri=https://a.example/", 400, "no-query"),
        ("?update=DROP%20ALL", 403, "read-only"),
        ("?query=DROP%20ALL", 403, "refused"),
        ("?query=LOAD%20%3Chttps://a.example/%3E", 403, "refused"),
        ("?query=ASK%7BSERVICE%3Chttps://a.example/%3E%7B%7D%7D", 403, "refused"),
        ("?query=ASK%7B%7D&" + "a=1&" * 1001, 400, "too-many-parameters"),
        *((f"?query=ASK%7B%7D&timeout={value}", 400, "bad-timeout") for value in ("0", "-1", "NaN", "inf", "1e3", "x")),
    ],
)
def test_what_cannot_be_had(endpoint: Endpoint, address: str, status: int, code: str) -> None:
    answer = endpoint.request("GET", f"/sparql{address}")
    assert (answer.status, answer.code) == (status, code)
    assert answer.json()["detail"]
    page = endpoint.request("GET", f"/sparql{address}", accept="text/html")
    assert (page.status, page.type) == (status, "text/html")
    told = endpoint.request("HEAD", f"/sparql{address}")
    assert (told.status, told.body) == (status, b"")


def test_a_query_in_the_body_and_in_the_address(endpoint: Endpoint) -> None:
    assert endpoint.request("POST", "/sparql?query=ASK%7B%7D", ASK, DIRECT).code == "two-queries"
    assert endpoint.request("POST", "/sparql?query=ASK%7B%7D", form(query=ASK), FORM).code == "two-queries"


def test_a_fault_in_the_query_has_its_place(endpoint: Endpoint) -> None:
    problem = endpoint.ask("SELECT *\nWHERE { ?s ?p }").json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 16)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods(endpoint: Endpoint, method: str) -> None:
    answer = endpoint.request(method, "/sparql?query=ASK%7B%7D")
    assert (answer.status, answer.type) == (405, PROBLEM)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_head_has_the_headers_of_get(endpoint: Endpoint) -> None:
    got = endpoint.ask(PEOPLE, "text/csv")
    told = endpoint.request("HEAD", "/sparql?" + form(query=PEOPLE), accept="text/csv")
    assert (told.status, told.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "ETag", "Vary", "Access-Control-Allow-Origin"):
        assert told.headers[name] == got.headers[name]
    assert endpoint.request("HEAD", "/sparql").type == "text/turtle"


def test_a_page_of_another_site_may_ask(endpoint: Endpoint) -> None:
    wish = {"Origin": "https://a.example", "Access_Control_Request_Method": "POST"}
    before = endpoint.request("OPTIONS", "/sparql", **wish, Access_Control_Request_Headers="content-type, accept")
    assert before.status in {200, 204}
    assert before.headers["Access-Control-Allow-Origin"] == "*"
    assert {"GET", "POST"} <= set(before.headers["Access-Control-Allow-Methods"].split(", "))
    allowed = before.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"content-type", "accept"} <= set(allowed)
    for answer in (endpoint.ask(ASK), endpoint.ask("x"), endpoint.ask(ASK, "image/png")):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(
    ("accept", "type"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("*", "application/sparql-results+json"),
        (";;", "application/sparql-results+json"),
        (",,,", "application/sparql-results+json"),
        ("csv", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=.9", "application/sparql-results+xml"),
        ("text/csv; q=0.2 , text/tab-separated-values ; q=0.3", "text/tab-separated-values"),
        ("text/csv;q=broken, application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;charset=utf-8;header=present", "text/csv"),
        ('text/csv;x="a,b;c"', "text/csv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/html;q=0.1, text/csv;q=0.2", "text/csv"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        (", ".join(f"text/x{number}" for number in range(300)) + ", text/csv;q=0.1", "text/csv"),
        ("application/xml", "application/xml"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml, application/rdf+xml", "application/sparql-results+xml"),
    ],
)
def test_accept(endpoint: Endpoint, accept: str | None, type: str) -> None:
    answer = endpoint.ask(ASK, accept)
    assert (answer.status, answer.type) == (200, type)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (ASK, "image/png"),
        (ASK, "text/turtle"),
        (ASK, "*/*;q=0"),
        (ASK, "text/csv;q=0"),
        ("CONSTRUCT WHERE { ?s a ?o }", "text/csv"),
        (f"DESCRIBE <{sample.BASE}id/person/kari-nordmann>", "application/sparql-results+json"),
    ],
)
def test_nothing_that_is_accepted(endpoint: Endpoint, query: str, accept: str) -> None:
    answer = endpoint.ask(query, accept)
    assert (answer.status, answer.code) == (406, "not-acceptable")
    assert answer.json()["formats"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("format", "results", "graph"),
    [
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("csv", "text/csv", None),
        ("tsv", "text/tab-separated-values", None),
        ("ttl", None, "text/turtle"),
        ("turtle", None, "text/turtle"),
        ("nt", None, "application/n-triples"),
        ("jsonld", None, "application/ld+json"),
        ("rdf", None, "application/rdf+xml"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("application/rdf xml", None, "application/rdf+xml"),
        ("JSON", "application/sparql-results+json", "application/ld+json"),
    ],
)
def test_format_by_name(endpoint: Endpoint, format: str, results: str | None, graph: str | None) -> None:
    for query, type in ((ASK, results), ("CONSTRUCT WHERE { ?s a ?o } LIMIT 3", graph)):
        answer = endpoint.ask(query, "image/png", format=format)
        assert (answer.status, answer.type) == ((200, type) if type else (406, PROBLEM))


def test_the_same_answer_has_the_same_tag(endpoint: Endpoint) -> None:
    first = endpoint.ask(PEOPLE, "text/csv")
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert endpoint.request("POST", "/sparql", PEOPLE, DIRECT, "text/csv").headers["ETag"] == tag
    again = endpoint.request("GET", "/sparql?" + form(query=PEOPLE), accept="text/csv", If_None_Match=f'"x", {tag}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == tag
    assert "Accept" in again.headers["Vary"]
    others = [
        endpoint.ask(PEOPLE, "text/tab-separated-values"),
        endpoint.ask(PEOPLE + " LIMIT 9", "text/csv"),
        endpoint.ask(PEOPLE, "text/csv", default_graph_uri=f"{sample.BASE}graph/besog.da"),
        endpoint.ask(PEOPLE, "text/csv", named_graph_uri=f"{sample.BASE}graph/besog.da"),
    ]
    assert len({other.headers["ETag"] for other in others} | {tag}) == 5


@pytest.mark.parametrize("function", ["NOW()", "rand()", "UUID ()", "STRUUID()", "STR(BNODE())"])
def test_an_answer_that_changes_has_no_tag(endpoint: Endpoint, function: str) -> None:
    assert "ETag" not in endpoint.ask(f"SELECT ({function} AS ?x) {{ }}").headers


def test_a_client_may_give_a_query_less_time(endpoint: Endpoint) -> None:
    answer = endpoint.ask(BOMB, timeout="0.5")
    assert (answer.status, answer.code) == (504, "too-slow")
    assert answer.json()["limit"] == 0.5
    assert "0,5" in answer.json()["detail"]
    assert endpoint.ask(ASK, timeout="86400").status == 200


def test_a_bare_end_point_is_described(endpoint: Endpoint) -> None:
    for accept, format in (("", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")):
        answer = endpoint.request("GET", "/sparql", accept=accept)
        found = rdflib.Graph().parse(data=answer.body, format=format)
        assert (
            None,
            rdflib.RDF.type,
            rdflib.URIRef("http://www.w3.org/ns/sparql-service-description#Service"),
        ) in found
    assert endpoint.request("GET", "/sparql?format=nt").type == "application/n-triples"
    assert endpoint.request("GET", "/sparql", accept="image/png").status == 406


def test_a_request_is_read_without_an_application() -> None:
    """The gateway reads requests where there is no request of Flask's."""
    found = asked(Message("GET", b"query=ASK+%7B%7D&timeout=2.5&named-graph-uri=a:b&named-graph-uri=a:b", "text/csv"))
    assert found == Asked("ASK {}", (), ("a:b",), None, 2.5)
    assert taken(found.format, "text/csv").results_type == "text/csv; charset=utf-8"
    with pytest.raises(Refusal, match="two queries") as caught:
        asked(Message("GET", b"query=a&query=b"))
    assert caught.value.status == 400


@pytest.mark.parametrize(
    "text",
    [
        "ASK+%7B%7D",
        "a%20b%C3%A5%0a",
        "",
        "=x=",
        "100%25",
        "100%",
        "%4",
        "%zz",
        "%u00e5",
        "\\x41",
        "\\",
        "%5Cn",
        "å",
        "a;b",
        "+",
    ],
)
def test_a_query_by_itself_is_read_as_any_form_is(text: str) -> None:
    field = f"query={text}".encode()
    assert pairs(field) == parse_qsl(field.decode(), keep_blank_values=True, errors="strict")


@pytest.mark.parametrize("text", [b"query=%E5", b"query=%C3"])
def test_a_query_that_is_not_utf_8_is_refused(text: bytes) -> None:
    with pytest.raises(Refusal, match="UTF-8"):
        pairs(text)
