"""Things: `/id/…` sends on to `/page/…`, which is a page or RDF by what the client asks for."""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask_babel import ngettext

from ontology import vocabulary
from server import words
from server.citing import BIBTEX, CITATIONS, Citation
from server.configured import settings
from server.describe import Focus, describe, focus_of
from server.formats import CSV, HTML, RDF, Format, write
from server.gone import moved, withdrawn
from server.jsonld import embedded, summary
from server.linkset import LINKSET, Link, linkset
from server.live import Live, current
from server.locale import page_language
from server.negotiation import alternates, finish, negotiate, see_other, split_suffix, unchanged
from server.paging import page_number, pages
from server.reader import Reader
from server.shown import Shower
from server.statements import MOST_INVERSE, is_known, statements

blueprint = Blueprint("entity", __name__)
# The language of the citations that programs read.
CITED_IN = "nb"
OFFERED = (HTML, *RDF, CSV, *CITATIONS, LINKSET)
# Those that tell what the graph says of the thing.
DATA = (*RDF, CSV)


@blueprint.get("/id/<kind>/<slug>")
def thing(kind: str, slug: str) -> Response:
    """A thing is not a page: 303 to the page about it."""
    live = current()
    iri = _iri(live, kind, slug)
    if iri in live.replaced:
        return moved(live, iri, "entity.thing") or withdrawn(live, kind, slug, OFFERED)
    if not is_known(live, iri):
        return withdrawn(live, kind, slug, OFFERED)
    return see_other(url_for("entity.page", kind=kind, slug=slug))


@blueprint.get("/page/<kind>/<slug>")
def page(kind: str, slug: str) -> Response:
    """What the graph says of a thing, in the format that the suffix or `Accept` asks for."""
    live = current()
    asked, suffix = slug, None
    if not is_known(live, _iri(live, kind, slug)):
        slug, suffix = split_suffix(slug, OFFERED)
        if suffix is None or not is_known(live, _iri(live, kind, slug)):
            return withdrawn(live, kind, asked, OFFERED)
    iri = _iri(live, kind, slug)
    if iri in live.replaced:
        return moved(live, iri, "entity.page", suffix) or withdrawn(live, kind, asked, OFFERED)
    format = negotiate(OFFERED, suffix)
    location = url_for("entity.page", kind=kind, slug=f"{slug}.{format.name}")
    links = _links(live, kind, slug, iri)
    if format is HTML:
        # A group alone may not be there, which has to be seen before a cache is told that nothing has changed.
        known = not _focus() and unchanged(format, location=location, links=links)
        return known or finish(_html(live, kind, slug, iri, links), format, location=location, links=links)
    if format is LINKSET:
        body = linkset(url_for("entity.page", kind=kind, slug=slug, _external=True), links)
        return finish(body, format, location=location, links=links)
    if format in CITATIONS:
        return finish(_citation(live, kind, iri, format), format, location=location, links=links)
    triples, whole = statements(live, iri)
    response = finish(write(triples, format), format, location=location, links=links)
    if not whole:
        response.headers["Innograf-Incomplete"] = f"statements about this thing beyond {MOST_INVERSE} are left out"
    return response


def _html(live: Live, kind: str, slug: str, iri: str, links: Sequence[Link]) -> str:
    focus = _focus()
    size = settings().page_size
    about = describe(Reader(live), iri, page_language(), size, focus)
    if about is None or (focus and not about.groups):
        abort(404)
    group = about.groups[0] if focus else None
    kind_label = words.singular(kind, page_language())
    documents = ngettext("Named in %(num)s document.", "Named in %(num)s documents.", about.documents)
    description = summary(about, kind_label, documents)
    citation = _cited(live, about.name.text, kind_label, iri)
    return render_template(
        "entity.html",
        about=about,
        kind=kind,
        slug=slug,
        focus=group,
        paging=pages(group.total or len(group.rows), size) if group else None,
        plural=words.plural(kind, page_language()),
        kind_label=kind_label,
        kind_comment=words.comment(about.class_iri, page_language()),
        description=description,
        embedded=embedded(about, description),
        citation=citation,
        formats=DATA,
        links=links,
        citations=CITATIONS,
    )


def _cited(live: Live, name: str, kind: str, iri: str) -> Citation:
    manifest = live.build.manifest
    return Citation(name, kind, iri, manifest.id, manifest.made, settings().dataset.publisher_name)


def _citation(live: Live, kind: str, iri: str, format: Format) -> str:
    """The citation of a thing in a format that does not depend on the page's language."""
    shower = Shower(live, CITED_IN)
    shower.names = Reader(live).names([iri])
    citation = _cited(live, shower.name(iri).text, words.singular(kind, CITED_IN), iri)
    return citation.bibtex() if format is BIBTEX else citation.csl()


def _focus() -> Focus | None:
    """The group that the address asks for alone: `?part=co-speakers`, `?in=schema:performer&page=2`, `?out=…`."""
    for asked in ("part", "in", "out"):
        name = request.args.get(asked)
        if name:
            return focus_of(name if asked == "part" else "", asked, name, page_number())
    return None


def _links(live: Live, kind: str, slug: str, iri: str) -> list[tuple[str, dict[str, str]]]:
    """Signposts (RFC 8288, FAIR Signposting): formats, the IRI to cite, the class, the list that it stands in."""
    links = alternates("entity.page", OFFERED, kind=kind, slug=slug)
    links.append((iri, {"rel": "cite-as"}))
    class_iri = vocabulary().kinds.get(kind)
    if class_iri:
        links.append((class_iri, {"rel": "type"}))
    if live.licence:
        links.append((live.licence, {"rel": "license"}))
    links.append((url_for("home.browse", kind=kind), {"rel": "collection"}))
    return links


def _iri(live: Live, kind: str, slug: str) -> str:
    return f"{live.base}id/{kind}/{slug}"
