"""Source documents: the list of them, and each with its text, what was read from it and where."""

from collections.abc import Sequence

import pyoxigraph
from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from ontology import vocabulary
from server import jsonld, layouts, words
from server.configured import settings
from server.faults import Refusal
from server.formats import CSV, HTML, RDF, TEXT, write
from server.linkset import LINKSET, Link, linkset
from server.live import Live, current
from server.locale import page_language
from server.negotiation import alternates, finish, negotiate, see_other, split_suffix
from server.paging import pages
from server.reader import Reader
from server.shown import Shower
from server.source_blocks import build_parts
from server.source_marks import FACTS, Range
from server.source_text import NOWHERE, read_part

blueprint = Blueprint("source", __name__)
DATA = (TEXT, *RDF, CSV)
OFFERED = (HTML, *DATA, LINKSET)
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
        return finish(_html(live, stem, links), format, location=location, links=links)
    if format is LINKSET:
        body = linkset(url_for("source.page", stem=stem, _external=True), links)
        return finish(body, format, location=location, links=links)
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


def _html(live: Live, stem: str, links: Sequence[Link]) -> str:
    text = live.build.text(stem)
    parts = build_parts(text)
    sought = _sought(len(text))
    at = sought[0] if sought != NOWHERE else _offset(request.args.get("at", ""))
    number = next((place for place, (start, end) in enumerate(parts) if start <= at < end), None)
    paging = pages(len(parts), 1, None if number is None else number + 1)
    shower = Shower(live, page_language())
    markdown = str(live.documents[stem].get("file", "")).lower().endswith(MARKDOWN)
    content = read_part(Reader(live), shower, stem, text, parts[paging.page - 1], markdown, sought)
    record = {**live.documents[stem], **live.records[stem]}
    title = live.title(stem)
    address = url_for("source.page", stem=stem, build=None, _external=True)
    return render_template(
        "source.html",
        record=record,
        title=title,
        embedded=jsonld.document(title, record, f"{live.base}doc/{stem}", address),
        stem=stem,
        content=content,
        legend=_legend(content.kinds),
        paging=paging,
        bounds=parts[paging.page - 1],
        formats=DATA,
        links=links,
    )


def _offset(given: str) -> int:
    return int(given[:9]) if given.isascii() and given.isdigit() else -1


def _sought(length: int) -> Range:
    """The characters that the address asks for: `?char=120,180` (RFC 5147: half-open, counted in code points)."""
    given = request.args.get("char")
    if given is None:
        return NOWHERE
    start, end = (_offset(part) for part in (*given.split(","), "", "")[:2])
    if given.count(",") != 1 or not 0 <= start < end <= length:
        detail = _(
            "`char` must be two numbers, as in `char=120,180`: the first character and the one after the last, "
            "of %(length)s in all.",
            length=length,
        )
        raise Refusal(400, "char", detail)
    return start, end


def _legend(kinds: dict[str, int]) -> list[tuple[str, str, int]]:
    """The kinds of marks on a page, in the order of the ontology: kind, what it is called, number of spans."""
    language = page_language()
    facts = {
        "role": words.plural("membership", language),
        "money": words.plural("amount", language),
        "time": _("Dates and times"),
        "relation": _("Relations"),
        "detail": _("Other details"),
    }
    named = [(kind, words.plural(kind, language)) for kind in vocabulary().kinds if kind not in layouts.BETWEEN]
    return [
        (kind, name, kinds[kind]) for kind, name in (*named, *((kind, facts[kind]) for kind in FACTS)) if kind in kinds
    ]
