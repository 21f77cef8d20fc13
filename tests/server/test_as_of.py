"""Pages as they were in an older build, things that were merged (301) and things that went (410)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from ontology import DCTERMS, RDFS
from store import Build
from tests.server import sample
from tests.server.conftest import publish

Make = Callable[..., FlaskClient]
HTML = {"Accept": "text/html", "Accept-Language": "en"}
AUTHORITY = NamedNode(f"{sample.BASE}graph/authority")
FORMATS = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "text/csv")


def node(kind: str, slug: str) -> NamedNode:
    return NamedNode(sample.thing(kind, slug))


def replaced(old: NamedNode, new: NamedNode) -> Quad:
    return Quad(old, NamedNode(DCTERMS.isReplacedBy), new, AUTHORITY)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Build, Build]:
    """Two builds: in the second, the programme is gone, and with it its people but one, who was merged."""
    first = publish(tmp_path, sample.documents())
    rest = [document for document in sample.documents() if document.stem != "programdag.nb"]
    merged = replaced(node("person", "pal-test"), node("organisation", "provedepartementet"))
    lost = replaced(node("person", "ase-odegard"), node("person", "nobody"))
    # A body that became another in the world is no merge.
    label = Quad(
        node("organisation", "provedepartementet"),
        NamedNode(RDFS.label),
        Literal("Nytt navn", language="nb"),
        AUTHORITY,
    )
    became = replaced(node("organisation", "provedepartementet"), node("person", "kari-nordmann"))
    return first, publish(tmp_path, rest, [merged, lost, label, became])


@pytest.fixture
def client(two: tuple[Build, Build], make_client: Make) -> FlaskClient:
    return make_client()


def test_a_page_as_of_an_older_build_is_marked_and_leads_to_todays(
    client: FlaskClient, two: tuple[Build, Build]
) -> None:
    old = two[0].id
    answer = client.get(f"/page/event/programdag?build={old}", headers=HTML)
    assert answer.status_code == 200
    assert "This is how it was in build" in answer.text
    assert 'href="/page/event/programdag"' in answer.text
    assert '<link rel="canonical" href="http://localhost/page/event/programdag">' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Memento-Datetime"] == "Fri, 02 Jan 2026 03:04:05 GMT"
    assert '</page/event/programdag>; rel="original latest-version"' in answer.headers.getlist("Link")
    assert answer.headers["Innograf-Build"] == old
    # Links stay in the build.
    assert f'href="/page/person/ase-odegard?build={old[:16]}"' in answer.text


@pytest.mark.parametrize("accept", FORMATS)
def test_formats_are_as_of_the_build_too(client: FlaskClient, two: tuple[Build, Build], accept: str) -> None:
    answer = client.get(f"/page/event/programdag?build={two[0].id[:12]}", headers={"Accept": accept})
    assert answer.mimetype == accept
    assert "velkommen" in answer.text
    assert answer.headers["Memento-Datetime"]


def test_sources_and_evidence_are_as_of_the_build_too(client: FlaskClient, two: tuple[Build, Build]) -> None:
    for path in ("/source/programdag.nb?", "/evidence?s=event/programdag&p=schema:location&o=place/storsalen&"):
        assert "This is how it was" in client.get(f"{path}build={two[0].id}", headers=HTML).text
        assert client.get(path, headers=HTML).status_code == 404


def test_todays_build_by_its_id_is_not_old(client: FlaskClient, two: tuple[Build, Build]) -> None:
    answer = client.get(f"/page/organisation/provedepartementet?build={two[1].id}", headers=HTML)
    assert "This is how it was" not in answer.text
    assert "Memento-Datetime" not in answer.headers


@pytest.mark.parametrize("ref", ["", "x", "0" * 64, "../../etc", "abcdefgh"])
def test_an_unknown_build_is_not_found(client: FlaskClient, ref: str) -> None:
    assert client.get(f"/page/event/programdag?build={ref}").status_code == 404


def test_only_so_many_old_builds_are_open(tmp_path: Path, make_client: Make) -> None:
    from server.configured import EXTENSION
    from server.live import MOST_OLD

    documents = sample.documents()
    extra = [Quad(node("place", f"sted-{n}"), NamedNode(RDFS.label), Literal("Haukvik"), AUTHORITY) for n in range(7)]
    builds = [publish(tmp_path, documents[:1], extra[:n]) for n in range(7)]
    client = make_client()
    for build in builds[:-1]:
        assert client.get(f"/page/event/programdag?build={build.id}", headers=HTML).status_code == 200
    assert len(client.application.extensions[EXTENSION].keeper._old) == MOST_OLD


@pytest.mark.parametrize("family", ["id", "page"])
def test_a_merged_thing_leads_to_what_it_is_now(client: FlaskClient, family: str) -> None:
    answer = client.get(f"/{family}/person/pal-test", headers=HTML)
    assert answer.status_code == 301
    assert answer.location == f"/{family}/organisation/provedepartementet"
    assert client.get("/page/person/pal-test.ttl").location == "/page/organisation/provedepartementet.ttl"


@pytest.mark.parametrize("family", ["id", "page"])
@pytest.mark.parametrize("accept", FORMATS)
def test_a_thing_that_went_is_gone_in_every_format(client: FlaskClient, family: str, accept: str) -> None:
    answer = client.get(f"/{family}/person/ase-odegard", headers={"Accept": accept})
    assert answer.status_code == 410
    assert answer.mimetype == accept
    assert "isReplacedBy" in answer.text
    assert "person/nobody" in answer.text


def test_a_thing_that_went_has_a_page_that_says_so(client: FlaskClient, two: tuple[Build, Build]) -> None:
    answer = client.get("/page/event/programdag", headers=HTML)
    assert answer.status_code == 410
    assert "taken out of the graph" in answer.text
    assert f"/page/event/programdag?build={two[0].id[:16]}" in answer.text
    assert client.get("/page/event/programdag.ttl").status_code == 410


def test_what_never_was_is_not_found_and_a_renamed_body_stays(client: FlaskClient) -> None:
    assert client.get("/page/event/never", headers=HTML).status_code == 404
    assert client.get("/id/event/never").status_code == 404
    assert client.get("/page/event/never.ttl").status_code == 404
    assert client.get("/page/organisation/provedepartementet", headers=HTML).status_code == 200


def test_what_comes_back_is_there_again(tmp_path: Path, two: tuple[Build, Build], make_client: Make) -> None:
    from store import BuildStore

    BuildStore(tmp_path).publish(two[0].id)
    assert make_client().get("/page/event/programdag", headers=HTML).status_code == 200
