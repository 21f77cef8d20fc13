"""Results and graphs in each format, character by character."""

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
import rdflib
from rdflib.query import Result

from tests.server.sparql import region
from tests.server.sparql.conftest import Endpoint

XSD = "http://www.w3.org/2001/XMLSchema#"
TABLE = (
    region.PREFIXES
    + r"""SELECT ?a ?b ?c { VALUES (?a ?b) {
  ("x, \"y\"" 1) ("line\nbreak\ttab"@nb UNDEF) (:aase 2.5) ("C:\\x 😀" true) ("" "2031-03-01"^^xsd:date)
  (" s " "a"^^<https://example.org/t>) (<https://example.org/doc/x#char=1,2> 1.5e2) ("<&>]]>" "æ"@nn-no)
} }"""
)
URI, LITERAL = "uri", "literal"
# Of each row: kind, text, language and datatype of `a` and `b`; `c` is never bound.
ROWS = [
    ((LITERAL, 'x, "y"', None, None), (LITERAL, "1", None, "integer")),
    ((LITERAL, "line\nbreak\ttab", "nb", None), None),
    ((URI, "https://example.org/id/aase", None, None), (LITERAL, "2.5", None, "decimal")),
    ((LITERAL, "C:\\x 😀", None, None), (LITERAL, "true", None, "boolean")),
    ((LITERAL, "", None, None), (LITERAL, "2031-03-01", None, "date")),
    ((LITERAL, " s ", None, None), (LITERAL, "a", None, "https://example.org/t")),
    ((URI, "https://example.org/doc/x#char=1,2", None, None), (LITERAL, "150", None, "double")),
    ((LITERAL, "<&>]]>", None, None), (LITERAL, "æ", "nn-no", None)),
]
EMPTY = region.PREFIXES + "SELECT ?x ?y { ?x d:nothing ?y }"


def test_json(towns: Endpoint) -> None:
    answer = towns.ask(TABLE, "application/sparql-results+json")
    assert answer.headers["Content-Type"] == "application/sparql-results+json"
    found = answer.json()
    assert found["head"]["vars"] == ["a", "b", "c"]
    assert [(_term(row.get("a")), _term(row.get("b"))) for row in found["results"]["bindings"]] == ROWS
    assert all("c" not in row for row in found["results"]["bindings"])
    assert towns.ask(EMPTY).json() == {"head": {"vars": ["x", "y"]}, "results": {"bindings": []}}
    assert towns.ask("ASK { }").json() == {"head": {}, "boolean": True}


def _term(value: dict[str, str] | None) -> object:
    if value is None:
        return None
    assert set(value) <= {"type", "value", "xml:lang", "datatype"}
    datatype = value.get("datatype")
    return value["type"], value["value"], value.get("xml:lang"), datatype.removeprefix(XSD) if datatype else None


def test_xml(towns: Endpoint) -> None:
    answer = towns.ask(TABLE, "application/sparql-results+xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ElementTree.fromstring(answer.body)
    assert root.tag == f"{space}sparql"
    assert [one.get("name") for one in root.iter(f"{space}variable")] == ["a", "b", "c"]
    found = []
    for row in root.iter(f"{space}result"):
        cells = {}
        for binding in row:
            [term] = binding
            datatype = term.get("datatype")
            cells[binding.get("name")] = (
                term.tag.removeprefix(space),
                term.text or "",
                term.get("{http://www.w3.org/XML/1998/namespace}lang"),
                datatype.removeprefix(XSD) if datatype else None,
            )
        found.append((cells.get("a"), cells.get("b")))
    assert found == ROWS
    yes = ElementTree.fromstring(towns.ask("ASK { }", "application/sparql-results+xml").body)
    assert yes.findtext(f"{space}boolean") == "true"
    empty = ElementTree.fromstring(towns.ask(EMPTY, "application/sparql-results+xml").body)
    assert empty.find(f"{space}results") is not None
    assert not list(empty.iter(f"{space}result"))


def test_csv(towns: Endpoint) -> None:
    answer = towns.ask(TABLE, "text/csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.body.decode()
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == ["a", "b", "c"]
    assert lines[1:] == [[a[1], b[1] if b else "", ""] for a, b in ROWS]
    assert text.endswith("\r\n")
    assert towns.ask(EMPTY, "text/csv").body == b"x,y\r\n"
    # Without an IRI that has a comma the engine writes it.
    plain = towns.ask('SELECT ?a ?b { VALUES (?a ?b) { ("x, \\"y\\"" 1) ("a\\nb" UNDEF) ("," ",") } }', "text/csv")
    assert plain.body == b'a,b\r\n"x, ""y""",1\r\n"a\nb",\r\n",",","\r\n'


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_csv_has_as_many_columns_in_each_line(endpoint: Endpoint, columns: int) -> None:
    """Spans are IRIs with a comma in them."""
    names = ["?span", "?text", "?start"][:columns]
    query = f"""PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
      SELECT {" ".join(names)} {{ GRAPH ?g {{ ?span nif:anchorOf ?text ; nif:beginIndex ?start }} }}"""
    lines = list(csv.reader(io.StringIO(endpoint.ask(query, "text/csv").body.decode(), newline="")))
    assert len(lines) == 42
    assert {len(line) for line in lines} == {columns}
    assert all("#char=" in line[0] and "," in line[0] for line in lines[1:])


def test_tsv(towns: Endpoint) -> None:
    answer = towns.ask(TABLE, "text/tab-separated-values")
    assert answer.headers["Content-Type"] == "text/tab-separated-values; charset=utf-8"
    lines = answer.body.decode().split("\n")
    assert lines[-1] == ""
    assert lines[:-1] == [
        "?a\t?b\t?c",
        '"x, \\"y\\""\t1\t',
        '"line\\nbreak\\ttab"@nb\t\t',
        "<https://example.org/id/aase>\t2.5\t",
        '"C:\\\\x 😀"\ttrue\t',
        f'""\t"2031-03-01"^^<{XSD}date>\t',
        '" s "\t"a"^^<https://example.org/t>\t',
        f'<https://example.org/doc/x#char=1,2>\t"150"^^<{XSD}double>\t',
        '"<&>]]>"\t"æ"@nn-no\t',
    ]


def test_xml_keeps_what_it_can_of_control_characters(towns: Endpoint) -> None:
    query = r'SELECT ?a { VALUES ?a { "one\r\ntwo\rthree" "form\u000Cfeed" "bell\u0007" } }'
    body = towns.ask(query, "application/sparql-results+xml").body
    texts = [one.text for one in ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")]
    assert texts == ["one\r\ntwo\rthree", "form\ufffdfeed", "bell\ufffd"]
    graph = r'CONSTRUCT { <a:a> <a:b> "one\r\ntwo", "form\u000Cfeed" } WHERE { }'
    found = rdflib.Graph().parse(data=towns.ask(graph, "application/rdf+xml").body, format="xml")
    assert {str(value) for value in found.objects()} == {"one\r\ntwo", "form\ufffdfeed"}


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/tab-separated-values", "tsv"),
        ("text/csv", "csv"),
    ],
)
def test_another_library_reads_each_format(towns: Endpoint, accept: str, parser: str) -> None:
    query = region.PREFIXES + "SELECT ?x ?l ?f { ?x a d:Town ; rdfs:label ?l OPTIONAL { ?x d:founded ?f } }"
    found = Result.parse(io.BytesIO(towns.ask(query, accept).body), format=parser)
    assert [str(name) for name in found.vars or []] == ["x", "l", "f"]
    assert len(found.bindings) == 5
    if parser != "csv":
        labels = {(row[rdflib.Variable("l")].language, str(row[rdflib.Variable("l")])) for row in found.bindings}
        assert ("sv", "Haukvik kommun") in labels


def test_blank_nodes_are_named_within_an_answer(towns: Endpoint) -> None:
    query = region.PREFIXES + "SELECT ?b ?c { BIND(BNODE() AS ?b) BIND(?b AS ?c) } "
    [row] = towns.ask(query).json()["results"]["bindings"]
    assert row["b"]["type"] == "bnode"
    assert row["b"]["value"] == row["c"]["value"]
    first, second = towns.ask(query, "text/csv").body.decode().splitlines()[1].split(",")
    assert first == second
    assert first.startswith("_:")


def test_a_large_answer_is_whole(towns: Endpoint) -> None:
    numbers = " ".join(map(str, range(100)))
    query = (
        f"SELECT ?a ?b ?c ?d {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers[:19]} }} }}"
    )
    answer = towns.ask(query)
    assert int(answer.headers["Content-Length"]) == len(answer.body) > 1_000_000
    assert len(json.loads(answer.body)["results"]["bindings"]) == 100_000
    spans = query.replace("{ VALUES", "{ BIND(<https://example.org/#1,2> AS ?d) VALUES", 1)
    lines = list(csv.reader(io.StringIO(towns.ask(spans, "text/csv").body.decode(), newline="")))
    assert len(lines) == 100_001
    assert {len(line) for line in lines} == {4}
