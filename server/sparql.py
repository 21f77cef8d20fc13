"""`/sparql`: the SPARQL 1.1 Protocol for machines, a form and a table for people."""

import json
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for
from flask import request as http

import ontology
from server.asking import Answer, QueryFault
from server.configured import configured, settings
from server.faults import RETRY_AFTER
from server.formats import HTML, RDF, RESULTS, write
from server.layouts import short
from server.links import is_outside, local_href
from server.live import Live, current
from server.negotiation import HTML_VARIES, NothingAcceptable, accepted, choose, finish, vary
from server.passed import passed
from server.protocol import Asked, Message, Taken, asked, taken
from server.query_faults import refusal
from server.service import callable_services, description
from server.sparql_answers import headers, request_for

blueprint = Blueprint("sparql", __name__)
# Rows of a result on the page for people; the formats for machines have them all.
MOST_ROWS = 500
MOST_CHARACTERS = 200_000
EXAMPLE = """SELECT DISTINCT (STR(?name) AS ?person) ?role (STR(?label) AS ?body) WHERE {
  ?membership a org:Membership ;
    org:member/rdfs:label ?name ;
    schema:roleName ?role .
  OPTIONAL { ?membership org:organization/rdfs:label ?label }
}
ORDER BY ?person
LIMIT 50"""


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query; without one, describe the service to machines and show the form to people."""
    live = current()
    accept = http.headers.get("Accept", "")
    body = http.get_data(parse_form_data=False) if http.method == "POST" else b""
    request = asked(Message(http.method, http.query_string, accept, http.headers.get("Content-Type", ""), body))
    if request.query is None:
        return _bare(live, request, accept)
    formats = taken(request.format, accept)
    if not formats.page and formats.results is None and formats.graph is None:
        raise NothingAcceptable((*RESULTS, *RDF, HTML))
    try:
        result = _run(live, request, formats)
    except QueryFault as fault:
        if formats.page:
            return _fault_page(request, fault)
        return _fault(fault, request)
    if formats.page:
        return _page(live, request, result)
    response = Response(result.pieces(), direct_passthrough=True)
    response.content_length = result.length
    response.headers.update(headers(live.build.id, request, formats, result))
    response.make_conditional(http)
    return vary(response)


def _bare(live: Live, request: Asked, accept: str) -> Response:
    """The service description (SPARQL 1.1 Service Description), or the form when a page is asked for."""
    if taken(request.format, accept).page:
        return finish(_render(_prefixed(EXAMPLE)), HTML, links=alternates_of_service())
    format = taken(request.format, "").graph if request.format else choose(accepted(accept), RDF)
    if format is None:
        raise NothingAcceptable((*RDF, HTML))
    return finish(write(description(live, settings()), format), format, links=alternates_of_service(), live=live)


def alternates_of_service() -> list[tuple[str, dict[str, str]]]:
    """Links to the service description in each format."""
    return [(url_for("sparql.endpoint", format=item.name), {"rel": "describedby", "type": item.type}) for item in RDF]


def _run(live: Live, request: Asked, formats: Taken) -> Answer:
    came = passed()
    if came.fault is not None:
        # The gateway has run it already.
        raise came.fault
    query = request_for(live.build.id, request, formats)
    came.query = query.query
    try:
        return configured().pool.ask_and_wait(query, came.address, request.timeout, came.gone)
    except QueryFault as fault:
        came.outcome = fault.name
        raise


def _fault(fault: QueryFault, request: Asked) -> Response:
    if fault.name == "format":
        raise NothingAcceptable(RDF if fault.kind == "graph" else RESULTS)
    raise refusal(fault, request.timeout)


def _page(live: Live, request: Asked, result: Answer) -> Response:
    """The form with the result below it: a table, a yes or no, or Turtle."""
    shown: dict[str, Any] = {"kind": result.kind}
    if result.kind == "graph":
        text = result.all().decode("utf-8")
        shown |= {"turtle": text[:MOST_CHARACTERS], "cut": len(text) > MOST_CHARACTERS}
    else:
        content = json.loads(result.all())
        if result.kind == "boolean":
            shown["boolean"] = content["boolean"]
        else:
            bindings = content["results"]["bindings"]
            names = content["head"]["vars"]
            rows = [[_cell(row.get(name), live) for name in names] for row in bindings[:MOST_ROWS]]
            shown |= {"names": names, "rows": rows, "total": len(bindings), "cut": len(bindings) > MOST_ROWS}
    return _html(_render(request.query or "", shown=shown, request=request), 200)


def _fault_page(request: Asked, fault: QueryFault) -> Response:
    """The form with the query as it was, and what was wrong with it."""
    refused = refusal(fault, request.timeout)
    return _html(_render(request.query or "", fault=refused, request=request), refused.status)


def _html(body: str, status: int) -> Response:
    response = make_response(body, status)
    if status in {429, 503}:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return vary(response, *HTML_VARIES)


def _render(query: str, **values: Any) -> str:
    return render_template(
        "sparql.html",
        query=query,
        limits=settings(),
        callable=callable_services(settings()),
        results=RESULTS,
        graphs=RDF,
        prefixes=ontology.prefixes(),
        **values,
    )


def _cell(value: dict[str, str] | None, live: Live) -> dict[str, str]:
    """One value of a result: its text, where it leads, and its language or datatype."""
    if value is None:
        return {"text": ""}
    if value["type"] != "uri":
        return {"text": value["value"], "note": value.get("xml:lang") or short(value.get("datatype", ""))}
    href = local_href(value["value"], live.base)
    return {"text": short(value["value"]), "href": href, "outside": "yes" if is_outside(href) else ""}


def _prefixed(query: str) -> str:
    """The query with a declaration of each prefix that it uses."""
    used = {name: space for name, space in ontology.prefixes().items() if f"{name}:" in query}
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in used.items()) + query
