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
# On what is for one reader alone: no cache keeps it, no page of another server reads it, no search engine lists it.
PRIVATE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store, private",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
PRIVATE_PATH = "/steward"


def headers(build: str) -> list[tuple[str, str]]:
    """The headers of an answer that is data of a build."""
    return [*EVERYWHERE.items(), ("Content-Security-Policy", POLICY), (BUILD, build)]


def is_private(path: str) -> bool:
    """Whether an address is of the pages that are for one reader alone."""
    return path == PRIVATE_PATH or path.startswith(f"{PRIVATE_PATH}/")


def init(app: Flask) -> None:
    """Put the headers on every answer."""
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    if is_private(request.path):
        headers.update(PRIVATE)
        return response
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
