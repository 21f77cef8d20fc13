"""Policy documents: number, title, who issued them, what they treat."""

import pytest

from tests.graph_builder.facts.paper import PAPER
from tests.graph_builder.reading import entity, facts, kinds, read


def test_the_paper_has_its_number_title_and_short_name() -> None:
    draft = read(PAPER)
    paper = entity(draft, "Bruer for alle")
    assert {"Meld. St. 99 (2031–2032)", "Bruer for alle", "Meldingen"} <= set(paper.names)
    assert paper.label == "Bruer for alle"
    assert ("Bruer for alle", "identifier", "Meld. St. 99 (2031–2032)") in facts(draft)


def test_it_treats_the_others_and_a_recommendation_treats_it() -> None:
    assert facts(read(PAPER), "references") == {
        ("Bruer for alle", "references", "NOU 2031: 7"),
        ("Innst. 77 S (2031–2032)", "references", "Bruer for alle"),
    }


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("Meld. St. 99 (2031–2032) ble lagt fram i juni 2031.", "2031-06"),
        ("Meld. St. 99 (2031–2032), lansert i juni.", "--06"),
    ],
)
def test_when_a_paper_was_issued(text: str, issued: str) -> None:
    assert {value for _, _, value in facts(read(text), "issued")} == {issued}


def test_a_month_of_the_next_sentence_is_not_the_papers() -> None:
    assert facts(read("Vi leste Meld. St. 99 (2031–2032). Boka ble lansert i juni 2031."), "issued") == set()


def test_whose_a_paper_is() -> None:
    assert facts(read("Vi følger Bruetatens strategi for trygge bruer."), "creator") == {
        ("strategi for trygge bruer", "creator", "Bruetaten"),
    }
    assert facts(read("Bruetaten liker en strategi for trygge bruer."), "creator") == set()


def test_only_a_paper_named_often_is_at_hand() -> None:
    draft = read("Vi leste Meld. St. 99 (2031–2032) og NOU 2031: 7. Regjeringen vil:\n • bygge kaier av tre\n")
    assert facts(draft, "references") == set()
    assert facts(draft, "hasMeasure") == {("regjeringen", "hasMeasure", "bygge kaier av tre")}
    assert set(kinds(draft, "PolicyDocument").values()) == {"white-paper", "official-report"}
