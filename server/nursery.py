"""The process that the ones for queries are forked from.

It has the program loaded, and the build in memory when it is small enough, so that a new worker is ready in
milliseconds and shares these pages with the others. It runs no query itself. Its standard input is a socket:

    F and a socket      fork a worker that serves this socket; answered with its process id
    K and a process id  kill that worker

Each is one packet. It tells of each worker that ended, with why it did. When the web process is gone it ends, and its
workers with it.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from server.query_worker import Answerer, serve
from store import Build, StoreError
from store.process import leave_network
from store.remote import RemoteStore
from store.stores import builds_at

_PR_SET_PDEATHSIG = 1
_LONGEST = 64
# What a process says last when the engine in it has come upon a fault of its own, and when its stack ran out.
_PANIC = b"panicked at"
_OVERFLOW = b"overflowed its stack"
# The engine calls itself for each part of a query within another; these are what a stack that ran out ends with.
_NO_STACK = {signal.SIGSEGV, signal.SIGBUS}
_BROKEN = 1
_MOST_SAID = 20_000


class Nursery:
    """Forks and kills workers as it is told."""

    def __init__(self, control: socket.socket, answerer: Answerer, memory: int) -> None:
        self.control = control
        self.answerer = answerer
        self.memory = memory
        # What each says on standard error goes to a file without a name, which is looked at when it has ended.
        self.workers: dict[int, int] = {}

    def run(self) -> None:
        """Do as told until the other end of the socket is closed."""
        woken, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)
        while True:
            ready, _, _ = select.select([self.control.fileno(), woken], [], [])
            if woken in ready:
                os.read(woken, 512)
                self._bury()
            if self.control.fileno() in ready:
                try:
                    said, files, _, _ = socket.recv_fds(self.control, _LONGEST, 1)
                except ConnectionError:
                    # The web process ended before it had read what was told.
                    said, files = b"", []
                if not said:
                    self._end()
                    return
                self._do(said.decode(), files)

    def _do(self, said: str, files: list[int]) -> None:
        if said[0] == "F" and files:
            said_last = os.memfd_create("said")
            pid = os.fork()
            if pid == 0:
                self._become_worker(files[0], said_last)
            os.close(files[0])
            self.workers[pid] = said_last
            self._say({"forked": pid})
        elif said[0] == "K" and int(said[1:]) in self.workers:
            os.kill(int(said[1:]), signal.SIGKILL)

    def _bury(self) -> None:
        while self.workers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            file = self.workers.pop(pid)
            said = os.pread(file, _MOST_SAID, 0)
            os.close(file)
            if said:
                sys.stderr.buffer.write(said)
                sys.stderr.flush()
            self._say({"ended": pid, "why": why(status, said)})

    def _end(self) -> None:
        """Kill all workers; nobody else would take note of their end."""
        for pid in self.workers:
            os.kill(pid, signal.SIGKILL)
        for pid in self.workers:
            os.waitpid(pid, 0)

    def _say(self, what: dict[str, Any]) -> None:
        # Nobody to tell it to: the web process is gone, and this one ends when it reads that.
        with contextlib.suppress(OSError):
            self.control.send(json.dumps(what).encode())

    def _become_worker(self, file: int, said: int) -> None:
        """Never returns: the child must not go on with its parent's work.

        It works in a thread, which has a heap of its own. In the heap that it has from its parent, whose holes the
        allocator looks through and whose pages are copied when they are written to, a look-up takes twice as long.
        """
        try:
            os.dup2(said, 2)
            signal.set_wakeup_fd(-1)
            end_with_parent()
            self.control.close()
            thread = threading.Thread(target=self._work, args=(file,))
            thread.start()
            thread.join()
        finally:
            os._exit(_BROKEN)

    def _work(self, file: int) -> None:
        """Answer queries until there are no more; ends the process."""
        code = 0
        try:
            limit_more(self.memory)
            serve(socket.socket(fileno=file), self.answerer)
        except (ConnectionError, MemoryError):
            # Nobody waits for an answer, or the limit of memory is reached.
            pass
        except BaseException:
            traceback.print_exc()
            code = _BROKEN
        finally:
            os._exit(code)


def why(status: int, said: bytes) -> str:
    """Why a worker ended: `panic` for a fault in the program, `crash` for a stack that ran out, else `memory`.

    `status` is what the system says, `said` what the worker said last.
    """
    # Memory that is refused ends it with the same signal as a fault in the engine.
    if _OVERFLOW in said or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in _NO_STACK):
        return "crash"
    if _PANIC in said or (os.WIFEXITED(status) and os.WEXITSTATUS(status) == _BROKEN):
        return "panic"
    return "memory"


def end_with_parent() -> None:
    """Have the system kill this process when its parent ends, also in the middle of its work."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def limit_more(size: int) -> None:
    """Let this process take `size` bytes more than it has; what it shares with its parent does not count."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    has = int(fields["VmData"].split()[0]) * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (has + size, has + size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Start the process; its one argument is a JSON object with the limits and the folder of builds."""
    given = json.loads(sys.argv[1])
    builds = builds_at(given["builds"])
    if not isinstance(builds, RemoteStore) and not given["services"]:
        # Before the first thread: a process with threads may not enter a new user namespace.
        leave_network()
    # Ctrl+C and a stop of the service reach every process of the group; this one ends when the web process has.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    control = socket.socket(fileno=os.dup(0))
    loaded = None
    if given["load"]:
        try:
            build = builds.open(given["load"])
            loaded = build.in_memory() if isinstance(build, Build) else None
        except StoreError as error:
            sys.exit(f"Build {given['load'][:12]} could not be loaded into memory: {error}")
    answerer = Answerer(builds, given["max_bytes"], given["prefixes"], loaded, given["services"])
    # Imported once, for all workers. A child of a process with threads has only its own.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    importlib.import_module("store.analytics")
    if loaded:
        _ = loaded.columns
    # The pages of what is here already are shared for as long as nobody writes to them.
    gc.collect()
    gc.freeze()
    nursery = Nursery(control, answerer, given["memory"])
    nursery._say({"ready": True})
    nursery.run()


if __name__ == "__main__":
    main()
