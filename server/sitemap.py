"""`/sitemap.xml`: the addresses of all pages about things and documents, for search engines."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, request, url_for

from ontology import vocabulary
from server import finding
from server.formats import Format
from server.layouts import BETWEEN
from server.links import thing_of
from server.live import Live, current
from server.negotiation import finish
from server.paging import page_number
from server.wanted import Wanted
from store.search import Filters

blueprint = Blueprint("sitemap", __name__)
XML = Format("xml", "Sitemap", ("application/xml",))
# Addresses in a file; sitemaps.org lets it have ten times as many.
ROWS = 5_000
# The file with the documents and the ways in; the others are of a kind each.
PAGES = "pages"
WAYS_IN = ("home.index", "source.index", "timeline.page", "map.page", "definition.page", "shape_pages.index")
MORE_WAYS = ("discovery.data", "api.page")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """The list of the files that have the addresses."""
    live = current()
    made = live.build.manifest.made[:10]
    counts = {PAGES: len(_pages(live))}
    counts |= {kind: live.counts.get(kind, 0) for kind in vocabulary().kinds if kind not in BETWEEN}
    files = [
        url_for("sitemap.part", name=name, page=page if page > 1 else None, _external=True)
        for name, count in counts.items()
        for page in range(1, -(-count // ROWS) + 1)
    ]
    return _written("sitemapindex", "sitemap", files, live, f"<lastmod>{made}</lastmod>")


@blueprint.get("/sitemap/<name>.xml")
def part(name: str) -> Response:
    """The addresses of the things of a kind, or of the documents and the ways in."""
    live = current()
    if name != PAGES and (name in BETWEEN or name not in vocabulary().kinds):
        abort(404)
    offset = (page_number() - 1) * ROWS
    found = _pages(live)[offset : offset + ROWS] if name == PAGES else _things(live, name, offset)
    if not found:
        abort(404)
    return _written("urlset", "url", found, live)


def _pages(live: Live) -> list[str]:
    ways = [url_for(endpoint, _external=True) for endpoint in (*WAYS_IN, *MORE_WAYS)]
    return ways + [url_for("source.page", stem=stem, _external=True) for stem in sorted(live.documents)]


def _things(live: Live, kind: str, offset: int) -> list[str]:
    wanted = Wanted(filters=Filters(kind, without=tuple(sorted(BETWEEN))), order="name", fixed=kind)
    things = (thing_of(hit.iri, live.base) for hit in finding.things(live, wanted, offset, ROWS).hits)
    return [url_for("entity.page", kind=thing.kind, slug=thing.slug, _external=True) for thing in things if thing]


def _written(root: str, item: str, addresses: Iterable[str], live: Live, more: str = "") -> Response:
    rows = "".join(f"<{item}><loc>{escape(address)}</loc>{more}</{item}>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</{root}>\n'
    # The addresses begin with the name that the server was asked by.
    return finish(body, XML, live=live, stamp=f"{request.scheme}-{request.host}".replace('"', ""))
