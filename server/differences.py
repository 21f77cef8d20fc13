"""What changed from one build to another: for people, as RDF Patch, JSON and CSV."""

import json
import re
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug import Response as WerkzeugResponse

from server import words
from server.changed import name_of_graph, shown, side
from server.comparing import comparison
from server.configured import configured, settings
from server.finding import Value
from server.formats import CSV, HTML, Format
from server.lists import csv_of
from server.live import Live, current
from server.locale import page_language
from server.negotiation import HTML_VARIES, negotiate, split_suffix, vary
from server.paging import page_number, pages
from store import EndpointError, StoreError
from store.comparison import OPS, Change, Comparison, Wanted

blueprint = Blueprint("differences", __name__)
PATCH = Format("rdfp", "RDF Patch", ("application/rdf-patch", "text/rdf-patch"))
JSON = Format("json", "JSON", ("application/json",))
OFFERED = (HTML, PATCH, JSON, CSV)
FACETS = ("op", "kind", "graph")
LONGEST = 200
DATA_ROWS = 1_000
YEAR = 31_536_000
_ID = re.compile(r"[0-9a-f]{64}")


@blueprint.get("/builds/diff")
def chosen() -> WerkzeugResponse:
    """The form that chooses two builds leads here, and this to what changed between them; without them, back."""
    if not request.args:
        return redirect(url_for("discovery.builds"), 303)
    before, after = (_id(request.args.get(name, "")) for name in ("from", "to"))
    return redirect(url_for("differences.page", id=before, other=after), 303)


@blueprint.get("/builds/<id>/diff/<other>")
def page(id: str, other: str) -> WerkzeugResponse:
    """What changed from build `id` to build `other`."""
    other, suffix = split_suffix(other, OFFERED)
    if not (_ID.fullmatch(id) and _ID.fullmatch(other)):
        after = _id(other)
        address = url_for("differences.page", id=_id(id), other=f"{after}.{suffix}" if suffix else after)
        response = redirect(address, 307)
        response.headers["Cache-Control"] = "no-cache"
        return response
    found = comparison(id, other)
    wanted = _wanted()
    format = negotiate(OFFERED, suffix)
    if format is HTML:
        return _finish(Response(_html(found, wanted)), found, HTML)
    body: Any
    if format is PATCH:
        body = _patch(found)
    elif format is CSV:
        body = csv_of([vars(change) for change in found.changes(wanted)], tuple(Change.__annotations__))
    else:
        body = _json(found, wanted)
    return _finish(Response(body), found, format)


def _finish(response: Response, found: Comparison, format: Format) -> Response:
    before, after = found.summary["before"], found.summary["after"]
    response.headers["Content-Type"] = format.content_type
    response.headers["Content-Location"] = url_for("differences.page", id=before, other=f"{after}.{format.name}")
    vary(response, *(HTML_VARIES if format is HTML else ("Accept",)))
    response.headers["X-Robots-Tag"] = "noindex"
    variant = f"{format.name}-{page_language()}-{current().build.id[:12]}" if format is HTML else format.name
    response.set_etag(f"{before[:20]}-{after[:20]}-{variant}-{current().release}")
    # Builds never change, and so neither does what differs between two of them; pages change with the program.
    response.headers["Cache-Control"] = "no-cache" if format is HTML else f"public, max-age={YEAR}, immutable"
    response.make_conditional(request)
    return response


def _id(ref: str) -> str:
    """The id of a build by its first characters, or `latest`; 404 when there is none."""
    if ref == "latest":
        return current().build.id
    if not re.fullmatch(r"[0-9a-f]{4,64}", ref):
        abort(404)
    try:
        return configured().keeper.builds.open(ref).id
    except EndpointError:
        raise
    except StoreError:
        abort(404)


def _wanted() -> Wanted:
    given = {name: request.args.get(name, "") for name in FACETS}
    if given["op"] not in {"", *OPS} or any(len(value) > LONGEST for value in given.values()):
        abort(404)
    return Wanted(**given)


def _html(found: Comparison, wanted: Wanted) -> str:
    summary, size = found.summary, settings().page_size
    before, after = side(summary["before"]), side(summary["after"])
    by_op = found.counts("op", wanted)
    paging = pages(sum(by_op.values()), size)
    changes = list(found.changes(wanted, size, max(0, paging.first_row - 1)))
    facets = [(name, _titles()[name], _values(found, wanted, name, (before, after))) for name in FACETS]
    return render_template(
        "difference.html",
        summary=summary,
        before=before,
        after=after,
        by_op=by_op,
        paging=paging,
        rows=shown(changes, before, after, page_language()),
        ops=_ops(),
        facets=facets,
        graph_name=lambda graph: name_of_graph(graph, (before, after)),
        formats=[(format, _href(found, wanted, format.name)) for format in OFFERED[1:]],
    )


def _titles() -> dict[str, str]:
    return {"op": _("Change"), "kind": _("Kind"), "graph": _("Document")}


def _ops() -> dict[str, str]:
    return {"appeared": _("appeared"), "gone": _("went"), "changed": _("changed")}


def _values(found: Comparison, wanted: Wanted, facet: str, lives: tuple[Live | None, ...]) -> list[Value]:
    """The values of a facet with their counts; each leads to the list with it, a chosen one to that without."""
    chosen = getattr(wanted, facet)
    others = {name: value for name, value in vars(wanted).items() if name != facet}
    values = []
    for value, count in found.counts(facet, Wanted(**others)).items():
        is_chosen = bool(value) and value == chosen
        now = Wanted(**others, **{facet: "" if is_chosen else value})
        values.append(Value(_text(facet, value, lives), count, _href(found, now), is_chosen))
    return values


def _text(facet: str, value: str, lives: tuple[Live | None, ...]) -> str:
    if facet == "op":
        return _ops()[value]
    if facet == "kind":
        return _kind(value)
    return name_of_graph(value, lives)


def _kind(value: str) -> str:
    """The name of a kind; those that the ontology does not have are our own."""
    own = {"": _("other"), "doc": _("Document"), "build": _("Build"), "evidence": _("Evidence"), "graph": _("Graph")}
    return str(own[value]) if value in own else words.singular(value, page_language())


def _href(found: Comparison, wanted: Wanted, suffix: str = "", **more: int) -> str:
    other = found.summary["after"] + (f".{suffix}" if suffix else "")
    given = {name: value for name, value in vars(wanted).items() if value}
    return url_for("differences.page", id=found.summary["before"], other=other, **given, **more)  # type: ignore[arg-type]


def _patch(found: Comparison) -> Iterator[bytes]:
    """The whole difference, evidence too, as Apache Jena's RDF Patch: what makes the one build of the other."""
    address = url_for("discovery.builds", _external=True)
    yield f"H id <{address}/{found.summary['after']}> .\nH prev <{address}/{found.summary['before']}> .\n".encode()
    yield b"TX .\n"
    yield from found.patch()
    yield b"TC .\n"


def _json(found: Comparison, wanted: Wanted) -> str:
    number, total = page_number(), sum(found.counts("op", wanted).values())
    offset = (number - 1) * DATA_ROWS
    if number > 1 and offset >= total:
        abort(404)
    said = {
        **found.summary,
        "total": total,
        "by_kind": found.counts("kind", wanted),
        "by_graph": found.counts("graph", wanted),
        "next": _href(found, wanted, "json", page=number + 1) if offset + DATA_ROWS < total else None,
        "changes": [vars(change) for change in found.changes(wanted, DATA_ROWS, offset)],
    }
    return json.dumps(said, ensure_ascii=False) + "\n"
