"""The pool of processes that answer SPARQL queries, and the limits they are held to.

A stranger's query never runs in the web process: it goes to a worker that has the build open read-only. At the
deadline the worker is killed and a new one takes its place; the next query finds nothing of the old one.
"""

import contextlib
import json
import math
import os
import queue
import select
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any, cast

import ontology
from settings import Settings
from store.process import start

# Room for a sort of some million rows; a worker that needs more is ended by the system.
MEMORY = 2_000_000_000
# Queries in hand at once, for each worker: one that runs, the others in line. More are sent away, so that waiting
# queries never take all the threads that pages are made in.
QUEUE = 3
MODULE = "server.query_worker"
# How long a query waits for a free worker before it is told to come back.
PATIENCE = 5.0
# A worker that has just been started reads its modules and opens the build before it can answer.
START_UP = 10.0


class QueryFault(Exception):
    """A query got no answer. `name` is syntax, depth, refused, format, size, memory, crash, time, busy, greedy, start,
    failed.

    `message` is what the engine says, in English; `place` a line and column; `about` what the sentence for people
    needs besides.
    """

    def __init__(
        self,
        name: str,
        message: str = "",
        kind: str = "",
        place: tuple[int, int] | None = None,
        about: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message or name)
        self.about = dict(about or {})
        self.name = name
        self.message = message
        self.kind = kind
        self.place = place


@dataclass(frozen=True)
class Request:
    """A query over one build: the protocol's dataset (empty: not given) and the formats that the client takes."""

    build: str
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    results_format: str | None
    graph_format: str | None


@dataclass(frozen=True)
class Answer:
    """What a worker gave back: `kind` is solutions, boolean or graph; `format` the one of the two that was used."""

    kind: str
    format: str
    body: bytes


class Worker:
    """One process, used by one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        given = {
            "root": str(settings.data.resolve()),
            "max_bytes": settings.query_max_bytes,
            "memory": MEMORY,
            "parent": os.getpid(),
            "prefixes": ontology.prefixes(),
        }
        self.process = start(MODULE, given)
        self.requests = cast(IO[bytes], self.process.stdin)
        self.answers = cast(IO[bytes], self.process.stdout)
        self.ready = False

    def ask(self, request: Request, timeout: float) -> Answer:
        """Send one request and wait for its answer, `timeout` seconds at most. Raises `QueryFault`."""
        try:
            if not self.ready:
                self._line(time.monotonic() + START_UP)
                self.ready = True
            deadline = time.monotonic() + timeout
            self.requests.write(json.dumps(vars(request)).encode() + b"\n")
            self.requests.flush()
            head, rest = self._line(deadline)
            body = self._bytes(head["length"], rest, deadline)
        except (BrokenPipeError, EOFError):
            raise QueryFault(self._end() if self.ready else "start") from None
        if "fault" in head:
            place = (head["line"], head["column"]) if head.get("line") else None
            raise QueryFault(head["fault"], head["message"], head.get("kind", ""), place, head.get("about"))
        return Answer(head["kind"], head["format"], body)

    def _end(self) -> str:
        """Why the process ended in the middle of a query: `crash` for a stack that ran out, else `memory`."""
        try:
            code = self.process.wait(1)
        except subprocess.TimeoutExpired:
            return "memory"
        # The engine calls itself for each part of a query within another. Memory that is refused ends it otherwise.
        return "crash" if code in {-signal.SIGSEGV, -signal.SIGBUS} else "memory"

    def _line(self, deadline: float) -> tuple[dict[str, Any], bytes]:
        data = b""
        while b"\n" not in data:
            data += self._read(deadline)
        line, _, rest = data.partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        return head, rest

    def _bytes(self, length: int, start: bytes, deadline: float) -> bytes:
        data = bytearray(start)
        while len(data) < length:
            data += self._read(deadline)
        return bytes(data)

    def _read(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        if left <= 0 or not poll.poll(left * 1000):
            raise QueryFault("time")
        data = os.read(self.answers.fileno(), 1 << 20)
        if not data:
            raise EOFError
        return data

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.requests, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()


class Pool:
    """As many workers as the settings say, started when the first query comes."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(settings.query_workers * QUEUE)
        self._free: queue.Queue[Worker] | None = None
        self._all: set[Worker] = set()
        self._pid = 0

    def ask(self, request: Request, timeout: float | None = None) -> Answer:
        """Run a query in a free worker, for `timeout` seconds at most if that is less than the limit.

        Raises `QueryFault`; its name is `busy` when none became free in time.
        """
        if not self._places.acquire(blocking=False):
            raise QueryFault("busy")
        try:
            return self._ask(request, min(timeout or math.inf, self.settings.query_timeout))
        finally:
            self._places.release()

    def _ask(self, request: Request, timeout: float) -> Answer:
        free = self._workers()
        try:
            worker = free.get(timeout=PATIENCE)
        except queue.Empty:
            raise QueryFault("busy") from None
        if worker.process.poll() is not None:
            # It was ended while it had nothing to do.
            worker = self._replace(worker)
        healthy = False
        try:
            answer = worker.ask(request, timeout)
            healthy = True
            return answer
        except QueryFault as fault:
            healthy = fault.name not in {"time", "memory", "crash", "start"}
            raise
        finally:
            free.put(worker if healthy else self._replace(worker))

    def close(self) -> None:
        """End every worker."""
        with self._lock:
            for worker in self._all:
                worker.kill()
            self._all.clear()
            self._free = None

    def _workers(self) -> "queue.Queue[Worker]":
        with self._lock:
            # A forked web process must not share the pipes of the one that it came from.
            if self._free is None or self._pid != os.getpid():
                self._pid = os.getpid()
                self._free = queue.Queue()
                self._all = {Worker(self.settings) for _ in range(self.settings.query_workers)}
                for worker in self._all:
                    self._free.put(worker)
            return self._free

    def _replace(self, worker: Worker) -> Worker:
        worker.kill()
        new = Worker(self.settings)
        with self._lock:
            self._all.discard(worker)
            self._all.add(new)
        return new
