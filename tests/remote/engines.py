"""Two engines that nobody here wrote, each started in a folder of its own on ports of its own."""

import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.endpoint import Endpoint
from tests.server.conftest import free_port

ASK = "?query=ASK%20%7B%7D"
VIRTUOSO = Path(__file__).parents[2] / "benchmarks" / "sparql" / "virtuoso.ini"


@contextmanager
def oxigraph(folder: Path) -> Iterator[Endpoint]:
    """Run `oxigraph serve` over a database in `folder`."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [program, "serve", "--location", folder / "db", "--bind", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}"
    with running(command, folder, f"{address}/query{ASK}"):
        yield Endpoint(f"{address}/query", f"{address}/store")


@contextmanager
def virtuoso(folder: Path, rows: int = 1_000_000) -> Iterator[Endpoint]:
    """Run Virtuoso over a database in `folder`; it gives at most so many rows."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no Virtuoso here: install the package virtuoso-opensource-7-bin")
    port = free_port()
    places = {"folder": folder, "data": folder, "port": port, "sql_port": free_port()}
    sizes = {"threads": 20, "buffers": 10_000, "dirty": 6_000, "rows": rows}
    (folder / "virtuoso.ini").write_text(VIRTUOSO.read_text("utf-8").format(**places, **sizes))
    (folder / "password").write_text("dba\n")
    address = f"http://127.0.0.1:{port}"
    command = [program, "+foreground", "+configfile", folder / "virtuoso.ini"]
    with running(command, folder, f"{address}/sparql{ASK}"):
        graphs = f"{address}/sparql-graph-crud-auth"
        yield Endpoint(f"{address}/sparql", graphs, "dba", folder / "password", digest=True)


@contextmanager
def running(command: list[object], folder: Path, question: str) -> Iterator[None]:
    """Run a program until its end point answers a question, and end it afterwards."""
    log = folder / "said.log"
    with log.open("wb") as out:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=out, stderr=out)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(question, timeout=5).close()
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(f"{command[0]} ended: {log.read_text()}") from None
                time.sleep(0.1)
        else:
            raise RuntimeError(f"{command[0]} does not answer: {log.read_text()}")
        yield
    finally:
        process.kill()
        process.wait()
