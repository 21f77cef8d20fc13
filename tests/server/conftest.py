"""A published build of the sample graph, the application over it, and a real server."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Quad

from server import create_app
from server.configured import EXTENSION
from server.serve import environment
from settings import Settings
from shapes.results import FILE
from store import Build, BuildStore
from tests.server import sample


def publish(root: Path, documents: list[sample.Writer], extra: list[Quad] | None = None) -> Build:
    """Write the documents as a build in `root` and publish it."""
    quads = [quad for document in documents for quad in document.quads] + (extra or [])
    quads += sample.inferred(quads) + sample.ontology_quads()
    builds = BuildStore(root)
    info = {
        "base_iri": sample.BASE,
        "documents": sample.records(documents),
        "made": "2026-01-02T03:04:05+00:00",
        "counts": {"documents": len(documents), "facts": sum(document.facts for document in documents)},
        "machine": "a machine that nobody needs to know",
    }
    build = builds.create(quads, {document.stem: document.text for document in documents}, info)
    builds.publish(build.id)
    return build


def validated(root: Path, build: Build) -> Build:
    """Validate a build, and put what was found beside it."""
    from cli.checking import check

    found = check(build.quads, sample.BASE)
    (build.path / "reports").mkdir(exist_ok=True)
    (build.path / "reports" / "validation.json").write_text(json.dumps(found.saved), "utf-8")
    (build.path / "reports" / FILE).write_bytes(found.index)
    BuildStore(root).annotate(build.id, validation=found.summary)
    return build


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("builds")
    publish(root, sample.documents())
    return root


def settings_for(root: Path, **values: object) -> Settings:
    return Settings(data=root, server_workers=1, query_workers=1, **values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def app(sample_root: Path) -> Iterator[Flask]:
    app = create_app(settings_for(sample_root))
    yield app
    app.extensions[EXTENSION].pool.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def make_client(tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    """Makes clients of applications with other settings or builds; ends their workers afterwards."""
    apps = []

    def make(root: Path = tmp_path, **values: object) -> FlaskClient:
        app = create_app(settings_for(root, **values))
        apps.append(app)
        return app.test_client()

    yield make
    for app in apps:
        app.extensions[EXTENSION].pool.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Run the real server in a process of its own; gives its address."""
    code = "from server.serve import run; from settings import load; run(load())"
    log = settings.data / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", code], env={**os.environ, **environment(settings)}, stdout=out, stderr=out
        )
    address = f"http://127.0.0.1:{settings.port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=5)
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError(log.read_text()) from None
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def server(sample_root: Path) -> Iterator[str]:
    with serving(settings_for(sample_root, port=free_port(), query_timeout=3.0)) as address:
        yield address


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped documents, built (not validated) and published."""
    from graph_builder.build import build_graph

    here = Path(__file__).parents[2]
    settings = Settings(authority=here / "data" / "authority")
    result = build_graph([here / "data" / "documents"], settings)
    root = tmp_path_factory.mktemp("real")
    builds = BuildStore(root)
    info = {"base_iri": settings.base_iri, "documents": result.records(), "counts": result.counts}
    build = builds.create(result.quads, {document.stem: document.text for document in result.documents}, info)
    builds.publish(build.id)
    return root
