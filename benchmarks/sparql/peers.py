"""The servers that are measured: each is started over the same data, on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

UNION = "urn:innograf:union"
VIRTUOSO = Path(__file__).with_name("virtuoso.ini")
# Pages of 8 KiB that Virtuoso may keep in memory.
BUFFERS = 170_000
LOADED = "loaded"
# How many seconds a server may take until it answers.
READY = 300


class Missing(Exception):
    """A peer is not installed here, or is not ready in time; says why."""


@dataclass(frozen=True)
class Data:
    """The same graph for all: quads, the triples of the default graph, and the folder of builds."""

    quads: Path
    union: Path
    builds: Path


@dataclass(frozen=True)
class Peer:
    """A running server: its name, its address up to the query, and its process.

    `uncached` is the same server once more that keeps no answers; it is asked what never comes twice.
    """

    name: str
    address: str
    pid: int
    uncached: "Peer | None" = None


@contextmanager
def innograf(data: Data, folder: Path) -> Iterator[Peer]:
    """Our server with the settings that it has when nothing is set, and one without a cache.

    Only that one address may ask as much as it likes is set for both.
    """
    (apart := folder / "uncached").mkdir()
    with _innograf(data, folder, {}) as peer, _innograf(data, apart, {"INNOGRAF_QUERY_CACHE_BYTES": "0"}) as uncached:
        yield replace(peer, uncached=uncached)


@contextmanager
def _innograf(data: Data, folder: Path, settings: dict[str, str]) -> Iterator[Peer]:
    port = free_port()
    environment = {**os.environ, "INNOGRAF_DATA": str(data.builds), "INNOGRAF_QUERY_SHARE": "1000", **settings}
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    with _running("innograf", command, f"http://127.0.0.1:{port}/sparql?query=", folder, environment) as peer:
        yield peer


@contextmanager
def oxigraph(data: Data, folder: Path) -> Iterator[Peer]:
    """`oxigraph serve` on disk, with the union in its default graph as in our builds."""
    program = _program("oxigraph", "pip install oxigraph")
    kept, loaded = _kept(data, "oxigraph")
    if not loaded:
        for arguments in (["load", "-f", str(data.quads), "-f", str(data.union)], ["optimize"]):
            subprocess.run([program, arguments[0], "-l", kept, *arguments[1:]], check=True, capture_output=True)
        (kept / LOADED).touch()
    port = free_port()
    command = [program, "serve", "-l", str(kept), "-b", f"127.0.0.1:{port}"]
    with _running("oxigraph serve", command, f"http://127.0.0.1:{port}/query?query=", folder) as peer:
        yield peer


@contextmanager
def rdflib(data: Data, folder: Path) -> Iterator[Peer]:
    """`rdflib-endpoint`, which is given the default graph only, to save its memory."""
    program = _program("rdflib-endpoint", "pip install rdflib-endpoint uvicorn")
    port = free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data.union)]
    with _running("rdflib-endpoint", command, f"http://127.0.0.1:{port}/?query=", folder) as peer:
        yield peer


@contextmanager
def virtuoso(data: Data, folder: Path) -> Iterator[Peer]:
    """Virtuoso with the union in a graph, which queries name as their default graph."""
    program = _program("virtuoso-t", "apt install virtuoso-opensource")
    isql = _program("isql-vt", "apt install virtuoso-opensource")
    port, sql_port = free_port(), free_port()
    address = f"http://127.0.0.1:{port}/sparql?default-graph-uri={UNION}&query="
    kept, loaded = _kept(data, "virtuoso")
    places = {"folder": kept, "data": data.quads.parent, "port": port, "sql_port": sql_port}
    sizes = {"threads": 50, "buffers": BUFFERS, "dirty": BUFFERS * 3 // 4, "rows": 1_000_000}
    settings = VIRTUOSO.read_text("utf-8").format(**places, **sizes)
    (folder / "virtuoso.ini").write_text(settings)
    (kept / "v.lck").unlink(missing_ok=True)
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running("virtuoso", command, address, folder) as peer:
        if not loaded:
            load = [f"ld_dir('{path.parent}', '{path.name}', '{UNION}');" for path in (data.quads, data.union)]
            said = f"{' '.join(load)} rdf_loader_run(); checkpoint;"
            subprocess.run([isql, str(sql_port), "dba", "dba", f"exec={said}"], check=True, capture_output=True)
            (kept / LOADED).touch()
        yield peer


PEERS = {"innograf": innograf, "oxigraph serve": oxigraph, "rdflib-endpoint": rdflib, "virtuoso": virtuoso}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _kept(data: Data, name: str) -> tuple[Path, bool]:
    """The folder that a peer keeps its data in beside the graph, and whether all of it is there."""
    kept = data.quads.parent / name
    loaded = (kept / LOADED).exists()
    if not loaded:
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir()
    return kept, loaded


def _program(name: str, advice: str) -> str:
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise Missing(f"{name} is not installed ({advice})")
    return found


@contextmanager
def _running(
    name: str, command: list[str], address: str, folder: Path, environment: dict[str, str] | None = None
) -> Iterator[Peer]:
    log = folder / "said.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)
    started = time.monotonic()
    try:
        while True:
            try:
                urllib.request.urlopen(f"{address}ASK%20%7B%7D", timeout=60).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise Missing(f"{name} ended: {log.read_text()[-500:]}") from None
            if time.monotonic() - started > READY:
                raise Missing(
                    f"{name} does not answer after {READY} s; it takes {_memory(process.pid)} of memory by then"
                )
            time.sleep(0.1)
        yield Peer(name, address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _memory(pid: int) -> str:
    """What a process has in memory."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return f"{int(line.split()[1]) / 1e6:.1f} GB"
    return "nothing"
