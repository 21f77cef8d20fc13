"""A query and what comes of it: the words that the pages, the gateway and the processes that run queries share."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

# An answer larger than this is left in a file, and sent from there piece by piece.
INLINE = 1_000_000
PIECE = 262_144


class QueryFault(Exception):
    """A query got no answer.

    `name` is syntax, depth, refused, format, size, memory, disk, crash, panic, time, busy, greedy, gone, start,
    service, failed.
    `message` is what the engine says, in English; `place` a line and column; `about` what the sentence for people
    needs besides.
    """

    def __init__(
        self,
        name: str,
        message: str = "",
        kind: str = "",
        place: tuple[int, int] | None = None,
        about: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message or name)
        self.about = dict(about or {})
        self.name = name
        self.message = message
        self.kind = kind
        self.place = place


class Request(NamedTuple):
    """A query over one build: the protocol's dataset (empty: not given) and the formats that the client takes."""

    build: str
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    results_format: str | None
    graph_format: str | None


@dataclass
class Answer:
    """What came of a query: `kind` is solutions, boolean or graph; `format` the one of the request's that was used.

    It is in `body`, or when it is large in `file`, an open file without a name that is closed with the answer.
    """

    kind: str
    format: str
    body: bytes = b""
    file: int | None = field(default=None, repr=False)
    length: int = 0

    def pieces(self) -> Iterator[bytes]:
        """The bytes of the answer, piece by piece; the file is closed after the last."""
        if self.file is None:
            yield self.body
            return
        try:
            place = 0
            while place < self.length and (piece := os.pread(self.file, PIECE, place)):
                place += len(piece)
                yield piece
        finally:
            self.close()

    def all(self) -> bytes:
        """The whole answer in memory."""
        return b"".join(self.pieces())

    def close(self) -> None:
        """Let go of the file, if there is one."""
        if self.file is not None:
            os.close(self.file)
            self.file = None

    def __del__(self) -> None:
        self.close()
