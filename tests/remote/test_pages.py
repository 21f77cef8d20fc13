"""The same pages, whether the graph is in a folder of this machine or in another engine."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest
from flask.testing import FlaskClient

from server.configured import EXTENSION
from store import Build
from store.endpoint import Endpoint
from store.publishing import publish
from tests.remote.conftest import served
from tests.server.conftest import settings_for
from tests.server.sample import BASE

PAGES = (
    "/",
    "/browse/organisation?page=2",
    "/page/person/kari-nordmann",
    "/page/event/programdag",
    "/page/organisation/provedirektoratet",
    "/page/organisation/provedirektoratet?in=org:organization",
    "/page/organisation/ondsinnet",
    "/page/policy/melding-99",
    "/source/",
    "/source/programdag.nb",
    "/source/melding.nb",
    "/source/ondsinnet.nb",
    "/source/programdag.nb.txt",
    "/def",
    "/builds",
    "/builds/latest",
    "/dataset",
    "/graph/ontology",
    "/graph/inferred",
    "/page/person/nobody",
    "/source/nothing",
)
# A search index belongs to a build in a folder: without it there is no order but by name, and no hits in texts.
INDEXED = ("/browse/person", "/search?q=nordmann", "/search?q=åpne+data")
# Any thing of a class may be its example.
_SAMPLE = re.compile(r'<p class="quiet sample">.*?</p>', re.DOTALL)
_THING = re.compile(r'href="(/page/[^"]+)"')
GRAPHS = (
    "/page/person/kari-nordmann.ttl",
    "/page/event/programdag.nt",
    "/page/organisation/provedirektoratet.jsonld",
    "/source/melding.nb.nt",
    "/graph/besog.da.ttl",
    "/evidence/besog.da.nt",
    "/evidence/besog.da/1.ttl",
    "/.well-known/void",
    "/dataset.ttl",
    "/graphs?default&format=nt",
    "/graphs?format=nq",
    f"/graphs?graph={BASE}graph/programdag.nb&format=ttl",
)


@pytest.fixture(scope="session")
def clients(local: Build, engine: Endpoint) -> Iterator[tuple[FlaskClient, FlaskClient]]:
    """A client of a server over the folder, and one of a server over the engine."""
    publish(local, engine)
    over_engine = settings_for(Path("x"), endpoint=engine.query)
    with served(settings_for(local.path.parent)) as here, served(over_engine) as there:
        yield here, there


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_page(path: str, language: str, clients: tuple[FlaskClient, FlaskClient]) -> None:
    headers = {"Accept": "text/html", "Accept-Language": language}
    here, there = (client.get(path, headers=headers) for client in clients)
    assert there.status_code == here.status_code
    assert _SAMPLE.sub("", there.text) == _SAMPLE.sub("", here.text)
    for name in ("ETag", "Last-Modified", "Link", "Location", "Content-Type"):
        assert there.headers.get(name) == here.headers.get(name)


@pytest.mark.parametrize("path", INDEXED)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_page_made_with_an_index_has_the_same_things(
    path: str, language: str, clients: tuple[FlaskClient, FlaskClient]
) -> None:
    headers = {"Accept": "text/html", "Accept-Language": language}
    here, there = (client.get(path, headers=headers) for client in clients)
    assert there.status_code == here.status_code == 200
    found = _THING.findall(here.text)
    assert found
    assert _THING.findall(there.text) == found


@pytest.mark.parametrize("path", GRAPHS)
def test_a_graph(path: str, clients: tuple[FlaskClient, FlaskClient]) -> None:
    here, there = (client.get(path) for client in clients)
    assert (here.status_code, there.status_code) == (200, 200)
    assert _triples(there.data, here.mimetype) == _triples(here.data, here.mimetype)


def test_the_build_and_its_health(local: Build, clients: tuple[FlaskClient, FlaskClient]) -> None:
    for path in (f"/builds/{local.id}", "/healthz", "/readyz"):
        here, there = (client.get(path, headers={"Accept": "application/json"}) for client in clients)
        assert there.status_code == here.status_code
    for path in (f"/builds/{local.id}/innograf.nq.gz", f"/builds/{'0' * 64}"):
        assert clients[1].get(path).status_code == 404


def _triples(data: bytes, type: str) -> set[str]:
    return {str(quad) for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.from_media_type(type))}


def test_the_pointer_is_followed(make_build: Callable[..., Build], engine: Endpoint) -> None:
    first, second = make_build("kari"), make_build("kari", "ola")
    with served(settings_for(Path("x"), endpoint=engine.query, base_iri=first.manifest.base_iri)) as client:
        builds = client.application.extensions[EXTENSION].keeper.builds
        assert client.get("/", headers={"Accept": "text/html"}).status_code == 503
        for build, status in ((first, 404), (second, 200), (first, 404)):
            publish(build, engine)
            builds.look_again()
            assert client.get("/page/person/ola.nt").status_code == status
            assert client.get("/healthz").get_json()["build"] == build.id


def test_an_engine_that_is_away_is_told_of_without_its_address() -> None:
    with served(settings_for(Path("x"), endpoint="http://127.0.0.1:9/secret-place")) as client:
        for path, kind in (("/", "text/html"), ("/page/person/x", "application/problem+json")):
            answer = client.get(path, headers={"Accept": kind})
            assert (answer.status_code, answer.mimetype) == (502, kind)
            assert "secret-place" not in answer.text
