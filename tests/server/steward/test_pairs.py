"""Things that may be one, and proposed links: both sides with their words, why, and what deciding does."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph_builder.linking.book import Book, Entry, Proposal
from graph_builder.records import read_records, write_record
from graph_builder.records.record import record
from ontology import ORG
from server import create_app
from server.configured import EXTENSION
from server.live import Live
from server.steward.queue import queue_of
from server.steward.sources import duplicates, links
from settings import Settings
from tests.server import sample
from tests.server.conftest import publish
from tests.server.steward.conftest import HTML, logged_in, token

KARI, ASE = (sample.thing("person", slug) for slug in ("kari-nordmann", "ase-odegard"))
BODY = sample.thing("organisation", "provedirektoratet")
OUTSIDE = "https://register.example/id/1"
REGISTER = "https://register.example/sparql"
PROPOSAL = Proposal(
    iri=OUTSIDE,
    label="Prøvedirektoratet",
    name="Prøvestyrelsen",
    said=sample.HOSTILE,
    kinds=("Organization",),
    score=90,
    alike=97,
    kind="same",
    around=("Byen",),
)
PAIR = {
    "kind": "Person",
    "names": ["Kari Nordmann", "Åse Ødegård"],
    "iris": [KARI, ASE],
    "score": 90,
    "alike": 88,
    "way": "longer",
    "context": 80,
    "documents": ["programdag.nb"],
    "facts": [[str(ORG.organization), BODY], ["^https://schema.org/performer", BODY]],
}


@pytest.fixture
def settings(desk_settings: Settings, tmp_path: Path) -> Settings:
    """A desk whose build has a pair, and a register that proposes a link."""
    build = publish(tmp_path / "builds", sample.documents())
    reports = build.path / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "identity.json").write_text(json.dumps({"proposals": [PAIR]}), "utf-8")
    update = {
        "data": tmp_path / "builds",
        "records": tmp_path / "decisions",
        "link": desk_settings.link.model_copy(update={"folder": tmp_path / "links"}),
    }
    found = desk_settings.model_copy(update=update)
    propose(found, BODY, PROPOSAL)
    return found


def propose(settings: Settings, thing: str, *proposals: Proposal) -> None:
    book = Book.of(settings.link.folder, REGISTER)
    with book.writing():
        book.add([Entry(thing=thing, names=("x",), asked=date(2031, 1, 1), proposals=proposals)])


@pytest.fixture
def pairs_app(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions[EXTENSION].pool.close()


@pytest.fixture
def kari(pairs_app: Flask) -> FlaskClient:
    return logged_in(pairs_app, "kari")


@pytest.fixture
def live(pairs_app: Flask) -> Iterator[Live]:
    with pairs_app.app_context():
        yield pairs_app.extensions[EXTENSION].keeper.live()


def item_page(client: FlaskClient, kind: str) -> tuple[str, str]:
    """The address and the text of the one item of a kind."""
    queue = client.get(f"/steward?kind={kind}", headers=HTML).text
    (address,) = re.findall(r'href="(/steward/item/[^"]+)"', queue)
    return address, client.get(address, headers=HTML).text


def decide(client: FlaskClient, address: str, verdict: str, **more: str) -> int:
    """Send the form of that verdict as the page has it."""
    page = client.get(address, headers=HTML).text
    form = next(part for part in page.split("<form")[1:] if f'name="verdict" value="{verdict}"' in part)
    data = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.partition("</form>")[0]))
    data |= {"csrf_token": token(client, address), **more}
    return client.post("/steward/decide", data=data, headers=HTML).status_code


def test_a_pair_shows_both_sides_their_words_and_why(kari: FlaskClient) -> None:
    _address, page = item_page(kari, "duplicate")
    one, other = page.split('<section class="side">')[1:]
    assert "Kari Nordmann" in other
    assert "Åse Ødegård" in one
    # What is said of each, roles too, and the words that name it.
    assert "fagsjef" in other
    assert "direktør" in one
    assert "<mark>Kari Nordmann</mark>" in other
    assert "<mark>Åse Ødegård</mark>" in one
    assert "One name is the other with more words" in page
    assert "90 of 100 in all" in page
    reasons = page.partition("Why they may be one")[2].partition("</ul>")[0]
    assert "Prøvedirektoratet" in reasons
    assert "Programdag om nye løsninger" in reasons


def test_the_thing_that_more_documents_mention_is_kept_unless_the_steward_says_otherwise(kari: FlaskClient) -> None:
    _address, page = item_page(kari, "duplicate")
    options = re.findall(
        r'<option value="(this|other)">([^<]*)', page.partition('id="keep"')[2].partition("</select>")[0]
    )
    assert [(value, text.partition(" (")[0]) for value, text in options] == [
        ("other", "Kari Nordmann"),
        ("this", "Åse Ødegård"),
    ]


def test_a_proposed_link_shows_what_the_register_tells(kari: FlaskClient) -> None:
    _address, page = item_page(kari, "link")
    ours, theirs = page.split('<section class="side">')[1:]
    assert "<mark>Prøvedirektoratet</mark>" in ours
    assert f'href="{OUTSIDE}"' in theirs
    assert "Prøvestyrelsen" in theirs
    assert "Organization" in theirs
    assert "register.example" in theirs
    assert "The names are alike: 97 of 100" in page
    assert "The kinds are the same" in page
    assert "Byen" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("verdict", ["link", "distinct"])
def test_deciding_on_a_link_is_a_record_and_takes_it_out_of_the_queue(
    kari: FlaskClient, settings: Settings, no_builds: list[str], verdict: str
) -> None:
    address, _page = item_page(kari, "link")
    assert decide(kari, address, verdict) == 303
    (said,) = read_records(settings.records, sample.BASE).records.values()
    assert said.verdict == verdict
    if verdict == "link":
        assert said.entities == (BODY,)
        assert str(said.value) == f"<{OUTSIDE}>"
    else:
        assert set(said.entities) == {BODY, OUTSIDE}
    assert address not in kari.get("/steward?kind=link", headers=HTML).text


@pytest.mark.parametrize("verdict", ["merge", "distinct"])
def test_deciding_on_a_pair_is_a_record_and_takes_it_out_of_the_queue(
    kari: FlaskClient, settings: Settings, no_builds: list[str], verdict: str
) -> None:
    address, _page = item_page(kari, "duplicate")
    assert decide(kari, address, verdict, keep="other") == 303
    (said,) = read_records(settings.records, sample.BASE).records.values()
    assert said.verdict == verdict
    # Of a merge the one that is kept comes first.
    assert said.entities == ((KARI, ASE) if verdict == "merge" else tuple(sorted((KARI, ASE))))
    assert address not in kari.get("/steward?kind=duplicate", headers=HTML).text


def test_links_are_not_proposed_where_somebody_has_decided(live: Live, settings: Settings) -> None:
    assert [item.others for item in links.items(live, settings.steward)] == [(OUTSIDE,)]
    when = datetime(2031, 1, 1, tzinfo=UTC)
    said = record(verdict="distinct", who="kari", when=when, entities=(BODY, OUTSIDE))
    write_record(settings.records, said, sample.BASE)
    assert list(links.items(live, settings.steward)) == []
    undo = record(verdict="undo", who="kari", when=when.replace(year=2032), undoes=said.id)
    write_record(settings.records, undo, sample.BASE)
    assert len(list(links.items(live, settings.steward))) == 1


def test_links_of_things_that_are_not_there_are_left_out(live: Live, settings: Settings) -> None:
    propose(settings, sample.thing("person", "nobody"), PROPOSAL)
    propose(settings, "https://elsewhere.example/id/person/x", PROPOSAL)
    assert [item.subject for item in links.items(live, settings.steward)] == [BODY]


def test_what_is_proposed_later_comes_into_the_queue_of_the_same_build(live: Live, settings: Settings) -> None:
    first = queue_of(live, settings.steward)
    assert queue_of(live, settings.steward) is first
    propose(settings, KARI, PROPOSAL)
    assert {row.item.subject for row in queue_of(live, settings.steward).rows if row.item.kind == "link"} == {
        KARI,
        BODY,
    }


def test_a_damaged_file_of_proposals_is_logged_and_leaves_the_rest_of_the_queue(
    live: Live, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    (path,) = settings.link.folder.glob("*.jsonl")
    path.write_text("no json", "utf-8")
    assert list(links.items(live, settings.steward)) == []
    assert str(path) in caplog.text
    assert len(list(duplicates.items(live, settings.steward))) == 1


def test_a_visitor_sees_no_proposals(pairs_app: Flask) -> None:
    visitor = pairs_app.test_client()
    assert OUTSIDE not in visitor.get(f"/page/organisation/{BODY.rpartition('/')[2]}", headers=HTML).text


def test_what_each_decision_about_a_pair_would_change_is_told(kari: FlaskClient) -> None:
    _address, page = item_page(kari, "duplicate")
    told = page.partition("What would change")[2].partition("</dl>")[0]
    assert re.search(r"\d+ statements of \d+ documents? about “[^”]+” are said of “[^”]+”", told)
    assert "the pair is not proposed again" in told
    _address, page = item_page(kari, "link")
    assert "The thing gets one statement" in page
