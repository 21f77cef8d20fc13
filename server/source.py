"""Source documents: the list of them, and each with its text, what was read from it and where."""

import pyoxigraph
from flask import Blueprint, Response, abort, render_template, request, url_for

from server.configured import settings
from server.formats import CSV, HTML, RDF, TEXT, write
from server.live import Live, current
from server.locale import page_language
from server.negotiation import alternates, finish, negotiate, see_other, split_suffix
from server.paging import pages
from server.reader import Reader
from server.shown import Shower
from server.source_text import build_parts, read_part

blueprint = Blueprint("source", __name__)
OFFERED = (HTML, TEXT, *RDF, CSV)
MARKDOWN = (".md", ".markdown")


@blueprint.get("/doc/<stem>")
def document(stem: str) -> Response:
    """The IRI of a document: 303 to the page with its text."""
    if stem not in current().documents:
        abort(404)
    return see_other(url_for("source.page", stem=stem))


@blueprint.get("/source/")
def index() -> Response:
    """Every document, the newest first."""
    live = current()
    records = newest(live)
    paging = pages(len(records), settings().page_size)
    shown = records[paging.first_row - 1 if paging.first_row else 0 : paging.last_row]
    return finish(render_template("sources.html", records=shown, paging=paging), HTML)


@blueprint.get("/source/<stem>")
def page(stem: str) -> Response:
    """A document: its text with every span that a fact was read from, as plain text, or what it says as RDF."""
    live = current()
    suffix = None
    if stem not in live.documents:
        stem, suffix = split_suffix(stem, OFFERED)
        if suffix is None or stem not in live.documents:
            abort(404)
    format = negotiate(OFFERED, suffix)
    location = url_for("source.page", stem=f"{stem}.{format.name}")
    links = [*alternates("source.page", OFFERED, stem=stem), (f"{live.base}doc/{stem}", {"rel": "cite-as"})]
    licence = live.records[stem].get("license", "")
    if licence.startswith("http"):
        links.append((licence, {"rel": "license"}))
    links.append((url_for("source.index"), {"rel": "collection"}))
    if format is HTML:
        return finish(_html(live, stem), format, location=location, links=links)
    if format is TEXT:
        return finish(live.build.text(stem), format, location=location, links=links)
    return finish(write(said(live, stem), format), format, location=location, links=links)


def newest(live: Live) -> list[dict[str, object]]:
    """The documents, the newest first; those without a date last, by title."""
    by_title = sorted(live.documents.values(), key=lambda record: live.title(record["stem"]))
    return sorted(by_title, key=lambda record: str(record.get("issued") or ""), reverse=True)


def said(live: Live, stem: str) -> list[pyoxigraph.Triple]:
    """What a document says, and what is said of it: its graph, and its own record in the build's graph."""
    graph = pyoxigraph.NamedNode(f"{live.base}graph/{stem}")
    about = pyoxigraph.NamedNode(f"{live.base}doc/{stem}")
    record = pyoxigraph.NamedNode(f"{live.base}graph/build")
    quads = [
        *live.build.matching(None, None, None, graph),
        *live.build.matching(about, None, None, record),
    ]
    return [quad.triple for quad in quads]


def _html(live: Live, stem: str) -> str:
    text = live.build.text(stem)
    parts = build_parts(text)
    at = request.args.get("at", "")
    number = next(
        (place for place, (start, end) in enumerate(parts) if at.isdigit() and start <= int(at[:12]) < end), None
    )
    if number is None:
        paging = pages(len(parts), 1)
        number = paging.page - 1
    shower = Shower(live, page_language())
    reader = Reader(live)
    markdown = str(live.documents[stem].get("file", "")).lower().endswith(MARKDOWN)
    content = read_part(reader, shower, stem, text, parts[number], markdown)
    return render_template(
        "source.html",
        record={**live.documents[stem], **live.records[stem]},
        title=live.title(stem),
        stem=stem,
        content=content,
        part=number + 1,
        parts=len(parts),
        formats=OFFERED[1:],
    )
