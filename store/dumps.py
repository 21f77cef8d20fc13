"""Dumps: a build as files to download, compressed, with their checksums. They are made once and never change."""

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph
import zstandard

from store.build import LINES, Build
from store.errors import StoreError
from store.files import replacing, write_atomically
from store.lines import has_lines, read_lines

FOLDER = "dumps"
LIST = "dumps.json"
SUMS = "SHA256SUMS"
NAME = "innograf"
FORMATS = {"nq": "application/n-quads", "trig": "application/trig"}
COMPRESSIONS = {"gz": "application/gzip", "zst": "application/zstd"}
_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Dump:
    """A file: `format` and `compression` are keys of `FORMATS` and `COMPRESSIONS`, `size` its bytes, `unpacked` those
    of what is in it."""

    name: str
    format: str
    compression: str
    size: int
    unpacked: int
    sha256: str


class _Counting:
    """A file that counts and hashes what is written to it on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.size = 0
        self.hash = hashlib.sha256()

    def write(self, data: Any) -> int:
        self.size += len(data)
        self.hash.update(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()


def write_dumps(build: Build, prefixes: Mapping[str, str]) -> list[Dump]:
    """Write the dumps of a build, unless they are there; returns them. The same build gives the same bytes.

    N-Quads are sorted, so that the hash of what is in that file is the build's id. Raises `StoreError`.
    """
    folder = build.path / FOLDER
    if (folder / LIST).is_file():
        return dumps_of(build)
    try:
        folder.mkdir(exist_ok=True)
        writers: dict[str, Callable[[IO[bytes]], None]] = {
            "nq": lambda out: write_sorted(build, out),
            "trig": lambda out: build.dump("trig", out, prefixes),
        }
        with ThreadPoolExecutor(len(writers)) as threads:
            made = [*threads.map(lambda item: _write(folder, *item), writers.items())]
        found = [dump for pair in made for dump in pair]
        sums = "".join(f"{dump.sha256}  {dump.name}\n" for dump in found)
        write_atomically(folder / SUMS, sums.encode())
        write_atomically(folder / LIST, json.dumps([asdict(dump) for dump in found], indent=1).encode())
    except OSError as error:
        raise StoreError(f"The dumps of build {build.id[:12]} cannot be written: {error}") from error
    return found


def dumps_of(build: Build) -> list[Dump]:
    """The dumps of a build; none when they were not made. Raises `StoreError` when their list cannot be read."""
    path = build.path / FOLDER / LIST
    try:
        return [Dump(**record) for record in json.loads(path.read_bytes())] if path.is_file() else []
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from None


def write_sorted(build: Build, out: IO[bytes]) -> None:
    """Write the quads of a build as N-Quads, sorted by their bytes. Raises `StoreError` when its lines are damaged."""
    folder = build.path / LINES
    if has_lines(folder):
        for path in sorted(folder.iterdir()):
            out.write(read_lines(path))
        return
    lines = (build.quads.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    lines.sort()
    for start in range(0, len(lines), 10_000):
        out.write(b"".join(lines[start : start + 10_000]))


def _write(folder: Path, format: str, write: Callable[[IO[bytes]], None]) -> list[Dump]:
    """Write one format in both compressions at once."""
    names = {compression: f"{NAME}.{format}.{compression}" for compression in COMPRESSIONS}
    with ExitStack() as stack:
        files = {c: _Counting(stack.enter_context(replacing(folder / name))) for c, name in names.items()}
        # Without a time and a name in its head, the same content gives the same file.
        gz = gzip.GzipFile("", "wb", _GZIP_LEVEL, cast(IO[bytes], files["gz"]), mtime=0)
        zst = zstandard.ZstdCompressor().stream_writer(cast(IO[bytes], files["zst"]), closefd=False)
        both = _Both(gz, zst)
        write(cast(IO[bytes], both))
        gz.close()
        zst.close()  # type: ignore[no-untyped-call]
    return [
        Dump(name, format, compression, files[compression].size, both.size, files[compression].hash.hexdigest())
        for compression, name in names.items()
    ]


class _Both:
    """Writes the same to two files."""

    def __init__(self, *files: Any) -> None:
        self.files = files
        self.size = 0

    def write(self, data: Any) -> int:
        self.size += len(data)
        for file in self.files:
            file.write(data)
        return len(data)

    def flush(self) -> None:
        return
