"""The pool of processes that answer SPARQL queries, and the limits they are held to.

A stranger's query never runs in the web process: it goes to a worker that has the build open read-only. At the
deadline the worker is killed and a new one takes its place; the next query finds nothing of the old one. The same
happens when the client hangs up.
"""

import asyncio
import logging
import threading
import time
from dataclasses import replace
from typing import Any

import ontology
from server.answers import Answers
from server.asking import Answer, QueryFault, Request
from server.capacity import query_workers
from server.line import Line
from server.metrics import Metrics
from server.workers import START_UP, Nursery, Worker
from settings import Settings
from store import BuildStore, StoreError
from store.ordering import by_kind
from store.stores import place_of

_log = logging.getLogger(__name__)
# After these a worker is dead, or cannot be trusted to be well.
_FATAL = frozenset({"time", "memory", "crash", "panic", "start"})
# How often a thread that waits for an answer looks whether its client is still there, in seconds.
_LOOK = 0.1


class Pool:
    """As many workers as the settings say, started when the first query comes.

    All but `ask_and_wait` and `close` belongs to one event loop: the server's (see `attach`), else one that the pool
    runs in a thread of its own.
    """

    def __init__(self, settings: Settings, metrics: Metrics | None = None) -> None:
        self.settings = settings
        self.metrics = metrics = metrics or Metrics()
        self.size = query_workers(settings)
        self.answers = Answers(settings.query_cache_bytes)
        self.line: Line[Worker] = Line(settings.query_queue, settings.query_share)
        self.workers: set[Worker] = set()
        self._nursery: Nursery | None = None
        self._old: set[Nursery] = set()
        self._loading: asyncio.Task[None] | None = None
        self._tried = ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting: asyncio.Task[None] | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        metrics.watch("innograf_workers", "Processes that answer queries.", lambda: self.alive)
        metrics.watch("innograf_queries_waiting", "Queries that wait for a worker.", lambda: self.line.waiting)
        metrics.watch("innograf_queries_in_hand", "Queries that wait or run.", lambda: self.line.in_hand.total())
        metrics.watch("innograf_cache_bytes", "Memory of answers that may be given again.", lambda: self.answers.size)

    @property
    def alive(self) -> int:
        """How many workers there are, at work or free."""
        return sum(not worker.closed for worker in self.workers)

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Belong to a running loop; must be called before the first query."""
        self._loop = loop

    def ask_and_wait(
        self, request: Request, client: str = "", timeout: float | None = None, gone: threading.Event | None = None
    ) -> Answer:
        """`ask`, for threads that may wait. `gone` is set when the client has hung up. Raises `QueryFault`."""
        asked = asyncio.run_coroutine_threadsafe(self.ask(request, client, timeout), self._own_loop())
        while gone is not None and not asked.done():
            if gone.wait(_LOOK):
                asked.cancel()
                raise QueryFault("gone")
        return asked.result()

    async def ask(self, request: Request, client: str = "", timeout: float | None = None) -> Answer:
        """Run a query in a free worker, or answer again what was answered before.

        `client` is the address it comes from, which may have only so many in hand; `timeout` may be less than the
        limit, in seconds. When this is cancelled, the query is stopped. Raises `QueryFault`.
        """
        known = self.known(request)
        if known is not None:
            return known
        started = time.perf_counter()
        outcome = "gone"
        try:
            answer = await self._run(request, client, timeout)
            outcome = "answered"
            return answer
        except QueryFault as fault:
            outcome = fault.name
            raise
        finally:
            self.metrics.queries.labels(outcome).inc()
            self.metrics.query_seconds.observe(time.perf_counter() - started)

    async def warm(self, build: str) -> None:
        """Start the workers and open a build in one of them, before anybody waits for it. Raises `QueryFault`."""
        await self._run(Request(build, "ASK {}", (), (), "json", None), "", None)

    def known(self, request: Request) -> Answer | None:
        """The answer to the same request, if it was given before and is kept."""
        found = self.answers.get(request)
        if found is not None:
            self.metrics.queries.labels("cached").inc()
        return found

    async def _run(self, request: Request, client: str, timeout: float | None) -> Answer:
        if self._nursery is None or self._nursery.closed:
            await self._started()
        limit = min(timeout or self.settings.query_timeout, self.settings.query_timeout)
        started = time.monotonic()
        try:
            answer = await self._one(request, client, limit)
        except QueryFault as fault:
            # Values of many kinds in ORDER BY make the engine fail; asked so, it mostly does not.
            other = by_kind(request.query) if fault.name == "panic" else None
            if other is None:
                raise
            left = limit - (time.monotonic() - started)
            answer = await self._one(replace(request, query=other), client, left)
        self.answers.put(request, answer)
        if request.build != self._tried:
            self._load(request.build)
        return answer

    async def _one(self, request: Request, client: str, timeout: float) -> Answer:
        """Run a query when there is a worker for it. Raises `QueryFault`."""
        worker = await self.line.take(client, self.settings.query_patience)
        try:
            return await self._ask(worker, request, timeout)
        finally:
            self.line.done(client)

    async def _ask(self, worker: Worker, request: Request, timeout: float) -> Answer:
        if worker.closed:
            # It was ended while it had nothing to do.
            worker = self._another(worker)
        healthy = False
        try:
            answer = await worker.ask(request, timeout)
            healthy = True
            return answer
        except QueryFault as fault:
            healthy = fault.name not in _FATAL
            raise
        finally:
            if healthy and worker.nursery is self._nursery:
                self.line.give(worker)
            else:
                self._retire(worker, healthy)

    def _another(self, worker: Worker) -> Worker:
        """A new worker in place of one that ended. Raises `QueryFault` when there can be none now."""
        self.workers.discard(worker)
        if self._nursery is None or self._nursery.closed:
            self._start_again()
            raise QueryFault("start")
        return self._fork(self._nursery)

    def _retire(self, worker: Worker, healthy: bool) -> None:
        """End a worker and have another take its place."""
        if healthy:
            worker.close()
        else:
            self.metrics.killed.inc()
            worker.kill()
        try:
            self.line.give(self._another(worker))
        except QueryFault:
            _log.error("The process that workers are forked from has ended; it is started again.")
        self._end_old()

    def _start_again(self) -> asyncio.Task[None]:
        if self._starting is None or self._starting.done():
            self._starting = asyncio.get_running_loop().create_task(self._start())
        return self._starting

    async def _started(self) -> None:
        # Whoever gives up waiting must not stop it for the others.
        await asyncio.shield(self._start_again())
        if self._nursery is None or self._nursery.closed:
            raise QueryFault("start")

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()
        nursery = Nursery(self._given(""), loop)
        try:
            ready = await asyncio.wait_for(asyncio.shield(nursery.ready), START_UP)
        except TimeoutError:
            ready = False
        if not ready:
            nursery.close()
            return
        self._nursery, self._tried = nursery, ""
        self.workers = {worker for worker in self.workers if not worker.closed}
        while self.line.free and self.line.free[0].closed:
            self.line.free.popleft()
        for _ in range(self.size - len(self.workers)):
            self.line.give(self._fork(nursery))

    def _fork(self, nursery: Nursery) -> Worker:
        worker = Worker(nursery, nursery.loop)
        self.workers.add(worker)
        return worker

    def _given(self, build: str) -> dict[str, Any]:
        return {
            "builds": place_of(self.settings),
            "max_bytes": self.settings.query_max_bytes,
            "memory": self.settings.query_memory,
            "prefixes": ontology.prefixes(),
            "load": build,
            "services": self.settings.service_endpoints,
        }

    def _load(self, build: str) -> None:
        """Have a build loaded into memory, once it has been asked about; until then its workers read from the disk."""
        if self._loading is not None and not self._loading.done():
            return
        self._tried = build
        if self.settings.endpoint:
            # It is in the memory of another engine.
            return
        try:
            size = BuildStore(self.settings.data).open(build).size_in_memory
        except StoreError:
            return
        if size <= self.settings.memory_store_bytes:
            self._loading = asyncio.get_running_loop().create_task(self._change_to(build))

    async def _change_to(self, build: str) -> None:
        nursery = Nursery(self._given(build), asyncio.get_running_loop())
        try:
            if not await nursery.ready:
                return
        except asyncio.CancelledError:
            nursery.close()
            raise
        if self._nursery is not None:
            self._old.add(self._nursery)
        self._nursery = nursery
        # Those at work are replaced when they are done.
        for worker in [worker for worker in self.line.free if worker.nursery is not nursery]:
            self.line.free.remove(worker)
            self._retire(worker, healthy=True)
        self._end_old()

    def _end_old(self) -> None:
        """End the nurseries whose last worker is gone."""
        for nursery in [*self._old]:
            if all(worker.nursery is not nursery for worker in self.workers):
                nursery.close()
                nursery.reap()
                self._old.discard(nursery)

    def _own_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="queries", daemon=True)
                self._thread.start()
            return self._loop

    async def end(self) -> None:
        """End all processes."""
        if self._loading is not None:
            self._loading.cancel()
        nurseries = [*self._old, *([self._nursery] if self._nursery else [])]
        for nursery in nurseries:
            nursery.close()
        self.workers.clear()
        self.line.free.clear()
        self._nursery = None
        await asyncio.gather(*(asyncio.to_thread(nursery.wait) for nursery in nurseries))

    def close(self) -> None:
        """End all processes, and the pool's own loop; from a thread that is not the loop's."""
        if self._loop is None or self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self.end(), self._loop).result()
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
