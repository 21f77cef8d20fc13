"""The sample build in a folder of this machine, and brought to two other engines."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from ontology import RDFS
from server import create_app
from server.configured import EXTENSION
from settings import Settings
from store import Build, BuildStore
from store.endpoint import Endpoint
from tests.remote import engines
from tests.server import sample
from tests.server.conftest import publish

ENGINES = ("oxigraph", "virtuoso")


@contextmanager
def served(settings: Settings) -> Iterator[FlaskClient]:
    """A client of a server with these settings."""
    app = create_app(settings)
    yield app.test_client()
    app.extensions[EXTENSION].pool.close()


def warmed(client: FlaskClient) -> FlaskClient:
    """The client, once a query was answered: on a machine at work the processes for them take their time to start."""
    for _ in range(10):
        if client.get("/sparql?query=ASK%7B%7D").status_code != 503:
            break
    return client


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An engine that runs, with nothing in it at first."""
    with getattr(engines, request.param)(tmp_path_factory.mktemp(request.param)) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def local(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The sample build, published in its folder."""
    return publish(tmp_path_factory.mktemp("builds"), sample.documents())


@pytest.fixture
def make_build(tmp_path: Path) -> Callable[..., Build]:
    """Makes small builds with a base of their own, so that tests with one engine do not meet."""
    base = f"https://example.org/{uuid4()}/"

    def make(*names: str, text: str = "En tekst.") -> Build:
        quads = [
            Quad(NamedNode(f"{base}id/person/{name}"), NamedNode(RDFS.label), Literal(name), NamedNode(graph))
            for name in names
            for graph in (f"{base}graph/a.nb", f"{base}evidence/a.nb", f"{base}graph/{name}")
        ]
        # A statement about a graph is about this build's.
        quads.append(
            Quad(NamedNode(f"{base}graph/a.nb"), NamedNode(RDFS.label), Literal("A"), NamedNode(f"{base}graph/build"))
        )
        info = {"base_iri": base, "documents": [{"stem": "a.nb"}], "machine": "nobody's business"}
        builds = BuildStore(tmp_path / "builds")
        build = builds.create(quads, {"a.nb": text}, info)
        builds.publish(build.id)
        return build

    return make
