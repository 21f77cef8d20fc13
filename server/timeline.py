"""The timeline: events and documents by when they begin or were issued, counted by bars of time, and as a list."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask_babel import gettext as _

from server import words
from server.configured import settings
from server.formats import CSV, HTML
from server.lists import DATA_ROWS, OFFERED, csv_of
from server.live import current
from server.locale import DEFAULT
from server.negotiation import finish, negotiate
from server.paging import page_number, pages
from server.spans import Bar, Span, first_day
from server.timed import Item, Timed
from server.values import show_date
from server.wanted_time import SOURCE, WantedTime

blueprint = Blueprint("timeline", __name__)
COLUMNS = ("iri", "kind", "name", "start", "end", "page")


@dataclass(frozen=True)
class Column:
    """A bar of the diagram: its parts by kind, in hundredths of the highest, from the bottom up."""

    title: str
    label: str
    below: str
    count: int
    parts: list[tuple[str, float, float]]
    href: str


@blueprint.get("/timeline")
def page() -> Response:
    """Events and documents along time, as a page, JSON or CSV."""
    return _answer(None)


@blueprint.get("/timeline.<any(html, json, csv):suffix>")
def page_as(suffix: str) -> Response:
    """The same in the format of the suffix."""
    return _answer(suffix)


def _answer(suffix: str | None) -> Response:
    format = negotiate(OFFERED, suffix)
    wanted = WantedTime.read()
    if format is not HTML:
        wanted = wanted.in_language(DEFAULT)
    timed = Timed(current(), wanted)
    links = [
        (wanted.href(other.name), {"rel": "alternate", "type": other.type}) for other in OFFERED if other is not HTML
    ]
    if format is HTML:
        response = finish(_html(timed), HTML, location=wanted.href("html"), links=links)
        if wanted.narrowed:
            response.headers["X-Robots-Tag"] = "noindex"
        return response
    number = page_number()
    offset = (number - 1) * DATA_ROWS
    if number > 1 and offset >= timed.total:
        abort(404)
    items = [_data(item) for item in timed.items(offset, DATA_ROWS)]
    following = wanted.href(format.name, page=number + 1) if offset + DATA_ROWS < timed.total else None
    if following:
        links.append((following, {"rel": "next"}))
    body = csv_of(items, COLUMNS) if format is CSV else _json(timed, items, following)
    return finish(body, format, location=wanted.href(format.name), links=links)


def _html(timed: Timed) -> str:
    wanted, span = timed.wanted, timed.span
    paging = pages(timed.total, settings().page_size)
    offset = max(0, paging.first_row - 1)
    columns = _columns(timed, span) if span else []
    drawn = {kind for column in columns for kind, *_place in column.parts}
    return render_template(
        "timeline.html",
        wanted=wanted,
        paging=paging,
        items=timed.items(offset, settings().page_size),
        columns=columns,
        earlier=timed.earlier,
        loose=timed.total - timed.earlier - sum(column.count for column in columns),
        undated=timed.undated,
        series=[(kind, _plural(kind, wanted.language)) for kind in timed.kinds if kind in drawn],
        span=_span_text(span, wanted.language) if span else "",
        wider=_wider(timed),
        beside=_beside(timed),
        facets=[(facet, _titles()[facet], values) for facet, values in timed.facets()],
        indexed=timed.indexed,
    )


def _titles() -> dict[str, str]:
    return {"kind": _("Kind"), "class": _("Class"), "document": _("Document")}


def _plural(kind: str, language: str) -> str:
    return _("Documents read") if kind == SOURCE else words.plural(kind, language)


def _columns(timed: Timed, span: Span) -> list[Column]:
    bars = span.bars()
    counts = [{kind: timed.in_bar(bar, kind) for kind in timed.kinds} for bar in bars]
    most = max((sum(counted.values()) for counted in counts), default=0) or 1
    columns = []
    for place, (bar, counted) in enumerate(zip(bars, counts, strict=True)):
        parts, below = [], 0
        for kind, count in counted.items():
            if count:
                parts.append((kind, round(100 - (below + count) / most * 100, 2), round(count / most * 100, 2)))
            below += count
        title, label, under = _named(bar, span.unit, place == 0, timed.wanted.language)
        columns.append(Column(title, label, under, below, parts, timed.wanted.within(bar.first, bar.last).href()))
    return columns


def _named(bar: Bar, unit: str, first: bool, language: str) -> tuple[str, str, str]:
    """What a bar is called in full, what stands below it, and below that."""
    title = _span_text(Span(bar.first, bar.last), language)
    if unit == "day":
        return title, str(first_day(bar.first).day), ""
    if unit == "month":
        year = bar.first[:4] if first or bar.first.endswith("-01") else ""
        return title, show_date(bar.first, language, "MMM"), year
    return title, bar.first, "" if unit == "year" else f"–{bar.last}"


def _span_text(span: Span, language: str) -> str:
    first = show_date(span.first, language)
    return first if span.first == span.last else f"{first} – {show_date(span.last, language)}"


def _wider(timed: Timed) -> list[tuple[str, str]]:
    """The spans around this one: name, address."""
    wanted = timed.wanted
    if not wanted.first and not wanted.last:
        return []
    found = [(_("All of time"), wanted.within("", "").href())]
    if timed.span and timed.span.first[:4] == timed.span.last[:4]:
        for length in (4, 7):
            first, last = (text[:length] for text in (timed.span.first, timed.span.last))
            if first == last and len(timed.span.first) > length:
                found.append((show_date(first, wanted.language), wanted.within(first, first).href()))
    return found


def _beside(timed: Timed) -> list[tuple[str, str, str]]:
    """The spans before and after this one: which it is, name, address."""
    if not timed.span or not (timed.wanted.first and timed.wanted.last):
        return []
    return [
        (rel, _span_text(span, timed.wanted.language), timed.wanted.within(span.first, span.last).href())
        for rel, span in zip(("prev", "next"), timed.span.beside(), strict=False)
        if span
    ]


def _data(item: Item) -> dict[str, Any]:
    return {
        "iri": item.iri,
        "kind": item.kind,
        "name": item.name,
        "start": item.start,
        "end": item.end,
        "page": item.href,
    }


def _json(timed: Timed, items: Sequence[dict[str, Any]], following: str | None) -> str:
    span = timed.span
    bars = [
        {"from": bar.first, "to": bar.last, "counts": {kind: timed.in_bar(bar, kind) for kind in timed.kinds}}
        for bar in (span.bars() if span else ())
    ]
    said = {
        "from": span.first if span else None,
        "to": span.last if span else None,
        "unit": span.unit if span else None,
        "total": timed.total,
        "earlier": timed.earlier,
        "undated": timed.undated,
        "next": following,
        "bars": bars,
        "items": items,
    }
    return json.dumps(said, ensure_ascii=False) + "\n"
