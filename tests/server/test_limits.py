"""Queries that take too long, too much or too many; the server goes on as if nothing had been."""

import contextlib
import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.frames import frame
from server.nursery import why
from server.query_worker import Answerer, serve
from store import BuildStore

# Products of VALUES: the engine has no way to stop them by itself.
BOMB = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{place} {{ {' '.join(map(str, range(100)))} }}" for place in range(6))
    + " }"
)
QUICK = "ASK { ?s ?p ?o }"

Make = Callable[..., FlaskClient]


def workers(client: FlaskClient) -> set[int]:
    return {worker.pid for worker in client.application.extensions["innograf"].pool.workers}


def test_slow_query_is_killed_at_the_deadline_and_the_next_is_answered(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root, query_timeout=1.0)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    before = workers(client)
    started = time.monotonic()
    answer = client.get("/sparql", query_string={"query": BOMB})
    assert time.monotonic() - started < 3
    assert answer.status_code == 504
    problem = answer.get_json()
    assert problem["limit"] == 1.0
    assert "etter 1 sekund," in problem["detail"]
    assert client.get("/sparql", query_string={"query": QUICK}).get_json(force=True)["boolean"] is True
    after = workers(client)
    assert len(after) == len(before)
    assert not before & after
    for pid in before:
        wait_for_end(pid)


def test_a_worker_works_in_a_thread_with_a_heap_of_its_own(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    # In the heap of the process that it was forked from a look-up takes twice as long.
    deadline = time.monotonic() + 10
    while {len([*Path(f"/proc/{pid}/task").iterdir()]) for pid in workers(client)} != {2}:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def wait_for_end(pid: int) -> None:
    deadline = time.monotonic() + 10
    with contextlib.suppress(ProcessLookupError):
        while os.kill(pid, 0) is None:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_slow_query_of_a_person_keeps_the_form(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root, query_timeout=0.5)
    answer = client.get(
        "/sparql", query_string={"query": BOMB}, headers={"Accept": "text/html", "Accept-Language": "en"}
    )
    assert answer.status_code == 504
    assert "0.5 seconds" in answer.text
    assert "VALUES ?v0" in answer.text


def test_large_answer_is_refused_not_cut(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root, query_max_bytes=1000)
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        answer = client.get("/sparql", query_string={"query": query})
        assert answer.status_code == 422, answer.text[:200]
        assert answer.get_json()["limit"] == 1000
    small = client.get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o } LIMIT 1"})
    assert small.status_code == 200


def test_query_that_eats_memory_ends_the_worker_only(
    sample_root: Path, make_client: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(sample_root, query_timeout=60.0, query_memory=300_000_000)
    query = "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z"
    answer = client.get("/sparql", query_string={"query": query})
    assert answer.status_code == 507, answer.text[:300]
    assert answer.get_json()["code"] == "too-much-memory"
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200


def test_query_that_runs_the_engine_out_of_stack_is_told_apart_from_a_greedy_one(
    sample_root: Path, make_client: Make
) -> None:
    client = make_client(sample_root, query_timeout=30.0)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    before = workers(client)
    # No brackets to count, and yet the engine calls itself for each sign.
    query = f"ASK {{ FILTER({'!' * 100_000}true) }}"
    answer = client.post("/sparql", data={"query": query}, headers={"Accept-Language": "nb"})
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (400, "broke-worker")
    assert "Spørringen ødela prosessen" in problem["detail"]
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    assert len(workers(client)) == len(before)
    assert not before & workers(client)


def mixed_values() -> str:
    """Values that the engine puts in no order which holds for all of them; it notices, and aborts."""
    kinds = ["{}", '"x{}"', '"{}"^^<urn:x>']
    values = [kind.format(number * 7 % 60) for number in range(400) for kind in kinds]
    random.Random(1).shuffle(values)
    return f"VALUES ?v {{ {' '.join(values)} }}"


def test_values_of_many_kinds_are_put_in_order(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root)
    query = f"SELECT * {{ {mixed_values()} }} ORDER BY ?v LIMIT 400"
    for _ in range(2):
        answer = client.post("/sparql", data={"query": query})
        found = [int(row["v"]["value"]) for row in answer.get_json(force=True)["results"]["bindings"]]
        assert found == sorted(found)
        assert len(found) == 400


def test_query_that_the_engine_fails_on_is_told_apart_from_a_greedy_one(
    sample_root: Path, make_client: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.pool.by_kind", lambda query: None)
    client = make_client(sample_root)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    before = workers(client)
    query = f"SELECT * {{ {mixed_values()} }} ORDER BY ?v"
    answer = client.post("/sparql", data={"query": query}, headers={"Accept-Language": "en"})
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (503, "engine-failed")
    assert "The engine failed on this query" in problem["detail"]
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    assert not before & workers(client)


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (signal.SIGABRT, b"thread panicked at src/x.rs", "panic"),
        (signal.SIGABRT, b"memory allocation of 8 bytes failed", "memory"),
        (signal.SIGABRT, b"thread 'main' has overflowed its stack", "crash"),
        (signal.SIGSEGV, b"", "crash"),
        (signal.SIGKILL, b"", "memory"),
        (1 << 8, b"Traceback", "panic"),
        (0, b"", "memory"),
    ],
)
def test_why_a_worker_ended(status: int, said: bytes, reason: str) -> None:
    assert why(status, said) == reason


@pytest.mark.parametrize("said", [b"\x00\x00", frame({"build": "b"})[:12], frame({"build": "b"}, b"ASK {}")[:-1]])
def test_a_worker_ends_quietly_when_a_request_breaks_off(tmp_path: Path, said: bytes) -> None:
    ours, theirs = socket.socketpair()
    ours.sendall(said)
    ours.close()
    with theirs:
        serve(theirs, Answerer(BuildStore(tmp_path), 1000, {}))


def test_query_with_very_many_brackets_does_not_cost_a_worker(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    before = workers(client)
    problem = client.post("/sparql", data={"query": "ASK\n" + "{" * 20_000 + "}" * 20_000}).get_json()
    assert (problem["code"], problem["line"], problem["column"]) == ("too-deep", 2, 201)
    assert workers(client) == before


def test_when_all_workers_are_busy_the_client_is_told_to_come_back(
    sample_root: Path, make_client: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = make_client(sample_root, query_timeout=3.0, query_patience=0.2)
    other = client.application.test_client()
    thread = threading.Thread(target=lambda: other.get("/sparql", query_string={"query": BOMB}))
    thread.start()
    time.sleep(1)
    answer = client.get("/sparql", query_string={"query": QUICK})
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    # Pages do not wait for workers.
    assert client.get("/page/person/kari-nordmann").status_code == 200
    thread.join()


def test_no_more_clients_wait_than_there_is_room_for(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root, query_timeout=2.0, query_queue=2)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    codes: list[int] = []

    def ask() -> None:
        other = client.application.test_client()
        codes.append(other.get("/sparql", query_string={"query": BOMB}).status_code)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(0.7)
    assert codes.count(503) == 8 - 3
    assert time.monotonic() - started < 2
    for thread in threads:
        thread.join()


def test_a_worker_that_died_in_its_sleep_is_replaced(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200
    for pid in workers(client):
        os.kill(pid, 9)
    time.sleep(0.2)
    assert client.get("/sparql", query_string={"query": QUICK}).status_code == 200


def test_workers_that_cannot_start_are_told_apart_from_greedy_queries(
    sample_root: Path, make_client: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.workers.MODULE", "server.no_such_module")
    answer = make_client(sample_root).get("/sparql", query_string={"query": QUICK})
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "no-workers"


def test_large_request_is_refused(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root, max_request_bytes=2000)
    long = f"ASK {{ }} # {'x' * 3000}"
    for answer in (
        client.post("/sparql", data=long, content_type="application/sparql-query"),
        client.post("/sparql", data={"query": long}),
    ):
        assert answer.status_code == 413
        assert "2000" in answer.get_json()["detail"]


def test_workers_end_with_the_pool(sample_root: Path, make_client: Make) -> None:
    client = make_client(sample_root)
    client.get("/sparql", query_string={"query": QUICK})
    pids = workers(client)
    client.application.extensions["innograf"].pool.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_worker_has_no_network() -> None:
    """Where the system lets a process leave its network, nothing can be reached from a worker."""
    import subprocess
    import sys

    code = (
        "from store.process import leave_network; import socket, sys\n"
        "left = leave_network()\n"
        "names = [name for _, name in socket.if_nameindex()]\n"
        "sys.exit(0 if not left or names == ['lo'] else 1)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0
