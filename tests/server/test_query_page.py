"""The page of `/sparql`: examples that have answers, the table with names, the chart, the formats and the link."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from flask.testing import FlaskClient

import ontology
from ontology import INNO, RDF, XSD
from server import create_app
from server.chart import MOST_BARS, chart_of
from server.configured import EXTENSION
from tests.server.conftest import settings_for

PAGE = {"Accept": "text/html", "Accept-Language": "nb"}
COUNTS = "SELECT ?event (COUNT(?person) AS ?people) { ?event <https://schema.org/performer> ?person } GROUP BY ?event"


def see(client: FlaskClient, query: str, more: str = "") -> str:
    answer = client.get(f"/sparql?query={quote(query)}&format=html{more}", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture(scope="module")
def shipped(real_root: Path) -> Iterator[FlaskClient]:
    app = create_app(settings_for(real_root))
    yield app.test_client()
    app.extensions[EXTENSION].pool.close()


@pytest.mark.parametrize("example", ontology.examples(), ids=lambda example: example.name)
def test_every_example_has_an_answer_in_what_is_shipped(example: ontology.Example, shipped: FlaskClient) -> None:
    graph = "CONSTRUCT" in example.query
    query = {"query": example.query, "format": "nt" if graph else "json"}
    answer = shipped.get("/sparql", query_string=query)
    assert answer.status_code == 200, answer.text
    if graph:
        assert answer.text.count("\n") > 10
    else:
        said = json.loads(answer.text)
        assert said.get("boolean") or said["results"]["bindings"]


def test_examples_are_in_three_languages_and_declare_what_they_use() -> None:
    assert len(ontology.examples()) >= 12
    for example in ontology.examples():
        assert {"nb", "nn", "en"} <= set(example.labels) & set(example.comments), example.name
        assert len({example.label(language) for language in ("nb", "nn", "en")}) > 1
        body = re.sub(r"^PREFIX .*$", "", example.query, flags=re.MULTILINE)
        for prefix in set(re.findall(r"(?<![\w?-])([a-z]+):(?=\w)", body)):
            assert f"PREFIX {prefix}: <{ontology.prefixes()[prefix]}>" in example.query
    assert ontology.declared("SELECT * { ?s myinno:a xinno:b }") == "SELECT * { ?s myinno:a xinno:b }"


def test_assistants_find_the_examples_in_the_graph(client: FlaskClient) -> None:
    query = f"SELECT ?q {{ ?q <{RDF.type}> <{ontology.SH}SPARQLExecutable> }}"
    rows = client.get(f"/sparql?query={quote(query)}&format=json").json["results"]["bindings"]  # type: ignore[index]
    assert {row["q"]["value"] for row in rows} == {f"{INNO}example-{item.name}" for item in ontology.examples()}


def test_an_example_is_opened_by_its_name(client: FlaskClient) -> None:
    example = ontology.examples()[3]
    page = client.get(f"/sparql?example={example.name}", headers=PAGE).text
    assert html.escape(example.query.splitlines()[1]) in page
    assert example.label("nb") in page
    assert client.get("/sparql?example=ingen", headers=PAGE).status_code == 404


def test_things_have_their_names_in_the_table(client: FlaskClient) -> None:
    page = see(client, f"SELECT ?x {{ ?x a <{INNO.Person}> }} ORDER BY ?x")
    assert re.search(
        r'href="/page/person/ase-odegard">Åse Ødegård</a> <span class="quiet">id/person/ase-odegard<', page
    )
    page = see(client, "SELECT ?d { ?d a <https://w3id.org/innograf/def#SourceDocument> } LIMIT 1")
    assert "0 rader" in page or "doc/" in page


def test_an_answer_has_its_time_its_link_and_every_format(client: FlaskClient) -> None:
    page = see(client, COUNTS)
    assert re.search(r"Det tok [\d,]+ sekunder", page)
    assert set(re.findall(r'name="format" value="(\w+)"', page)) == {"json", "xml", "csv", "tsv"}
    link = html.unescape(re.search(r'<a class="ds-link" href="([^"]+)">Lenke til dette svaret', page)[1])  # type: ignore[index]
    again = client.get(f"{urlsplit(link).path}?{urlsplit(link).query}", headers=PAGE)
    assert "Velkommen til deling" in again.text
    graph = see(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 3")
    assert set(re.findall(r'name="format" value="(\w+)"', graph)) == {"ttl", "nt", "jsonld", "rdf"}


def test_a_long_query_is_posted_and_has_no_link(client: FlaskClient) -> None:
    query = "ASK {} #" + "x" * 5000
    answer = client.post("/sparql", data={"query": query, "format": "html"}, headers=PAGE)
    assert answer.status_code == 200
    assert "for lang for en lenke" in answer.text
    assert re.search(r'class="downloads"[^>]*method="post"', answer.text)


def test_numbers_are_drawn_as_bars_with_the_table_beside(client: FlaskClient) -> None:
    page = see(client, COUNTS)
    bars = re.findall(r'<rect x="([\d.]+)" width="([\d.]+)"', page)
    assert sorted(float(width) for _, width in bars) == [50.0, 50.0, 100.0]
    assert page.count("Velkommen til deling") == 2
    assert "style=" not in page.partition("<main")[2]
    assert 'class="bars"' not in see(client, "SELECT ?s { ?s ?p ?o } LIMIT 3")


def test_the_column_of_a_chart_can_be_chosen(client: FlaskClient) -> None:
    query = 'SELECT * { VALUES (?what ?one ?two) { ("a" 1 4) ("b" 2 2) } }'
    assert re.findall(r'<rect x="[\d.]+" width="([\d.]+)"', see(client, query)) == ["100.0", "50.0"]
    assert re.findall(r'<rect x="[\d.]+" width="([\d.]+)"', see(client, query, "&chart=one")) == ["50.0", "100.0"]
    assert "&amp;chart=one" in see(client, query)


def number(value: str, kind: str = "integer") -> dict[str, str]:
    return {"type": "literal", "value": value, "datatype": XSD[kind]}


def test_charts_of_odd_numbers() -> None:
    name = {"type": "literal", "value": "x"}
    rows = [{"a": name, "n": number("-1")}, {"a": name, "n": number("3")}, {"a": name}]
    chart = chart_of(["a", "n"], rows)
    assert chart is not None
    assert [(bar.row, bar.start, bar.length) for bar in chart.bars] == [(0, 0.0, 25.0), (1, 25.0, 75.0)]
    assert chart_of(["a", "n"], rows[:1]) is None
    assert chart_of(["n"], [{"n": number("1")}, {"n": number("2")}]) is None
    assert chart_of(["a", "n"], [{"a": name, "n": number("NaN", "double")}, rows[1]]) is None
    assert chart_of(["a", "n"], [{"a": name, "n": number("INF", "double")}, rows[1]]) is None
    zeros = chart_of(["a", "n"], [{"a": name, "n": number("0")}] * 2)
    assert zeros is not None and {bar.length for bar in zeros.bars} == {0.0}
    many = chart_of(["a", "n"], [{"a": name, "n": number("1")}] * 100)
    assert many is not None and many.cut and len(many.bars) == MOST_BARS


def test_a_hostile_answer_is_text(client: FlaskClient) -> None:
    page = see(client, """SELECT * { VALUES (?a ?n) { ("<img src=x onerror=alert(1)>" 1) ("</script>" 2) } }""")
    assert "<img src=x" not in page
    assert page.count("</script>") == page.count("<script")
