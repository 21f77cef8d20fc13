"""The commands that look at builds."""

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

import pyoxigraph as ox
import pytest

import server.serve
from settings import Settings, variable

WRONG = """
@prefix inno: <https://w3id.org/innograf/def#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/innograf/id/event/seminar> a inno:Event ; rdfs:label "Seminar"@nb ;
    schema:startDate "2024-04-18T11:00:00"^^xsd:dateTime ; schema:endDate "2024-04-18T09:00:00"^^xsd:dateTime .
"""
PERSONS = "SELECT ?name { ?p a inno:Person ; foaf:name ?name } ORDER BY ?name"


@pytest.fixture
def two(built):
    """Two builds; the second is published."""
    first = built.builds.current_id()
    built.write("data/documents/plan.nb.md", "# Plan\n\nIngenting.\n")
    assert built.run("build").exit_code == 0
    return built, first, built.builds.current_id()


def test_builds_marks_the_published_one(two):
    place, first, second = two
    lines = place.run("builds").stdout.splitlines()[2:]
    assert [line.split()[0] for line in lines] == ["*", first[:12]]
    assert second[:12] in lines[0]
    assert all("conforms" in line for line in lines)


def test_no_builds_is_told(place):
    result = place.run("builds")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "innograf build" in result.stderr


def test_publish_takes_the_first_characters(two):
    place, first, _ = two
    assert place.run("publish", first[:6]).exit_code == 0
    assert place.builds.current_id() == first


def test_publish_refuses_violations_unless_forced(two):
    place, first, second = two
    place.builds.annotate(first, validation={"conforms": False, "violations": 1})
    result = place.run("publish", first)
    assert result.exit_code == 1
    assert "--force" in result.stderr
    assert place.builds.current_id() == second
    assert place.run("publish", first, "--force").exit_code == 0
    assert place.builds.current_id() == first


def test_diff_counts_and_lists_and_says_so_by_its_exit_code(two):
    place, first, second = two
    result = place.run("diff", first, second)
    assert result.exit_code == 1
    assert re.search(r"graph/plan\.nb +\d+ +\d+", result.stdout)
    listed = place.run("diff", first, "current", "--quads")
    assert listed.exit_code == 1
    assert re.search(r'^- .*"gi ledere oppl\u00e6ring i innovasjon"@nb .*\.$', listed.stdout, re.MULTILINE)
    assert place.run("diff", second, "current").exit_code == 0


def test_export_sorted_hashes_to_the_id(built):
    result = built.run("export", "--format", "nq")
    lines = sorted(result.stdout_bytes.splitlines(keepends=True))
    assert hashlib.sha256(b"".join(lines)).hexdigest() == built.builds.current_id()


@pytest.mark.parametrize(("form", "known"), [("nq", "N_QUADS"), ("trig", "TRIG"), ("ttl", "TURTLE")])
def test_export_to_a_file(built, form, known):
    result = built.run("export", "--format", form, "out.rdf")
    assert (result.exit_code, result.stdout) == (0, "")
    with (built.folder / "out.rdf").open("rb") as file:
        assert len(list(ox.parse(file, getattr(ox.RdfFormat, known)))) > 100
    assert list(built.folder.glob(".out*")) == []


def test_export_to_a_folder_that_is_not_there_is_explained(built):
    result = built.run("export", "nowhere/out.nq")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_query_puts_quotes_around_an_iri_with_a_comma(built):
    asked = "SELECT ?a ?b { VALUES (?a ?b) { (<https://example.org/#char=1,2> 'x') } }"
    assert built.run("query", asked, "--format", "csv").stdout.split() == ["a,b", '"https://example.org/#char=1,2",x']


def test_query_writes_csv_when_there_is_no_terminal(built):
    result = built.run("query", PERSONS)
    assert result.stdout.splitlines() == ["name", "Kari Nordmann", "Ola Hansen"]


def test_query_reads_standard_input(built):
    assert built.run("query", "-", stdin=PERSONS).stdout == built.run("query", PERSONS).stdout


def test_query_writes_a_table(built):
    lines = built.run("query", "--format", "table", "SELECT ?t { ?t a rdfs:Class . FILTER(false) }").stdout.splitlines()
    assert lines == ["t", "-", "(0 rows)"]
    table = built.run(
        "query",
        "--format",
        "table",
        "SELECT (COUNT(?p) AS ?n) ?t { ?p a ?t . FILTER(?t = inno:Person) } GROUP BY ?t",
    )
    assert table.stdout.splitlines()[2].split() == ["2", "inno:Person"]
    assert built.run("query", "--format", "table", "ASK { ?s ?p ?o }").stdout == "yes\n"


def test_query_writes_the_formats_of_results(built):
    found = json.loads(built.run("query", PERSONS, "--format", "json").stdout)
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Kari Nordmann", "Ola Hansen"]
    assert tree.fromstring(built.run("query", PERSONS, "--format", "xml").stdout).tag.endswith("sparql")
    assert built.run("query", PERSONS, "--format", "tsv").stdout.splitlines()[1] == '"Kari Nordmann"'
    assert built.run("query", "ASK {}", "--format", "json").stdout.strip().endswith('"boolean":true}')
    assert built.run("query", "ASK {}").stdout == "true\n"
    turtle = built.run("query", "CONSTRUCT { ?p a inno:Person } WHERE { ?p a inno:Person }")
    assert len(list(ox.parse(turtle.stdout_bytes, ox.RdfFormat.TURTLE))) == 2


def test_query_puts_values_of_many_kinds_in_order(built):
    # In a process of its own: the engine aborts on what it cannot put in order.
    values = " ".join(f'{n * 7 % 60} "x{n * 11 % 60}" "{n * 13 % 60}"^^<urn:x>' for n in range(400))
    asked = f"SELECT ?v {{ VALUES ?v {{ {values} }} }} ORDER BY ?v LIMIT 400"
    command = [sys.executable, "-m", "cli.main", "query", "-", "--data", str(built.builds.root)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[:300]
    found = [int(line) for line in done.stdout.split()[1:]]
    assert len(found) == 400
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["SELECT * {"], "line 1, column"),
        (["SELECT * { ?s ?p ?o }\nORDER BY ?s ?o nonsense"], "line 2, column 24"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> {} }"], "SERVICE"),
        (["LOAD <http://127.0.0.1:9/>"], "read-only"),
        (["ASK {}", "--format", "ttl"], "json"),
        (["DESCRIBE <x:y>", "--format", "csv"], "ttl"),
        (["ASK {}", "--build", "ffff"], "ffff"),
    ],
)
def test_query_says_what_is_wrong(built, arguments, message):
    result = built.run("query", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_validate_reports_on_the_published_build(built):
    result = built.run("validate")
    assert result.exit_code == 0
    assert json.loads(built.run("validate", "--format", "json").stdout)["conforms"] is True


@pytest.mark.parametrize("form", ["text", "ttl", "json", "html", "junit"])
def test_validate_reports_on_a_file_in_every_form(place, form):
    path = place.write("wrong.ttl", WRONG)
    result = place.run("validate", str(path), "--format", form)
    assert result.exit_code == 1
    assert "Seminar" in result.stdout or form == "ttl"


def test_validate_says_what_is_wrong_with_the_call(built):
    path = built.write("wrong.ttl", "<a> <b> .")
    bad = built.run("validate", str(path))
    assert bad.exit_code == 2
    assert "wrong.ttl" in bad.stderr
    assert built.run("validate", str(path), "--build", "current").exit_code == 2
    assert built.run("validate", "nowhere.ttl").exit_code == 2


def test_evaluate_scores_by_document_kind_and_reader(built):
    entities = [{"id": "p1", "type": "Person", "name": "Kari Nordmann"}]
    gold = built.write(
        "gold/meeting.en.json", json.dumps({"document": "meeting.en.md", "entities": entities, "relations": []})
    )
    result = built.run("evaluate", str(gold.parent), "--details")
    assert result.exit_code == 0, result.output
    assert re.search(r"^all +entity ", result.stdout, re.MULTILINE)
    assert re.search(r"^entity Person +50\.0 +100\.0 ", result.stdout, re.MULTILINE)
    assert "+ meeting.en: Person: Ola Hansen" in result.stdout


def test_evaluate_without_the_document_is_wrong_input(built):
    gold = built.write("other.json", json.dumps({"document": "other.nb.txt", "entities": [], "relations": []}))
    result = built.run("evaluate", str(gold))
    assert result.exit_code == 2
    assert "other" in result.stderr


def test_settings_are_all_listed_with_their_sources(place, monkeypatch):
    monkeypatch.setenv("INNOGRAF_PORT", "8123")
    monkeypatch.setenv("INNOGRAF_PROT", "8124")
    place.write("innograf.toml", "page_size = 7\n")
    result = place.run("settings")
    assert all(variable(name) in result.stdout for name in Settings.model_fields)
    assert re.search(r"port +INNOGRAF_PORT +8123 +environment", result.stdout)
    assert re.search(r"page_size +INNOGRAF_PAGE_SIZE +7 +innograf\.toml", result.stdout)
    assert "INNOGRAF_PROT" in result.stderr


def test_serve_hands_its_options_to_the_server(built, monkeypatch):
    asked = []
    monkeypatch.setattr(server.serve, "run", asked.append)
    assert built.run("serve", "--host", "::1", "--port", "8124", "--workers", "3").exit_code == 0
    (settings,) = asked
    assert (settings.host, settings.port, settings.server_workers) == ("::1", 8124, 3)
