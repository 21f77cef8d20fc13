"""The queue, filtered and counted, page by page."""

from collections import Counter

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from server.configured import settings
from server.finding import Value
from server.live import Live, current
from server.paging import pages
from server.steward import records
from server.steward.desk import blueprint
from server.steward.lines import lines, value_name
from server.steward.queue import FILTERS, Queue, queue_of
from server.steward.sessions import desk

# Values of a filter that are shown.
MOST_VALUES = 40


@blueprint.get("", endpoint="queue", strict_slashes=False)
def _queue() -> Response:
    """The queue, filtered by what the address says, page by page."""
    live = current()
    queue, settled = queue_of(live, desk().own), records.settled(live)
    chosen = {name: value for name in FILTERS if (value := request.args.get(name))}
    rows = queue.wanted(chosen, settled.hidden)
    person = request.args.get("person", "")
    if person:
        rows = [row for row in rows if settled.assigned.get(row.id, "") == ("" if person == "-" else person)]
    paging = pages(len(rows), settings().page_size)
    shown = rows[max(0, paging.first_row - 1) : paging.last_row]
    return make_response(
        render_template(
            "steward/queue.html",
            lines=lines(live, shown, settled.assigned),
            paging=paging,
            facets=_facets(live, queue, chosen, settled.hidden),
            people=_people(person),
            total=len(queue.rows),
        )
    )


def _facets(
    live: Live, queue: Queue, chosen: dict[str, str], hidden: frozenset[str]
) -> list[tuple[str, str, list[Value]]]:
    titles = {
        "kind": _("What it is"),
        "severity": _("Severity"),
        "thing": _("Kind of thing"),
        "about": _("Found by"),
        "doc": _("Document"),
    }
    counts = queue.counts(chosen, hidden)
    facets = []
    for name, title in titles.items():
        values = [
            Value(value_name(live, name, value), number, _address(chosen, name, value), chosen.get(name) == value)
            for value, number in _most(counts[name], chosen.get(name))
        ]
        if len(values) > 1 or name in chosen:
            facets.append((name, title, values))
    return facets


def _most(counted: Counter[str], chosen: str | None) -> list[tuple[str, int]]:
    most = counted.most_common(MOST_VALUES)
    return most if not chosen or chosen in dict(most) else [(chosen, counted[chosen]), *most]


def _address(chosen: dict[str, str], name: str, value: str) -> str:
    """The queue with one filter more, or without it when it is chosen."""
    rest = {other: kept for other, kept in chosen.items() if other != name}
    person = request.args.get("person")
    asked = rest if chosen.get(name) == value else {**rest, name: value}
    return url_for("steward.queue", **asked, person=person)  # type: ignore[arg-type]


def _people(person: str) -> list[tuple[str, str, bool]]:
    """Whose items to show: name, address, whether chosen."""
    asked = request.args.to_dict()
    asked.pop("page", None)
    names = [("", _("Everybody’s")), ("-", _("Nobody’s")), *((name, name) for name in sorted(desk().users.all()))]
    return [
        (label, url_for("steward.queue", **{**asked, "person": name or None}), name == person)  # type: ignore[arg-type]
        for name, label in names
    ]
