"""The processes that answer queries, seen from the web process: a nursery that forks workers, and the workers.

All of it belongs to one event loop. A worker answers one query after the other.
"""

import asyncio
import contextlib
import json
import math
import os
import socket
import struct
import subprocess
import time
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from server.asking import Answer, QueryFault, Request
from server.frames import Frames, request_frame
from store.process import start

MODULE = "server.nursery"
# A process that has just been started reads its modules before it can answer; the first of a build reads that too.
START_UP = 10.0
# How long the news of a worker's end may take to come after its socket was closed.
NEWS = 1.0
# As much as the system's allocator has at hand.
_READ = 1 << 16
# Room for one open file that comes with a message.
_FILE = socket.CMSG_SPACE(4)
_LONGEST = 4096


# What comes of a query; None when it was not run.
Told = Callable[[Answer | QueryFault | None], None]


class Worker:
    """One process, forked from a nursery. `loop` calls back when an answer comes.

    It may be asked several queries at once, which it answers one after the other: with small ones it does not have to
    be woken for each. `asked` is what it was asked, the one that runs first; `since` is when that one's turn came.
    """

    def __init__(self, nursery: "Nursery", loop: asyncio.AbstractEventLoop) -> None:
        self.nursery = nursery
        self.loop = loop
        self.pid: int | None = None
        self.why: asyncio.Future[str] = loop.create_future()
        self.socket, theirs = socket.socketpair()
        self.socket.setblocking(False)
        self.asked: deque[Asked] = deque()
        self.since = 0.0
        # How long the last answers took, each, in seconds.
        self.pace = math.inf
        self._begun = 0.0
        self._answered = 0
        self._frames = Frames()
        self._files: deque[int] = deque()
        self._out = b""
        self._writes = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = False
        loop.add_reader(self.socket, self._read)
        nursery.fork(self, theirs)
        theirs.close()

    def ask(self, request: Request, told: Told) -> "Asked":
        """Have it answer a request, after those that it was asked before; `told` is called with what comes of it.

        After a fault of the names memory, crash and panic it is of no more use, and `rest` was not run.
        """
        asked = Asked(told)
        if not self.asked:
            self._begun = self.since = time.monotonic()
            self._answered = 0
        frame = request_frame(request, bool(self.asked))
        self.asked.append(asked)
        if self._writes:
            self._out += frame
            return asked
        # Most requests fit into the socket at once, and a task costs more than they do.
        try:
            sent = self.socket.send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            # It has ended, which is read next.
            return asked
        if sent < len(frame):
            self._out, self._writes = frame[sent:], True
            self._do(self._send())
        return asked

    def runs(self, asked: "Asked") -> bool:
        """Say whether it is that one's turn."""
        return bool(self.asked) and self.asked[0] is asked

    def rest(self) -> list[Told]:
        """Take back what it was asked and has not answered; returns who is to be told."""
        told = [asked.told for asked in self.asked]
        self.asked.clear()
        return told

    async def _send(self) -> None:
        with contextlib.suppress(OSError):
            while self._out:
                data, self._out = self._out, b""
                await self.loop.sock_sendall(self.socket, data)
        self._writes = False

    def _do(self, work: Coroutine[None, None, None]) -> None:
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _read(self) -> None:
        try:
            data, files, _, _ = self.socket.recvmsg(_READ, _FILE)
        except BlockingIOError:
            return
        except OSError:
            data, files = b"", []
        if files:
            self._files += struct.unpack("i", files[0][2][:4])
        if not data:
            self.close()
            if self.asked:
                self._do(self._ended())
            return
        self._frames.add(data)
        while not self.closed and (found := self._frames.take()) is not None:
            self._take(*found)

    def _take(self, head: Mapping[str, Any], body: bytes) -> None:
        # Only what is in a file has a length in its head.
        file = self._files.popleft() if "length" in head else None
        told = self.asked.popleft().told
        self.since = time.monotonic()
        self._answered += 1
        if not self.asked:
            self.pace = (self.since - self._begun) / self._answered
        if "later" in head:
            told(None)
        elif "fault" in head:
            place = (head["line"], head["column"]) if head.get("line") else None
            told(QueryFault(head["fault"], head["message"], head.get("kind", ""), place, head.get("about")))
        else:
            told(Answer(head["kind"], head["format"], body, file, head.get("length", len(body))))

    async def _ended(self) -> None:
        """Tell why the process ended in the middle of a query; see `server.nursery.why`."""
        try:
            why = await asyncio.wait_for(asyncio.shield(self.why), NEWS)
        except TimeoutError:
            why = "memory"
        if self.asked:
            self.asked.popleft().told(QueryFault(why))

    def kill(self) -> None:
        """End the process now, whatever it does; nobody is told."""
        self.asked.clear()
        self.close()
        self.nursery.kill(self)

    def close(self) -> None:
        """Close the socket; a process that waits for a request ends by that."""
        if not self.closed:
            self.closed = True
            for task in self._tasks:
                task.cancel()
            self.loop.remove_reader(self.socket)
            self.socket.close()
            while self._files:
                os.close(self._files.popleft())


class Asked:
    """What a worker was asked: `told` is called with what comes of it. It is `forgotten` when no query waits for it."""

    __slots__ = ("forgotten", "told")

    def __init__(self, told: Told) -> None:
        self.told = told
        self.forgotten = False


class Nursery:
    """A process that forks workers; `build` is the one that it has in memory, empty for none."""

    def __init__(self, given: dict[str, Any], loop: asyncio.AbstractEventLoop) -> None:
        self.build: str = given["load"]
        self.loop = loop
        self.ready: asyncio.Future[bool] = loop.create_future()
        self.workers: dict[int, Worker] = {}
        self._forking: list[Worker] = []
        # Packets, so that each message is read by itself.
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control.setblocking(False)
        self.closed = False
        with theirs:
            self.process = start(MODULE, given, control=theirs)
        loop.add_reader(self.control, self._read)

    def fork(self, worker: Worker, served: socket.socket) -> None:
        """Have a worker forked that serves the other end of its socket."""
        self._forking.append(worker)
        with contextlib.suppress(OSError):
            # When the nursery is gone the worker's socket closes, and whoever asks is told.
            socket.send_fds(self.control, [b"F"], [served.fileno()])

    def kill(self, worker: Worker) -> None:
        """Kill a worker; one that is not forked yet ends by itself, since its socket is closed."""
        if worker.pid is not None and not self.closed:
            with contextlib.suppress(OSError):
                self.control.send(b"K%d" % worker.pid)

    def _read(self) -> None:
        try:
            said = self.control.recv(_LONGEST)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if not said:
            self.close()
            return
        news = json.loads(said)
        if "ready" in news:
            if not self.ready.done():
                self.ready.set_result(True)
        elif "forked" in news:
            worker = self._forking.pop(0)
            worker.pid = news["forked"]
            self.workers[news["forked"]] = worker
            if worker.closed:
                self.kill(worker)
        else:
            worker = self.workers.pop(news["ended"])
            if not worker.why.done():
                worker.why.set_result(news["why"])

    def close(self) -> None:
        """Have it end, and its workers with it."""
        if self.closed:
            return
        self.closed = True
        self.loop.remove_reader(self.control)
        self.control.close()
        if not self.ready.done():
            self.ready.set_result(False)
        for worker in [*self.workers.values(), *self._forking]:
            worker.close()

    def reap(self) -> None:
        """Take note of its end, in a thread: it comes soon after `close`."""
        self.loop.run_in_executor(None, self.wait)

    def wait(self) -> None:
        """Wait for its end; it comes soon after `close`."""
        try:
            self.process.wait(START_UP)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
