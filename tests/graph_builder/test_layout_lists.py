"""Lists in plain text, and headings right on their text."""

import pytest

from tests.graph_builder.reading import blocks


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Vi vil:\n1. bygge kai\n2. selge tau", ["bygge kai", "selge tau"]),
        ("Vi vil:\n\n1. Bygge kai.\n\n2. Selge tau.", ["Bygge kai.", "Selge tau."]),
        ("Fakta\n- Kaia er blå\n- Tauet er langt", ["Kaia er blå", "Tauet er langt"]),
        ("Vi vil:\n\n– bygge kai\n\n– selge tau", ["bygge kai", "selge tau"]),
        ("Vi vil:\n1. bygge en kai som\ner lang\n2. selge tau", ["bygge en kai som er lang", "selge tau"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert [words for kind, words in blocks(text) if kind == "bullet"] == items


@pytest.mark.parametrize(
    "text",
    ["– Vi er glade, sier Kari.\n\n– Jeg også, sier Ola.", "1. Innledning\n\nTekst om kaia.\n\n2. Kaia\n\nMer tekst."],
)
def test_what_is_no_list(text: str) -> None:
    assert [kind for kind, _ in blocks(text) if kind == "bullet"] == []


def test_a_heading_right_on_a_long_line_or_a_list() -> None:
    long = "Kaia er lang og blå, og den har vært der siden " + "veldig " * 12 + "lenge."
    found = blocks(f"Tekst.\n\nOm kaia\n{long}\n\nFakta om tau\n- Tauet er langt\n- Tauet er blått\n")
    assert [words for kind, words in found if kind == "heading"] == ["Om kaia", "Fakta om tau"]


def test_a_quote_alone_is_no_heading() -> None:
    assert blocks("«Vi er glade for tauet.»\n\nTekst.")[0][0] == "paragraph"


def test_lettered_and_bracketed_items_are_bullets() -> None:
    for first, second in (("a)", "b)"), ("(i)", "(ii)"), ("(1)", "(2)")):
        text = f"Havnerådet vil gjøre dette:\n\n{first} kjøpe nytt tau\n{second} tjære båtene\n"
        assert [kind for kind, _ in blocks(text)][1:] == ["bullet", "bullet"]
        assert blocks(text)[-1] == ("bullet", "tjære båtene")


def test_one_letter_alone_is_no_bullet() -> None:
    assert blocks("Her er det.\n\na) dette står alene i teksten\n")[-1][0] != "bullet"
