"""Sums of money as they are printed: «500 000 kroner», «96,4 millioner kroner», «50.000 kr.», «EUR 50,000»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.draft import Draft, Entity, Span, Value
from ontology import SCHEMA

_NUMBER = r"(?P<number{0}>\d{{1,3}}(?:[ .,]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_SCALE = r"(?:\s?(?P<scale{0}>mill(?:ion(?:er|ar|s)?)?\.?|mio\.?|milj(?:oner|on)?\.?|mrd\.?|milliard(?:er|ar)?|miljard(?:er)?|billion|tusen|k)(?!\w))?"
_UNIT = r"(?P<unit{0}>kroner|kronor|krone|kr\b\.?|NOK|DKK|SEK|EUR|euro|USD|€|pund|GBP|dollar)"
_SUM = re.compile(
    _NUMBER.format(1) + _SCALE.format(1) + r"\s?(?:(?:norske|danske|svenske|svenska)\s)?" + _UNIT.format(1)
    + "|" + _UNIT.format(2) + r"\s?" + _NUMBER.format(2) + _SCALE.format(2),
    re.IGNORECASE,
)  # fmt: skip
_OWN = {"nb": "NOK", "nn": "NOK", "da": "DKK", "sv": "SEK", "en": "NOK"}
_CODES = {
    "eur": "EUR",
    "euro": "EUR",
    "€": "EUR",
    "usd": "USD",
    "dollar": "USD",
    "gbp": "GBP",
    "pund": "GBP",
    "nok": "NOK",
    "dkk": "DKK",
    "sek": "SEK",
}


@dataclass(frozen=True)
class Money:
    """A printed sum: its value in whole units, the currency by ISO 4217 and where it stands."""

    value: str
    currency: str
    start: int
    end: int


def find_money(draft: Draft, start: int, end: int) -> Iterator[Money]:
    """The sums printed in `[start, end)`; «kroner» are those of the document's language."""
    for match in _SUM.finditer(draft.text, start, end):
        number = match["number1"] or match["number2"]
        scale = (match["scale1"] or match["scale2"] or "").lower()
        unit = (match["unit1"] or match["unit2"]).lower()
        yield Money(_value(number, scale), _CODES.get(unit, _OWN[draft.document.language]), match.start(), match.end())


def state_amount(draft: Draft, subject: Entity, money: Money, reader: str) -> Entity:
    """State that `subject` has the sum as its schema:amount; returns the amount."""
    span: Span = (money.start, money.end)
    amount = draft.new("Amount", f"{money.value} {money.currency}", span)
    draft.state(amount, SCHEMA.value, Value(money.value, "decimal"), span, reader)
    draft.state(amount, SCHEMA.currency, Value(money.currency, "string"), span, reader)
    draft.state(subject, SCHEMA.amount, amount, span, reader)
    return amount


def _value(number: str, scale: str) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+(?:,\d+)?", number)
    plain = re.sub(r"[ .,](?=\d{3}(?:\D|$))", "", number) if grouped else number
    value = float(plain.replace(",", "."))
    if scale.startswith(("mill", "mio", "milj")) and not scale.startswith(("milliard", "miljard")):
        value *= 1_000_000
    elif scale.startswith(("mrd", "milliard", "miljard", "billion")):
        value *= 1_000_000_000
    elif scale in ("tusen", "k"):
        value *= 1000
    return f"{value:.0f}" if value == int(value) else f"{value:.2f}"
