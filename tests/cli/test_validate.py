"""`innograf validate` on any file, with any shapes, and on what an end point has."""

import csv
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pyoxigraph
import pytest
import rdflib

DATA = "@prefix ex: <http://example.org/> . ex:haukvik a ex:Boat . ex:tindvik a ex:Boat ; ex:name 'Tindvik' ."
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:Boats a sh:NodeShape ; sh:targetClass ex:Boat ; sh:property ex:Named .
ex:Named a sh:PropertyShape ; sh:path ex:name ; sh:minCount 1 ; sh:message "A boat has a name."@en ."""


class Engine(BaseHTTPRequestHandler):
    """Answers queries over DATA; gives `limit` triples at most."""

    limit = 1_000

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        store = pyoxigraph.Store()
        store.load(DATA, pyoxigraph.RdfFormat.TURTLE)
        found = store.query(form["query"][0])
        if isinstance(found, pyoxigraph.QueryTriples):
            kind = "application/n-triples"
            body = pyoxigraph.serialize(list(found)[: self.limit], format=pyoxigraph.RdfFormat.N_TRIPLES)
        else:
            kind = "application/sparql-results+json"
            body = found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        assert body is not None
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: a test is quiet."""


@pytest.fixture
def engine() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Engine)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()


def test_a_file_is_checked_against_shapes_of_ones_own(place):
    data, shapes = place.write("data.ttl", DATA), place.write("shapes.ttl", SHAPES)
    result = place.run("validate", str(data), "--shapes", str(shapes), "--format", "csv")
    assert result.exit_code == 1
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["focus"], row["message"]) == ("http://example.org/haukvik", "A boat has a name.")
    assert "A boat has a name." in place.run("validate", str(data), "--shapes", str(shapes)).stdout


@pytest.mark.parametrize("form", ["nt", "xml", "json-ld", "trix", "hext", "n3"])
def test_any_format_is_read(place, form):
    suffix = {"xml": "owl", "json-ld": "json"}.get(form, form)
    file, shapes = place.folder / f"data.{suffix}", place.write("shapes.ttl", SHAPES)
    source = rdflib.Dataset() if form in {"trix", "hext"} else rdflib.Graph()
    source.parse(data=DATA, format="turtle")
    source.serialize(file, format=form, encoding="utf-8")
    said = json.loads(place.run("validate", str(file), "--shapes", str(shapes), "--format", "json").stdout)
    assert [result["focus"] for result in said["results"]] == ["http://example.org/haukvik"]


def test_what_an_end_point_has_is_fetched_whole_or_not_at_all(place, engine, monkeypatch):
    shapes = str(place.write("shapes.ttl", SHAPES))
    result = place.run("validate", "--endpoint", engine, "--shapes", shapes)
    assert result.exit_code == 1
    assert "A boat has a name." in result.stdout
    assert "Fetching 3 triples" in result.stderr
    much = place.run("validate", "--endpoint", engine, "--shapes", shapes, "--most", "2")
    assert much.exit_code == 2
    assert "--most" in much.stderr
    part = "CONSTRUCT { ?s a ?c ; ?p ?o } WHERE { ?s a ?c ; ?p ?o FILTER(isLiteral(?o)) }"
    assert place.run("validate", "--endpoint", engine, "--shapes", shapes, "--query", part).exit_code == 0
    monkeypatch.setattr(Engine, "limit", 2)
    cut = place.run("validate", "--endpoint", engine, "--shapes", shapes)
    assert cut.exit_code == 2
    assert "gave 2 of its 3 triples" in cut.stderr


def test_what_is_wrong_with_the_call_is_said(place):
    data = str(place.write("data.ttl", DATA))
    for arguments, said in (
        ([data, "--endpoint", "http://127.0.0.1:9/"], "Give one of"),
        (["--endpoint", "file:///x"], "must be the web address"),
        (["--endpoint", "http://127.0.0.1:9/"], "cannot be reached"),
        (["--query", "CONSTRUCT WHERE { ?s ?p ?o }"], "--endpoint"),
        ([data, "--shapes", data], "there are none"),
    ):
        result = place.run("validate", *arguments)
        assert result.exit_code == 2, arguments
        assert said in result.stderr, arguments
