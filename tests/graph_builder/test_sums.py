"""Sums of money."""

import pytest

from graph_builder.sums import find_sums


@pytest.mark.parametrize(
    ("language", "text", "value", "currency"),
    [
        ("nb", "Tindvik får 2,5 millioner kroner i år.", 2_500_000, "NOK"),
        ("nb", "Tindvik får 4 950 000 kroner i år.", 4_950_000, "NOK"),
        ("nb", "Tau (6,2 mill.) kom.", 6_200_000, "NOK"),
        ("nb", "Støtte: kr 500 000", 500_000, "NOK"),
        ("nb", "Støtte: 3 MNOK", 3_000_000, "NOK"),
        ("nb", "De får tolv millioner kroner.", 12_000_000, "NOK"),
        ("nn", "Dei får 800 000 kroner og 1,2 milliardar.", 800_000, "NOK"),
        ("da", "De får 1,2 mio. kr. fra puljen.", 1_200_000, "DKK"),
        ("da", "De får 1.200.000 kr. fra puljen.", 1_200_000, "DKK"),
        ("sv", "De får 14,5 miljoner kronor.", 14_500_000, "SEK"),
        ("sv", "Belopp: MSEK 3", 3_000_000, "SEK"),
        ("sv", "Belopp: 700 tkr", 700_000, "SEK"),
        ("en", "They get SEK 12 million.", 12_000_000, "SEK"),
        ("en", "They get EUR 1,200,000.", 1_200_000, "EUR"),
        ("en", "They get €2.5 million.", 2_500_000, "EUR"),
        ("en", "They get 3.5 million Danish kroner.", 3_500_000, "DKK"),
    ],
)
def test_sums(language: str, text: str, value: int, currency: str) -> None:
    found = find_sums(text, 0, len(text), language)[0]
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize("text", ["I 2025 kom 12 båter.", "Vi venter 14 dager.", "Kapittel 4.2 og 38 prosent."])
def test_other_numbers_are_no_sums(text: str) -> None:
    assert find_sums(text, 0, len(text), "nb") == []
