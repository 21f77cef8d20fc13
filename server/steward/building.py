"""Building from the desk: `innograf build` in a process of its own, one at a time for all web processes."""

import fcntl
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from server.serve import environment
from settings import Settings

LOG, STATE, LOCK, WANTED = "build.log", "build.json", "build.lock", "build.wanted"
# How much of the log a page shows, in characters.
MOST_LOG = 20_000
# What the exit code of `innograf build` means.
_OUTCOMES = {0: "published", 1: "violations"}
# Building is not to slow the answers of the server.
_NICE = 10


@dataclass(frozen=True)
class State:
    """The last build from the desk. `outcome` is running, published, violations, left-out, failed or broken-off."""

    outcome: str
    began: str
    ended: str = ""
    by: str = ""


def want(settings: Settings, by: str, force: bool = False) -> None:
    """Have a build made: now, or after the one that is under way, which may not know of the last decision."""
    folder = settings.steward.folder
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / WANTED, json.dumps({"by": by, "force": force}))
    threading.Thread(target=_work, args=(settings,), name="build", daemon=True).start()


def state(settings: Settings) -> State | None:
    """How the last build from the desk went, or goes; None when there was none."""
    folder = settings.steward.folder
    try:
        found = State(**json.loads((folder / STATE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return State("running", _now()) if (folder / WANTED).exists() and is_running(folder) else None
    if found.outcome == "running" and not is_running(folder):
        return State("broken-off", found.began, by=found.by)
    # It ends before what was wanted meanwhile begins.
    return State("running", found.began, by=found.by) if (folder / WANTED).exists() and is_running(folder) else found


def is_wanted(settings: Settings) -> bool:
    """Whether a build is to begin that has not."""
    return (settings.steward.folder / WANTED).exists()


def log(settings: Settings) -> str:
    """The end of what the last build said."""
    try:
        with (settings.steward.folder / LOG).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - MOST_LOG))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def is_running(folder: Path) -> bool:
    """Whether a build from the desk is under way, in any web process."""
    handle = _lock(folder)
    if handle is None:
        return True
    os.close(handle)
    return False


def _lock(folder: Path) -> int | None:
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _work(settings: Settings) -> None:
    """Build as long as builds are wanted, unless another thread or process does."""
    folder = settings.steward.folder
    while (folder / WANTED).exists():
        handle = _lock(folder)
        if handle is None:
            # The one that has the lock looks again when it is done.
            return
        try:
            while (folder / WANTED).exists():
                _build(settings, folder, handle)
        finally:
            os.close(handle)


def _build(settings: Settings, folder: Path, handle: int) -> None:
    try:
        asked = json.loads((folder / WANTED).read_text("utf-8"))
        (folder / WANTED).unlink()
    except (OSError, ValueError):
        (folder / WANTED).unlink(missing_ok=True)
        return
    began = _now()
    _tell(folder, State("running", began, by=asked["by"]))
    command = [sys.executable, "-m", "cli.main", "build", *(["--force"] if asked["force"] else [])]
    try:
        with (folder / LOG).open("wb") as out:
            # It holds the lock too: a server that is stopped leaves it at work, and the next one waits for it.
            process = subprocess.Popen(  # noqa: S603
                command,
                env={**os.environ, **environment(settings)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                pass_fds=[handle],
                start_new_session=True,
            )
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
            code = process.wait()
        outcome = _OUTCOMES.get(code) or ("left-out" if code == 2 and _is_published(folder) else "failed")
    except OSError as error:
        (folder / LOG).write_text(f"The build could not be started: {error}\n", "utf-8")
        outcome = "failed"
    _tell(folder, State(outcome, began, _now(), asked["by"]))


def _is_published(folder: Path) -> bool:
    """Whether a build that left documents out was published all the same, as its last lines say."""
    lines = (folder / LOG).read_text("utf-8", "replace").splitlines()
    return any(line.split() == ["published", "yes"] for line in lines)


def _tell(folder: Path, state: State) -> None:
    _write(folder / STATE, json.dumps(asdict(state)))


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def can_build(settings: Settings) -> bool:
    """Whether this server can build what it shows: not where another engine holds it."""
    return settings.endpoint is None


def start_after(settings: Settings, by: str) -> bool:
    """Begin a build after a decision, where the settings want that; says whether."""
    if not (settings.steward.build and can_build(settings)):
        return False
    want(settings, by)
    current_app.logger.info("A build begins, after a decision of %s", by)
    return True
