"""Things that may be one: found by their names and by what is said of them, each with why."""

import random

import pytest

from graph_builder.draft import Draft
from graph_builder.duplicates import Candidate, Thing, find_candidates, things_of
from graph_builder.duplicates.blocks import pairs
from graph_builder.identity_report import identity_report
from graph_builder.iris import assign
from graph_builder.merges import fold
from ontology import ORG, SCHEMA
from tests.graph_builder.reading import read

BASE = "https://example.org/g/"


def thing(name: str, *, kind: str = "Organisation", iri: str = "", also: tuple[str, ...] = (), **more: object) -> Thing:
    names = (name, *also)
    path = iri or name.replace(" ", "-").lower()
    return Thing(f"{BASE}id/x/{path}", kind, name, tuple(map(fold, names)), frozenset(names), **more)  # type: ignore[arg-type]


def person(name: str, *facts: tuple[str, str], **more: object) -> Thing:
    return thing(name, kind="Person", facts=frozenset(facts), **more)  # type: ignore[arg-type]


def ways(*things: Thing) -> list[tuple[str, str, str]]:
    return [(found.one.name, found.other.name, found.way) for found in find_candidates(things)]


COUNCIL = (str(ORG.organization), f"{BASE}id/organisation/havneraadet")
ADVISER = ("roleName", "rådgiver for kaier")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sigrun Haukvik", "Sigrun Haukvig"), ("Sigrun Haukvik", "Haukvik Sigrun"), ("Sigrun Haukvik", "Sigrund Haukvik")],
)
def test_names_nearly_one_are_enough(one: str, other: str) -> None:
    first, second = sorted((one, other))
    assert ways(person(one), person(other)) == [(first, second, "alike")]


@pytest.mark.parametrize(
    ("one", "other", "way"),
    [
        ("S Haukvik", "Sigrun Haukvik", "initial"),
        ("Sigrun Haukvik", "Sigrun Moe Haukvik", "longer"),
        ("Sigrun Haukvik", "Sigrunn Haukviken", "alike"),
    ],
)
def test_names_less_alike_need_something_in_common(one: str, other: str, way: str) -> None:
    assert ways(person(one), person(other)) == []
    (found,) = find_candidates([person(one, COUNCIL, ADVISER), person(other, COUNCIL, ADVISER)])
    assert (found.one.name, found.other.name, found.way) == (one, other, way)
    assert found.facts == tuple(sorted((COUNCIL, ADVISER)))
    assert found.score > 80


def test_a_short_form_and_what_it_stands_for() -> None:
    facts = frozenset({("seat", "tindvik"), ("partOf", "x")})
    long, short = thing("Havnerådet for Tindvik", facts=facts), thing("HFT", facts=facts)
    assert ways(long, short) == [("HFT", "Havnerådet for Tindvik", "acronym")]
    assert ways(thing("Havnerådet for Tindvik"), thing("HFT")) == []


def test_other_forms_of_a_name_count() -> None:
    assert ways(thing("Havnerådet", also=("Tindvik havneråd",)), thing("Tindvik havneråd")) == [
        ("Havnerådet", "Tindvik havneråd", "also")
    ]
    both = [thing(f"Tindvik {kind}", also=("Tindvik",)) for kind in ("havneråd", "fylkesting")]
    assert ways(*both) == []


def test_kinds_are_not_mixed() -> None:
    assert ways(thing("Tindvik"), thing("Tindvik", kind="Place", iri="place")) == []


@pytest.mark.parametrize(
    "kind", ["Person", "Organisation", "Programme", "Project", "PolicyDocument", "Event", "Place", "Award"]
)
def test_every_kind_is_looked_at(kind: str) -> None:
    assert len(ways(thing("Bedre kaier i nord", kind=kind), thing("Bedre kaiar i nord", kind=kind))) == 1


def test_numbers_tell_things_apart() -> None:
    assert ways(thing("Plan for kaier 2030", kind="Programme"), thing("Plan for kaier 2031", kind="Programme")) == []


def test_events_of_other_days_are_two() -> None:
    def meeting(iri: str, *dates: str) -> Thing:
        return thing("Havnedagen", kind="Event", iri=iri, dates=frozenset(dates))

    assert ways(meeting("a", "2031-03-01"), meeting("b", "2032-03-01")) == []
    assert len(ways(meeting("a", "2031-03-01"), meeting("b", "2031"))) == 1
    assert len(ways(meeting("a", "2031-03-01"), meeting("b"))) == 1


def test_two_entries_of_the_authority_are_two() -> None:
    assert ways(thing("Havnerådet", iri="a", known=True), thing("Havnerådet", iri="b", known=True)) == []
    assert len(ways(thing("Havnerådet", iri="a", known=True), thing("Havnerådet", iri="b"))) == 1


def test_a_name_that_means_its_document_needs_a_fact_in_common() -> None:
    def strategy(iri: str, *facts: tuple[str, str]) -> Thing:
        return thing("strategien", kind="PolicyDocument", iri=iri, generic=True, facts=frozenset(facts))

    assert ways(strategy("a"), strategy("b")) == []
    assert len(ways(strategy("a", COUNCIL), strategy("b", COUNCIL))) == 1


def test_governments_and_departments_of_two_documents_are_not_taken_for_one() -> None:
    text = "Regjeringen vil\n\n- dele data\n\n{}, leder i avdeling for tau, {}, kom."
    one = read(text.format("Sigrun Haukvik", "Havnerådet"), stem="a")
    assert report(one, read(text.format("Nils Moe", "Elveverket"), stem="b")) == []


def test_a_name_that_many_have_needs_something_in_common() -> None:
    several = [person("Kari Moe", iri=str(number)) for number in range(12)]
    assert len(find_candidates(several[:2])) == 1
    assert find_candidates(several) == []
    told = [person("Kari Moe", COUNCIL, iri=str(number)) for number in range(20, 22)]
    assert [(each.one.iri[-2:], each.other.iri[-2:]) for each in find_candidates(several + told)] == [("20", "21")]


def test_persons_of_two_given_names_are_hardly_one() -> None:
    assert ways(person("Anne Haukvik", COUNCIL), person("Arne Haukvik", COUNCIL)) == []


def test_the_likeliest_come_first_and_documents_in_common_count() -> None:
    shared = frozenset({"a", "b"})
    found = find_candidates(
        [
            person("Kari Moe", iri="1"),
            person("Kari Moe", iri="2"),
            person("Sigrun Haukvik", COUNCIL, iri="3", documents=shared),
            person("Sigrun Haukvik", COUNCIL, iri="4", documents=shared | {"c"}),
        ]
    )
    assert [(each.one.name, each.documents) for each in found] == [("Sigrun Haukvik", ("a", "b")), ("Kari Moe", ())]
    assert found[0].score > found[1].score
    assert found[0].told() == {
        "kind": "Person",
        "names": ["Sigrun Haukvik", "Sigrun Haukvik"],
        "iris": [f"{BASE}id/x/3", f"{BASE}id/x/4"],
        "score": 100,
        "alike": 100,
        "way": "same",
        "context": 100,
        "documents": ["a", "b"],
        "facts": [list(COUNCIL)],
    }


def test_pairs_that_are_two_are_left_out() -> None:
    one, other = person("Kari Moe", iri="1"), person("Kari Moe", iri="2")
    assert find_candidates([one, other], {frozenset((one.iri, other.iri))}) == []


def test_the_order_of_things_does_not_matter_and_the_best_are_kept() -> None:
    chance = random.Random(4)
    things = [_invented(chance, number) for number in range(400)]
    found = find_candidates(things)
    assert len(found) > 20
    chance.shuffle(things)
    assert find_candidates(things) == found
    assert find_candidates(things, most=5) == found[:5]


def test_the_pairs_that_are_compared_grow_with_the_things() -> None:
    """However many things share a word, each is compared with some of them only."""
    chance = random.Random(5)
    for size in (500, 2000):
        things = sorted((_invented(chance, number) for number in range(size)), key=lambda one: one.names)
        told, near = pairs(things)
        assert len(told) + len(near) < 150 * size


def _invented(chance: random.Random, number: int) -> Thing:
    first, last = chance.choice(["Kari", "Sigrun", "Nils", "Ada"]), "".join(chance.choices("aeikmnortv", k=4))
    return person(f"{first} {last.capitalize()}vik", ("org", str(chance.randrange(40))), iri=str(number))


def report(*drafts: Draft) -> list[dict[str, object]]:
    given, found = assign(drafts, BASE)
    return identity_report(drafts, given, found)["proposals"]


def test_a_common_employer_is_told_of_with_the_names() -> None:
    text = "Sigrun Haukvik, rådgiver i Havnerådet, kom."
    (found,) = report(read(text, stem="a"), read(text.replace("Haukvik", "Haukvikk"), stem="b"))
    assert found["names"] == ["Sigrun Haukvik", "Sigrun Haukvikk"]
    assert [str(ORG.organization), f"{BASE}id/organisation/havneraadet"] in found["facts"]  # type: ignore[operator]
    assert [str(SCHEMA.roleName), "rådgiver"] in found["facts"]  # type: ignore[operator]


def test_a_surname_alone_is_no_name_that_two_persons_share() -> None:
    assert report(read("Sigrun Haukvik kom. Haukvik gikk."), read("Nils Haukvik kom. Haukvik gikk.", stem="b")) == []


def test_things_know_their_documents_names_and_facts() -> None:
    drafts = [read("Sigrun Haukvik, rådgiver i Havnerådet, kom. Haukvik gikk.", stem=stem) for stem in "ab"]
    given, _ = assign(drafts, BASE)
    found = {each.name: each for each in things_of(drafts, given)}
    assert found["Sigrun Haukvik"].documents == {"a", "b"}
    assert found["Sigrun Haukvik"].names == ("sigrun haukvik",)
    assert (str(ORG.hasMember), found["Sigrun Haukvik"].iri) in found["Havnerådet"].facts
    assert isinstance(find_candidates(found.values()), list)
    assert all(isinstance(each, Candidate) for each in find_candidates(found.values()))
