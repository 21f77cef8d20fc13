"""`/sparql`: the SPARQL 1.1 Protocol for machines, a form and a table for people."""

import time

from flask import Blueprint, Response, make_response, url_for
from flask import request as http

from server.asking import Answer, QueryFault
from server.configured import configured, settings
from server.faults import RETRY_AFTER
from server.formats import HTML, RDF, RESULTS, write
from server.live import Live, current
from server.negotiation import HTML_VARIES, NothingAcceptable, accepted, choose, finish, vary
from server.passed import passed
from server.protocol import Asked, Message, Taken, asked, taken
from server.query_faults import refusal
from server.query_page import render_answer, render_fault, render_form
from server.service import description
from server.sparql_answers import headers, request_for

blueprint = Blueprint("sparql", __name__)


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
    start = time.monotonic()
    try:
        result = _run(live, request, formats)
    except QueryFault as fault:
        if formats.page:
            return _fault_page(request, fault)
        return _fault(fault, request)
    if formats.page:
        return _html(render_answer(live, request, result, time.monotonic() - start))
    response = Response(result.pieces(), direct_passthrough=True)
    response.content_length = result.length
    response.headers.update(headers(live.build.id, request, formats, result))
    response.make_conditional(http)
    return vary(response)


def _bare(live: Live, request: Asked, accept: str) -> Response:
    """The service description (SPARQL 1.1 Service Description), or the form when a page is asked for."""
    if taken(request.format, accept).page:
        return finish(render_form(), HTML, links=alternates_of_service())
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


def _fault_page(request: Asked, fault: QueryFault) -> Response:
    refused = refusal(fault, request.timeout)
    return _html(render_fault(request, refused), refused.status)


def _html(body: str, status: int = 200) -> Response:
    response = make_response(body, status)
    if status in {429, 503}:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return vary(response, *HTML_VARIES)
