"""What is about the server itself: builds, health, files of the pages, the switch of language, advice to crawlers."""

import contextlib
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    request,
    send_file,
    send_from_directory,
    url_for,
)

from server.asking import QueryFault, Request
from server.configured import configured, settings
from server.live import NO_GRAPH, current
from server.locale import COOKIE, NAMES
from server.negotiation import vary
from server.query_faults import refusal

blueprint = Blueprint("system", __name__)
DIST = Path(__file__).parent / "static" / "dist"
ICON = Path(__file__).parent / "frontend" / "icon.svg"
# What the bundled files are compressed as, the smallest first, and the suffix.
COMPRESSED = {"br": "br", "gzip": "gz"}
YEAR = 31_536_000
DAY = 86_400


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A bundled file. Its name changes with its content, so it may be kept for good."""
    if name == "manifest.json" or name.endswith(tuple(f".{suffix}" for suffix in COMPRESSED.values())):
        abort(404)
    coding = _lying_there(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = f"{name}.{COMPRESSED[coding]}" if coding else name
    response = send_from_directory(DIST, file, mimetype=kind, etag=f"{name}:{coding}" if coding else name)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    if coding:
        response.headers["Content-Encoding"] = coding
    return vary(response, "Accept-Encoding")


def _lying_there(name: str) -> str | None:
    """The coding in which a file lies there, which the client takes; the smallest."""
    taken = (coding for coding in COMPRESSED if request.accept_encodings.quality(coding) > 0)
    return next((coding for coding in taken if (DIST / f"{name}.{COMPRESSED[coding]}").is_file()), None)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """The project's icon, for those that ask by the old address; pages name the bundled one."""
    response = send_file(ICON, mimetype="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


@blueprint.get("/language/<code>")
def language(code: str) -> Response:
    """Switch the language of the pages, and go back to the page that the reader was on."""
    if code not in NAMES:
        abort(404)
    response = make_response(redirect(_here(request.args.get("next", "/")), 303))
    response.set_cookie(COOKIE, code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    response.headers["Cache-Control"] = "no-store"
    return response


def _here(address: str) -> str:
    """The address if it is one of this server's, else the front page: a link must not send readers elsewhere."""
    parts = urlsplit(address)
    unsafe = parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//")
    if unsafe or "\\" in address or not address.isprintable():
        return "/"
    return address


@blueprint.get("/healthz")
def health() -> Response:
    """Say that the server runs, and which build it shows; it need not have one."""
    said: dict[str, str | None] = {"status": "ok", "build": None, "made": None}
    with contextlib.suppress(*NO_GRAPH):
        manifest = current().build.manifest
        said |= {"build": manifest.id, "made": manifest.made}
    return _fresh(jsonify(said))


@blueprint.get("/readyz")
def ready() -> Response:
    """Say that pages and queries can be answered; 503 when there is no build or no process for queries."""
    live = current()
    pool = configured().pool
    if not settings().endpoint and not pool.alive:
        try:
            pool.ask_and_wait(Request(live.build.id, "ASK {}", (), (), "json", None))
        except QueryFault as fault:
            raise refusal(fault) from None
    return _fresh(jsonify({"status": "ready", "build": live.build.id, "workers": pool.alive}))


@blueprint.get("/metrics")
def metrics() -> Response:
    """The server's numbers, for Prometheus."""
    open_metrics = "application/openmetrics-text" in request.headers.get("Accept", "")
    body, kind = configured().metrics.written(open_metrics)
    return _fresh(vary(Response(body, content_type=kind)))


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers out of queries and searches, which have no end."""
    closed = (
        "/sparql",
        "/graphs",
        # The page to search from may be found; what it finds has no end.
        "/search?",
        "/search/",
        "/language/",
        "/card/",
        "/network?",
        "/network.",
        "/timeline?",
        "/map?",
        "/*?in=",
        "/*?out=",
        "/*?char=",
        "/*?class=",
        "/*?document=",
        "/*?year=",
        "/*?sort=",
    )
    text = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in closed)
    response = make_response(f"{text}Sitemap: {url_for('sitemap.index', _external=True)}\n")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response
