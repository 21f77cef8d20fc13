"""What fills the queue besides results and facts: decisions that no longer fit, and things that may be one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
import pytest
from flask import Flask

from graph_builder.records import write_record
from graph_builder.records.record import Record, record
from server import create_app
from server.configured import EXTENSION
from server.live import Live
from server.steward.items import Item
from server.steward.sources import duplicates, names, stale
from settings import Settings
from store import BuildStore
from tests.server import sample
from tests.server.conftest import publish
from tests.server.steward.conftest import HTML, logged_in, token

BASE = Settings().base_iri
ONE, OTHER, THIRD = (f"{BASE}id/organisation/{slug}" for slug in ("havneraad", "havneraadet", "elveverket"))


def said(verdict: str, number: int, **values: object) -> Record:
    return record(verdict=verdict, who="kari", when=datetime(2026, 3, 1, 0, 0, number, tzinfo=UTC), **values)


GONE = said("rename", 1, entities=(ONE,), value=pyoxigraph.Literal("Nytt"))
UNDONE = said("rename", 2, entities=(OTHER,), value=pyoxigraph.Literal("Nytt"))
UNDO = said("undo", 3, undoes=UNDONE.id)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(data=tmp_path / "builds", records=tmp_path / "decisions", query_workers=1)
    for each in (GONE, UNDONE, UNDO):
        write_record(settings.records, each, BASE)
    states = {id: {"state": "stale", "why": "its words are gone"} for id in (GONE.id, UNDONE.id, "unknown")}
    pairs = [
        {"kind": "Organisation", "names": ["Havneråd", "Havnerådet"], "iris": [OTHER, ONE], "alike": 94},
        {"kind": "Organisation", "names": ["Elveverket", "Elveverket"], "iris": [THIRD, THIRD], "alike": 100},
    ]
    reports = {"decisions": states | {THIRD: {"state": "applied"}}, "identity": {"proposals": pairs}}
    builds = BuildStore(settings.data)
    build = builds.create(sample.ontology_quads(), {}, {"base_iri": BASE, "documents": [], "counts": {}}, reports)
    builds.publish(build.id)
    app = create_app(settings)
    yield app
    app.extensions[EXTENSION].pool.close()


@pytest.fixture
def live(app: Flask) -> Iterator[Live]:
    with app.app_context():
        yield app.extensions[EXTENSION].keeper.live()


def test_a_decision_that_no_longer_fits_waits_in_the_queue_until_it_is_undone(live: Live) -> None:
    (item,) = stale.items(live, Settings().steward)
    assert (item.kind, item.subject, item.about, item.note) == ("stale", ONE, GONE.id, "its words are gone")
    assert item.id == f"stale-{GONE.id}"


def test_the_item_of_a_decision_that_no_longer_fits_shows_it_and_undoes_it(
    app: Flask, desk_settings: Settings, tmp_path: Path
) -> None:
    update = {"data": tmp_path / "builds", "records": tmp_path / "decisions"}
    other = create_app(desk_settings.model_copy(update=update))
    try:
        client = logged_in(other, "kari")
        path = f"/steward/item/stale-{GONE.id}"
        page = client.get(path, headers=HTML).text
        assert "its words are gone from the document" in page
        assert f'href="/steward/decisions/{GONE.id}"' in page
        assert ">Nytt<" in page
        assert "ordene står ikke" in client.get(path, headers=HTML | {"Accept-Language": "nb"}).text
        given = {"csrf_token": token(client, path), "why": "Borte"}
        assert path in client.get("/steward?kind=stale", headers=HTML).text
        assert f'action="/steward/decisions/{GONE.id}/undo"' in page
        assert client.post(f"/steward/decisions/{GONE.id}/undo", data=given, headers=HTML).status_code == 303
        assert path not in client.get("/steward?kind=stale", headers=HTML).text
    finally:
        other.extensions[EXTENSION].pool.close()


def test_things_of_nearly_one_name_are_in_the_queue_once(live: Live) -> None:
    (item,) = duplicates.items(live, Settings().steward)
    assert (item.kind, item.subject, item.others, item.weight) == ("duplicate", ONE, (OTHER,), 0.47)
    assert item.id == Item("duplicate", ONE, others=(OTHER,), about="names").id


def test_names_of_which_nothing_is_said_are_shown_with_the_nearest_known(
    tmp_path: Path, desk_settings: Settings
) -> None:
    known = sample.Writer(
        "kjent.nb", "nb", "Kjent", "2020-01-01", "Havnerådet i Tindvik møtes. Kari Haukvik leder Havnerådet."
    )
    council = known.named(sample.thing("organisation", "havneraadet"), "Havnerådet")
    leader = known.named(sample.thing("person", "kari-haukvik"), "Kari Haukvik")
    known.role(leader, "leder", council, "leder")
    other = sample.Writer("ny.nb", "nb", "Ny", "2020-01-02", "Havneraad i Tindvik sier nei. Elvelauget er enig.")
    name = other.named(sample.thing("organisation", "havneraad-i-tindvik"), "Havneraad i Tindvik")
    alone = other.named(sample.thing("organisation", "elvelauget"), "Elvelauget")
    build = publish(tmp_path / "builds", [known, other])
    live = Live(build, "test")
    found = {item.subject: item for item in names.items(live, desk_settings.steward)}
    assert set(found) == {name, alone}
    item = found[name]
    assert (item.stem, item.start, item.end) == ("ny.nb", 0, len("Havneraad i Tindvik"))
    app = create_app(desk_settings.model_copy(update={"data": tmp_path / "builds", "records": tmp_path / "records"}))
    try:
        client = logged_in(app, "kari")
        page = client.get(f"/steward/item/{item.id}", headers=HTML).text
        assert "<mark>Havneraad i Tindvik</mark>" in page
        assert f'<input type="hidden" name="other" value="{council}">' in page
        assert '<input type="hidden" name="keep" value="other">' in page
        assert "“Havneraad i Tindvik” are said of “Havnerådet”" in page
        nothing = client.get(f"/steward/item/{found[alone].id}", headers=HTML).text
        assert 'value="merge"' not in nothing
        # That it is there at all may be wrong, or right as it is.
        for shown in (page, nothing):
            assert 'value="reject"' in shown
            assert 'value="accept"' in shown
            assert "statements are gone" in shown
    finally:
        app.extensions[EXTENSION].pool.close()
