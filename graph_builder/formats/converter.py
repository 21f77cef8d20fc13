"""Makes text of web pages, Word files and PDFs in processes that a bad file cannot take anything else down with."""

import contextlib
import hashlib
import json
import os
import select
import subprocess
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, cast

from graph_builder.formats import Format
from graph_builder.formats.extracted import FormatError
from graph_builder.formats.packed import check_packed
from graph_builder.shelf import Shelf
from settings import FormatSettings
from store.process import start

MODULE = "graph_builder.formats.worker"


@dataclass(frozen=True)
class Converted:
    """The text of a file, what the file says of the document (see `Extracted`), and the hash of the file."""

    text: str
    values: dict[str, str]
    sha256: str


@dataclass(frozen=True)
class Known:
    """Texts that were made before. `fingerprint` changes with all that a text depends on, but for its file."""

    shelf: Shelf
    fingerprint: str


class _Fault(Exception):
    """The process gave no answer: `name` is time, memory or crash."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Converter:
    """Processes that are started when they are needed, one for each thread that asks. Use it in a `with` block.

    What is in `known` is not made again.
    """

    def __init__(self, limits: FormatSettings, known: Known | None = None) -> None:
        self.limits = limits
        self._known = known
        self._lock = threading.Lock()
        self._free: list[_Process] = []

    def __enter__(self) -> "Converter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def convert(self, path: Path, form: Format) -> Converted:
        """Make text of the file at `path`. Raises `FormatError` with the reason when that cannot be done."""
        name = self._name(path, form)
        before = self._known.shelf.get(name) if self._known and name else None
        if before is not None:
            return Converted(**json.loads(before))
        made = self._make(path, form)
        if self._known and name:
            self._known.shelf.put(name, json.dumps(asdict(made)).encode())
        return made

    def close(self) -> None:
        """End every process."""
        with self._lock:
            for process in self._free:
                process.kill()
            self._free.clear()
        if self._known:
            self._known.shelf.prune()

    def _name(self, path: Path, form: Format) -> str:
        """The name of the file's text among those that are known; empty when the file cannot be read."""
        if not self._known:
            return ""
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return ""  # its reader says why
        return hashlib.sha256(f"{self._known.fingerprint} {form.module} {content}".encode()).hexdigest()

    def _make(self, path: Path, form: Format) -> Converted:
        if form.endings == (".docx",):
            check_packed(path, self.limits, "Word file")
        try:
            answer = self._ask(path, form)
        except _Fault as fault:
            raise FormatError(self._reason(fault.name)) from None
        if "fault" in answer:
            raise FormatError(answer["reason"])
        return Converted(answer["text"], answer["values"], answer["sha256"])

    def _ask(self, path: Path, form: Format) -> dict[str, Any]:
        with self._lock:
            process = self._free.pop() if self._free else None
        if process is not None:
            try:
                return self._ask_of(process, path, form)
            except _Fault as fault:
                # What was read before may have left little memory; a new process has it all.
                if fault.name == "time":
                    raise
        return self._ask_of(_Process(self.limits.max_memory), path, form)

    def _ask_of(self, process: "_Process", path: Path, form: Format) -> dict[str, Any]:
        try:
            answer = process.ask({"path": str(path.absolute()), "module": form.module}, self.limits.timeout)
        except BaseException:
            process.kill()
            raise
        with self._lock:
            self._free.append(process)
        return answer

    def _reason(self, fault: str) -> str:
        if fault == "time":
            return f"reading it took longer than {self.limits.timeout:g} seconds (setting formats.timeout)."
        if fault == "memory":
            return f"reading it took more than {self.limits.max_memory:,} bytes of memory (setting formats.max_memory)."
        return "reading it made the reader crash; the file is broken, or made to do so."


class _Process:
    """One process, used by one thread at a time."""

    def __init__(self, memory: int) -> None:
        self._process = start(MODULE, {"memory": memory, "parent": os.getpid()}, quiet=True)
        self._requests = cast(IO[bytes], self._process.stdin)
        self._answers = cast(IO[bytes], self._process.stdout)

    def ask(self, request: dict[str, str], timeout: float) -> dict[str, Any]:
        """Send one request and wait for its answer, `timeout` seconds at most. Raises `_Fault`."""
        deadline = time.monotonic() + timeout
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.flush()
            data = bytearray()
            while not data.endswith(b"\n"):
                data += self._read(deadline)
        except (BrokenPipeError, EOFError):
            raise _Fault("crash") from None
        answer: dict[str, Any] = json.loads(data)
        if answer.get("fault") == "memory":
            raise _Fault("memory")
        return answer

    def _read(self, deadline: float) -> bytes:
        left = deadline - time.monotonic()
        poll = select.poll()
        poll.register(self._answers, select.POLLIN)
        if left <= 0 or not poll.poll(left * 1000):
            raise _Fault("time")
        data = os.read(self._answers.fileno(), 1 << 20)
        if not data:
            raise EOFError
        return data

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()
