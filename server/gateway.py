"""The door of the server (ASGI): it runs plain queries at once, and stops those whose client has hung up.

All else is the Flask application's, which makes every page and every fault, and could do all of it by itself under any
WSGI server, but for noticing that a client has hung up.
"""

import asyncio
import contextlib
import gc
import threading
import time
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from flask import Flask

from server import bridge, logs
from server.asking import QueryFault
from server.configured import EXTENSION, Configured
from server.door import SPARQL, Plain, plain
from server.live import NO_GRAPH
from server.passed import KEY, Passed
from server.pool import SOON

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
# Threads that make pages; a query that is asked on a page takes one while it runs.
THREADS = 16
# A request whose body has not come whole by then is refused, in seconds.
SLOWEST_REQUEST = 20.0
_TOO_SLOW = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
_TOO_SLOW_BODY = (
    b'{"type": "about:blank", "title": "Request Timeout", "status": 408, "code": "slow-request", '
    b'"detail": "The body of the request did not come in time."}\n'
)
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}


class _Gone(Exception):
    """The client has hung up before its request was whole."""


class Gateway:
    """The ASGI application over the Flask application `app`."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.configured = configured = cast(Configured, app.extensions[EXTENSION])
        # Which build another engine serves is asked over the network, which the application does in a thread.
        self.direct = configured.settings.endpoint is None
        self.threads = ThreadPoolExecutor(THREADS, "pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or start and end with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            given = bridge.joined(scope["headers"])
            told = Told(scope, given, send, self.configured)
            try:
                await self._http(scope, given, receive, told)
            finally:
                told.end()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.configured.pool.attach(asyncio.get_running_loop())
                self.warming = asyncio.ensure_future(self._warm())
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.configured.pool.end()
                logs.flush()
                self.threads.shutdown(wait=False)
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _warm(self) -> None:
        """Have workers ready, with the build open, before the first query comes."""
        # What is here by now stays; no need to look through it for garbage again, nor often for what queries leave.
        gc.collect()
        gc.freeze()
        gc.set_threshold(10_000, 50, 50)
        with contextlib.suppress(QueryFault, *NO_GRAPH):
            if self.direct:
                await self.configured.pool.warm(self.configured.keeper.live().build.id)

    async def _http(self, scope: Scope, given: dict[bytes, bytes], receive: Receive, send: "Told") -> None:
        body = b""
        if scope["method"] not in {"GET", "HEAD"}:
            try:
                body = await self._body(receive)
            except TimeoutError:
                await send.answer(408, [*_TOO_SLOW], (_TOO_SLOW_BODY,))
                return
            except _Gone:
                return
        client = Passed(send.client)
        query = plain(self.configured, scope, given, body) if self.direct and scope["path"] == SPARQL else None
        if query is not None:
            send.query = query.asked.query or ""
            known = query.is_known(given.get(b"if-none-match", b"").decode("latin-1"))
            if await self._query(query, known, client, receive, send):
                return
        await self._page(bridge.environment(scope, given, body) | {KEY: client}, client, receive, send)

    async def _body(self, receive: Receive) -> bytes:
        """The body, as far as it may be long. Raises `TimeoutError`, and `_Gone` when the client has hung up."""
        parts: list[bytes] = []
        size = 0
        async with asyncio.timeout(SLOWEST_REQUEST):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise _Gone
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                # One byte too many is enough for the application to refuse it.
                if not message.get("more_body") or size > self.configured.settings.max_request_bytes:
                    return b"".join(parts)

    async def _query(self, query: Plain, known: bool, client: Passed, receive: Receive, send: "Told") -> bool:
        """Answer a plain query; False when the application is to say why there is no answer."""
        if known:
            send.cached = True
            await send.answer(304, query.headers(None), ())
            return True
        pool, request = self.configured.pool, query.request
        answer = pool.known(request)
        send.cached = answer is not None
        if answer is None:
            watch = Watch(receive)
            try:
                answer = await pool.ask(request, client.address, query.asked.timeout, watch.begin)
            except QueryFault as fault:
                send.outcome = fault.name
                # Nobody is there to answer when the client has hung up.
                client.fault = fault
                return fault.name == "gone"
            finally:
                watch.stop()
        await send.answer(200, query.headers(answer), answer.pieces())
        return True

    async def _page(self, environ: dict[str, Any], client: Passed, receive: Receive, send: "Told") -> None:
        """Have the application answer, in a thread."""
        client.gone = threading.Event()
        watch = Watch(receive)
        clock = asyncio.get_running_loop().call_later(SOON, watch.begin, client.gone.set)
        try:
            status, headers, body = await bridge.run(self.app, environ, self.threads)
        finally:
            clock.cancel()
            watch.stop()
        send.query, send.outcome = send.query or client.query, send.outcome or client.outcome
        await send.answer(status, headers, body)


class Told:
    """Sends an answer, and tells the log and the metrics of it."""

    def __init__(self, scope: Scope, given: dict[bytes, bytes], send: Send, configured: Configured) -> None:
        self.scope = scope
        self.send = send
        self.configured = configured
        self.id = logs.request_id(given)
        self.client = bridge.address(scope, given, configured.settings.trusted_proxies)
        self.started = time.perf_counter()
        self.status = 0
        self.query = ""
        self.cached = False
        self.outcome = ""

    async def answer(self, status: int, headers: bridge.Headers, body: Iterable[bytes]) -> None:
        """Send an answer piece by piece, each when the one before has been taken; its head gets the request's id."""
        self.status = status
        headers.append((logs.HEADER, self.id))
        send = self.send
        await send({"type": "http.response.start", "status": status, "headers": headers})
        try:
            last = b""
            for piece in body:
                if last:
                    await send({"type": "http.response.body", "body": last, "more_body": True})
                last = piece
            await send({"type": "http.response.body", "body": last})
        finally:
            close = getattr(body, "close", None)
            if close is not None:
                close()

    def end(self) -> None:
        """Tell of the request, which is over."""
        seconds = time.perf_counter() - self.started
        metrics = self.configured.metrics
        method = self.scope["method"] if self.scope["method"] in _METHODS else "other"
        endpoint = "sparql" if self.scope["path"] == SPARQL else "other"
        metrics.requested(method, self.status or "none", endpoint, seconds)
        if not logs.wanted(self.configured.settings, self.status, bool(self.query) and not self.cached):
            return
        what = {
            "request": self.id.decode(),
            "method": method,
            "path": self.scope["path"],
            "status": self.status,
            "ms": round(1000 * seconds, 1),
            "client": self.client,
        }
        if self.query:
            outcome = self.outcome or ("answered" if self.status else "gone")
            what |= {"query": logs.query_hash(self.query), "outcome": outcome}
        logs.tell(self.status, what)


class Watch:
    """Looks whether a client hangs up."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.task: asyncio.Task[None] | None = None

    def begin(self, tell: Callable[[], object]) -> None:
        """Look from now on; `tell` is called when it hangs up."""
        self.task = asyncio.ensure_future(self._look(tell))

    async def _look(self, tell: Callable[[], object]) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            continue
        tell()

    def stop(self) -> None:
        """Look no longer."""
        if self.task is not None:
            self.task.cancel()
