"""The log: a line for each request that is worth one, as text or as JSON, with the request's id."""

import asyncio
import hashlib
import itertools
import json
import logging
import re
import secrets
import sys
import time
from collections.abc import Mapping
from functools import cache
from typing import IO, Any

from pythonjsonlogger.json import JsonFormatter

from settings import Settings

REQUESTS = logging.getLogger("innograf.requests")
HEADER = b"x-request-id"
_USABLE = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_TEXT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# From here on the fault is the server's, or a limit was met.
_FAULT = 500
# How long lines are kept to be written together, in seconds.
_TOGETHER = 0.2


def set_up(settings: Settings) -> None:
    """Write the log to standard error, in the form that the settings say."""
    global _lines
    handler = logging.StreamHandler(sys.stderr)
    as_json = settings.log_format == "json"
    _lines = Lines(sys.stderr, as_json)
    renamed = {"asctime": "time", "levelname": "level", "name": "logger"}
    handler.setFormatter(JsonFormatter(_TEXT, rename_fields=renamed) if as_json else logging.Formatter(_TEXT))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)


def request_id(headers: Mapping[bytes, bytes]) -> bytes:
    """The id that a proxy gave the request (`X-Request-Id`), else a new one."""
    given = headers.get(HEADER, b"")
    return given if given and _USABLE.fullmatch(given) else b"%s%08x" % (_prefix(), next(_numbers))


_numbers = itertools.count()


@cache
def _prefix() -> bytes:
    """What the ids of this process begin with; made with the first, since the process may be a fork of another."""
    return secrets.token_hex(4).encode()


def query_hash(query: str) -> str:
    """What the log calls a query: the same for the same text, and nothing of what it asks."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Lines:
    """Writes lines like those of `set_up`'s handler, at a small part of its cost, some at a time."""

    def __init__(self, out: IO[str], as_json: bool) -> None:
        self.out = out
        self.as_json = as_json
        self._kept: list[str] = []
        self._second = 0
        self._begin = ""

    def add(self, what: Mapping[str, Any]) -> None:
        """Add a line about a request; it is written soon by the loop that runs."""
        if not self._kept:
            asyncio.get_running_loop().call_later(_TOGETHER, self.flush)
        self._kept.append(self.line(time.time(), what))

    def line(self, now: float, what: Mapping[str, Any]) -> str:
        """The line about a request at a time."""
        second = int(now)
        if second != self._second:
            self._second = second
            self._begin = time.strftime(logging.Formatter.default_time_format, time.localtime(second))
        told = f"{self._begin},{int((now - second) * 1000):03d}"
        if self.as_json:
            head = {"time": told, "level": "INFO", "logger": REQUESTS.name, "message": "request"}
            return json.dumps(head | dict(what)) + "\n"
        return f"{told} INFO {REQUESTS.name} {_words(what)}\n"

    def flush(self) -> None:
        """Write what is kept."""
        if self._kept:
            self.out.write("".join(self._kept))
            self.out.flush()
            self._kept = []


_lines: Lines | None = None


def flush() -> None:
    """Write what is kept of the log."""
    if _lines is not None:
        _lines.flush()


def wanted(settings: Settings, status: int, ran: bool) -> bool:
    """Say whether the settings want a request in the log: `faults`, `queries` (that were run) or `all`."""
    said = settings.log_requests
    return status >= _FAULT or said == "all" or (said == "queries" and ran)


def tell(status: int, what: Mapping[str, Any]) -> None:
    """Log a request."""
    if status < _FAULT and _lines is not None:
        _lines.add(what)
        return
    # In their order.
    flush()
    # In JSON each stands by itself, and the line would say the same again.
    message = "request" if _lines is not None and _lines.as_json else _words(what)
    REQUESTS.log(logging.ERROR if status >= _FAULT else logging.INFO, message, extra=dict(what))


def _words(what: Mapping[str, Any]) -> str:
    return " ".join([f"{name}={_plain(value)}" for name, value in what.items()])


def _plain(value: Any) -> str:
    """A value as one word: whoever sends line breaks must not write lines of the log."""
    text = str(value)
    return text if text.isprintable() and " " not in text and '"' not in text else json.dumps(text)
