"""Validation of a build; of one that differs in little from another, in a process of its own if there is a processor.

That process gets ready (it loads the shapes and what was found before) while this one reads the documents.
"""

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph

from store import Build, Revision

if TYPE_CHECKING:
    from shapes.report import Report


@dataclass(frozen=True)
class Checked:
    """What validation says: `summary` for the manifest, `saved` as `shapes.saved.load` takes it, `index` for pages."""

    summary: dict[str, Any]
    saved: dict[str, str]
    index: bytes


def check(
    quads: pyoxigraph.Store, base_iri: str, changed: Iterable[pyoxigraph.Quad] = (), before: "Report | None" = None
) -> Checked:
    """Validate quads; with the report `before` the quads in `changed` came or went, only what these concern."""
    from shapes import validate
    from shapes.results import index_of
    from shapes.saved import save

    report = validate(quads, base_iri, changed=changed, before=before)
    return Checked({**report.summary()}, save(report), index_of(report, quads, base_iri))


class Checker:
    """Validates builds that differ from the build `before` in a few quads. Leave it with `close`, or use `with`."""

    def __init__(self, before: Build, base_iri: str, processes: int | None = None) -> None:
        """Begin to get ready, unless there is but one processor, or `processes` is one."""
        self._before, self._base_iri = before, base_iri
        self._pool = None
        if (processes or os.cpu_count() or 1) > 1:
            self._pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_ignore_interrupts)
            self._ready = self._pool.submit(_get_ready, before.path, base_iri)

    def begin(self, revision: Revision, changed: Sequence[pyoxigraph.Quad]) -> Callable[[], Checked]:
        """Begin to validate the quads of a revision after those in `changed` came or went; call for what it says.

        Until then the revision must stay as it is.
        """
        work = None
        if self._pool:
            with suppress(BrokenProcessPool):
                work = self._pool.submit(_check, self._before.path, revision.snapshot(), self._base_iri, changed)

        def end() -> Checked:
            if work:
                # A process that was killed, as for want of memory, costs time only.
                with suppress(BrokenProcessPool):
                    return work.result()
            return check(revision.quads, self._base_iri, changed, _kept(self._before))

        return end

    def close(self) -> None:
        """End the process, whatever it does."""
        if self._pool:
            # There is nothing in it that would have to be ended well, which takes a while.
            if self._ready.done() and not self._ready.exception():
                os.kill(self._ready.result(), signal.SIGKILL)
            self._pool.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


_reports: list["Report"] = []


def _ignore_interrupts() -> None:
    # The process that waits for this one tells of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _get_ready(before: Path, base_iri: str) -> int:
    """Returns the id of the process."""
    from shapes import Report, validate

    _reports[:] = [kept := _kept(Build(before))]
    # It compiles the shapes.
    validate(pyoxigraph.Store(), base_iri, before=Report((), type(kept.graph)(), 0, made_with=kept.made_with))
    return os.getpid()


def _check(before: Path, quads: Path, base_iri: str, changed: Sequence[pyoxigraph.Quad]) -> Checked:
    kept = _reports[0] if _reports else _kept(Build(before))
    return check(pyoxigraph.Store.read_only(str(quads)), base_iri, changed, kept)


def _kept(before: Build) -> "Report":
    from shapes.saved import load

    return load(before.report("validation"))
