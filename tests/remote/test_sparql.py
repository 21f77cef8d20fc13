"""`/sparql` over another engine: the same formats and faults, the same limits, and what engines do wrong."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph
import pytest
from flask.testing import FlaskClient

from store import Build, EndpointError, EndpointSlow
from store.endpoint import RESULTS, TRIPLES, Endpoint
from store.publishing import publish
from store.remote import triples
from tests.remote import engines
from tests.remote.conftest import served, warmed
from tests.server.conftest import settings_for
from tests.server.sample import BASE

NAMES = "SELECT ?p ?name { ?p <http://xmlns.com/foaf/0.1/name> ?name } ORDER BY ?name"
ROLES = "CONSTRUCT WHERE { ?m <http://www.w3.org/ns/org#member> ?who }"
ALL = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
LIMITED = 10
_TOOK = re.compile(r'<p class="quiet took">.*?</p>', re.DOTALL)


@pytest.fixture(scope="session")
def clients(local: Build, engine: Endpoint) -> Iterator[tuple[FlaskClient, FlaskClient]]:
    """A client of a server over the folder, and one of a server over the engine."""
    publish(local, engine)
    over_engine = settings_for(Path("x"), endpoint=engine.query)
    with served(settings_for(local.path.parent)) as here, served(over_engine) as there:
        yield warmed(here), warmed(there)


@pytest.mark.parametrize("query", [NAMES, "ASK { ?s ?p ?o }", "ASK { ?s ?p <urn:x> }"])
@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_results_in_every_format(query: str, format: str, clients: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = (client.get("/sparql", query_string={"query": query, "format": format}) for client in clients)
    assert (here.status_code, there.status_code) == (200, 200)
    assert (there.data, there.headers["Content-Type"]) == (here.data, here.headers["Content-Type"])


@pytest.mark.parametrize("format", ["ttl", "nt", "jsonld", "rdf"])
def test_graphs_in_every_format(format: str, clients: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = (client.get("/sparql", query_string={"query": ROLES, "format": format}) for client in clients)
    assert (here.status_code, there.status_code) == (200, 200)
    known = pyoxigraph.RdfFormat.from_media_type(here.mimetype)
    one, other = ({str(quad) for quad in pyoxigraph.parse(answer.data, known)} for answer in (here, there))
    assert one == other
    assert len(one) > 2


def test_the_page_is_the_same(clients: tuple[FlaskClient, FlaskClient]) -> None:
    for values in ({}, {"query": NAMES}, {"query": "SELECT * {"}, {"query": "DROP ALL"}):
        here, there = (
            client.get("/sparql", query_string=values, headers={"Accept": "text/html"}) for client in clients
        )
        assert (there.status_code, _TOOK.sub("", there.text)) == (here.status_code, _TOOK.sub("", here.text))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {\n  ?s ?p",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_what_is_refused_here_is_refused_there(query: str, clients: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = (client.get("/sparql", query_string={"query": query}) for client in clients)
    assert (there.status_code, there.get_json()) == (here.status_code, here.get_json())
    assert there.status_code in {400, 403}


def test_the_dataset_of_the_protocol_counts(clients: tuple[FlaskClient, FlaskClient]) -> None:
    for values in ({"default-graph-uri": f"{BASE}graph/besog.da"}, {"named-graph-uri": f"{BASE}evidence/besog.da"}):
        here, there = (
            client.get("/sparql", query_string={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", **values})
            for client in clients
        )
        assert there.data == here.data


def test_an_answer_over_the_limit_is_refused(local: Build, engine: Endpoint) -> None:
    publish(local, engine)
    with served(settings_for(Path("x"), endpoint=engine.query, query_max_bytes=100_000)) as client:
        warmed(client)
        answer = client.get("/sparql", query_string={"query": ALL})
        assert (answer.status_code, answer.get_json()["code"]) == (422, "too-large")
        assert client.get("/sparql", query_string={"query": NAMES}).status_code == 200
        whole = client.get("/graphs?format=nq")
        assert (whole.status_code, whole.get_json()["code"]) == (422, "too-large")


def test_virtuoso_does_not_cut_in_silence(tmp_path: Path) -> None:
    with engines.virtuoso(tmp_path, rows=LIMITED) as engine:
        with pytest.raises(EndpointError, match="cut its answer"):
            engine.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }", RESULTS)
        assert engine.ask("SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 3", RESULTS)


class Bad:
    """An end point that does what its test says."""

    def __init__(self, behave: Callable[[BaseHTTPRequestHandler], None]) -> None:
        self.asked = 0
        bad = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bad.asked += 1
                self.rfile.read(int(self.headers["Content-Length"]))
                behave(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    @contextmanager
    def running(self, **values: float) -> Iterator[Endpoint]:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        try:
            yield Endpoint(f"http://127.0.0.1:{self.server.server_port}/", **values)  # type: ignore[arg-type]
        finally:
            self.server.shutdown()
            self.server.server_close()


def answering(body: bytes, status: int = 200, kind: str = RESULTS, length: int | None = None) -> Bad:
    def behave(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return Bad(behave)


def dribble(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.end_headers()
    while True:
        try:
            handler.wfile.write(b" ")
        except OSError:
            return
        time.sleep(0.05)


def test_an_engine_that_dribbles_is_left_at_the_limit() -> None:
    with Bad(dribble).running(timeout=1.0) as endpoint, pytest.raises(EndpointSlow):
        endpoint.ask(NAMES, RESULTS)


def test_an_engine_that_is_busy_is_asked_again() -> None:
    bad = answering(b"not now", 503, "text/plain")
    with bad.running() as endpoint, pytest.raises(EndpointError, match="answered 503"):
        endpoint.ask(NAMES, RESULTS)
    assert bad.asked == 3


def test_an_engine_that_refuses_is_not_asked_again() -> None:
    bad = answering(b"37000: no such function", 400, "text/plain")
    with bad.running() as endpoint, pytest.raises(EndpointError, match="37000: no such function"):
        endpoint.ask(NAMES, RESULTS)
    assert bad.asked == 1


@pytest.mark.parametrize(
    "bad",
    [
        answering(b'{"head": {"vars": ["s"]}, "results": {"bindings": [', length=5000),
        answering(b"<html>Welcome</html>", kind="text/html"),
    ],
    ids=["broken off", "a page"],
)
def test_what_is_no_answer_is_told(bad: Bad) -> None:
    with bad.running() as endpoint, pytest.raises(EndpointError):
        endpoint.ask(NAMES, RESULTS)


def test_triples_with_an_error_behind_them_are_no_answer() -> None:
    bad = answering(b"<urn:a> <urn:b> <urn:c> .\nError: time is up", kind=TRIPLES)
    with bad.running() as endpoint, pytest.raises(EndpointError):
        list(triples(endpoint.ask(ROLES, TRIPLES)))


def test_a_slow_engine_is_504_and_names_the_limit(local: Build, tmp_path: Path) -> None:
    with engines.oxigraph(tmp_path) as engine:
        publish(local, engine)
        with served(settings_for(Path("x"), endpoint=engine.query, query_timeout=2.0)) as client:
            warmed(client)
            bomb = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?f != ?g) }"
            answer = client.get("/sparql", query_string={"query": bomb})
            assert (answer.status_code, answer.get_json()["limit"]) == (504, 2.0)
            assert client.get("/sparql", query_string={"query": NAMES}).status_code == 200


def test_an_engine_that_went_away_is_502(local: Build, tmp_path: Path) -> None:
    with ExitStack() as stack:
        running = stack.enter_context(ExitStack())
        engine = running.enter_context(engines.oxigraph(tmp_path))
        publish(local, engine)
        client = warmed(stack.enter_context(served(settings_for(Path("x"), endpoint=engine.query))))
        assert client.get("/page/person/kari-nordmann.nt").status_code == 200
        assert client.get("/sparql", query_string={"query": NAMES}).status_code == 200
        running.close()
        for path in ("/page/person/pal-test", "/sparql?query=ASK%7B%7D", f"/builds/{'0' * 64}"):
            answer = client.get(path, headers={"Accept": "application/json"})
            assert (answer.status_code, answer.get_json()["code"]) == (502, "no-database")
            assert "127.0.0.1" not in answer.text
        # What was answered before still is.
        assert client.get("/sparql", query_string={"query": NAMES}).status_code == 200
