"""SERVICE: nothing is called but the end points on the list, and these within the limits of every query."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.server.test_limits import Make

ROW = {"s": {"type": "literal", "value": "from afar"}}


class Other(ThreadingHTTPServer):
    """Another server: answers at `/sparql`, leads from `/moved` elsewhere, fails at `/broken`, hangs at `/slow`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.rows = 1
        self.done = threading.Event()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Other

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/slow":
            self.server.done.wait(20)
        rows = [ROW] * self.server.rows
        body = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()
        self.send_response({"/moved": 307, "/broken": 500}.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", self.server.address("/elsewhere"))
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def other() -> Iterator[Other]:
    server = Other()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.done.set()
    server.shutdown()
    server.server_close()


def ask(client: FlaskClient, clause: str, **more: str) -> tuple[int, dict[str, object]]:
    query = f"SELECT ?s {{ {clause} {{ ?s ?p ?o }} }}"
    answer = client.get("/sparql", query_string={"query": query, **more}, headers={"Accept-Language": "en"})
    return answer.status_code, answer.get_json(force=True)


def test_nothing_is_called_when_the_list_is_empty(client: FlaskClient, other: Other) -> None:
    status, said = ask(client, f"SERVICE <{other.address('/sparql')}>")
    assert (status, said["code"]) == (403, "refused")
    assert other.asked == []


def test_an_end_point_on_the_list_is_called_and_no_other(sample_root: Path, make_client: Make, other: Other) -> None:
    listed = [other.address(path) for path in ("/sparql", "/moved")]
    client = make_client(sample_root, service_endpoints=listed)
    status, said = ask(client, f"SERVICE <{listed[0]}>")
    assert status == 200
    assert said["results"]["bindings"] == [ROW]  # type: ignore[index]
    # What it says may differ the next time.
    assert ask(client, f"SERVICE <{listed[0]}>")[0] == 200
    assert other.asked == ["/sparql"] * 2
    secret = other.address("/secret")
    for clause in (
        f"SERVICE <{secret}>",
        f"SERVICE SILENT <{secret}>",
        f"VALUES ?x {{ <{secret}> }} SERVICE ?x",
        f"VALUES ?x {{ <{listed[0]}> }} SERVICE ?x",
        f"SERVICE <{listed[0]}> {{ }} SERVICE <{secret}>",
    ):
        status, said = ask(client, clause)
        assert (status, said["code"]) == (403, "refused"), clause
        assert listed[0] in str(said["detail"])
    # It may not send us elsewhere.
    assert ask(client, f"SERVICE <{listed[1]}>")[0] == 502
    assert ask(client, f"SERVICE SILENT <{listed[1]}>")[0] == 200
    assert set(other.asked) == {"/sparql", "/moved"}


def test_a_query_with_a_filter_calls_it_once(sample_root: Path, make_client: Make, other: Other) -> None:
    address = other.address("/sparql")
    client = make_client(sample_root, service_endpoints=[address])
    for _ in range(2):
        assert ask(client, f"FILTER(STRSTARTS(?s, 'from')) SERVICE <{address}>")[0] == 200
    assert len(other.asked) == 2


def test_limits_hold_for_what_it_says(sample_root: Path, make_client: Make, other: Other) -> None:
    listed = [other.address(path) for path in ("/sparql", "/slow", "/broken")]
    client = make_client(sample_root, service_endpoints=listed, query_timeout=1.0, query_max_bytes=10_000)
    assert ask(client, f"SERVICE <{listed[1]}>")[0] == 504
    assert ask(client, f"SERVICE SILENT <{listed[1]}>")[0] == 504
    status, said = ask(client, f"SERVICE <{listed[2]}>")
    assert (status, said["code"]) == (502, "service-failed")
    assert len(str(said["parser"])) <= 300
    other.rows = 1000
    assert ask(client, f"SERVICE <{listed[0]}>")[0] == 422


def test_load_is_refused_whatever_is_listed(sample_root: Path, make_client: Make, other: Other) -> None:
    address = other.address("/sparql")
    client = make_client(sample_root, service_endpoints=[address])
    for data in ({"query": f"LOAD <{address}>"}, {"update": f"LOAD <{address}>"}):
        assert client.post("/sparql", data=data).status_code == 403
    assert other.asked == []
