"""Sums of money that a document states."""

from collections.abc import Iterator

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.sums import Sum, find_sums
from ontology import SCHEMA


def find_money(draft: Draft, start: int, end: int) -> Iterator[Sum]:
    """The sums printed in `[start, end)` with their currency; «kroner» are those of the document's language."""
    return (money for money in find_sums(draft.text, start, end, draft.document.language) if money.stated)


def state_amount(draft: Draft, subject: Entity, money: Sum, reader: str) -> Entity:
    """State that `subject` has the sum as its schema:amount; returns the amount."""
    span: Span = (money.start, money.end)
    printed = f"{money.value} {money.currency}"
    amount = draft.find("Amount", printed) or draft.new("Amount", printed, span)
    draft.state(amount, SCHEMA.value, Value(str(money.value), "decimal"), span, reader)
    draft.state(amount, SCHEMA.currency, Value(money.currency, "string"), span, reader)
    draft.state(subject, SCHEMA.amount, amount, span, reader)
    return amount
