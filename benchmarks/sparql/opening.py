"""How soon a build answers: in a new process, from a server that starts, and from one that runs already."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
from peers import free_port

from store import BuildStore

Opening = dict[str, list[float]]
"""The seconds of each round, by what was measured."""
ANSWER = """
import sys, time
from pathlib import Path
from store import BuildStore, query
started = time.perf_counter()
next(iter(query(BuildStore(Path(sys.argv[1])).open(), "SELECT * { ?thing ?property ?value } LIMIT 1")))
print(time.perf_counter() - started)
"""
# What nobody waits for longer.
LONGEST = 300.0
PAUSE = 0.01


def opening(builds: Path, scratch: Path, rounds: int) -> Opening:
    """Measure the build that is published in a folder; `scratch` is for what is needed meanwhile."""
    found: Opening = {}
    small = _beside_a_small_one(builds, scratch)
    for _ in range(rounds):
        started = time.perf_counter()
        said = subprocess.run([sys.executable, "-c", ANSWER, str(builds)], capture_output=True, text=True, check=True)
        whole = time.perf_counter() - started
        opened = float(said.stdout)
        found.setdefault("a new process, in all", []).append(whole)
        found.setdefault("— of it Python and its imports", []).append(whole - opened)
        found.setdefault("— of it opening the build and the first answer", []).append(opened)
        with _server(builds) as (address, started):
            _until(lambda: _answer(f"{address}/healthz"))
            found.setdefault("`innograf serve` from its start, in all", []).append(0.0)
            ready = time.perf_counter()
            _until(lambda: _ask(address, "ASK { ?s ?p ?o }") == "true")
            ended = time.perf_counter()
            found["`innograf serve` from its start, in all"][-1] = ended - started
            found.setdefault("— of it until it listens", []).append(ready - started)
            found.setdefault("— of it from then to the first answer", []).append(ended - ready)
        found.setdefault("a server that runs, from when the build is published", []).append(_published(small))
    return found


def _beside_a_small_one(builds: Path, scratch: Path) -> BuildStore:
    """A folder with the published build and a tiny one."""
    large = BuildStore(builds).open()
    store = BuildStore(scratch / "two-builds")
    node = pyoxigraph.NamedNode("urn:innograf:small")
    store.create([pyoxigraph.Quad(node, node, node, node)], {}, {"base_iri": large.manifest.base_iri})
    (store.root / large.id).symlink_to(large.path.resolve())
    return store


def _published(store: BuildStore) -> float:
    """Serve the tiny build, publish the large one, and return the seconds until an answer is from that."""
    small, large = sorted((record.counts["quads"], record.id) for record in store.builds())
    store.publish(small[1])
    query = "ASK { <urn:innograf:small> ?p ?o }"
    with _server(store.root) as (address, _):
        _until(lambda: _ask(address, query) == "true")
        started = time.perf_counter()
        store.publish(large[1])
        _until(lambda: _ask(address, query) == "false")
        return time.perf_counter() - started


@contextmanager
def _server(builds: Path) -> Iterator[tuple[str, float]]:
    """A running `innograf serve`: its address, and when it was started."""
    port = free_port()
    quiet = subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve", "--port", str(port)],
        env={**os.environ, "INNOGRAF_DATA": str(builds)},
        stdout=quiet,
        stderr=quiet,
    )
    try:
        yield f"http://127.0.0.1:{port}", started
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ask(address: str, query: str) -> str:
    """The answer to an ASK query, as a word; empty when there is none."""
    # Never the same text twice, so that no cache answers.
    text = urllib.parse.quote(f"{query} #{time.perf_counter_ns()}")
    body = _answer(f"{address}/sparql?format=json&query={text}")
    return "true" if b"true" in body else "false" if b"false" in body else ""


def _answer(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _until(holds: Callable[[], object]) -> None:
    """Wait until something holds. Raises `TimeoutError`."""
    end = time.perf_counter() + LONGEST
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError(f"Nothing after {LONGEST:.0f} s.")
        time.sleep(PAUSE)
