"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol, for reading. A build never changes, so writing is refused."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pyoxigraph
from flask import Blueprint, Response, make_response, request, url_for
from flask_babel import gettext as _

from server.faults import Refusal
from server.formats import CSV, DATASETS, HTML, RDF, Format
from server.graph_content import everything_in, graph_in
from server.links import local_href
from server.live import Live, current
from server.negotiation import NothingAcceptable, accepted, choose, see_other
from server.protocol import pairs

blueprint = Blueprint("graph_store", __name__)
OFFERED = (*RDF, CSV)
READING = ["GET", "HEAD", "OPTIONS"]
WRITING = ["PUT", "POST", "DELETE", "PATCH"]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the graph `iri`, the default graph, or (neither) all of them; and `format=`, if given."""

    iri: str | None
    default: bool
    format: str | None


@blueprint.get("/graphs", provide_automatic_options=False)
def read() -> Response:
    """A graph (`?graph=IRI`), what a query without FROM sees (`?default`), or all graphs in N-Quads or TriG."""
    live = current()
    wanted = _wanted()
    if wanted.iri is None and not wanted.default:
        return _everything(live, wanted)
    if wanted.iri is not None and wanted.iri not in live.build.manifest.graphs:
        raise Refusal(404, "no-such-graph", _("The build has no graph of that IRI."), graph=wanted.iri)
    # A browser is sent to the page of the graph; the default graph has none.
    offered = OFFERED if wanted.iri is None else (*OFFERED, HTML)
    format = _format(wanted, offered)
    if format is HTML:
        return see_other(local_href(wanted.iri or "", live.base))
    links = [(_address(wanted, item), {"rel": "alternate", "type": item.type, "title": item.title}) for item in OFFERED]
    return graph_in(live, wanted.iri, format, location=_address(wanted, format), links=links)


@blueprint.route("/graphs", methods=WRITING, provide_automatic_options=False)
@blueprint.route("/graph/<name>", methods=WRITING, provide_automatic_options=False)
@blueprint.route("/evidence/<name>", methods=WRITING, provide_automatic_options=False)
def write(name: str = "") -> Response:
    """Refuse to write."""
    detail = _("A build never changes, so no graph can be written from here. Build and publish a new one.")
    raise Refusal(403, "read-only", detail)


@blueprint.after_app_request
def _allowed(response: Response) -> Response:
    """Name what can be done with a graph, also where a method fits no route; not what is refused."""
    is_graph = request.path.split("/")[1] in {"graphs", "graph", "evidence"}
    if is_graph and (response.status_code in {403, 405} or request.method == "OPTIONS"):
        response.headers["Allow"] = ", ".join(READING)
    return response


@blueprint.route("/graphs", methods=["OPTIONS"], provide_automatic_options=False)
@blueprint.route("/graph/<name>", methods=["OPTIONS"], provide_automatic_options=False)
@blueprint.route("/evidence/<name>", methods=["OPTIONS"], provide_automatic_options=False)
def options(name: str = "") -> Response:
    """Say what can be done with a graph: read it."""
    return make_response()


def _wanted() -> Wanted:
    """What the parameters ask for. Raises `Refusal`, 400."""
    found: dict[str, str] = {}
    for name, value in pairs(request.query_string):
        if name in {"graph", "default", "format"} and found.setdefault(name, value) != value:
            detail = _("The parameter %(name)s has two values; send one.", name=name)
            raise Refusal(400, "two-values", detail, parameter=name)
    if "graph" in found and "default" in found:
        raise Refusal(400, "graph-and-default", _("Ask for a graph or for the default graph, not for both."))
    iri = found.get("graph")
    if iri is not None:
        try:
            pyoxigraph.NamedNode(iri)
        except ValueError:
            detail = _("The parameter %(name)s is no absolute IRI: %(value)s", name="graph", value=iri[:200])
            raise Refusal(400, "not-an-iri", detail, parameter="graph") from None
    return Wanted(iri, "default" in found, found.get("format") or None)


def _format(wanted: Wanted, offered: tuple[Format, ...]) -> Format:
    if wanted.format is not None:
        names = {name: item for item in offered for name in (item.name, *item.types)}
        # In an address "+" is a space.
        found = names.get(wanted.format.strip().lower().replace(" ", "+"))
        if found is None:
            detail = _(
                "There is no format of that name; use one of %(names)s.", names=", ".join(f.name for f in offered)
            )
            raise Refusal(400, "unknown-format", detail)
        return found
    chosen = choose(accepted(request.headers.get("Accept", "")), offered)
    if chosen is None:
        raise NothingAcceptable(offered)
    return chosen


def _everything(live: Live, wanted: Wanted) -> Response:
    """All graphs, for whoever asks for a format that has graphs by its name."""
    ranges = accepted(request.headers.get("Accept", ""))
    named = {value for value, quality in ranges if quality > 0}
    if wanted.format is None and not any(named & set(item.types) for item in DATASETS):
        raise Refusal(
            400,
            "no-graph",
            _("Say which graph: ?graph= and its IRI, or ?default. For all of them, accept application/n-quads."),
        )
    return everything_in(live, _format(wanted, DATASETS))


def _address(wanted: Wanted, format: Format) -> str:
    parameters = {"graph": wanted.iri} if wanted.iri is not None else {"default": ""}
    return f"{url_for('graph_store.read')}?{urlencode(parameters | {'format': format.name})}"
