"""The SPARQL 1.1 Protocol: what a request asks for, and in which formats it takes the answer."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MIMEAccept, MultiDict

from server.faults import Refusal
from server.formats import HTML, RDF, RESULTS, Format
from server.negotiation import choose

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
# By `format=`: names and media types.
BY_NAME = {name: format for format in (*RESULTS, *RDF, HTML) for name in (format.name, *format.types)}
BY_NAME |= {"turtle": RDF[0], "n3": RDF[0], "ntriples": RDF[1], "json-ld": RDF[2], "rdfxml": RDF[3], "rdf+xml": RDF[3]}


@dataclass(frozen=True)
class Asked:
    """A request of the protocol: the query (None: there is none) and the dataset that goes with it."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


@dataclass(frozen=True)
class Taken:
    """The formats that the client takes: one for results, one for graphs (None: none of ours), or a page."""

    results: Format | None
    graph: Format | None
    page: bool = False


def asked() -> Asked:
    """Read the request. Raises `Refusal`: 400, 403 for an update, 415 for a body of another kind."""
    if request.method != "POST":
        return _from(request.args)
    kind = request.mimetype
    if kind == FORM:
        # The protocol puts all in the body; a dataset or format in the address is taken too.
        return _from(MultiDict([*request.form.items(multi=True), *request.args.items(multi=True)]))
    if kind == QUERY:
        if "query" in request.args:
            raise Refusal(400, "two-queries", _("There is a query in the body and one in the address; send one."))
        found = _from(request.args)
        return Asked(_decoded(request.get_data()), found.default_graphs, found.named_graphs, found.format)
    if kind == UPDATE:
        raise _read_only()
    detail = _("Send a form (%(form)s) or a query (%(query)s).", form=FORM, query=QUERY)
    raise Refusal(415, "unknown-content", detail)


def _from(values: MultiDict[str, str]) -> Asked:
    if "update" in values:
        raise _read_only()
    queries = values.getlist("query")
    if len(queries) > 1:
        raise Refusal(400, "two-queries", _("There are two queries or more; send one."))
    return Asked(
        queries[0] if queries else None,
        tuple(values.getlist("default-graph-uri")),
        tuple(values.getlist("named-graph-uri")),
        values.get("format") or values.get("output") or None,
    )


def _read_only() -> Refusal:
    return Refusal(403, "read-only", _("The graph cannot be changed from here; updates are refused."))


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "not-utf-8", _("The query is not UTF-8.")) from None


def taken(format: str | None) -> Taken:
    """Choose formats by `format=`, else by `Accept`. Raises `Refusal` for an unknown name."""
    if format is not None:
        found = BY_NAME.get(format.strip().lower().replace(" ", "+"))
        if found is None:
            names = ", ".join(item.name for item in (*RESULTS, *RDF, HTML))
            raise Refusal(
                400, "unknown-format", _("There is no format of that name; use one of %(names)s.", names=names)
            )
        if found is HTML:
            return Taken(None, None, page=True)
        # "json", "xml" and "csv" name a format of results; whoever builds a graph gets the nearest of that family.
        nearest = {"json": RDF[2], "xml": RDF[3]}
        return Taken(found if found in RESULTS else None, found if found in RDF else nearest.get(found.name))
    accept = request.accept_mimetypes
    if wants_html(accept):
        return Taken(None, None, page=True)
    return Taken(choose(accept, RESULTS), choose(accept, RDF))


def wants_html(accept: MIMEAccept) -> bool:
    """Say whether a page is asked for: HTML by name, and no data format by name at the same quality or above."""
    html = max((quality for value, quality in accept if value.split(";")[0] in HTML.types), default=0)
    if not html:
        return False
    types = {type for format in (*RESULTS, *RDF) for type in format.types}
    # Browsers name application/xml beside HTML; they mean the page.
    others = [quality for value, quality in accept if value.split(";")[0] in types - {"application/xml", "text/xml"}]
    return all(quality < html for quality in others)
