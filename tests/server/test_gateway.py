"""The real server's door: clients that hang up, answers in files, what is known already."""

import asyncio
import contextlib
import http.client
import json
import os
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest

from server import create_app
from server.gateway import Gateway
from tests.server import sample
from tests.server.conftest import free_port, publish, serving, settings_for
from tests.server.test_limits import BOMB, QUICK

LARGE = "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } LIMIT 60000"


@pytest.fixture(scope="module")
def one_worker(sample_root: Path) -> Iterator[str]:
    values = {"query_timeout": 20.0, "query_patience": 1.0, "query_share": 3, "query_cache_bytes": 0}
    with serving(settings_for(sample_root, port=free_port(), **values)) as address:
        yield address


def get(address: str, query: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
    request = urllib.request.Request(f"{address}/sparql?query={urllib.parse.quote(query)}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


def sent(address: str, query: str, accept: str = "application/json") -> socket.socket:
    """A connection on which a query has been sent."""
    host, port = address.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)))
    path = f"/sparql?query={urllib.parse.quote(query)}"
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode())
    return connection


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_client_that_hangs_up_frees_its_worker(one_worker: str, accept: str) -> None:
    connection = sent(one_worker, BOMB, accept)
    time.sleep(0.5)
    status, body, _ = get(one_worker, QUICK)
    assert (status, json.loads(body)["code"]) == (503, "busy")
    connection.close()
    time.sleep(0.7)
    assert get(one_worker, QUICK)[0] == 200


def test_a_greedy_client_is_told_so(one_worker: str) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(3):
            stack.enter_context(contextlib.closing(sent(one_worker, f"{BOMB} # {number}")))
            time.sleep(0.1)
        status, body, headers = get(one_worker, QUICK)
        assert (status, json.loads(body)["code"]) == (429, "greedy")
        assert int(headers["Retry-After"]) > 0
    time.sleep(0.7)
    assert get(one_worker, QUICK)[0] == 200


def test_a_large_answer_comes_whole_through_a_file(one_worker: str) -> None:
    status, body, headers = get(one_worker, LARGE, Accept="application/sparql-results+json")
    assert status == 200
    assert int(headers["Content-Length"]) == len(body) > 2_000_000
    assert len(json.loads(body)["results"]["bindings"]) == 60_000


def test_a_client_that_stops_reading_a_large_answer_harms_nobody(one_worker: str) -> None:
    connection = sent(one_worker, LARGE)
    connection.recv(100_000)
    connection.close()
    assert get(one_worker, QUICK)[0] == 200


def test_half_a_request_keeps_nobody_waiting(one_worker: str) -> None:
    host, port = one_worker.removeprefix("http://").split(":")
    with contextlib.ExitStack() as stack:
        for start in (b"GET /spa", b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nquery="):
            for _ in range(20):
                connection = stack.enter_context(socket.create_connection((host, int(port))))
                connection.sendall(start)
        assert get(one_worker, QUICK)[0] == 200


def test_a_body_that_does_not_come_is_refused(sample_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.gateway.SLOWEST_REQUEST", 0.1)
    sent: list[dict[str, Any]] = []

    async def never() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {}

    async def keep(message: MutableMapping[str, Any]) -> None:
        sent.append(dict(message))

    app = create_app(settings_for(sample_root))
    scope = {"type": "http", "method": "POST", "path": "/sparql", "headers": [(b"content-length", b"9")]}
    for _ in range(2):
        sent.clear()
        asyncio.run(Gateway(app)(scope, never, keep))
        assert sent[0]["status"] == 408
        assert json.loads(sent[1]["body"])["code"] == "slow-request"
        # Each has its own, and none that of another.
        assert [name for name, _ in sent[0]["headers"]].count(b"x-request-id") == 1


def test_faults_are_the_same_as_the_applications(one_worker: str) -> None:
    status, body, headers = get(one_worker, "ASK {")
    assert (status, json.loads(body)["code"], headers.get_content_type()) == (
        400,
        "not-sparql",
        "application/problem+json",
    )


def test_the_same_query_is_not_sent_again_to_whoever_has_the_answer(one_worker: str) -> None:
    status, _, headers = get(one_worker, QUICK)
    assert status == 200
    assert get(one_worker, QUICK, **{"If-None-Match": headers["ETag"]})[0] == 304
    assert get(one_worker, f"{QUICK} # other", **{"If-None-Match": headers["ETag"]})[0] == 200
    assert get(one_worker, QUICK, **{"If-None-Match": headers["ETag"], "Accept": "text/csv"})[0] == 200


def test_a_body_in_chunks_is_read(one_worker: str) -> None:
    host, port = one_worker.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port))
    headers = {"Content-Type": "application/sparql-query", "Transfer-Encoding": "chunked"}
    connection.request("POST", "/sparql", iter([b"ASK { ?s", b" ?p ?o }"]), headers, encode_chunked=True)
    assert json.loads(connection.getresponse().read())["boolean"] is True


def test_new_builds_lose_no_query_and_every_answer_is_of_one_build(tmp_path: Path) -> None:
    first = publish(tmp_path, [sample.news()])
    second = publish(tmp_path, [sample.news(), sample.programme()])
    count = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    expected: dict[str, str] = {}
    from store import BuildStore

    builds = BuildStore(tmp_path)
    with serving(settings_for(tmp_path, port=free_port(), query_cache_bytes=0)) as address:
        for number in range(60):
            builds.publish((first, second)[number % 2].id)
            status, body, headers = get(address, count)
            build = headers["Innograf-Build"]
            assert status == 200
            assert build == (first, second)[number % 2].id
            value = json.loads(body)["results"]["bindings"][0]["n"]["value"]
            assert expected.setdefault(build, value) == value
    assert len(set(expected.values())) == 2


def test_the_server_takes_its_workers_along_when_it_ends(tmp_path: Path) -> None:
    publish(tmp_path, [sample.news()])
    with serving(settings_for(tmp_path, port=free_port())) as address:
        assert get(address, QUICK)[0] == 200
        ours = processes(str(tmp_path))
        assert len(ours) >= 2
    deadline = time.monotonic() + 30
    while any(is_alive(pid) for pid in ours):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def processes(root: str) -> list[int]:
    """The nurseries and workers over a folder of builds."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if (
                folder.name.isdigit()
                and "server.nursery" in (said := (folder / "cmdline").read_text())
                and root in said
            ):
                found.append(int(folder.name))
    return found


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
