"""The log: a line for each request that is worth one, as text or as JSON, with the request's id."""

import hashlib
import json
import logging
import re
import secrets
import sys
from collections.abc import Mapping
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from settings import Settings

REQUESTS = logging.getLogger("innograf.requests")
HEADER = b"x-request-id"
_USABLE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# From here on the fault is the server's, or a limit was met.
_FAULT = 500


def set_up(settings: Settings) -> None:
    """Write the log to standard error, in the form that the settings say."""
    handler = logging.StreamHandler(sys.stderr)
    as_json = settings.log_format == "json"
    renamed = {"asctime": "time", "levelname": "level", "name": "logger"}
    handler.setFormatter(JsonFormatter(_TEXT, rename_fields=renamed) if as_json else logging.Formatter(_TEXT))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)


def request_id(headers: Mapping[bytes, bytes]) -> bytes:
    """The id that a proxy gave the request (`X-Request-Id`), else a new one."""
    given = headers.get(HEADER, b"")
    return given if _USABLE.fullmatch(given) else secrets.token_hex(8).encode()


def query_hash(query: str) -> str:
    """What the log calls a query: the same for the same text, and nothing of what it asks."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def tell(settings: Settings, status: int, cached: bool, what: dict[str, Any]) -> None:
    """Log a request, if the settings want it: `faults`, `queries` (that were run) or `all`."""
    wanted = settings.log_requests
    if status < _FAULT and (wanted == "faults" or (wanted == "queries" and ("query" not in what or cached))):
        return
    line = " ".join(f"{name}={_plain(value)}" for name, value in what.items())
    # In JSON each stands by itself, and the line would say the same again.
    message = "request" if settings.log_format == "json" else line
    REQUESTS.log(logging.ERROR if status >= _FAULT else logging.INFO, message, extra=what)


def _plain(value: Any) -> str:
    """A value as one word: whoever sends line breaks must not write lines of the log."""
    text = str(value)
    return text if text.isprintable() and " " not in text and '"' not in text else json.dumps(text)
