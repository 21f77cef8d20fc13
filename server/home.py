"""Ways in: the front page, lists of things of a kind, search by name."""

import json

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug import Response as WerkzeugResponse

from ontology import vocabulary
from server import finding, lists, words
from server.formats import HTML, JSON, Format
from server.layouts import BETWEEN
from server.live import Live, current
from server.locale import page_language
from server.negotiation import HTML_VARIES, finish, negotiate, split_suffix, vary
from server.source import newest
from server.wanted import LONGEST, Wanted
from store.search import Found

blueprint = Blueprint("home", __name__)
NEWEST = 6
# Names that completion offers, and how many seconds a browser keeps them.
COMPLETED = 8
KEPT = 300
SUGGESTIONS = Format("suggestions", "OpenSearch suggestions", ("application/x-suggestions+json",))
OPENSEARCH = Format("xml", "OpenSearch", ("application/opensearchdescription+xml",))


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
            unmentioned=sum(live.unmentioned.values()),
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
    """The things of a kind, as a page, JSON or CSV; by name unless the address says otherwise."""
    live = current()
    kind, suffix = split_suffix(kind, lists.OFFERED)
    if kind not in vocabulary().kinds:
        abort(404)
    unmentioned = live.unmentioned.get(kind, 0)
    return lists.answer(live, Wanted.read(kind), suffix, "browse.html", unmentioned=unmentioned, **lists.heading(kind))


@blueprint.get("/search")
def search() -> Response:
    """Things and passages of the documents' text, by words."""
    live = current()
    return lists.answer(live, Wanted.read(), None, "search.html", kinds=kinds(live))


@blueprint.get("/search.<any(html, json, csv):suffix>")
def search_as(suffix: str) -> Response:
    """The same in the format of the suffix."""
    live = current()
    return lists.answer(live, Wanted.read(), suffix, "search.html", kinds=kinds(live))


@blueprint.get("/search/complete")
def complete() -> Response:
    """Names that begin with what was typed so far, for the search box; as OpenSearch suggestions for browsers."""
    live = current()
    text = " ".join(request.args.get("q", "").split())[:LONGEST]
    hits = finding.completed(live, text, COMPLETED)
    rows = finding.rows(live, Found(len(hits), hits), page_language())
    named = SUGGESTIONS.name if request.args.get("format") == SUGGESTIONS.name else None
    if negotiate((JSON, SUGGESTIONS), named) is SUGGESTIONS:
        said: object = [text, [row.ref.text for row in rows]]
        response = finish(json.dumps(said, ensure_ascii=False), SUGGESTIONS, live=live)
    else:
        day = current_app.jinja_env.filters["day"]
        items = [
            {
                "name": row.ref.text,
                "language": row.ref.language,
                "kind": row.ref.kind,
                "date": day(row.hit.date[:10]),
                "href": row.ref.href,
            }
            for row in rows
        ]
        response = finish(json.dumps({"query": text, "items": items}, ensure_ascii=False), JSON, live=live)
    # Names and kinds are in the language of the page; a name typed twice need not be asked for twice.
    response.set_etag(f"{response.get_etag()[0]}-{page_language()}")
    vary(response, *HTML_VARIES)
    response.headers["Cache-Control"] = f"private, max-age={KEPT}"
    response.headers["X-Robots-Tag"] = "noindex"
    response.make_conditional(request)
    return response


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch description, so that browsers search here from their own bar."""
    return finish(lists.description(), OPENSEARCH)


def kinds(live: Live) -> list[tuple[str, str, int]]:
    """The kinds that pages list, in the order of the ontology: kind, name in the plural, number of things."""
    counts = live.counts
    return [
        (kind, words.plural(kind, page_language()), counts.get(kind, 0))
        for kind in vocabulary().kinds
        if kind not in BETWEEN and counts.get(kind)
    ]
