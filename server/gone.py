"""Things that are not there any more: 301 to the one that they were merged into, 410 when they were withdrawn."""

import pyoxigraph
from flask import Response, abort, make_response, render_template, url_for

from ontology import DCTERMS, PROV, RDF, XSD
from server.as_of import as_of
from server.configured import configured
from server.formats import HTML, Format, write
from server.links import local_href, thing_of
from server.live import Live
from server.negotiation import HTML_VARIES, negotiate, split_suffix, vary
from store import BuildStore, StoreError
from store.history import Gone


def moved(live: Live, iri: str, endpoint: str, suffix: str | None = None) -> Response | None:
    """A 301 to what a thing was merged into, by the same kind of address; None for one that was not."""
    new = _now(live, iri)
    if new is None:
        return None
    thing = thing_of(new, live.base)
    if thing is None or not _is_typed(live, new):
        return None
    slug = f"{thing.slug}.{suffix}" if suffix else thing.slug
    response = make_response()
    response.status_code = 301
    response.headers["Location"] = url_for(endpoint, kind=thing.kind, slug=slug)
    # A decision can be undone.
    response.headers["Cache-Control"] = "no-cache"
    return vary(response)


def withdrawn(live: Live, kind: str, slug: str, offered: tuple[Format, ...]) -> Response:
    """410 for a thing that was there, as a page or as RDF with what replaced it, if anything; else 404."""
    if as_of() is not None:
        abort(404)
    iri, suffix = f"{live.base}id/{kind}/{slug}", None
    if not (gone := _gone(live, iri)):
        slug, suffix = split_suffix(slug, offered)
        iri = f"{live.base}id/{kind}/{slug}"
        gone = _gone(live, iri) if suffix else None
    if gone is None:
        abort(404)
    format = negotiate(offered, suffix)
    new = live.replaced.get(iri, "")
    if format is HTML:
        href = local_href(new, live.base) if new else ""
        kept = _is_kept(gone.build)
        body: str | bytes = render_template("gone.html", kind=kind, slug=slug, gone=gone, new=new, href=href, kept=kept)
    else:
        body = write(_said(gone, new), format)
    response = make_response(body, 410)
    response.headers["Content-Type"] = format.content_type
    response.headers["Cache-Control"] = "no-cache"
    return vary(response, *(HTML_VARIES if format is HTML else ("Accept",)))


def _now(live: Live, iri: str) -> str | None:
    """What a thing is now: after several merges, the last."""
    seen = {iri}
    new = live.replaced.get(iri)
    while new is not None and new not in seen and new in live.replaced:
        seen.add(new)
        new = live.replaced[new]
    return new


def _gone(live: Live, iri: str) -> Gone | None:
    builds = configured().keeper.builds
    try:
        found = builds.history.gone(iri) if isinstance(builds, BuildStore) else None
    except StoreError:
        found = None
    if found is None and iri in live.replaced:
        return Gone(iri, "", live.build.manifest.made)
    return found


def _is_kept(id: str) -> bool:
    builds = configured().keeper.builds
    return bool(id) and isinstance(builds, BuildStore) and (builds.root / id).is_dir()


def _said(gone: Gone, new: str) -> list[pyoxigraph.Triple]:
    """What there is to say of a thing that went."""
    node = pyoxigraph.NamedNode
    when = pyoxigraph.Literal(gone.at, datatype=node(XSD.dateTime))
    triples = [pyoxigraph.Triple(node(gone.iri), node(PROV.invalidatedAtTime), when)]
    if new:
        triples.append(pyoxigraph.Triple(node(gone.iri), node(DCTERMS.isReplacedBy), node(new)))
    return triples


def _is_typed(live: Live, iri: str) -> bool:
    found = live.build.matching(pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(RDF.type), None)
    return next(iter(found), None) is not None
