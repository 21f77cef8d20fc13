"""Looking things up in what was read from a document."""

import pytest

from graph_builder.draft import Draft
from tests.graph_builder.reading import facts, read

TEXT = "Kari Moe i Havnerådet og Olav Berg i Tindvik kommune kom til Kaivik kommune. Sigrun Haukvik gikk.\n"


@pytest.fixture
def draft() -> Draft:
    return read(TEXT)


def printed(draft: Draft, start: str, end: str, *kinds: str) -> list[str]:
    found = draft.mentions_in(TEXT.index(start), TEXT.index(end), *kinds)
    return [TEXT[m.start : m.end] for m in found]


def test_mentions_wholly_within_a_span(draft: Draft) -> None:
    assert printed(draft, "Kari", " kom til") == ["Kari Moe", "Havnerådet", "Olav Berg", "Tindvik kommune"]
    assert printed(draft, "ari Moe", "kommune kom") == ["Havnerådet", "Olav Berg"]
    assert printed(draft, "Olav", " i Tindvik") == ["Olav Berg"]
    assert printed(draft, "gikk", "gikk") == []


def test_mentions_of_a_kind(draft: Draft) -> None:
    assert printed(draft, "Kari", "gikk", "Person") == ["Kari Moe", "Olav Berg", "Sigrun Haukvik"]
    assert printed(draft, "Kari", "gikk", "Place", "Event") == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi gikk. Så kom de! Hvorfor? Fordi.", ["Vi gikk.", "Så kom de!", "Hvorfor?", "Fordi."]),
        ("Vi ser bl.a. Kaivik og ca. Ti andre.", ["Vi ser bl.a. Kaivik og ca. Ti andre."]),
        ("Brev fra Olav K. Berg. Nytt brev.", ["Brev fra Olav K. Berg.", "Nytt brev."]),
        ("Se Meld. St. 99 (2031–2032). Den er ny.", ["Se Meld. St. 99 (2031–2032).", "Den er ny."]),
        ("Hun sa «ja.» Så gikk hun.", ["Hun sa «ja.»", "Så gikk hun."]),
        ("Det er 3.5 meter. og så.", ["Det er 3.5 meter. og så."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    draft = read(f"{text}\n")
    (block,) = draft.layout.blocks
    assert [draft.text[a:b] for a, b in draft.sentences(block)] == sentences


def test_a_fact_read_twice_has_two_places() -> None:
    draft = read("Havnerådet driver Ferjeprogrammet.\n\nI dag driver Havnerådet det fine Ferjeprogrammet.")
    assert len(facts(draft)) == 1
    assert len({fact.span for fact in draft.all_facts()}) == 2
