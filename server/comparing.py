"""Having two builds compared: in a process of its own, one at a time, and never while a page's thread waits long."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor

from flask import current_app
from flask_babel import gettext as _

from server.configured import configured
from server.faults import Refusal
from store import BuildStore, StoreError, process
from store.comparison import Comparison, known

EXTENSION = "innograf-comparing"
# How long a request waits for a comparison, in seconds, and how many comparisons may wait.
PATIENCE = 15.0
MOST_WAITING = 4


class Comparer:
    """Runs comparisons one after another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "comparing")
        self._running: dict[tuple[str, str], Future[str | None]] = {}

    def ask(self, builds: BuildStore, before: str, after: str) -> Future[str | None]:
        """Have two builds compared; the result is the reason why it cannot be, or None. Raises `Refusal`."""
        with self._lock:
            self._running = {pair: future for pair, future in self._running.items() if not future.done()}
            if (before, after) not in self._running:
                if len(self._running) >= MOST_WAITING:
                    raise Refusal(503, "comparing", str(_("Other builds are being compared. Try again in a moment.")))
                self._running[before, after] = self._thread.submit(_run, str(builds.root), before, after)
            return self._running[before, after]


def _run(root: str, before: str, after: str) -> str | None:
    started = process.start("store.comparing", {"root": root, "before": before, "after": after})
    said, _ = started.communicate()
    if started.returncode == 0:
        return None
    return said.decode() or "It takes more memory or time than it may."


def comparison(before: str, after: str) -> Comparison:
    """The comparison of two builds by their ids. Raises `Refusal` when it cannot be made, or is not made yet."""
    builds = configured().keeper.builds
    if not isinstance(builds, BuildStore):
        raise Refusal(404, "no-history", str(_("The graph is in another engine, which keeps no history.")))
    found = known(builds.root, before, after)
    if found is not None:
        return found
    for id in (before, after):
        try:
            builds.open(id)
        except StoreError:
            raise Refusal(404, "no-build", str(_("There is no build %(build)s here.", build=id[:12]))) from None
    comparer: Comparer = current_app.extensions.setdefault(EXTENSION, Comparer())
    try:
        reason = comparer.ask(builds, before, after).result(PATIENCE)
    except TimeoutError:
        raise Refusal(503, "comparing", str(_("The builds are being compared. Try again in a moment."))) from None
    found = known(builds.root, before, after)
    if found is None:
        current_app.logger.error("Builds %s and %s cannot be compared: %s", before[:12], after[:12], reason)
        raise Refusal(422, "too-different", str(_("Too much differs between these builds to be shown.")))
    return found
