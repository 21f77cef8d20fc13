"""The processes that answer queries, seen from the web process: a nursery that forks workers, and the workers.

All of it belongs to one event loop. A worker answers one query at a time.
"""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
from typing import Any

from server.asking import Answer, QueryFault, Request
from server.query_worker import LENGTH
from store.process import start

MODULE = "server.nursery"
# A process that has just been started reads its modules before it can answer; the first of a build reads that too.
START_UP = 10.0
# How long the news of a worker's end may take to come after its socket was closed.
NEWS = 1.0
_READ = 1 << 18
_LONGEST = 4096


class Worker:
    """One process, forked from a nursery. `loop` calls back when an answer comes."""

    def __init__(self, nursery: "Nursery", loop: asyncio.AbstractEventLoop) -> None:
        self.nursery = nursery
        self.loop = loop
        self.pid: int | None = None
        self.why: asyncio.Future[str] = loop.create_future()
        self.socket, theirs = socket.socketpair()
        self.socket.setblocking(False)
        self._answer: asyncio.Future[Answer] | None = None
        self._data = bytearray()
        self._file: int | None = None
        self._head: dict[str, Any] | None = None
        self.closed = False
        loop.add_reader(self.socket, self._read)
        nursery.fork(self, theirs)
        theirs.close()

    async def ask(self, request: Request, timeout: float) -> Answer:
        """Send one request and wait for its answer, `timeout` seconds at most. Raises `QueryFault`.

        After a fault of the names time, memory, crash, panic or start, and after a cancellation, it is of no more use.
        """
        self._answer = self.loop.create_future()
        said = json.dumps(vars(request)).encode()
        clock = self.loop.call_later(timeout, self._too_late)
        try:
            await self._send(LENGTH.pack(len(said)) + said)
            return await self._answer
        except (EOFError, ConnectionError):
            raise QueryFault(await self._end()) from None
        finally:
            clock.cancel()
            self._answer = None

    async def _send(self, message: bytes) -> None:
        # Most requests fit into the socket at once, and an await costs more than they do.
        try:
            sent = self.socket.send(message)
        except BlockingIOError:
            sent = 0
        if sent < len(message):
            await self.loop.sock_sendall(self.socket, message[sent:])

    def _too_late(self) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(QueryFault("time"))

    def _read(self) -> None:
        try:
            data, files, _, _ = socket.recv_fds(self.socket, _READ, 1)
        except BlockingIOError:
            return
        except OSError:
            data, files = b"", []
        if files:
            self._file = files[0]
        if not data:
            self.close()
            if self._answer and not self._answer.done():
                self._answer.set_exception(EOFError())
            return
        self._data += data
        self._take()

    def _take(self) -> None:
        """Take what has come for an answer, once it is whole."""
        if self._head is None:
            if len(self._data) < LENGTH.size:
                return
            end = LENGTH.size + LENGTH.unpack_from(self._data)[0]
            if len(self._data) < end:
                return
            self._head = json.loads(self._data[LENGTH.size : end])
            del self._data[:end]
        head = self._head
        if not head["file"] and len(self._data) < head["length"]:
            return
        body, file = bytes(self._data), self._file
        self._data, self._head, self._file = bytearray(), None, None
        if self._answer is None or self._answer.done():
            if file is not None:
                os.close(file)
        elif "fault" in head:
            place = (head["line"], head["column"]) if head.get("line") else None
            fault = QueryFault(head["fault"], head["message"], head.get("kind", ""), place, head.get("about"))
            self._answer.set_exception(fault)
        else:
            self._answer.set_result(Answer(head["kind"], head["format"], body, file, head["length"]))

    async def _end(self) -> str:
        """Why the process ended in the middle of a query; see `server.nursery.why`."""
        try:
            return await asyncio.wait_for(asyncio.shield(self.why), NEWS)
        except TimeoutError:
            return "memory"

    def kill(self) -> None:
        """End the process now, whatever it does."""
        if not self.closed:
            self.close()
        self.nursery.kill(self)

    def close(self) -> None:
        """Close the socket; a process that waits for a request ends by that."""
        if not self.closed:
            self.closed = True
            self.loop.remove_reader(self.socket)
            self.socket.close()


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
