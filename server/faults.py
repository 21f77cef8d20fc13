"""What went wrong: a page for people, problem details (RFC 9457) for machines. No traceback leaves the server."""

import json
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from server.live import NoBuild
from server.locale import page_language
from server.negotiation import NothingAcceptable, accepted, vary
from store import EndpointError, EndpointSlow, EndpointTooMuch

RETRY_AFTER = 5


class Refusal(Exception):
    """A request that is answered with a fault of ours. `extra` are further members of the problem details."""

    def __init__(self, status: int, name: str, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.detail = detail
        self.extra = extra


def init(app: Flask) -> None:
    """Answer every fault in the same two ways."""
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(NoBuild, _no_build)
    app.register_error_handler(EndpointError, _endpoint)
    app.register_error_handler(NothingAcceptable, _nothing_acceptable)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def wants_page() -> bool:
    """Say whether a fault is answered with a page: when HTML is asked for, or nothing is and this is no end point."""
    accept = accepted(request.headers.get("Accept", ""))
    if not accept or all(value == "*/*" for value, _quality in accept):
        return not request.path.startswith(("/sparql", "/graphs", "/healthz", "/readyz", "/metrics"))
    html = accept.quality("text/html")
    named = any(value in {"text/html", "application/xhtml+xml", "text/*"} for value, _q in accept)
    return html > 0 and named and html >= accept.quality("application/problem+json")


def answer(status: int, name: str, title: str, detail: str, **extra: Any) -> Response:
    """Make the answer for a fault. `name` becomes its `code`, a word that programs can rely on."""
    if wants_page():
        body = render_template("error.html", status=status, title=title, detail=detail, extra=extra)
        response = make_response(body, status)
    else:
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": name, **extra}
        response = make_response(json.dumps(problem, ensure_ascii=False) + "\n", status)
        response.headers["Content-Type"] = "application/problem+json"
    response.headers["Content-Language"] = page_language()
    response.headers["Cache-Control"] = "no-store"
    if status in {429, 503}:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return vary(response, "Accept", "Accept-Language", "Cookie")


def _refusal(error: Refusal) -> Response:
    return answer(error.status, error.name, title_of(error.status), error.detail, **error.extra)


def _no_build(error: NoBuild) -> Response:
    detail = _("No build of the graph is published yet. Run `innograf build`, then load this page again.")
    return answer(503, "no-build", _("There is no graph to show"), detail)


def _endpoint(error: EndpointError) -> Response:
    # What it says names machines that readers need not know.
    current_app.logger.error("%s", error)
    if isinstance(error, EndpointTooMuch):
        detail = _(
            "The answer is larger than %(limit)s bytes, so none of it is sent. Ask for less, with LIMIT for instance.",
            limit=error.most,
        )
        return answer(422, "too-large", title_of(422), detail, limit=error.most)
    detail = _("The database that holds the graph did not answer as it should. Try again in a moment.")
    status = 504 if isinstance(error, EndpointSlow) else 502
    return answer(status, "no-database", _("The graph cannot be had right now"), detail)


def _nothing_acceptable(error: NothingAcceptable) -> Response:
    offered = [format.type for format in error.offered]
    detail = _("None of the formats asked for can be had here. Ask for one of these:")
    response = answer(406, "not-acceptable", title_of(406), detail, formats=offered)
    return response


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    details = {
        400: _("The server could not make sense of the request."),
        404: _("Nothing is known here by that address."),
        405: _("This address does not take such requests."),
        413: _(
            "The request is larger than %(size)s bytes, the most that is read.",
            size=current_app.config["MAX_CONTENT_LENGTH"],
        ),
    }
    response = answer(
        error.code,
        f"http-{error.code}",
        title_of(error.code),
        details.get(error.code) or str(_("The request cannot be answered.")),
    )
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    current_app.logger.exception("%s %s failed", request.method, request.path)
    detail = _("The fault is ours, and it has been written to the log. Nothing in the graph has changed.")
    return answer(500, "internal", title_of(500), detail)


def title_of(status: int) -> str:
    """A fault's title for people, by its status."""
    titles: dict[int, str] = {
        400: _("The request cannot be understood"),
        403: _("That is not allowed here"),
        404: _("Not found"),
        405: _("Not possible here"),
        406: _("Not in that format"),
        413: _("The request is too large"),
        415: _("Unknown kind of content"),
        422: _("The answer is too large"),
        429: _("Too many queries at once"),
        500: _("Something went wrong"),
        502: _("The graph cannot be had right now"),
        503: _("Busy right now"),
        507: _("Not enough room"),
        504: _("The query took too long"),
    }
    return str(titles.get(status) or _("The request cannot be answered"))
