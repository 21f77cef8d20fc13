"""A minute of everything at once: the server gives right answers or promised faults, and is whole at the end."""

import asyncio
import json
import os
import random
import re
import time
import urllib.request
from collections import Counter
from pathlib import Path
from urllib.parse import quote

from store import Build, BuildStore
from tests.server import sample
from tests.server.conftest import free_port, publish, serving, settings_for
from tests.server.test_gateway import processes
from tests.server.test_limits import mixed_values
from tests.server.test_operation import numbers

SECONDS = float(os.environ.get("STORM_SECONDS", "60"))
CLIENTS = 32
PUBLISH_EVERY = 5.0
TIMEOUT, PATIENCE = 3.0, 10.0
MEMORY = 600_000_000
CACHE = 20_000_000
# Pages, the program itself, and what is on its way to clients.
BESIDES = 700_000_000
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
PERSONS = "SELECT ?s { ?s a <https://w3id.org/innograf/def#Person> } ORDER BY ?s"
HUNDREDS = " ".join(f"VALUES ?v{place} {{ {' '.join(map(str, range(100)))} }}" for place in range(3))
# The engine aborts on the way to it, and another worker puts it in order.
MIXED = f"SELECT * {{ {mixed_values()} }} ORDER BY ?v LIMIT 400"
# Promised by the documentation, besides 200.
PROMISED = {400, 403, 413, 415, 422, 429, 503, 504, 507}

Reply = tuple[int, dict[str, str], bytes]


class Client:
    """Sends requests over raw connections, so that it can also send wrong ones."""

    def __init__(self, port: int, seed: int, expected: dict[str, dict[str, bytes]], seen: Counter[str]) -> None:
        self.port = port
        self.random = random.Random(seed)
        self.expected = expected
        self.seen = seen

    async def run(self, until: float) -> None:
        kinds = [self.good] * 8 + [
            self.cross_join, self.path_bomb, self.mixed, self.large, self.half, self.hang_up, self.charset, self.long,
            self.page,
        ]  # fmt: skip
        while time.monotonic() < until:
            await self.random.choice(kinds)()

    async def send(self, head: str, body: bytes = b"", end: bool = True) -> asyncio.StreamReader:
        reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=1 << 20)
        self.writer.write(f"{head}\r\nHost: storm\r\nConnection: close\r\n".encode())
        if end:
            self.writer.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body if body else b"\r\n")
        await self.writer.drain()
        return reader

    async def reply(self, reader: asyncio.StreamReader) -> Reply:
        async with asyncio.timeout(TIMEOUT + PATIENCE + 30):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.read(-1)
        self.writer.close()
        assert len(body) == int(headers["content-length"]), "an answer was cut"
        return int(head[0].split()[1]), headers, body

    async def ask(self, query: str, name: str, accept: str = "application/sparql-results+json") -> Reply:
        started = time.monotonic()
        reader = await self.send(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nAccept: {accept}")
        status, headers, body = await self.reply(reader)
        self.seen[f"{name} {status}"] += 1
        assert status == 200 or status in PROMISED, (name, status, body[:300])
        if status != 200:
            assert headers["content-type"] == "application/problem+json"
            assert status not in {429, 503} or int(headers["retry-after"]) > 0
        if status == 504:
            assert json.loads(body)["limit"] == TIMEOUT
            # The machine may be busy with the storm itself; waiting and running have their limits.
            assert time.monotonic() - started < PATIENCE + TIMEOUT + 5
        return status, headers, body

    async def good(self) -> None:
        query = self.random.choice((COUNT, PERSONS))
        # A new query each time, or one that the cache knows.
        asked = query if self.random.random() < 0.3 else f"{query} # {self.random.random()}"
        status, headers, body = await self.ask(asked, "good")
        assert status in {200, 429, 503}, body[:300]
        if status == 200:
            assert body == self.expected[headers["innograf-build"]][query], "a wrong answer"

    async def cross_join(self) -> None:
        query = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} ORDER BY ?c ?f ?i # {self.random.random()}"
        status, _, body = await self.ask(query, "bomb")
        assert status in {429, 503, 504, 507}, body[:300]

    async def path_bomb(self) -> None:
        query = f"SELECT (COUNT(*) AS ?n) {{ ?a (<x:a>|!<x:a>)* ?b . ?c (<x:a>|!<x:a>)* ?d }} # {self.random.random()}"
        await self.ask(query, "path")

    async def mixed(self) -> None:
        status, _, body = await self.ask(f"{MIXED} # {self.random.random()}", "mixed")
        assert status in {200, 429, 503, 504}, body[:300]
        if status == 200:
            found = [int(row["v"]["value"]) for row in json.loads(body)["results"]["bindings"]]
            assert found == sorted(found), "a wrong order"

    async def large(self) -> None:
        query = f"SELECT * {{ {HUNDREDS} }} # {self.random.random()}"
        status, _, body = await self.ask(query, "large")
        assert status in {200, 429, 503, 504}, body[:300]
        if status == 200:
            assert len(body) > 100_000_000
            assert body.endswith(b"]}}")

    async def half(self) -> None:
        heads = ("GET /spar", "POST /sparql HTTP/1.1\r\nContent-Length: 1000\r\nContent-Type: application/sparql-query")
        await self.send(self.random.choice(heads), end=False)
        await asyncio.sleep(self.random.random() * 3)
        self.writer.close()
        self.seen["half"] += 1

    async def hang_up(self) -> None:
        query = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }} ORDER BY ?c ?f ?i # {self.random.random()}"
        await self.send(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nAccept: application/json")
        await asyncio.sleep(self.random.random())
        self.writer.close()
        self.seen["hang-up"] += 1

    async def charset(self) -> None:
        body = "ASK { ?s ?p 'ø' }".encode("latin-1")
        kind = self.random.choice(("application/sparql-query", "application/sparql-query; charset=klingon"))
        reader = await self.send(f"POST /sparql HTTP/1.1\r\nContent-Type: {kind}", body)
        status, _, _ = await self.reply(reader)
        self.seen[f"charset {status}"] += 1
        assert status in {400, 415}

    async def long(self) -> None:
        size = self.random.choice((900_000, 1_200_000))
        body = f"ASK {{ }} # {'x' * size}".encode()
        reader = await self.send("POST /sparql HTTP/1.1\r\nContent-Type: application/sparql-query", body)
        status, _, _ = await self.reply(reader)
        self.seen[f"long {status}"] += 1
        assert status in ({200, 429, 503} if size < 1_000_000 else {413})

    async def page(self) -> None:
        reader = await self.send("GET /page/person/kari-nordmann HTTP/1.1\r\nAccept: text/html")
        status, _, body = await self.reply(reader)
        self.seen[f"page {status}"] += 1
        assert status == 200
        assert b"Kari Nordmann" in body


def test_a_storm_leaves_the_server_whole(tmp_path: Path) -> None:
    documents = sample.documents()
    builds = [publish(tmp_path, documents[: number + 1]) for number in range(3)]
    expected = {build.id: answers(build) for build in builds}
    values = {
        "query_timeout": TIMEOUT,
        "query_patience": PATIENCE,
        "query_memory": MEMORY,
        "query_cache_bytes": CACHE,
        "query_max_bytes": 400_000_000,
        "log_requests": "faults",
    }
    settings = settings_for(tmp_path, port=free_port()).model_copy(update=values | {"query_workers": 2})
    seen: Counter[str] = Counter()
    with serving(settings) as address:
        most = asyncio.run(storm(settings.port, tmp_path, builds, expected, seen))
        deadline = time.monotonic() + TIMEOUT + 10
        while (found := metrics(address))["innograf_queries_in_hand", ""]:
            assert time.monotonic() < deadline, "a query goes on after its client is gone"
            time.sleep(0.2)
        assert found["innograf_workers", ""] == 2
        for _ in range(4):
            with urllib.request.urlopen(f"{address}/sparql?query={quote(COUNT)}&format=json") as answer:
                assert answer.read() == expected[answer.headers["Innograf-Build"]][COUNT]
    assert most < 2 * MEMORY + CACHE + BESIDES
    log = (tmp_path / "server.log").read_text()
    assert "Traceback" not in log, log[log.index("Traceback") :][:3000]
    statuses = {int(name.split()[-1]) for name in seen if name[-1].isdigit()}
    assert 200 in statuses and 504 in statuses
    assert seen["good 200"] > SECONDS
    assert not {500, 502} & statuses


async def storm(
    port: int, root: Path, builds: list[Build], expected: dict[str, dict[str, bytes]], seen: Counter[str]
) -> int:
    """Run the clients while builds are published; the most memory that the server took, in bytes."""
    until = time.monotonic() + SECONDS
    most = 0

    async def others() -> None:
        nonlocal most
        number, published = 0, time.monotonic()
        while time.monotonic() < until:
            await asyncio.sleep(0.5)
            most = max(most, memory(root))
            if time.monotonic() - published > PUBLISH_EVERY:
                number, published = number + 1, time.monotonic()
                BuildStore(root).publish(builds[number % len(builds)].id)

    async with asyncio.TaskGroup() as group:
        group.create_task(others())
        for seed in range(CLIENTS):
            group.create_task(Client(port, seed, expected, seen).run(until))
    return most


def answers(build: Build) -> dict[str, bytes]:
    """What the two good queries give, from the engine itself."""
    import pyoxigraph

    from store import query

    found = {}
    for sparql in (COUNT, PERSONS):
        result = query(build, sparql)
        assert isinstance(result, pyoxigraph.QuerySolutions)
        found[sparql] = bytes(result.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")
    return found


def metrics(address: str) -> dict[tuple[str, str], float]:
    with urllib.request.urlopen(f"{address}/metrics") as answer:
        return numbers(answer.read().decode())


def memory(root: Path) -> int:
    """The memory of the web process, the nursery and the workers, in bytes; what they share counts once."""
    total = 0
    for pid in {*processes(str(root)), *parents(processes(str(root)))}:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += 1024 * sum(int(size) for size in re.findall(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE))
    return total


def parents(pids: list[int]) -> set[int]:
    """The web processes: what nurseries are the children of."""
    found = set()
    for pid in pids:
        try:
            parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent > 1:
            found.add(parent)
    return found
