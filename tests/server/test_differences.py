"""What changed between two builds: the page, RDF Patch, JSON and CSV."""

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from ontology import RDFS
from store import Build
from tests.server import sample
from tests.server.conftest import publish

Make = Callable[..., FlaskClient]
HTML = {"Accept": "text/html", "Accept-Language": "en"}
AUTHORITY = NamedNode(f"{sample.BASE}graph/authority")
HOSTILE = "<script>alert(1)</script>"


def label(name: str) -> Quad:
    thing = NamedNode(sample.thing("place", "haukvik"))
    return Quad(thing, NamedNode(RDFS.label), Literal(name, language="nb"), AUTHORITY)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Build, Build]:
    first = publish(tmp_path, sample.documents(), [label("Haukvik")])
    rest = [document for document in sample.documents() if document.stem != "programdag.nb"]
    return first, publish(tmp_path, rest, [label(HOSTILE)])


@pytest.fixture
def client(two: tuple[Build, Build], make_client: Make) -> FlaskClient:
    return make_client()


@pytest.fixture
def address(two: tuple[Build, Build]) -> str:
    return f"/builds/{two[0].id}/diff/{two[1].id}"


def test_the_page_counts_first_and_shows_names_values_and_words(client: FlaskClient, address: str) -> None:
    page = client.get(address, headers=HTML)
    assert page.status_code == 200
    assert page.text.index("<dt>Went</dt>") < page.text.index("<table")
    assert "Programdag om nye løsninger" in page.text
    people = client.get(f"{address}?kind=person", headers=HTML).text
    assert "Åse Ødegård" in people
    assert "<q class" in people
    assert "/source/programdag.nb?char=" in people or "build=" in people


def test_what_is_in_no_document_has_a_name_in_the_language_of_the_page(client: FlaskClient, address: str) -> None:
    page = client.get(address, headers={**HTML, "Accept-Language": "nb"}).text
    assert ">Autoritetsfiler<" in page
    assert not re.search(r">\s*(authority|Evidence|build)\s*<", page)


def test_a_replaced_value_is_one_change_and_cannot_run(client: FlaskClient, address: str) -> None:
    page = client.get(f"{address}?op=changed&kind=place&graph=authority", headers=HTML).text
    assert '<del><span lang="nb">Haukvik</span></del>' in page
    assert "<ins>" in page
    assert HOSTILE not in page
    assert "1–1 of 1" in page


def test_filters_narrow_and_are_taken_away(client: FlaskClient, address: str) -> None:
    found = client.get(f"{address}.json?kind=person").json
    assert found is not None
    assert found["total"] == len(found["changes"]) > 0
    assert {change["kind"] for change in found["changes"]} == {"person"}
    assert client.get(f"{address}?op=never").status_code == 404
    assert "(take this filter away)" in client.get(f"{address}?kind=person", headers=HTML).text


def test_the_patch_makes_one_build_of_the_other(client: FlaskClient, two: tuple[Build, Build], address: str) -> None:
    answer = client.get(address, headers={"Accept": "application/rdf-patch"})
    assert answer.mimetype == "application/rdf-patch"
    head, *lines = answer.data.split(b"\n")
    assert head.startswith(b"H id <")
    assert lines[1] == b"TX ."
    assert lines[-2] == b"TC ."
    store = ox.Store()
    store.extend(two[0].quads)
    for line in lines[2:-2]:
        (quad,) = ox.parse(line[2:], ox.RdfFormat.N_QUADS)
        (store.add if line.startswith(b"A ") else store.remove)(quad)
    assert set(store) == set(two[1].quads)
    assert client.get(f"{address}.rdfp").data == answer.data


def test_data_may_be_kept_for_good(client: FlaskClient, address: str) -> None:
    for suffix in ("rdfp", "json", "csv"):
        answer = client.get(f"{address}.{suffix}")
        assert "immutable" in answer.headers["Cache-Control"]
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(f"{address}.{suffix}", headers=tag).status_code == 304
    assert client.get(f"{address}.csv").text.startswith("op,kind,graph,subject,predicate,old,new\r\n")
    assert client.get(address, headers={"Accept": "image/png"}).status_code == 406


def test_builds_are_chosen_on_a_form_by_short_names_or_latest(
    client: FlaskClient, two: tuple[Build, Build], address: str
) -> None:
    assert 'action="/builds/diff"' in client.get("/builds", headers=HTML).text
    answer = client.get(f"/builds/diff?from={two[0].id[:16]}&to=latest")
    assert (answer.status_code, answer.location) == (303, address)
    answer = client.get(f"/builds/{two[0].id[:8]}/diff/latest.csv")
    assert (answer.status_code, answer.location) == (307, f"{address}.csv")
    answer = client.get("/builds/diff")
    assert (answer.status_code, answer.location) == (303, "/builds")
    for path in ("/builds/diff?from=x&to=y", f"/builds/{'0' * 64}/diff/latest"):
        assert client.get(path).status_code == 404
    assert f"/builds/{two[0].id}/diff/{two[1].id}" in client.get(f"/builds/{two[0].id}", headers=HTML).text


def test_it_is_still_there_when_a_build_was_removed(
    client: FlaskClient, two: tuple[Build, Build], address: str, tmp_path: Path, make_client: Make
) -> None:
    client.get(f"{address}.json")
    two[0].path.rename(tmp_path / "away")
    page = make_client().get(address, headers=HTML)
    assert page.status_code == 200
    assert "not kept any more" in page.text


def test_builds_that_cannot_be_compared_are_refused(
    client: FlaskClient, two: tuple[Build, Build], address: str
) -> None:
    for path in (two[0].path / "lines").iterdir():
        path.write_bytes(b"damaged")
    answer = client.get(f"{address}.json", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["code"]) == (422, "too-different")


def test_a_build_does_not_differ_from_itself(client: FlaskClient, two: tuple[Build, Build]) -> None:
    assert client.get(f"/builds/{two[0].id}/diff/{two[0].id}.json").json["total"] == 0
