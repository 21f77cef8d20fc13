"""Loading lines into a store on the disk while they are made, in one go.

Every load ends with files that overlap those of the loads before, and the engine then merges them again and again. So
the lines are given as one file, whose parts come into being when they are read.
"""

import io
from collections.abc import Iterator
from typing import Any

import pyoxigraph

_READ_AHEAD = 1 << 20


class _Pieces(io.RawIOBase):
    """A file of pieces. The error of a piece that cannot be made is kept, since the engine would report another."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self.error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except Exception as error:
            self.error = error
            raise
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def load(store: pyoxigraph.Store, pieces: Iterator[bytes]) -> None:
    """Load pieces of N-Quads. Raises `SyntaxError` for what is not N-Quads, and what making the pieces raises.

    Making them should not wait for another thread of Python: it is often asked for a little.
    """
    file = _Pieces(pieces)
    try:
        store.bulk_load(io.BufferedReader(file, _READ_AHEAD), pyoxigraph.RdfFormat.N_QUADS)
    except Exception:
        if file.error is not None:
            raise file.error from None
        raise
