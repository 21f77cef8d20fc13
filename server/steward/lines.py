"""Items of the queue as pages show them: in one line, in the words of the language of the page."""

from dataclasses import dataclass

import pyoxigraph
from flask import url_for
from flask_babel import gettext as _

from server import between, words
from server.layouts import short
from server.live import Live
from server.locale import page_language, pick
from server.reader import Reader
from server.shape_texts import shapes
from server.shown import Ref, Shower
from server.steward.queue import Row
from server.steward.records import reason


@dataclass(frozen=True)
class Line:
    """A row of the queue as a page shows it."""

    row: Row
    href: str
    kind: str
    subject: Ref
    property: str
    value: Ref | None
    others: list[Ref]
    text: str
    severity: str
    person: str


def lines(live: Live, rows: list[Row], assigned: dict[str, str]) -> list[Line]:
    """Rows as lines; `assigned` has who was given which item."""
    shower = Shower(live, page_language())
    iris = {iri for row in rows for iri in (row.item.subject, *row.item.others)}
    iris |= {row.item.value.value for row in rows if isinstance(row.item.value, pyoxigraph.NamedNode)}
    shower.names = between.names(Reader(live), iris, shower.order)
    return [_line(row, shower, assigned.get(row.id, "")) for row in rows]


def _line(row: Row, shower: Shower, person: str) -> Line:
    item = row.item
    return Line(
        row,
        url_for("steward.item", id=row.id),
        kinds()[item.kind],
        shower.thing(item.subject),
        words.label(item.predicate, shower.language) if item.predicate else "",
        shower.ref(item.value) if item.value is not None else None,
        [shower.thing(iri) for iri in item.others],
        pick(item.texts, shower.language) or (reason(item.note) if item.kind == "stale" else item.note),
        severities().get(item.severity, ""),
        person,
    )


def kinds() -> dict[str, str]:
    """What the kinds of items are called."""
    return {
        "result": _("Result of validation"),
        "fact": _("Uncertain fact"),
        "duplicate": _("Possible duplicate"),
        "name": _("Name without a thing"),
        "stale": _("Decision that no longer fits"),
        "link": _("Proposed link"),
    }


def severities() -> dict[str, str]:
    """What the severities are called."""
    return {"Violation": _("Violation"), "Warning": _("Warning"), "Info": _("Note")}


def value_name(live: Live, name: str, value: str) -> str:
    """What a value of the filter `name` is called."""
    if name == "kind":
        return kinds().get(value, value)
    if name == "severity":
        return severities().get(value, value)
    if name == "thing":
        return words.plural(value, page_language())
    if name == "doc":
        return live.title(value)
    shape = shapes().get(value)
    return (pick(shape.names, page_language()) or shape.name) if shape else short(value)
