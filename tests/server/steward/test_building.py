"""Builds from the desk: one at a time, told of plainly."""

import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.configured import EXTENSION
from server.steward import building
from server.steward.building import State
from settings import Settings
from store import BuildStore
from tests.server.steward.conftest import HTML, logged_in, token


@pytest.fixture
def own(desk_settings: Settings, tmp_path: Path) -> Settings:
    """A desk over builds of its own, with one document to build from."""
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "tindvik.nb.txt").write_text("Havnerådet i Tindvik\n\nHavnerådet holder møte 3. mars 2021.\n")
    (tmp_path / "authority").mkdir()
    places = {"data": tmp_path / "builds", "documents": documents, "cache": tmp_path / "cache"}
    return desk_settings.model_copy(update=places)


def ended(settings: Settings) -> State:
    for _ in range(1200):
        found = building.state(settings)
        if found and found.outcome != "running":
            return found
        time.sleep(0.1)
    raise AssertionError(building.log(settings))


def test_a_build_from_the_desk_is_published(own: Settings) -> None:
    app = create_app(own)
    client = logged_in(app, "kari")
    given = token(client, "/steward/build")
    answer = client.post("/steward/build", data={"csrf_token": given}, headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/steward/build")
    found = ended(own)
    assert (found.outcome, found.by) == ("published", "kari")
    page = client.get("/steward/build", headers=HTML).text
    assert "The build is done and published." in page
    build = BuildStore(own.data).current_id()
    assert build
    assert build in page
    # And on to the page that was asked for, which is of the new build.
    onward = client.get("/steward/build?then=/source/tindvik.nb", headers=HTML)
    assert (onward.status_code, onward.headers["Location"]) == (303, "/source/tindvik.nb")
    assert client.get("/steward/build?then=//evil.example", headers=HTML).status_code == 200
    assert client.get("/source/tindvik.nb", headers=HTML).headers["Innograf-Build"] == build
    app.extensions[EXTENSION].pool.close()


def test_a_build_that_fails_says_so_and_leaves_what_is_shown(own: Settings) -> None:
    gone = own.model_copy(update={"documents": own.documents / "nowhere"})
    building.want(gone, "kari")
    assert ended(gone).outcome == "failed"
    assert "There is no folder" in building.log(gone)


def test_one_build_at_a_time_and_none_is_forgotten(own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way: list[int] = []
    made: list[str] = []

    def build(settings: Settings, folder: Path, handle: int) -> None:
        (folder / building.WANTED).unlink()
        under_way.append(1)
        assert len(under_way) == 1
        time.sleep(0.2)
        under_way.pop()
        made.append("build")

    monkeypatch.setattr(building, "_build", build)
    for name in ("kari", "ola", "eva"):
        building.want(own, name)
        time.sleep(0.05)
    for _ in range(100):
        if not building.is_running(own.steward.folder) and not (own.steward.folder / building.WANTED).exists():
            break
        time.sleep(0.1)
    # The first, and one more with what the others had wanted meanwhile.
    assert 2 <= len(made) <= 3


def test_a_build_that_was_broken_off_is_told_of(own: Settings) -> None:
    folder = own.steward.folder
    building._tell(folder, State("running", "2026-01-01T00:00:00+00:00", by="kari"))
    found = building.state(own)
    assert found
    assert found.outcome == "broken-off"


def test_a_reader_begins_no_build(desk_app: Flask, reader: FlaskClient, no_builds: list[str]) -> None:
    assert 'action="/steward/build"' not in reader.get("/steward/build", headers=HTML).text
    answer = reader.post("/steward/build", data={"csrf_token": token(reader, "/steward")}, headers=HTML)
    assert answer.status_code == 403
    assert no_builds == []


def test_every_page_of_the_desk_tells_of_a_build_that_was_not_published(
    steward: FlaskClient, desk_settings: Settings
) -> None:
    folder, said = desk_settings.steward.folder, "validation found violations, so the one before is still shown"
    assert said not in steward.get("/steward", headers=HTML).text
    building._tell(folder, State("violations", "2999-01-01T00:00:00+00:00", "2999-01-01T00:00:05+00:00", "kari"))
    page = steward.get("/steward", headers=HTML).text
    assert said in page
    assert page.index(said) < page.index('href="/steward/build">See the build')
    # A build that was published since then is what is shown.
    building._tell(folder, State("violations", "2001-01-01T00:00:00+00:00", "2001-01-01T00:00:05+00:00", "kari"))
    assert said not in steward.get("/steward", headers=HTML).text
