"""The pool of processes that answer SPARQL queries, and the limits they are held to.

A stranger's query never runs in the web process: it goes to a worker that has the build open read-only. At the
deadline the worker is killed and a new one takes its place; the next query finds nothing of the old one. The same
happens when the client hangs up.

Few steps are taken for each query, since most take the engine less time than a task or a timer takes Python: what a
query waits for is a future, the next one is sent from where the last one's answer comes, and one clock serves all.
"""

import asyncio
import threading
import time
from collections.abc import Callable

from server.answers import Answers
from server.asking import Answer, QueryFault, Request
from server.job import Job
from server.line import Line, Turn
from server.metrics import Metrics
from server.processes import Processes
from server.workers import Worker
from settings import Settings
from store.ordering import by_kind

# After these a worker is dead, or cannot be trusted to be well.
_FATAL = frozenset({"time", "memory", "crash", "panic", "start", "gone"})
# How often a thread that waits for an answer looks whether its client is still there, in seconds.
_LOOK = 0.1
# How often it is looked whose time is up, in seconds.
_TICK = 0.025
# A query that takes longer than this is slow; whether its client is still there is asked then, in seconds.
SOON = 0.05


class Pool:
    """As many workers as the settings say, started when the first query comes.

    All but `ask_and_wait` and `close` belongs to one event loop: the server's (see `attach`), else one that the pool
    runs in a thread of its own.
    """

    def __init__(self, settings: Settings, metrics: Metrics | None = None) -> None:
        self.settings = settings
        self.metrics = metrics = metrics or Metrics()
        self.answers = Answers(settings.query_cache_bytes)
        self.line: Line[Worker] = Line(settings.query_queue, settings.query_share)
        self.processes = Processes(settings, metrics, self.line)
        self._jobs: set[Job] = set()
        self._clock: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        metrics.watch("innograf_workers", "Processes that answer queries.", lambda: self.alive)
        metrics.watch("innograf_queries_waiting", "Queries that wait for a worker.", lambda: self.line.waiting)
        metrics.watch("innograf_queries_in_hand", "Queries that wait or run.", lambda: self.line.in_hand.total())
        metrics.watch("innograf_cache_bytes", "Memory of answers that may be given again.", lambda: self.answers.size)

    @property
    def workers(self) -> set[Worker]:
        """The workers, at work or free."""
        return self.processes.workers

    @property
    def alive(self) -> int:
        """How many of them there are."""
        return self.processes.alive

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

    async def ask(
        self,
        request: Request,
        client: str = "",
        timeout: float | None = None,
        slow: Callable[[Callable[[], None]], None] | None = None,
    ) -> Answer:
        """Run a query in a free worker, or answer again what was answered before.

        `client` is the address it comes from, which may have only so many in hand; `timeout` may be less than the
        limit, in seconds. When this is cancelled, the query is stopped. `slow` is called for a query that takes a
        while, with what stops it, as when the client has gone. Raises `QueryFault`.
        """
        known = self.known(request)
        if known is not None:
            return known
        job = self._job(request, client, timeout)
        if slow is not None:
            job.slow = lambda: slow(lambda: self._stop(job, "gone"))
        return await self._answer(job)

    async def warm(self, build: str) -> None:
        """Start the workers and open a build in one of them, before anybody waits for it. Raises `QueryFault`."""
        job = self._job(Request(build, "ASK {}", (), (), "json", None), "", None)
        job.counted = False
        await self._answer(job)

    def _job(self, request: Request, client: str, timeout: float | None) -> Job:
        limit = self.settings.query_timeout
        return Job(request, client, min(timeout or limit, limit), asyncio.get_running_loop().create_future())

    async def _answer(self, job: Job) -> Answer:
        try:
            if not self.processes.ready:
                await self.processes.start()
            self._enter(job)
        except QueryFault as fault:
            self._count(job, fault.name)
            raise
        except asyncio.CancelledError:
            self._count(job, "gone")
            raise
        if not job.answer.done():
            self._jobs.add(job)
            if self._clock is None:
                self._clock = asyncio.get_running_loop().call_later(_TICK, self._tick)
        try:
            return await job.answer
        except asyncio.CancelledError:
            self._stop(job, "gone")
            raise

    def known(self, request: Request) -> Answer | None:
        """The answer to the same request, if it was given before and is kept."""
        found = self.answers.get(request)
        if found is not None:
            self.metrics.queried("cached")
        return found

    def _enter(self, job: Job) -> None:
        job.entered = time.monotonic()
        job.turn = Turn(job.client, lambda worker: self._run(job, worker))
        try:
            self.line.enter(job.turn)
        except QueryFault:
            job.turn = None
            raise

    def _leave(self, job: Job) -> None:
        if job.turn is not None:
            self.line.leave(job.turn)
            job.turn = None

    def _run(self, job: Job, worker: Worker) -> None:
        """Have a worker, whose turn it is, answer."""
        try:
            job.worker = worker = self.processes.living(worker)
        except QueryFault as fault:
            self._end(job, fault)
            return
        job.deadline = time.monotonic() + job.limit
        job.asked = worker.ask(job.sent, lambda result: self._told(job, result))

    def _told(self, job: Job, result: Answer | QueryFault | None) -> None:
        worker, job.worker = job.worker, None
        if worker is not None:
            # First, so that it is at work again while this answer is sent.
            self._answered(worker, result)
        if result is None:
            self._return(job)
        elif not self._again(job, result):
            self._end(job, result)

    def _answered(self, worker: Worker, result: Answer | QueryFault | None) -> None:
        """Take back a worker when it has nothing more to do, or is of no more use."""
        if result is None and worker.closed:
            return
        fatal = isinstance(result, QueryFault) and result.name in _FATAL
        rest = worker.rest() if fatal else []
        if not worker.asked:
            self.processes.done(worker, not fatal)
        for told in rest:
            told(None)

    def _return(self, job: Job) -> None:
        """Have a query that a worker was given, and did not run, wait for another one; it has waited all the time."""
        if job.turn is not None:
            self.line.enter_again(job.turn)

    def _forget(self, job: Job) -> None:
        """Want no answer any more from the worker that was given a query."""
        worker, job.worker = job.worker, None
        if worker is None or job.asked is None:
            return
        if worker.runs(job.asked):
            worker.asked.popleft()
            self._answered(worker, QueryFault("gone"))
        else:
            job.asked.forgotten = True
            job.asked.told = lambda result: self._answered(worker, result)

    def _again(self, job: Job, result: Answer | QueryFault) -> bool:
        """Values of many kinds in ORDER BY make the engine fail; asked in another way, it mostly does not."""
        if not isinstance(result, QueryFault) or result.name != "panic" or job.sent is not job.request:
            return False
        other = by_kind(job.request.query)
        if other is None:
            return False
        job.sent = job.request._replace(query=other)
        job.limit = job.deadline - time.monotonic()
        self._leave(job)
        try:
            self._enter(job)
        except QueryFault:
            return False
        return True

    def _stop(self, job: Job, why: str) -> None:
        """End a query that is waiting or running."""
        if job in self._jobs:
            self._forget(job)
            self._end(job, QueryFault(why))

    def _end(self, job: Job, result: Answer | QueryFault) -> None:
        self._jobs.discard(job)
        self._leave(job)
        if isinstance(result, QueryFault):
            self._count(job, result.name)
            if not job.answer.done():
                job.answer.set_exception(result)
            return
        self._count(job, "answered")
        self.answers.put(job.request, result)
        if not job.answer.done():
            job.answer.set_result(result)
        self.processes.asked_about(job.request.build)

    def _count(self, job: Job, outcome: str) -> None:
        if job.counted:
            self.metrics.queried(outcome, time.monotonic() - job.started)

    def _tick(self) -> None:
        """Look whose time is up, and who has waited long enough to be asked whether it is still there."""
        now = time.monotonic()
        self._clock = None
        for job in [*self._jobs]:
            if job.worker is None:
                if now - job.entered > self.settings.query_patience:
                    self._stop(job, "busy")
                    continue
            elif job.asked is None or job.worker.runs(job.asked):
                if now > max(job.deadline, job.worker.since + job.limit):
                    self._stop(job, "time")
                    continue
            elif now - job.worker.since > SOON:
                # The one before it takes long.
                self._forget(job)
                self._return(job)
            if job.slow is not None and now - job.started > SOON:
                slow, job.slow = job.slow, None
                slow()
        for worker in [*self.workers]:
            if worker.asked and worker.asked[0].forgotten and now - worker.since > SOON:
                worker.asked.popleft()
                self._answered(worker, QueryFault("gone"))
        if self._jobs or any(worker.asked for worker in self.workers):
            self._clock = asyncio.get_running_loop().call_later(_TICK, self._tick)

    def _own_loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="queries", daemon=True)
                self._thread.start()
            return self._loop

    async def end(self) -> None:
        """End all processes."""
        await self.processes.end()

    def close(self) -> None:
        """End all processes, and the pool's own loop; from a thread that is not the loop's."""
        if self._loop is None or self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self.end(), self._loop).result()
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
