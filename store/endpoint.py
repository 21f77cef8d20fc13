"""Asking a SPARQL 1.1 end point of another engine, with a time limit, a size limit and a few tries."""

import math
import time
import urllib.error
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from settings import Settings
from store.errors import EndpointError, EndpointRefused, EndpointSlow, EndpointTooMuch, StoreError

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
PIECE = 1 << 16
# Pauses before the second try and the third, in seconds.
PAUSES = (0.2, 1.0)
BUSY = {429, 502, 503}
# How Virtuoso says that it cut an answer: after so many rows, or when its own time was up.
CUT = ("X-SPARQL-MaxRows", "X-SQL-State")
LONGEST_MESSAGE = 300
LONGEST_BODY = 10_000
# SPARQLWrapper's own errors, which do not say the status that they are for.
_STATUS = {"Unauthorized": 401, "EndPointNotFound": 404, "URITooLong": 414, "EndPointInternalError": 500}


@dataclass(frozen=True)
class Endpoint:
    """Where another engine is, and how to call it. The password stays in its file until it is needed."""

    query: str
    graph_store: str = ""
    user: str = ""
    password_file: Path | None = None
    digest: bool = False
    timeout: float = 30.0
    max_bytes: int = 50_000_000
    # What we say that we are; empty: what SPARQLWrapper says.
    agent: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Endpoint":
        """The end point that the settings name."""
        return cls(
            settings.endpoint or "",
            settings.endpoint_graph_store or "",
            settings.endpoint_user or "",
            settings.endpoint_password_file,
            settings.endpoint_auth == "digest",
            settings.query_timeout,
            settings.query_max_bytes,
        )

    def password(self) -> str:
        """The password, without the newline behind it. Raises `StoreError`."""
        if self.password_file is None:
            return ""
        try:
            return self.password_file.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"The password for {self.query} cannot be read: {error}") from None

    def ask(
        self, sparql: str, accept: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> bytes:
        """Send a query with its dataset; returns the whole answer, in the format asked for.

        Raises `EndpointError`: `EndpointSlow` past `timeout`, `EndpointTooMuch` past `max_bytes`.
        """
        deadline = time.monotonic() + self.timeout
        for pause in (*PAUSES, None):
            try:
                return self._try(sparql, accept, default_graphs, named_graphs, deadline)
            except EndpointError as error:
                if pause is None or not error.passing or time.monotonic() + pause > deadline:
                    raise
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def once(self, sparql: str, accept: str) -> bytes:
        """The same, but tried once: for who waits longer between tries."""
        return self._try(sparql, accept, (), (), time.monotonic() + self.timeout)

    def _try(
        self, sparql: str, accept: str, default_graphs: Sequence[str], named_graphs: Sequence[str], deadline: float
    ) -> bytes:
        wrapper = self._wrapper(sparql, accept, deadline)
        for name, graphs in (("default-graph-uri", default_graphs), ("named-graph-uri", named_graphs)):
            for graph in graphs:
                wrapper.addParameter(name, graph)
        from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

        try:
            with wrapper.query().response as response:
                return self._read(response, accept, deadline)
        except QueryBadFormed as error:
            raise EndpointRefused(self.query, _said(error.args)) from None
        except SPARQLWrapperException as error:
            status = _STATUS.get(type(error).__name__, 0)
            raise EndpointError(f"{self.query} did not answer: {_said(error.args)}", status=status) from None
        except urllib.error.HTTPError as error:
            message = f"{self.query} answered {error.code} {error.reason}: {_said((error.read(LONGEST_BODY),))}"
            wait = error.headers.get("Retry-After", "") if error.headers else ""
            raise EndpointError(message, error.code in BUSY, error.code, wait) from None
        except TimeoutError:
            raise EndpointSlow(self.query, self.timeout) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise EndpointSlow(self.query, self.timeout) from None
            raise EndpointError(f"{self.query} cannot be reached: {error.reason}", passing=True) from None
        except (OSError, HTTPException) as error:
            raise EndpointError(f"{self.query} broke off: {error}", passing=True) from None

    def _wrapper(self, sparql: str, accept: str, deadline: float) -> Any:
        # Here, since it takes its time to load and most commands call no end point.
        from SPARQLWrapper import BASIC, DIGEST, POST, SELECT, SPARQLWrapper

        wrapper = SPARQLWrapper(self.query, **({"agent": self.agent} if self.agent else {}))
        wrapper.setQuery(sparql)
        # It guesses the kind from the text; what we send is always a query, and the format is ours to choose.
        wrapper.queryType = SELECT
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        # A form: it holds a query of any length, and every engine takes it.
        wrapper.setMethod(POST)
        wrapper.setTimeout(max(1, math.ceil(deadline - time.monotonic())))
        if self.user:
            wrapper.setHTTPAuth(DIGEST if self.digest else BASIC)
            wrapper.setCredentials(self.user, self.password())
        return wrapper

    def _read(self, response: Any, accept: str, deadline: float) -> bytes:
        kind = response.headers.get_content_type()
        if kind != accept and not (accept == TRIPLES and kind == "text/plain"):
            raise EndpointError(f"{self.query} answered with {kind}, not {accept}; is it a SPARQL end point?")
        if any(name in response.headers for name in CUT):
            raise EndpointError(f"{self.query} cut its answer; raise its limit on rows and on time.")
        parts: list[bytes] = []
        size = 0
        # What has come, not all that was asked for: a slow engine is seen to be slow.
        while part := response.read1(PIECE):
            size += len(part)
            parts.append(part)
            if size > self.max_bytes:
                raise EndpointTooMuch(self.query, self.max_bytes)
            if time.monotonic() > deadline:
                raise EndpointSlow(self.query, self.timeout)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and size < int(promised):
            raise EndpointError(f"{self.query} broke off after {size} of {promised} bytes", passing=True)
        return b"".join(parts)


def _said(args: tuple[Any, ...]) -> str:
    """What an engine says is wrong, on one line and not too long."""
    texts = [item.decode("utf-8", "replace") if isinstance(item, bytes) else str(item) for item in args]
    # SPARQLWrapper puts the engine's words behind its own, as the text of a Python value.
    text = " ".join(texts).rpartition("Response:")[2].strip().removeprefix("b'").removesuffix("'").replace("\\n", " ")
    return " ".join(text.split())[:LONGEST_MESSAGE]
