"""The sorted N-Quads lines of a build, kept compressed in files of bounded size.

The id is the hash of all of them. To have the id of a build that differs in a few quads, the lines that came or went
are merged into the files where they belong; the other files are linked, not written.
"""

import hashlib
import os
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import zstandard

from store.errors import StoreError

LINES_IN_FILE = 50_000
# Files that are unpacked before they are needed. Packing and hashing do not hold Python's lock.
_AHEAD = 4
_LEVEL = 1
# Bytes that tell what a file begins with.
_PEEK = 4_096
_SUFFIX = ".zst"


def has_lines(folder: Path) -> bool:
    """Whether the lines in a folder can be read: those that older versions wrote cannot."""
    return folder.is_dir() and all(path.suffix == _SUFFIX for path in folder.iterdir())


def write_lines(folder: Path, lines: Sequence[bytes], threads: ThreadPoolExecutor) -> str:
    """Write sorted lines, given without their newlines, in a new folder; returns their hash, the build's id."""
    folder.mkdir()
    digest = hashlib.sha256()
    writing = []
    for number, start in enumerate(range(0, len(lines), LINES_IN_FILE)):
        text = _text(lines[start : start + LINES_IN_FILE])
        writing.append(threads.submit(_write, folder / f"{number:06}{_SUFFIX}", text))
        digest.update(text)
    for written in writing:
        written.result()
    return digest.hexdigest()


def revise_lines(before: Path, folder: Path, removed: set[bytes], added: set[bytes]) -> str:
    """Write the lines of the folder `before` without those `removed` and with those `added` in a new folder.

    Returns their hash. Raises `StoreError` when the lines before are damaged, lack one that is removed or have one
    that is added.
    """
    folder.mkdir()
    digest = hashlib.sha256()
    gone, new = sorted(removed), sorted(added)
    paths = sorted(before.iterdir())
    for path, text in zip(paths, _texts(paths), strict=True):
        # What sorts after the last file belongs to it.
        last = None if path is paths[-1] else text[text.rfind(b"\n", 0, -1) + 1 : -1]
        here_gone, gone = _up_to(gone, last)
        here_new, new = _up_to(new, last)
        if here_gone or here_new:
            lines = set(text.splitlines())
            if not lines.issuperset(here_gone) or not lines.isdisjoint(here_new):
                raise StoreError(f"The lines in {before} are not those of the build's quads.")
            text = _text(sorted(lines.difference(here_gone).union(here_new)))
            if text:
                _write(folder / path.name, text)
        else:
            os.link(path, folder / path.name)
        digest.update(text)
    if gone or new:
        raise StoreError(f"There are no lines in {before}.")
    return digest.hexdigest()


def _up_to(lines: list[bytes], last: bytes | None) -> tuple[list[bytes], list[bytes]]:
    cut = len(lines) if last is None else bisect_right(lines, last)
    return lines[:cut], lines[cut:]


def _text(lines: Sequence[bytes]) -> bytes:
    return b"\n".join(lines) + b"\n" if lines else b""


def _write(path: Path, text: bytes) -> None:
    path.write_bytes(zstandard.compress(text, _LEVEL))


def _texts(paths: Sequence[Path]) -> Iterator[bytes]:
    """The content of each file, read a few files ahead of who asks."""
    remaining = iter(paths)
    with ThreadPoolExecutor(1) as thread:
        reading: list[Future[bytes]] = [thread.submit(read_lines, path) for path in islice(remaining, _AHEAD)]
        while reading:
            text = reading.pop(0).result()
            reading += [thread.submit(read_lines, path) for path in islice(remaining, 1)]
            yield text


def first_line(path: Path) -> bytes:
    """Return the first line of a file, or what its first few thousand bytes have of it. Raises `StoreError`."""
    try:
        with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as lines:
            return lines.read(_PEEK).partition(b"\n")[0]
    except zstandard.ZstdError as error:
        raise StoreError(f"{path} is damaged: {error}") from None


def read_lines(path: Path) -> bytes:
    """Return the lines of a file. Raises `StoreError` when it is damaged."""
    try:
        return zstandard.decompress(path.read_bytes())
    except zstandard.ZstdError as error:
        raise StoreError(f"{path} is damaged: {error}") from None
