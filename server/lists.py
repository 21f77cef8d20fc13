"""Answers with a list of results: a page, JSON or CSV, each with the address of the next."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, abort, render_template, url_for
from flask_babel import gettext as _

from ontology import vocabulary
from server import finding, words
from server.configured import settings
from server.formats import CSV, HTML, JSON, Format
from server.live import Live
from server.locale import DEFAULT, page_language
from server.negotiation import finish, negotiate
from server.paging import page_number, pages
from server.wanted import ORDERS, TEXT, THINGS, Wanted
from store.search import Found

OFFERED = (HTML, JSON, CSV)
# Rows of an answer that is data.
DATA_ROWS = 1_000
COLUMNS = ("iri", "kind", "name", "other_names", "facts", "date", "page")
# Passages on a page, and below a page of things.
TEXT_ROWS = 20
TEXT_PREVIEW = 3


def answer(live: Live, wanted: Wanted, suffix: str | None, template: str, **more: Any) -> Response:
    """The list in the format that the suffix or `Accept` asks for."""
    format = negotiate(OFFERED, suffix)
    links = [
        (wanted.href(other.name), {"rel": "alternate", "type": other.type}) for other in OFFERED if other is not HTML
    ]
    if format is not HTML:
        return _data(live, wanted, format, links)
    body, next_ = _html(live, wanted, template, more)
    response = finish(body, HTML, location=wanted.href("html"), links=[*links, *next_], live=live)
    # Only whole lists, and the page to search from, are for search engines: the rest has no end.
    if wanted.filtered or (wanted.order != "name" if wanted.fixed else wanted.text or wanted.order):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _html(live: Live, wanted: Wanted, template: str, more: dict[str, Any]) -> tuple[str, list[Any]]:
    in_text = wanted.tab == TEXT
    size = TEXT_ROWS if in_text else settings().page_size
    offset = (page_number() - 1) * size
    is_list = bool(wanted.fixed)
    empty = not is_list and not wanted.text and not wanted.filtered
    found = Found(0) if empty else finding.things(live, wanted, *((0, 0) if in_text else (offset, size)))
    preview = (0, TEXT_PREVIEW if offset == 0 else 0)
    passages = Found(0) if is_list else finding.passages(live, wanted, *((offset, size) if in_text else preview))
    shown = passages if in_text else found
    paged = min(shown.total, finding.MOST_PAGED) if in_text else finding.most_paged(live, wanted, shown.total)
    paging = pages(paged, size)
    body = render_template(
        template,
        wanted=wanted,
        empty=empty,
        found=found,
        passages=finding.shown_passages(live, wanted, passages),
        in_text=passages.total,
        rows=[] if in_text else finding.rows(live, found, wanted.language),
        facets=[(facet, _titles()[facet], values) for facet, values in finding.facets(live, wanted, shown)],
        orders=_order_links(live, wanted),
        no_order=_ordered(wanted, ""),
        paging=paging,
        cut=paged < shown.total,
        tabs={THINGS: replace(wanted, tab=THINGS).href(), TEXT: replace(wanted, tab=TEXT).href()},
        in_text_tab=in_text,
        suggestions=[] if empty or found.total or passages.total else _suggestions(live, wanted),
        **more,
    )
    next_ = [(paging.href(paging.page + 1), {"rel": "next"})] if paging.page < paging.last else []
    return body, next_


def _titles() -> dict[str, str]:
    return {"kind": _("Kind"), "class": _("Class"), "document": _("Document"), "year": _("Year")}


def _orders() -> dict[str, str]:
    return {"name": _("Name"), "facts": _("Number of facts"), "date": _("Date, the newest first")}


def _order_links(live: Live, wanted: Wanted) -> list[tuple[str, str, str]]:
    """The orders that a list can have: name, what it is called, the list in it."""
    if not live.search:
        return []
    undated = wanted.filters.kind and not live.search.dated(wanted.filters.kind)
    return [(name, _orders()[name], _ordered(wanted, name)) for name in ORDERS if not (name == "date" and undated)]


def _ordered(wanted: Wanted, order: str) -> str:
    return replace(wanted, order=order).href()


def _suggestions(live: Live, wanted: Wanted) -> list[tuple[str, str, int]]:
    """Lists that do have something, for one that has nothing: without the filters, of one word, of names like it."""
    found = []
    if wanted.filtered:
        free = wanted.without_filters()
        found.append((_("without the filters"), free.href(), finding.things(live, free, 0, 1).total))
    parts = wanted.asked.wanted
    for word in dict.fromkeys(parts if len(parts) > 1 else ()):
        alone = replace(wanted.without_filters(), text=word)
        found.append((f"«{word}»", alone.href(), finding.things(live, alone, 0, 1).total))
    for word in parts[:3]:
        for hit in finding.completed(live, word[:4], 2) if len(word) > 4 else ():
            name = finding.name_of(hit, live).text
            found.append((name, replace(wanted.without_filters(), text=name).href(), 1))
    return [suggestion for suggestion in found if suggestion[2]][:6]


def _data(live: Live, wanted: Wanted, format: Format, links: list[Any]) -> Response:
    page = page_number()
    offset = (page - 1) * DATA_ROWS
    # Programs get the same names whatever language they say they read.
    wanted = replace(wanted, language=DEFAULT)
    if wanted.tab == TEXT:
        found = finding.passages(live, wanted, offset, DATA_ROWS)
        items = [_passage(live, passage) for passage in finding.shown_passages(live, wanted, found)]
        most = min(found.total, finding.MOST_PAGED)
    else:
        found = finding.things(live, wanted, offset, DATA_ROWS)
        items = [_thing(row) for row in finding.rows(live, found, wanted.language)]
        most = finding.most_paged(live, wanted, found.total)
    if page > 1 and offset >= most:
        abort(404)
    following = wanted.href(format.name, page=page + 1) if offset + DATA_ROWS < most else None
    if format is CSV:
        body = csv_of(items)
    else:
        said = {
            "query": wanted.text,
            "total": found.total,
            "next": following,
            "facets": {
                facet: [{"value": v, "count": n} for v, n in counted] for facet, counted in found.facets.items()
            },
            "items": items,
        }
        body = json.dumps(said, ensure_ascii=False) + "\n"
    if following:
        links = [*links, (following, {"rel": "next"})]
    return finish(body, format, location=wanted.href(format.name), links=links, live=live)


def _thing(row: finding.Row) -> dict[str, Any]:
    # With the kind as addresses have it, not as the page's language calls it.
    return {
        "iri": row.ref.iri,
        "kind": row.hit.kind,
        "name": row.ref.text,
        "other_names": row.others,
        "facts": row.hit.facts,
        "date": row.hit.date,
        "page": row.ref.href,
    }


def _passage(live: Live, passage: finding.Passage) -> dict[str, Any]:
    place = passage.place
    return {
        "document": f"{live.base}doc/{place.stem}",
        "title": passage.title,
        "start": place.start,
        "end": place.end,
        "text": live.build.text(place.stem)[place.start : place.end],
        "page": passage.href,
    }


def csv_of(items: list[dict[str, Any]], columns: Sequence[str] = COLUMNS) -> str:
    """A table of the items with a line for their names; `columns` are those where there is no item."""
    out = io.StringIO()
    columns = list(items[0]) if items else columns
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for item in items:
        writer.writerow([_cell(item[column]) for column in columns])
    return out.getvalue()


def _cell(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else str(value)
    # A spreadsheet runs a cell that starts so as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def heading(kind: str) -> dict[str, Any]:
    """What the list of a kind says of it."""
    return {
        "kind": kind,
        "plural": words.plural(kind, page_language()),
        "comment": words.comment(vocabulary().kinds[kind], page_language()),
    }


def description() -> str:
    """The OpenSearch description: how browsers search here from their own bar."""
    return render_template(
        "opensearch.xml",
        says=_("People, organisations, events and policy in public-sector innovation"),
        search=url_for("home.search", _external=True),
        complete=url_for("home.complete", _external=True),
        icon=url_for("system.favicon", _external=True),
    )
