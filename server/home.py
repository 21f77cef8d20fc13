"""Ways in: the front page, lists of things of a kind, search by name."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug import Response as WerkzeugResponse

from ontology import vocabulary
from server import words
from server.configured import settings
from server.formats import HTML
from server.layouts import BETWEEN
from server.live import Live, current
from server.locale import fallback, page_language
from server.names import MOST_HITS, Entry
from server.negotiation import finish
from server.paging import pages
from server.shown import Ref, Shower
from server.source import newest

blueprint = Blueprint("home", __name__)
NEWEST = 6
LONGEST_SEARCH = 200


@blueprint.get("/")
def index() -> Response:
    """What is in the graph: counts by kind, the newest documents, a search box."""
    live = current()
    return finish(
        render_template(
            "home.html",
            kinds=kinds(live),
            newest=newest(live)[:NEWEST],
            manifest=live.build.manifest,
            unmentioned=sum(live.names.unmentioned.values()),
        ),
        HTML,
        live=live,
    )


@blueprint.get("/browse", strict_slashes=False)
@blueprint.get("/page", strict_slashes=False)
def bare() -> WerkzeugResponse:
    """The beginning of other addresses: the list of kinds is on the front page."""
    return redirect(url_for("home.index", _anchor="kinds"), 302)


@blueprint.get("/page/<kind>")
def bare_kind(kind: str) -> WerkzeugResponse:
    """The beginning of the addresses of a kind's things: their list."""
    if kind not in vocabulary().kinds:
        abort(404)
    return redirect(url_for("home.browse", kind=kind), 302)


@blueprint.get("/browse/<kind>")
def browse(kind: str) -> Response:
    """The things of a kind in the alphabet of their names, page by page."""
    live = current()
    if kind not in vocabulary().kinds:
        abort(404)
    order = fallback(page_language())
    entries = live.names.of_kind(kind, order)
    paging = pages(len(entries), settings().page_size)
    shown = entries[max(0, paging.first_row - 1) : paging.last_row]
    class_iri = vocabulary().kinds[kind]
    return finish(
        render_template(
            "browse.html",
            kind=kind,
            plural=words.plural(kind, page_language()),
            comment=words.comment(class_iri, page_language()),
            rows=_refs(live, shown),
            paging=paging,
            unmentioned=live.names.unmentioned.get(kind, 0),
        ),
        HTML,
        live=live,
    )


@blueprint.get("/search")
def search() -> Response:
    """Things whose names contain the words asked for."""
    live = current()
    text = " ".join(request.args.get("q", "").split())[:LONGEST_SEARCH]
    kind = request.args.get("kind") or None
    if kind is not None and kind not in vocabulary().kinds:
        abort(404)
    hits = [
        entry
        for entry in live.names.search(text, fallback(page_language()), kind)
        if kind is not None or entry.kind not in BETWEEN
    ]
    paging = pages(len(hits), settings().page_size)
    shown = hits[max(0, paging.first_row - 1) : paging.last_row]
    response = finish(
        render_template(
            "search.html",
            text=text,
            kind=kind,
            kinds=kinds(live),
            rows=_refs(live, shown),
            paging=paging,
            cut=len(hits) >= MOST_HITS,
        ),
        HTML,
        live=live,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def kinds(live: Live) -> list[tuple[str, str, int]]:
    """The kinds that pages list, in the order of the ontology: kind, name in the plural, number of things."""
    counts = live.names.counts
    return [
        (kind, words.plural(kind, page_language()), counts.get(kind, 0))
        for kind in vocabulary().kinds
        if kind not in BETWEEN and counts.get(kind)
    ]


def _refs(live: Live, entries: list[Entry]) -> list[tuple[Ref, list[str]]]:
    """Each thing as a link, with two other forms of its name."""
    shower = Shower(live, page_language())
    rows = []
    for entry in entries:
        shower.names[entry.iri] = {predicate: list(names) for predicate, names in entry.names.items()}
        ref = shower.thing(entry.iri)
        others = {name.text for names in entry.names.values() for name in names} - {ref.text}
        rows.append((ref, sorted(others)[:2]))
    return rows
