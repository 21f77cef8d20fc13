"""Where programs look first: VoID, the data set, the builds and their files."""

import contextlib
import re
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug import Response as WerkzeugResponse

import ontology
from server import about, dataset, jsonld
from server.configured import configured, settings
from server.faults import Refusal
from server.formats import HTML, RDF, Format, write
from server.links import local_href
from server.live import Live, current
from server.negotiation import HTML_VARIES, finish, negotiate, vary
from store import Build, BuildStore, EndpointError, Readable, StoreError
from store.dumps import COMPRESSIONS, FOLDER, SUMS, Dump, dumps_of

blueprint = Blueprint("discovery", __name__)
JSON = Format("json", "JSON", ("application/json",))
MOST_BUILDS = 100
LATEST = "latest"
YEAR = 31_536_000
_SUFFIX = "|".join(format.name for format in RDF)
# Where a build was made is nobody else's business; the numbers of each graph are many.
_PRIVATE = {"machine", "settings", "graphs", "problems"}


@blueprint.get("/.well-known/void")
def void() -> Response:
    """VoID of the published build; there is no page of it, since `/dataset` is for people."""
    live = current()
    format = negotiate(RDF) if not _wants_page() else RDF[0]
    return finish(write(dataset.void(live, request.host_url), format), format, live=live)


def _wants_page() -> bool:
    accept = request.accept_mimetypes
    return accept.accept_html and not any(value in format.types for value in accept.values() for format in RDF)


@blueprint.get("/dataset")
@blueprint.get(f"/dataset.<any({', '.join(format.name for format in RDF)}):suffix>")
def data(suffix: str | None = None) -> Response:
    """The data set: DCAT-AP-NO for catalogues, its numbers and files for people."""
    live = current()
    format = negotiate((HTML, *RDF), suffix)
    links = [(url_for("discovery.data", suffix=f.name), {"rel": "describedby", "type": f.type}) for f in RDF]
    dumps = files_of(live.build)
    if format is not HTML:
        triples = dataset.dcat(live, settings(), request.host_url, dumps)
        triples += dataset.void(live, request.host_url)
        return finish(write(triples, format), format, location=f"/dataset.{format.name}", links=links, live=live)
    vocabulary, counts = ontology.vocabulary(), live.build.manifest.statistics
    body = render_template(
        "dataset.html",
        manifest=live.build.manifest,
        dumps=dumps,
        with_files=with_files(live),
        counts=counts,
        classes=sorted(counts.get("classes", {}).items(), key=lambda item: -item[1]),
        properties=sorted(counts.get("properties", {}).items(), key=lambda item: -item[1][0]),
        vocabulary=vocabulary,
        href=lambda iri: local_href(iri, live.base),
        formats=RDF,
        embedded=jsonld.data_set(live, settings(), request.host_url, dumps),
        told=settings().dataset,
        **about.all_of(live),
    )
    return finish(body, HTML, links=links, live=live)


@blueprint.get("/builds")
def builds() -> Response:
    """The builds that are kept, the newest first, and which one is shown."""
    live = current()
    manifests = configured().keeper.builds.builds()[:MOST_BUILDS]
    format = negotiate((HTML, JSON))
    if format is HTML:
        # No validators: the list changes when a build is made, before it is published.
        return vary(
            Response(render_template("builds.html", manifests=manifests, published=live.build.id)), *HTML_VARIES
        )
    records = [_public(manifest.as_dict()) for manifest in manifests]
    return vary(jsonify({"published": live.build.id, "builds": records}))


@blueprint.get(f"/builds/{LATEST}", defaults={"name": ""})
@blueprint.get(f"/builds/{LATEST}/<name>")
def latest(name: str) -> WerkzeugResponse:
    """The published build, or a file of it: a redirect, since what is there changes and a build does not.

    Files are those of the newest build that has them.
    """
    live = current()
    id = with_files(live) if name else live.build.id
    address = url_for("discovery.file", id=id, name=name) if name else url_for("discovery.build", id=id)
    response = redirect(address, 307)
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/builds/<id>")
def build(id: str) -> Response:
    """One build: what is in it, how it was made, its files."""
    found = _build(id)
    live = Live(found, current().release)
    dumps = files_of(found)
    format = negotiate((HTML, JSON))
    if format is HTML:
        body = render_template("build.html", item=found.manifest, published=current().build.id, dumps=dumps, sums=SUMS)
        return finish(body, HTML, live=live)
    addresses = [url_for("discovery.file", id=found.id, name=dump.name, _external=True) for dump in dumps]
    files = [vars(dump) | {"url": address} for dump, address in zip(dumps, addresses, strict=True)]
    return finish(jsonify(_public(found.manifest.as_dict()) | {"files": files}).get_data(), JSON, live=live)


@blueprint.get("/builds/<id>/<name>")
def file(id: str, name: str) -> Response:
    """A file of a build. It never changes, so it may be kept for good."""
    found = _build(id)
    dumps = {dump.name: dump for dump in files_of(found)}
    if not dumps:
        raise Refusal(404, "no-files", _no_files(found))
    if name not in dumps and name != SUMS:
        abort(404)
    kind = COMPRESSIONS[dumps[name].compression] if name in dumps else "text/plain"
    response = send_file(_here(found).path.resolve() / FOLDER / name, mimetype=kind, etag=False, download_name=name)
    response.set_etag(dumps[name].sha256 if name in dumps else f"{found.id[:32]}-sums")
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.make_conditional(request, accept_ranges=True)
    return response


def with_files(live: Live) -> str:
    """The id of the newest build that was published and has files; that of the published one when none has.

    A build that was made by what differs from the one before has none, so that it is shown soon.
    """
    builds = configured().keeper.builds
    if isinstance(builds, BuildStore) and not files_of(live.build):
        for publication in reversed(builds.history.publications()):
            with contextlib.suppress(StoreError):
                if dumps_of(builds.open(publication.build)):
                    return publication.build
    return live.build.id


def files_of(build: Readable) -> list[Dump]:
    """The dumps of a build: of one in another engine, those that this machine has of the same build, if any."""
    if isinstance(build, Build):
        return dumps_of(build)
    try:
        return dumps_of(_here(build))
    except StoreError:
        return []


def _here(build: Readable) -> Build:
    """The build in a folder of this machine, which has the same content if it has the same id. Raises `StoreError`."""
    return build if isinstance(build, Build) else BuildStore(settings().data).open(build.id)


def _no_files(build: Readable) -> str:
    if isinstance(build, Build):
        return str(_("No files to download were written with this build."))
    return str(
        _("The build is in another engine, and its files are not here. /graphs gives all graphs, as N-Quads or TriG.")
    )


def _build(id: str) -> Any:
    if not re.fullmatch(r"[0-9a-f]{64}", id):
        abort(404)
    try:
        return configured().keeper.builds.open(id)
    except EndpointError:
        raise
    except StoreError:
        abort(404)


def _public(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _PRIVATE}
