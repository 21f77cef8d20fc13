"""Sums of money in five languages."""

import pytest

from graph_builder.facts.money import find_money
from tests.graph_builder.reading import read


@pytest.mark.parametrize(
    ("language", "text", "value", "currency"),
    [
        ("nb", "Det er 500 000 kroner.", "500000", "NOK"),
        ("nb", "Det er 96,4 millioner kroner.", "96400000", "NOK"),
        ("nn", "Det er 2 mrd. kroner.", "2000000000", "NOK"),
        ("da", "Det er 50.000 kr.", "50000", "DKK"),
        ("da", "Det er 3 mio. kr.", "3000000", "DKK"),
        ("sv", "Det är 100 000 kronor.", "100000", "SEK"),
        ("sv", "Det är 7 miljoner kronor.", "7000000", "SEK"),
        ("en", "It is EUR 50,000.", "50000", "EUR"),
        ("en", "It is €1.5 million.", "1500000", "EUR"),
        ("en", "It is NOK 4 million.", "4000000", "NOK"),
    ],
)
def test_sums(language: str, text: str, value: str, currency: str) -> None:
    (money,) = find_money(read(text, language), 0, len(text))
    assert (money.value, money.currency) == (value, currency)


def test_numbers_alone_are_no_sums() -> None:
    text = "I 2031 kom 300 personer, 3 prosent mer."
    assert list(find_money(read(text), 0, len(text))) == []
