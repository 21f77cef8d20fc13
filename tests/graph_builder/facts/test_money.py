"""Sums of money that a document states."""

from graph_builder.facts.money import find_money
from tests.graph_builder.reading import read


def test_sums_with_their_currency() -> None:
    text = "Det er 3 mio. kr. og ikke 4 millioner."
    assert [(money.value, money.currency) for money in find_money(read(text, "da"), 0, len(text))] == [
        (3_000_000, "DKK")
    ]


def test_numbers_alone_are_no_sums() -> None:
    text = "I 2031 kom 300 personer, 3 prosent mer."
    assert list(find_money(read(text), 0, len(text))) == []
