"""The processes that answer queries: started, forked anew when one ends, changed when a build is published."""

import asyncio
import logging
from typing import Any

import ontology
from server.asking import QueryFault
from server.capacity import query_workers
from server.line import Line
from server.metrics import Metrics
from server.workers import START_UP, Nursery, Worker
from settings import Settings
from store import BuildStore, StoreError
from store.stores import place_of

# A worker that took no longer than this for each of its last answers, in seconds, is given several queries at once.
_QUICK = 0.003
_MOST_TOGETHER = 8
_log = logging.getLogger(__name__)


class Processes:
    """The nursery, and as many workers of it as the settings say; free ones are given to `line`.

    All of it belongs to one event loop.
    """

    def __init__(self, settings: Settings, metrics: Metrics, line: Line[Worker]) -> None:
        self.settings = settings
        self.metrics = metrics
        self.line = line
        self.size = query_workers(settings)
        self.workers: set[Worker] = set()
        self._nursery: Nursery | None = None
        self._old: set[Nursery] = set()
        self._loading: asyncio.Task[None] | None = None
        self._tried = ""
        self._starting: asyncio.Task[None] | None = None

    @property
    def alive(self) -> int:
        """How many workers there are, at work or free."""
        return sum(not worker.closed for worker in self.workers)

    @property
    def ready(self) -> bool:
        """Whether workers can be forked."""
        return self._nursery is not None and not self._nursery.closed

    async def start(self) -> None:
        """Start all, if they are not there. Raises `QueryFault`, start."""
        # Whoever gives up waiting must not stop it for the others.
        await asyncio.shield(self._start_again())
        if not self.ready:
            raise QueryFault("start")

    def living(self, worker: Worker) -> Worker:
        """The same worker, or another if it was ended while it had nothing to do. Raises `QueryFault`, start."""
        return self._another(worker) if worker.closed else worker

    def done(self, worker: Worker, healthy: bool) -> None:
        """Take back a worker that is done with its query, or is to be ended in the middle of it."""
        if healthy and worker.nursery is self._nursery:
            self.line.give(worker, self._together(worker))
        else:
            self._retire(worker, healthy)

    def _together(self, worker: Worker) -> int:
        """How many queries a worker may be given at once; several when it was quick, but no more than its share."""
        return 1 if worker.pace > _QUICK else min(_MOST_TOGETHER, 1 + self.line.waiting // len(self.workers))

    def _another(self, worker: Worker) -> Worker:
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

    def asked_about(self, build: str) -> None:
        """Have a build loaded into memory, once it has been asked about; until then its workers read from the disk."""
        if build == self._tried or (self._loading is not None and not self._loading.done()):
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
