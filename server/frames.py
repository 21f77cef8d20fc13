"""What goes between the web process and a worker: frames, each of a head, which is JSON, and a body of bytes.

A request's body is its query, an answer's is what the client gets. Eight bytes with the lengths of both come before.
"""

import json
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from server.asking import Request

_SIZES = struct.Struct("!II")
# Few heads differ; one that is longer, for it names graphs or says what is wrong, is not worth its place.
_KEPT = 512


class Frames:
    """Takes bytes as they come; gives frames when they are whole."""

    def __init__(self) -> None:
        self._data = b""

    def add(self, data: bytes) -> None:
        """Take bytes."""
        self._data = self._data + data if self._data else data

    def take(self) -> tuple[Mapping[str, Any], bytes] | None:
        """Return the next frame's head, which must not be changed, and its body; None while it is not whole."""
        data = self._data
        if len(data) < _SIZES.size:
            return None
        head, body = _SIZES.unpack_from(data)
        begin = _SIZES.size + head
        end = begin + body
        if len(data) < end:
            return None
        self._data = data[end:]
        said = data[_SIZES.size : begin]
        return (_read(said) if head < _KEPT else json.loads(said)), data[begin:end]


def frame(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A frame with a head and a body."""
    return _framed(json.dumps(head).encode(), body)


def request_frame(request: Request, follows: bool = False) -> bytes:
    """The frame of a request; one that `follows` others is answered with `later` when those took long."""
    body = request.query.encode("utf-8", "surrogatepass")
    if request.default_graphs or request.named_graphs:
        return _framed(_head(request.build, *request[2:], follows), body)
    return _framed(_plain_head(request.build, request.results_format, request.graph_format, follows), body)


def _framed(head: bytes, body: bytes) -> bytes:
    return b"".join((_SIZES.pack(len(head), len(body)), head, body))


def _head(
    build: str,
    default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...],
    results_format: str | None,
    graph_format: str | None,
    follows: bool,
) -> bytes:
    head = {"build": build, "follows": follows, "default_graphs": default_graphs, "named_graphs": named_graphs}
    return json.dumps(head | {"results_format": results_format, "graph_format": graph_format}).encode()


@lru_cache(maxsize=100)
def _plain_head(build: str, results_format: str | None, graph_format: str | None, follows: bool) -> bytes:
    return _head(build, (), (), results_format, graph_format, follows)


@lru_cache(maxsize=100)
def _read(head: bytes) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(head)
    return found
