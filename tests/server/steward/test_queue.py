"""The queue: what is in it, in which order, filtered; and what its pages show."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology import SCHEMA, SHAPE
from server.configured import EXTENSION
from server.live import Live
from server.results import index as results_of
from server.steward import things
from server.steward.items import KINDS, Item, gain
from server.steward.queue import Queue, queue_of
from server.steward.sources import results
from settings import Settings
from store import BuildStore
from tests.server import sample
from tests.server.steward.conftest import HTML
from tests.server.test_quality import checked_root  # noqa: F401


@pytest.fixture
def live(desk_app: Flask) -> Iterator[Live]:
    with desk_app.app_context():
        yield desk_app.extensions[EXTENSION].keeper.live()


def test_uncertain_facts_are_in_the_queue(live: Live, desk_settings: Settings) -> None:
    queue = Queue(live, desk_settings.steward)
    # In the sample all facts have the certainty 0.97, and the desk asks for 0.98.
    assert {row.item.kind for row in queue.rows} == {"fact"}
    found = [row.item for row in queue.rows if row.item.predicate == SCHEMA.location]
    assert [(item.stem, item.subject, item.value) for item in found] == [
        ("programdag.nb", sample.thing("event", "programdag"), pyoxigraph.NamedNode(sample.thing("place", "storsalen")))
    ]
    assert sample.PROGRAMME[found[0].start : found[0].end] == "Storsalen"
    certain = desk_settings.steward.model_copy(update={"low_confidence": 0.9})
    assert Queue(live, certain).rows == []


def test_what_more_documents_mention_comes_first(live: Live, desk_settings: Settings) -> None:
    rows = Queue(live, desk_settings.steward).rows
    assert [row.gain for row in rows] == sorted((row.gain for row in rows), reverse=True)
    # Two documents name them, and no other thing is named by more.
    twice = {sample.thing("person", "kari-nordmann"), sample.thing("organisation", "provedirektoratet")}
    assert rows[0].item.subject in twice
    sure, unsure = (Item("fact", "https://e.example/a", weight=weight) for weight in (0.1, 0.6))
    assert gain(unsure, 1) > gain(sure, 5) > gain(sure, 1)


def test_ids_are_the_same_from_build_to_build(live: Live, desk_settings: Settings) -> None:
    one, other = (Queue(live, desk_settings.steward) for _ in range(2))
    assert [row.id for row in one.rows] == [row.id for row in other.rows]
    assert all(re.fullmatch(f"({'|'.join(KINDS)})-[0-9a-f]{{12}}", row.id) for row in one.rows)
    assert queue_of(live, desk_settings.steward) is queue_of(live, desk_settings.steward)


def test_results_of_validation_are_items_by_the_ids_that_they_have_elsewhere(checked_root: Path) -> None:  # noqa: F811
    live = Live(BuildStore(checked_root).open(), "test")
    found = {item.id: item for item in results.items(live, Settings().steward)}
    index = results_of(live)
    assert index is not None
    # Also that of a path of several steps, which has no IRI.
    assert set(found) == {f"result-{row.result.id}" for row in index.each()}
    item = next(item for item in found.values() if item.about == SHAPE["date-order"])
    assert (item.kind, item.severity, item.weight) == ("result", "Violation", 1.0)
    assert item.subject == sample.thing("event", "tindvik")
    assert item.predicate == SCHEMA.startDate
    assert isinstance(item.value, pyoxigraph.Literal)
    assert item.texts["en"] == "The start is after the end."


def test_filters_narrow_and_count(live: Live, desk_settings: Settings) -> None:
    queue = Queue(live, desk_settings.steward)
    counts = queue.counts({})
    for name, values in counts.items():
        for value, number in values.items():
            assert len(queue.wanted({name: value})) == number
    both = {"doc": "programdag.nb", "thing": "event"}
    assert 0 < len(queue.wanted(both)) < len(queue.wanted({"doc": "programdag.nb"}))
    # A filter's own counts tell what its other values would give.
    assert queue.counts(both)["doc"].total() == len(queue.wanted({"thing": "event"}))
    assert queue.wanted({"kind": "stale"}) == []
    first = queue.rows[0].id
    assert first not in {row.id for row in queue.wanted({}, frozenset([first]))}


def test_a_hundred_thousand_items_are_looked_through_at_once(live: Live, desk_settings: Settings) -> None:
    def many(live: Live, own: object) -> Iterator[Item]:
        for number in range(100_000):
            yield Item("result", f"{live.base}id/person/p{number}", severity="Warning", about=f"s{number % 20}")

    queue = Queue(live, desk_settings.steward, [many])  # type: ignore[list-item]
    assert len(queue.rows) == 100_000
    assert len(queue.wanted({"about": "s3"})) == 5_000
    assert queue.counts({})["about"]["s3"] == 5_000


def test_the_page_shows_filters_and_pages(steward: FlaskClient) -> None:
    page = steward.get("/steward", headers=HTML).text
    assert "Uncertain fact" in page
    assert 'href="/steward?page=2"' in page
    narrow = steward.get("/steward?doc=besog.da", headers=HTML)
    assert narrow.status_code == 200
    assert narrow.text.count('<a class="ds-link" href="/steward/item/') < page.count(
        '<a class="ds-link" href="/steward/item/'
    )
    assert steward.get("/steward?doc=nothing", headers=HTML).status_code == 200
    assert steward.get("/steward?page=999", headers=HTML).status_code == 404


def test_an_item_shows_the_statement_the_words_and_what_can_be_done(
    steward: FlaskClient, live: Live, desk_settings: Settings
) -> None:
    queue = Queue(live, desk_settings.steward)
    (row,) = (row for row in queue.rows if row.item.predicate == SCHEMA.location)
    page = steward.get(f"/steward/item/{row.id}", headers=HTML).text
    assert "<mark>Storsalen</mark>" in page
    assert "Programdag om nye løsninger" in page
    assert 'name="claim"' in page
    assert "0.97" in page
    assert steward.get("/steward/item/fact-ffffffffffff", headers=HTML).status_code == 404


def test_a_statement_and_a_thing_have_pages(steward: FlaskClient) -> None:
    fact = steward.get("/steward/fact?s=event/programdag&p=schema:location&o=place/storsalen", headers=HTML)
    assert fact.status_code == 200
    assert "<mark>Storsalen</mark>" in fact.text
    role = steward.get("/steward/fact?s=membership/ase-odegard-provedirektoratet", headers=HTML)
    assert role.status_code == 200
    assert role.text.count('name="claim"') >= 3
    assert (
        steward.get("/steward/fact?s=event/programdag&p=schema:location&o=place/nowhere", headers=HTML).status_code
        == 404
    )
    thing = steward.get("/steward/thing/organisation/provedirektoratet", headers=HTML)
    assert thing.status_code == 200
    assert "Prøvestyrelsen" in thing.text
    assert steward.get("/steward/thing/organisation/nobody", headers=HTML).status_code == 404


def test_the_mentions_of_many_documents_are_on_several_pages(
    steward: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/steward/thing/organisation/provedirektoratet"

    def mentions(page: str) -> list[str]:
        return re.findall(r'name="mention" value="([^"]+)"', steward.get(path + page, headers=HTML).text)

    whole = mentions("")
    stems = sorted({place.partition(" ")[0] for place in whole})
    assert len(stems) > 1
    monkeypatch.setattr(things, "MOST_DOCUMENTS", 1)
    assert [place for n in range(1, len(stems) + 1) for place in mentions(f"?page={n}")] == whole
    assert steward.get(f"{path}?page={len(stems) + 1}", headers=HTML).status_code == 404


def test_readers_see_the_words_but_no_forms(steward: FlaskClient, reader: FlaskClient) -> None:
    path = "/steward/fact?s=event/programdag&p=schema:location&o=place/storsalen"
    assert 'value="reject"' in steward.get(path, headers=HTML).text
    page = reader.get(path, headers=HTML).text
    assert "<mark>Storsalen</mark>" in page
    assert 'value="reject"' not in page
    assert 'name="claim"' not in page
