"""What was published when: a page, an Atom feed (RFC 4287, paged by RFC 5005) and a Linked Data Event Stream."""

import hashlib

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for
from flask_babel import gettext as _

from server import stream
from server.changed import side
from server.comparing import comparison
from server.configured import configured, settings
from server.faults import Refusal
from server.formats import HTML, RDF, Format, write
from server.live import Live, current
from server.locale import page_language
from server.negotiation import HTML_VARIES, accepted, link, negotiate, sent_as, split_suffix, vary
from server.paging import pages
from server.stream import MOST, Step
from store import Build, BuildStore, StoreError
from store.history import Publication
from store.manifest import Manifest
from store.things import things_after

blueprint = Blueprint("changes", __name__)
ATOM = Format("atom", "Atom", ("application/atom+xml",))
OFFERED = (HTML, ATOM, *RDF)
YEAR = 31_536_000
LONGEST = 2_000


@blueprint.get("/changes")
@blueprint.get(f"/changes.<any({', '.join(format.name for format in OFFERED)}):suffix>")
def index(suffix: str | None = None) -> Response:
    """Every publication, the newest first; as RDF, the root of the stream."""
    builds, told = _history()
    format = negotiate(OFFERED, suffix)
    if format in {HTML, ATOM}:
        response = _listed(builds, told, format)
    else:
        kept = stream.steps(told, _kept(builds, told))
        whole = settings().keep_builds is None and len(kept) == len(told)
        said = stream.view(current().base, request.host_url, kept, whole)
        response = make_response(write(stream.triples(said), format))
    response.headers["Content-Type"] = _sent(format, suffix)
    response.headers["Content-Location"] = url_for("changes.index", suffix=format.name)
    for other in OFFERED:
        if other is not format:
            address = url_for("changes.index", suffix=other.name)
            response.headers.add("Link", link(address, {"rel": "alternate", "type": other.type}))
    last = told[-1].number if told else 0
    language = f"-{page_language()}" if format in {HTML, ATOM} else ""
    response.set_etag(f"changes-{last}-{len(_kept(builds, told))}-{format.name}{language}-{current().release}")
    response.headers["Cache-Control"] = "no-cache"
    vary(response, *(HTML_VARIES if format in {HTML, ATOM} else ("Accept",)))
    response.make_conditional(request)
    return response


@blueprint.get("/changes/<int:number>/from/<before>")
def page(number: int, before: str) -> Response:
    """A page of the stream: versions of things as a publication made them. It never changes."""
    before, suffix = split_suffix(before, RDF)
    format = negotiate(RDF, suffix)
    step = _step(number, before)
    after = request.args.get("after", "")
    live = side(step.publication.build)
    if live is None or len(after) > LONGEST or (after and not after.startswith(f"{live.base}id/")):
        abort(404)
    things = _things(live, step, after)
    body = write(
        stream.triples(stream.page(live, request.host_url, step, after, things[:MOST], len(things) > MOST)), format
    )
    response = make_response(body)
    response.headers["Content-Type"] = _sent(format, suffix)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers.add("Link", link(url_for("changes.index"), {"rel": "collection"}))
    response.set_etag(f"changes-{number}-{before}-{_hash_of(after)}-{format.name}-{current().release}")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    vary(response)
    response.make_conditional(request)
    return response


def _sent(format: Format, suffix: str | None) -> str:
    return sent_as(format, None if suffix else accepted(request.headers.get("Accept", "")))


def _hash_of(text: str) -> str:
    """A short word for a text, for validators."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _things(live: Live, step: Step, after: str) -> list[str]:
    """The things of a page, and one more if there are more."""
    if step.before is not None:
        found = comparison(step.before.build, step.publication.build)
        return found.things_after(live.base, after, MOST + 1)
    try:
        return things_after(live.build, after, MOST + 1) if isinstance(live.build, Build) else []
    except StoreError:
        raise Refusal(404, "no-lines", str(_("This build was made by an older version; it has no stream."))) from None


def _history() -> tuple[BuildStore, list[Publication]]:
    builds = configured().keeper.builds
    if not isinstance(builds, BuildStore):
        raise Refusal(404, "no-history", str(_("The graph is in another engine, which keeps no history.")))
    try:
        told = builds.history.publications()
    except StoreError as error:
        raise Refusal(503, "no-history", str(_("The history cannot be read right now."))) from error
    if not told:
        # Published by a version that kept no history.
        manifest = current().build.manifest
        told = [Publication(1, manifest.id, None, manifest.made)]
    return builds, told


def _kept(builds: BuildStore, told: list[Publication]) -> set[str]:
    return {id for id in {item.build for item in told} if (builds.root / id).is_dir()}


def _step(number: int, before: str) -> Step:
    """The publication that an address names, from another one or from nothing; 404 for what is not there."""
    _builds, told = _history()
    by_number = {item.number: item for item in told}
    if number not in by_number or not (before.isascii() and before.isdigit()):
        abort(404)
    if int(before) and (int(before) not in by_number or int(before) >= number):
        abort(404)
    return Step(by_number[number], by_number.get(int(before)))


def _listed(builds: BuildStore, told: list[Publication], format: Format) -> Response:
    newest = told[::-1]
    paging = pages(len(newest), settings().page_size)
    shown = newest[max(0, paging.first_row - 1) : paging.last_row]
    manifests = {item.build: _manifest(builds, item.build) for item in shown}
    template = "changes.html" if format is HTML else "changes.xml"
    body = render_template(
        template,
        items=shown,
        manifests=manifests,
        paging=paging,
        formats=OFFERED,
        address=request.host_url.rstrip("/"),
        publisher=settings().dataset.publisher_name or "Innograf",
        base=current().base,
        updated=newest[0].at,
        kept=settings().keep_builds,
    )
    return make_response(body)


def _manifest(builds: BuildStore, id: str) -> Manifest | None:
    try:
        return builds.open(id).manifest
    except StoreError:
        return None
