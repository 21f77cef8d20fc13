"""A built graph and a running server for the examples of the documentation."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = Path(sys.executable).parent


@dataclass(frozen=True)
class Workplace:
    """A folder that looks like a fresh clone after `make run`: the shipped data and a published build."""

    folder: Path

    def environment(self, **more: str) -> dict[str, str]:
        """The environment for a command: `innograf` found, no settings of the person who runs the tests."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("INNOGRAF_")}
        path = f"{COMMANDS}{os.pathsep}{os.environ.get('PATH', '')}"
        installed = str(self.folder / "site-packages")
        return {
            **clean,
            "PATH": path,
            "PYTHONPATH": installed,
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
            **more,
        }

    def run(self, command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command here; `stdout` holds what a terminal would show."""
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )


def _furnish(folder: Path) -> Workplace:
    for name in ("documents", "authority", "gold"):
        if (ROOT / "data" / name).is_dir():
            shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    return Workplace(folder)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """The shipped documents, built and published once; do not change it."""
    place = _furnish(tmp_path_factory.mktemp("built"))
    done = place.run("innograf build")
    assert done.returncode == 0, done.stdout
    return place


@pytest.fixture(scope="module")
def workplace(built: Workplace, tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A copy of the built folder that an example may change."""
    folder = tmp_path_factory.mktemp("page") / "innograf"
    shutil.copytree(built.folder, folder, symlinks=True)
    return Workplace(folder)


@pytest.fixture(scope="session")
def port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(built: Workplace, port: int) -> Iterator[str]:
    """The address of a server of the shipped documents."""
    address = f"http://127.0.0.1:{port}"
    log = (built.folder / "server.log").open("w", encoding="utf-8")
    environment = built.environment(INNOGRAF_PORT=str(port), INNOGRAF_SERVER_WORKERS="1", INNOGRAF_QUERY_WORKERS="1")
    process = subprocess.Popen(["innograf", "serve"], cwd=built.folder, env=environment, stdout=log, stderr=log)
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "the server ended; see server.log"
            time.sleep(0.1)
    raise AssertionError("the server did not answer in 30 s")
