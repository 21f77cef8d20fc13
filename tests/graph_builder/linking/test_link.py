"""Asking a register: what it proposes, how politely it is asked, and what happens when it fails."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph_builder.linking.book import Book, BookError, Entry, Proposal, read_books
from graph_builder.linking.polite import Polite
from graph_builder.linking.run import link
from graph_builder.linking.score import Told, judge
from graph_builder.linking.wanted import Wanted
from settings import LinkSettings
from store.errors import EndpointError
from tests.graph_builder.linking.register import GENERAL, OUTSIDE, WIKIDATA, Answer, Register, serving

BASE = "https://example.org/g/"
COUNCIL = Wanted(f"{BASE}id/organisation/havneraadet", "organisation", ("Havnerådet",), frozenset({"tindvik"}))
WORKS = Wanted(f"{BASE}id/organisation/elveverket", "organisation", ("Elveverket",), frozenset({"tindvik"}))
PERSON = Wanted(f"{BASE}id/person/sigrun-haukvik", "person", ("Sigrun Haukvik",), frozenset({"havnerådet"}))
NOBODY = Wanted(f"{BASE}id/person/olga-nobody", "person", ("Olga Nobody",))
ALL = [COUNCIL, WORKS, PERSON, NOBODY]


@pytest.fixture
def register() -> Iterator[Register]:
    with serving(GENERAL) as found:
        yield found


class Desk:
    """How a register is asked, with a clock of its own."""

    def __init__(self, register: Register, folder: Path, **own: object) -> None:
        self.waits: list[float] = []
        self.said: list[str] = []
        self.own = LinkSettings(folder=folder / "links", **{"delay": 0.0, "retries": 2, **own})  # type: ignore[arg-type]
        self.polite = Polite.of(register.url, self.own, self.said.append)
        self.polite.sleep = self.waits.append
        self.address = register.url

    @property
    def book(self) -> Book:
        return Book.of(self.own.folder, self.address)

    def link(self, things: list[Wanted] | None = None, **more: object):
        book = self.book
        todo = [thing for thing in things or ALL if not book.asked(thing.iri, thing.names)]
        return link(todo, self.polite, book, BASE, **more)  # type: ignore[arg-type]

    def proposed(self) -> dict[str, list[str]]:
        return {
            entry.thing.removeprefix(f"{BASE}id/"): [each.iri for each in entry.proposals]
            for entry in self.book.entries.values()
        }


def test_things_of_the_name_and_kind_are_proposed_those_with_more_in_common_first(
    register: Register, tmp_path: Path
) -> None:
    desk = Desk(register, tmp_path)
    outcome = desk.link()
    assert desk.proposed() == {
        "organisation/havneraadet": [f"{OUTSIDE}1"],
        "organisation/elveverket": [f"{OUTSIDE}3", f"{OUTSIDE}2"],
        "person/sigrun-haukvik": [f"{OUTSIDE}5"],
        "person/olga-nobody": [],
    }
    assert (outcome.asked, outcome.found, outcome.proposals, outcome.failed) == (4, 3, 4, {})
    (found,) = desk.book.entries[COUNCIL.iri].proposals
    assert found == Proposal(
        iri=f"{OUTSIDE}1",
        label="Havnerådet",
        name="Havnerådet",
        said="Et råd for havner",
        kinds=("Organization",),
        score=90,
        alike=100,
        kind="same",
        around=("Tindvik",),
    )


def test_wikidata_is_known_and_asked_in_its_own_way(tmp_path: Path) -> None:
    with serving(WIKIDATA) as register:
        desk = Desk(register, tmp_path)
        desk.link()
        assert desk.proposed()["organisation/havneraadet"] == ["http://www.wikidata.org/entity/Q9001"]
        assert desk.proposed()["person/sigrun-haukvik"] == ["http://www.wikidata.org/entity/Q9004"]
        (found,) = desk.book.entries[COUNCIL.iri].proposals
        assert (found.label, found.name, found.said) == ("Harbour Council", "Havnerådet", "agency for harbours")
        assert register.queries("wdt:P31 ?value")


def test_many_things_are_asked_for_at_once_and_the_next_run_asks_for_the_rest_only(
    register: Register, tmp_path: Path
) -> None:
    desk = Desk(register, tmp_path)
    desk.link(ALL[:2])
    (first,) = register.queries("VALUES ?name")
    assert '"Havnerådet"@nb' in first
    assert '"Elveverket"@sv' in first
    desk.link(ALL)
    assert '"Havnerådet"' not in register.queries("VALUES ?name")[1]
    assert set(desk.proposed()) == {thing.iri.removeprefix(f"{BASE}id/") for thing in ALL}
    # Of another name it is asked for again.
    desk.link([Wanted(COUNCIL.iri, "organisation", ("Det store havnerådet",))])
    assert desk.proposed()["organisation/havneraadet"] == []


def test_names_without_capitals(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path)
    desk.link([Wanted(COUNCIL.iri, "organisation", ("HAVNERÅDET",))])
    assert desk.proposed() == {"organisation/havneraadet": []}
    desk.book.path.unlink()
    desk.link([Wanted(COUNCIL.iri, "organisation", ("HAVNERÅDET",))], loose=True)
    assert desk.proposed() == {"organisation/havneraadet": [f"{OUTSIDE}1"]}


def test_what_a_steward_said_is_another_thing_is_not_proposed(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path)
    desk.link(refused={frozenset((COUNCIL.iri, f"{OUTSIDE}1"))})
    assert desk.proposed()["organisation/havneraadet"] == []


def test_it_says_who_asks_and_pauses_between_requests(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path, delay=2.0, user_agent="Havn (post@havn.example)", batch=1)
    desk.polite.clock = lambda: 100.0
    desk.link()
    assert {headers["User-Agent"] for _query, headers in register.asked} == {"Havn (post@havn.example)"}
    assert desk.waits == [2.0] * (len(register.asked) - 1)


@pytest.mark.parametrize(
    ("header", "wait"), [({"Retry-After": "7"}, 7.0), ({}, 60.0), ({"Retry-After": "when it suits"}, 60.0)]
)
def test_it_waits_as_it_is_told_when_the_end_point_is_busy(
    register: Register, tmp_path: Path, header: dict[str, str], wait: float
) -> None:
    register.first = [Answer(429, headers=header)]
    desk = Desk(register, tmp_path)
    assert desk.link().failed == {}
    assert desk.waits[0] == pytest.approx(wait)
    assert register.url in desk.said[0]
    assert "429" in desk.said[0]
    assert len(desk.proposed()) == 4


def test_each_wait_is_longer_than_the_one_before(register: Register, tmp_path: Path) -> None:
    register.first = [Answer(), Answer(500), Answer(503), Answer(body=b"<html>", kind="text/html"), Answer(502)]
    register.first[0] = Answer(body=b'{"head": {"vars": ["property"]}, "results": {"bindings": []}}')
    desk = Desk(register, tmp_path, retries=4)
    assert desk.link().failed == {}
    assert desk.waits == [1, 2, 4, 8]


def test_one_that_asks_for_too_long_a_wait_ends_the_run(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path, longest_wait=60.0, batch=1)
    desk.link([PERSON])
    register.always = Answer(429, headers={"Retry-After": "3600"})
    outcome = desk.link(ALL, shape="general")
    assert "3600 seconds" in outcome.away
    assert register.url in outcome.away
    assert desk.waits == []
    assert set(desk.proposed()) == {"person/sigrun-haukvik"}


@pytest.mark.parametrize(
    "answer",
    [
        Answer(500, b"boom"),
        Answer(body=b"this is no JSON"),
        Answer(body=b'{"head": {}, "results": {"bindings": [{'),
        Answer(body=b"<html>Welcome</html>", kind="text/html"),
    ],
)
def test_one_that_keeps_failing_ends_the_run_and_what_was_answered_is_kept(
    register: Register, tmp_path: Path, answer: Answer
) -> None:
    desk = Desk(register, tmp_path, batch=1)
    register.always, register.when = answer, "Elveverket"
    outcome = desk.link()
    assert register.url in outcome.away or "answer" in outcome.away
    assert set(outcome.failed) == {WORKS.iri}
    assert set(desk.proposed()) == {"organisation/havneraadet"}
    register.always = None
    assert desk.link().failed == {}
    assert len(desk.proposed()) == 4
    assert len(register.queries('"Havnerådet"@nb')) == 1


@pytest.mark.parametrize(
    "answer", [Answer(400, b"Parse error"), Answer(404), Answer(403), Answer(500, b"boom"), Answer(body=b"{}")]
)
def test_one_that_cannot_be_asked_at_all_is_an_error(register: Register, tmp_path: Path, answer: Answer) -> None:
    register.always = answer
    desk = Desk(register, tmp_path)
    with pytest.raises(EndpointError) as error:
        desk.link()
    assert register.url in str(error.value) or "answer" in str(error.value)
    assert not desk.own.folder.exists()


def test_an_answer_that_is_too_large_is_asked_for_in_parts(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path, max_bytes=3_000)
    register.always, register.when = Answer(body=b"x" * 5_000), 'Elveverket"@nb'
    outcome = desk.link()
    assert outcome.failed == {}
    assert desk.proposed()["organisation/havneraadet"] == [f"{OUTSIDE}1"]
    assert desk.proposed()["organisation/elveverket"] == []
    assert desk.book.entries[WORKS.iri].note == "the register has too many of this name"
    assert desk.waits == []


def test_one_that_is_too_slow_for_a_thing_goes_on_with_the_others(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path, timeout=1.0)
    register.always, register.when = Answer(seconds=1.6), 'Elveverket"@nb'
    outcome = desk.link([COUNCIL, WORKS])
    assert set(outcome.failed) == {WORKS.iri}
    assert "within 1 seconds" in outcome.failed[WORKS.iri]
    assert set(desk.proposed()) == {"organisation/havneraadet"}


def test_things_without_number_of_one_name_are_told_and_not_looked_at(tmp_path: Path) -> None:
    many = "\n".join(f'<{OUTSIDE}{n}> <http://www.w3.org/2000/01/rdf-schema#label> "Havnerådet" .' for n in range(60))
    with serving(many) as register:
        desk = Desk(register, tmp_path)
        assert desk.link([COUNCIL, NOBODY]).proposals == 0
        assert desk.book.entries[COUNCIL.iri].note == "the register has too many of this name"
        assert not register.queries("VALUES ?thing")


def test_what_a_register_sends_goes_into_no_query_and_no_file_as_it_is(register: Register, tmp_path: Path) -> None:
    def row(iri: str) -> dict[str, object]:
        name = {"type": "literal", "value": "Havnerådet"}
        return {"name": name, "thing": {"type": "uri", "value": iri}}

    strange = [OUTSIDE + "x> } } DROP ALL", "javascript:alert(1)", f"{BASE}id/organisation/x", "http://a/" + "x" * 3000]
    body = {"head": {"vars": ["name", "thing"]}, "results": {"bindings": [row(iri) for iri in strange]}}
    register.always, register.when = Answer(body=json.dumps(body).encode()), "VALUES ?name"
    desk = Desk(register, tmp_path)
    outcome = desk.link([COUNCIL], shape="general")
    assert desk.proposed() in ({"organisation/havneraadet": []}, {})
    assert outcome.proposals == 0
    assert not register.queries("DROP")


def test_a_name_that_could_end_its_literal(register: Register, tmp_path: Path) -> None:
    name = 'Havn"@nb } } #\\\n råd'
    desk = Desk(register, tmp_path)
    assert desk.link([Wanted(COUNCIL.iri, "organisation", (name,))]).failed == {}


def test_the_kind_and_the_years_count() -> None:
    told = Told(f"{OUTSIDE}1", ["Havnerådet"], ["Havnerådet"])
    plain = judge(COUNCIL, told)
    told.kinds = ["http://schema.org/Organization"]
    same = judge(COUNCIL, told)
    told.dates = ["1991-01-01"]
    dated = judge(Wanted(COUNCIL.iri, "organisation", ("Havnerådet",), years=frozenset({"1991"})), told)
    assert plain and same and dated
    assert plain.score < same.score < dated.score
    told.kinds = ["http://schema.org/Person"]
    assert judge(COUNCIL, told) is None


def test_a_book_that_was_cut_short_or_changed_by_hand(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path)
    desk.link([COUNCIL, WORKS])
    whole = desk.book.path.read_text("utf-8")
    desk.book.path.write_text(whole + '{"thing": "https://exam', "utf-8")
    assert len(desk.book.entries) == 2
    desk.link([PERSON])
    assert len(desk.book.entries) == 3
    desk.book.path.write_text(whole + '{"thing": "nowhere"}\n', "utf-8")
    with pytest.raises(BookError, match=r"jsonl, line 4: .*Mend it, or take it away"):
        Book.of(desk.own.folder, register.url)
    (desk.own.folder / "good.jsonl").write_text(whole, "utf-8")
    books, problems = read_books(desk.own.folder)
    assert [len(book.entries) for book in books] == [2]
    assert len(problems) == 1


def test_two_runs_at_once_do_not_write_one_book(register: Register, tmp_path: Path) -> None:
    desk = Desk(register, tmp_path)
    with desk.book.writing(), pytest.raises(BookError, match="Another run asks"):
        desk.link()


def test_a_folder_that_cannot_be_written_is_told(register: Register, tmp_path: Path) -> None:
    (tmp_path / "links").write_text("a file")
    with pytest.raises(BookError, match="cannot be written"):
        Desk(register, tmp_path).link()


def test_a_thing_asked_for_twice_has_its_last_answer(tmp_path: Path) -> None:
    book = Book.of(tmp_path, "https://register.example/sparql")
    with book.writing():
        for note in ("first", "second"):
            book.add([Entry(thing=COUNCIL.iri, names=("Havnerådet",), asked=date(2031, 1, 1), note=note)])
    assert Book.of(tmp_path, book.endpoint).entries[COUNCIL.iri].note == "second"
    assert read_books(tmp_path / "none") == ([], [])
