"""Quads of any source as canonical N-Quads, in pieces of bounded size, and what a build does not take refused.

Canonical is what Oxigraph writes of a quad that it holds: literals in its own way (`"01"^^xsd:integer` as `"1"`),
language tags in lower case. All goes through a store in memory, a piece at a time, since that is as fast as parsing
alone and leaves the rules to the engine.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph

from store.errors import StoreError

N_QUADS = pyoxigraph.RdfFormat.N_QUADS
Source = pyoxigraph.Store | Path | Iterable[pyoxigraph.Quad]
"""A store in memory, a file of N-Quads, or quads."""

PIECE_BYTES = 64 << 20
PIECE_QUADS = 300_000
# What every line with a blank node or a triple term has, and a few literals.
_SUSPECT = (b"_:", b"<<(")


def pieces(source: Source) -> Iterator[bytes]:
    """Give the quads as canonical lines, some of them at a time; a quad may come again in another piece.

    Raises `StoreError` for a quad that a build does not take, and for a file that is not N-Quads.
    """
    if isinstance(source, pyoxigraph.Store):
        yield from _cut(_written(source))
        return
    stores = _of_file(source) if isinstance(source, Path) else _of_quads(source)
    for store in stores:
        yield _written(store)


def _written(store: pyoxigraph.Store) -> bytes:
    text = store.dump(format=N_QUADS) or b""
    no_graph = next(iter(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph())), None)
    if no_graph is not None:
        _refuse(no_graph)
    if any(mark in text for mark in _SUSPECT):
        for quad in store:
            _refuse(quad)
    return text


def _refuse(quad: pyoxigraph.Quad) -> None:
    if not isinstance(quad.graph_name, pyoxigraph.NamedNode):
        raise StoreError(f"Every quad of a build must be in a named graph; this is not: {quad}")
    if not isinstance(quad.subject, pyoxigraph.NamedNode) or not isinstance(
        quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
    ):
        # The names of blank nodes change from run to run, and the id with them.
        raise StoreError(f"A build takes no blank nodes and no triple terms; give the node an IRI: {quad}")


def _cut(text: bytes) -> Iterator[bytes]:
    """Cut at ends of lines."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start + PIECE_BYTES) + 1 or len(text)
        yield text[start:end]
        start = end


def _of_quads(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Store]:
    remaining = iter(quads)
    while some := list(islice(remaining, PIECE_QUADS)):
        store = pyoxigraph.Store()
        store.extend(some)
        yield store


def _of_file(path: Path) -> Iterator[pyoxigraph.Store]:
    before = 0
    with path.open("rb") as file:
        while text := file.read(PIECE_BYTES):
            text += file.readline()
            store = pyoxigraph.Store()
            try:
                store.load(text, format=N_QUADS)
            except SyntaxError as error:
                line = before + (error.lineno or 1)
                raise StoreError(f"{path}, line {line}: this is not N-Quads: {error.msg}") from None
            before += text.count(b"\n")
            yield store
