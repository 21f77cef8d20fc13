"""Who funds what, with the sum: `schema:funder`, and where a sum is stated a grant of its own."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.money import state_amount
from graph_builder.sums import Sum, find_sums
from ontology import SCHEMA


def sums_in(draft: Draft, start: int, end: int) -> list[Sum]:
    """The sums printed in `[start, end)`."""
    return find_sums(draft.text, start, end, draft.document.language)


def sum_of_cell(draft: Draft, cell: Span, unit: str) -> Sum | None:
    """The sum in a table's cell, where the column's name may hold the unit: «4,5» below «Beløp (mill. kr)»."""
    start, end = cell
    found = sums_in(draft, start, end)
    if found:
        return found[0]
    number = draft.text[start:end].strip(" |")
    if not re.fullmatch(r"\d[\d .,]*", number):
        return None
    said = re.sub(r"^(?:i|in)\s+", "", unit) or "kr"
    printed = f"{said.removeprefix('1000 ')} {number}" if said.isupper() else f"{number} {said.removeprefix('1000 ')}"
    counted = find_sums(printed, 0, len(printed), draft.document.language)
    if not counted:
        return None
    times = 1000 if said.startswith("1000") else 1
    return Sum(start, end, counted[0].value * times, counted[0].currency)


def state_funding(draft: Draft, what: Entity, funder: Entity, span: Span, amount: Sum | None, reader: str) -> None:
    """State that `funder` funds `what`, read from `span`; with `amount` also the grant, read where the sum is printed."""
    draft.state(what, SCHEMA.funder, funder, span, reader)
    if amount is None:
        return
    name = f"{what.label} {funder.label} {amount.value} {amount.currency}"
    grant = draft.find("Grant", name) or draft.new("Grant", name, (amount.start, amount.end))
    draft.state(what, SCHEMA.funding, grant, span, reader)
    draft.state(grant, SCHEMA.funder, funder, span, reader)
    state_amount(draft, grant, amount, reader)
