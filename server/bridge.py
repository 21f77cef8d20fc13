"""From ASGI to WSGI (PEP 3333): the environment of a request, and running the Flask application in a thread."""

import asyncio
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from io import BytesIO
from typing import Any
from wsgiref.types import WSGIApplication

from werkzeug.test import run_wsgi_app

Headers = list[tuple[bytes, bytes]]


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Headers by name in small letters; what is given several times stands in one value (RFC 9110, 5.3)."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = found[name] + (b"; " if name == b"cookie" else b", ") + value if name in found else value
    return found


def environment(scope: Mapping[str, Any], headers: Mapping[bytes, bytes], body: bytes) -> dict[str, Any]:
    """The WSGI environment of an HTTP request whose body has been read."""
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.decode("latin-1").upper().replace("-", "_")
        environ[key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"] = value.decode("latin-1")
    # A body without a length, in chunks, has one now.
    if environ.pop("HTTP_TRANSFER_ENCODING", None):
        environ["CONTENT_LENGTH"] = str(len(body))
    return environ


async def run(app: WSGIApplication, environ: dict[str, Any], threads: Executor) -> tuple[int, Headers, Iterable[bytes]]:
    """Call the application in a thread; status, headers and body. The body must be closed when it can be."""
    body, status, headers = await asyncio.get_running_loop().run_in_executor(threads, run_wsgi_app, app, environ)
    pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return int(status.split(" ", 1)[0]), pairs, body


def address(scope: Mapping[str, Any], headers: Mapping[bytes, bytes], proxies: int) -> str:
    """The client's address; behind `proxies` of ours, what the outermost of them has written down."""
    if proxies:
        said = [part.strip() for part in headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")]
        if len(said) >= proxies and said[-proxies]:
            return said[-proxies]
    return str((scope.get("client") or ("",))[0])
