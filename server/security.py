"""Headers that every answer has: what a page may load, who may read it, which build it comes from."""

import contextlib

from flask import Flask, Response, request

from server.live import NO_GRAPH, current

# Nothing but our own files; no inline script or style can run, so text from a document never becomes code.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
EXPOSED = "Link, ETag, Content-Location, Retry-After, Innograf-Build, Innograf-Incomplete"


# On every answer. The data is open: any page may read it, without the reader's cookies.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
}
BUILD = "Innograf-Build"


def headers(build: str) -> list[tuple[str, str]]:
    """The headers of an answer that is data of a build."""
    return [*EVERYWHERE.items(), ("Content-Security-Policy", POLICY), (BUILD, build)]


def init(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.update(EVERYWHERE)
    if request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        headers["Access-Control-Allow-Headers"] = (
            "Accept, Accept-Language, Content-Type, If-None-Match, If-Modified-Since"
        )
        headers["Access-Control-Max-Age"] = "86400"
    if request.endpoint != "system.asset":
        with contextlib.suppress(*NO_GRAPH):
            headers[BUILD] = current().build.id
    return response
