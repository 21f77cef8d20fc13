"""Files that are there whole or not at all, also after a crash, and locks that a dying process lets go of."""

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` in `path` so that a reader, or a crash, finds the old file or the new one, never a part."""
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write; it takes the place of `path` when all has been written, and is dropped on an error."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Make the system write a file, or the names in a folder, to the disk now."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(root: Path, known: Path | None = None) -> None:
    """Do `sync` for every file and folder below `root`, and `root` itself; not for files linked from `known`."""
    done = {_number(path) for path in _files(known)} if known else set()
    for path in _files(root):
        if _number(path) not in done:
            sync(path)
            done.add(_number(path))
    for folder, _, _ in os.walk(root, topdown=False):
        sync(Path(folder))


def _files(root: Path) -> Iterator[Path]:
    return (Path(folder, name) for folder, _, names in os.walk(root) for name in names)


def _number(path: Path) -> tuple[int, int]:
    """What tells one file from another, whatever their names."""
    about = path.stat()
    return about.st_dev, about.st_ino


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`; waits for its turn. The system frees it when the process ends, however it ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def take_lock(folder: Path) -> int | None:
    """Take the lock of `folder` without waiting: an open file to close afterwards, or None if another has it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def hold(folder: Path) -> int:
    """Share the lock of `folder`, so that nobody else can take it; an open file to close when it is not used any more.

    Waits for nobody: raises `OSError` when another has the lock.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    return handle
