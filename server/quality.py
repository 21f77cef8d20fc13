"""`/quality`: what validation found, counted, narrowed and paged, for people and in the forms that programs read."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from server import results
from server.configured import settings
from server.decided import stamp_of, waivers
from server.formats import CSV, HTML, JSON, RDF, Format, write
from server.lists import DATA_ROWS
from server.live import Live, current
from server.locale import DEFAULT, NAMES
from server.negotiation import finish, finish_without, negotiate, split_suffix
from server.paging import page_number, pages
from server.result_rows import found_words, told
from server.trend import Badge, badge, trend
from server.wanted_results import WantedResults
from shapes.results import Filters, Index, Row
from shapes.results.forms import Told, as_csv, as_dict, triples
from shapes.results.junit import junit
from shapes.results.sarif import sarif

blueprint = Blueprint("quality", __name__)
JUNIT = Format("junit.xml", "JUnit XML", ("application/xml", "text/xml"))
SARIF = Format("sarif", "SARIF", ("application/sarif+json",))
OFFERED = (HTML, JSON, CSV, *RDF, JUNIT, SARIF)
# Of one result.
ONE = (HTML, JSON, *RDF)
# How long a badge may be kept by a cache, in seconds.
BADGE_KEPT = 300


@blueprint.get("/quality")
def index() -> Response:
    """The results in the format that `Accept` asks for."""
    return _answer(None)


@blueprint.get(f"/quality.<any({', '.join(repr(format.name) for format in OFFERED)}):suffix>")
def index_as(suffix: str) -> Response:
    """The same in the format of the suffix."""
    return _answer(suffix)


@blueprint.get("/quality/badge.svg")
def picture() -> Response:
    """A badge for a page elsewhere; `lang` chooses its language."""
    language = request.args.get("lang", "en")
    if language not in NAMES:
        abort(404)
    live = current()
    with force_locale(language):
        response = make_response(render_template("badge.svg", badge=_badge(live)))
    response.headers["Content-Type"] = "image/svg+xml; charset=utf-8"
    # Of any site: a badge is there to be shown elsewhere.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = f"public, max-age={BADGE_KEPT}"
    response.set_etag(f"{live.build.id[:32]}-badge-{language}-{live.release}{stamp_of(waivers(live))}")
    response.make_conditional(request)
    return response


def _badge(live: Live) -> Badge:
    label, validation = _("validation"), live.build.manifest.validation
    if validation is None:
        return badge(label, _("not made"), "none")
    waived = _waived(live)
    wrong, doubtful = (int(validation[f"{name.lower()}s"]) - waived.get(name, 0) for name in ("Violation", "Warning"))
    if wrong:
        return badge(label, ngettext("%(num)s violation", "%(num)s violations", wrong), "bad")
    if doubtful:
        return badge(label, ngettext("%(num)s warning", "%(num)s warnings", doubtful), "fair")
    return badge(label, _("conforms"), "good")


def _waived(live: Live) -> dict[str, int]:
    """How many results of each severity are waived."""
    ids, known = frozenset(waivers(live)), results.index(live)
    return dict(known.counts("severity", Filters(waived="yes", ids=ids))) if known and ids else {}


@blueprint.get("/quality/<id>")
def page(id: str) -> Response:
    """One result."""
    id, suffix = split_suffix(id, ONE)
    live = current()
    known = results.index(live)
    row = known.get(id) if known else None
    if row is None:
        abort(404)
    format = negotiate(ONE, suffix)
    location = url_for("quality.page", id=f"{id}.{format.name}")
    links = [
        (url_for("quality.page", id=f"{id}.{other.name}"), {"rel": "alternate", "type": other.type})
        for other in ONE
        if other is not HTML
    ]
    body: str | bytes
    if format is HTML:
        (shown,) = told(live, [row])
        body = render_template("quality_result.html", result=shown, formats=ONE[1:])
    elif format is JSON:
        body = json.dumps(as_dict(_with_words(live, row)), ensure_ascii=False) + "\n"
    else:
        body = write(_triples(live, [_with_words(live, row)]), format)
    return finish(body, format, location=location, links=links, live=live, stamp=stamp_of(waivers(live)))


def _answer(suffix: str | None) -> Response:
    live = current()
    format = negotiate(OFFERED, suffix)
    held = waivers(live)
    wanted, known = WantedResults.read(live, frozenset(held)), results.index(live)
    links = [
        (wanted.href(other.name), {"rel": "alternate", "type": other.type}) for other in OFFERED if other is not HTML
    ]
    if format is HTML:
        return _page(live, wanted, known, links)
    number, total = page_number(), known.total(wanted.filters) if known else 0
    offset = (number - 1) * DATA_ROWS
    if number > 1 and offset >= total:
        abort(404)
    rows = known.page(wanted.filters, offset, DATA_ROWS) if known else []
    following = wanted.href(format.name, page=number + 1) if offset + DATA_ROWS < total else None
    if following:
        links.append((following, {"rel": "next"}))
    each = [_with_words(live, row) for row in rows]
    body = _data(live, wanted, known, format, each, following)
    return finish(body, format, location=wanted.href(format.name), links=links, live=live, stamp=stamp_of(held))


def _page(live: Live, wanted: WantedResults, known: Index | None, links: list[tuple[str, dict[str, str]]]) -> Response:
    total = known.total(wanted.filters) if known else 0
    paging = pages(total, settings().page_size)
    rows = known.page(wanted.filters, max(0, paging.first_row - 1), settings().page_size) if known else []
    held = waivers(live)
    first = paging.page == 1 and not wanted.filters.given()
    body = render_template(
        "quality.html",
        wanted=wanted,
        validation=live.build.manifest.validation,
        known=known is not None,
        facets=wanted.facets(live, known, frozenset(held)) if known else [],
        waived=sum(_waived(live).values()),
        results=told(live, rows),
        paging=paging,
        columns=trend(live) if first else [],
        formats=OFFERED[1:],
    )
    location = wanted.href("html")
    if first:
        # No validators: the trend changes when a build is made, before it is published.
        return finish_without(body, HTML, location)
    response = finish(body, HTML, location=location, links=links, live=live, stamp=stamp_of(held))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _with_words(live: Live, row: Row) -> Told:
    return Told(row, found_words(live, row), waivers(live).get(row.result.id))


def _data(
    live: Live, wanted: WantedResults, known: Index | None, format: Format, each: Sequence[Told], following: str | None
) -> str | bytes:
    language = wanted.language or DEFAULT
    if format is CSV:
        return as_csv(each, language)
    if format is JUNIT:
        with force_locale(language):
            return junit(each, language, _("The graph follows its rules."))
    if format is SARIF:
        more = {"total": known.total(wanted.filters) if known else 0, "next": following}
        files = {stem: str(record.get("file") or "") for stem, record in live.documents.items()}
        page = request.host_url + url_for("quality.index").removeprefix("/") + "/"
        return sarif(each, language, text=live.build.text, files=files, page=page, more=more)
    if format is not JSON:
        return write(_triples(live, each), format)
    said = {
        **{name: (live.build.manifest.validation or {}).get(name) for name in ("conforms", "violations", "warnings")},
        "infos": (live.build.manifest.validation or {}).get("infos"),
        "build": live.build.id,
        "waived": sum(_waived(live).values()),
        "total": known.total(wanted.filters) if known else 0,
        "counts": {
            facet: [{"value": value, "count": count} for value, count in known.counts(facet, wanted.filters)]
            for facet in ("severity", "shape", "kind", "document")
        }
        if known
        else {},
        "next": following,
        "results": [as_dict(told) for told in each],
    }
    return json.dumps(said, ensure_ascii=False) + "\n"


def _triples(live: Live, each: Sequence[Told]) -> list[Any]:
    return list(triples(each, live.base, bool((live.build.manifest.validation or {}).get("conforms", True))))
