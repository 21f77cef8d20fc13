"""The published build: none, another one, a damaged one."""

import shutil
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from store import BuildStore
from tests.server import sample
from tests.server.conftest import publish

Make = Callable[..., FlaskClient]
PERSON = "/page/person/kari-nordmann"


def test_without_a_build_every_page_says_what_to_run(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    for path in ("/", PERSON, "/browse/person", "/source/", "/sparql", "/readyz"):
        page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "en"})
        assert page.status_code == 503, path
        assert "innograf build" in page.text
        assert page.headers["Retry-After"]
        machine = client.get(path, headers={"Accept": "application/json"})
        assert (machine.status_code, machine.mimetype) == (503, "application/problem+json")


def test_without_a_build_the_vocabulary_can_be_read(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    assert client.get("/def", headers={"Accept": "text/html"}).status_code == 200
    assert client.get("/def", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"


def test_a_new_build_is_served_from_the_next_request_on(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    first = publish(tmp_path, [sample.news()])
    before = client.get(f"{PERSON}.ttl")
    assert before.headers["Innograf-Build"] == first.id
    assert client.get("/page/event/programdag").status_code == 404
    query = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    one = client.get("/sparql", query_string=query).data
    second = publish(tmp_path, [sample.news(), sample.programme()])
    after = client.get(f"{PERSON}.ttl", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["Innograf-Build"] == second.id
    assert after.headers["ETag"] != before.headers["ETag"]
    assert client.get("/page/event/programdag").status_code == 200
    assert client.get("/sparql", query_string=query).data != one
    BuildStore(tmp_path).publish(first.id)
    assert client.get("/page/event/programdag").status_code == 410


def test_a_damaged_new_build_does_not_take_the_old_one_down(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    first = publish(tmp_path, [sample.news()])
    assert client.get(PERSON).status_code == 200
    second = publish(tmp_path, [sample.news(), sample.programme()])
    shutil.rmtree(second.path / "quads")
    answer = client.get(PERSON)
    assert answer.status_code == 200
    assert answer.headers["Innograf-Build"] == first.id


def test_builds_are_listed_without_what_is_nobodys_business(tmp_path: Path, make_client: Make) -> None:
    client = make_client(tmp_path)
    first = publish(tmp_path, [sample.news()])
    second = publish(tmp_path, [sample.news(), sample.programme()])
    assert "ETag" not in client.get("/builds", headers={"Accept": "text/html"}).headers
    answer = client.get("/builds", headers={"Accept": "application/json"})
    found = answer.get_json()
    assert found["published"] == second.id
    assert {build["id"] for build in found["builds"]} == {first.id, second.id}
    page = client.get("/builds", headers={"Accept": "text/html"}).text
    assert first.id[:12] in page
    for text in (answer.text, page, client.get("/healthz").text):
        assert "a machine that nobody" not in text


def test_health_names_the_build(tmp_path: Path, make_client: Make) -> None:
    build = publish(tmp_path, [sample.news()])
    assert make_client(tmp_path).get("/healthz").get_json()["build"] == build.id
