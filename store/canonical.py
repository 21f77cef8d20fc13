"""Quads of any source as canonical N-Quads, in pieces of bounded size, and what a build does not take refused.

Canonical is what Oxigraph writes of a quad that it holds: literals in its own way (`"01"^^xsd:integer` as `"1"`),
language tags in lower case. What may be written in another way goes through a store in memory, a piece at a time, which
leaves the rules to the engine; the lines of a file that it would surely write as they are stay as they are.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph

from store.errors import StoreError
from store.unchanged import divide

N_QUADS = pyoxigraph.RdfFormat.N_QUADS
Source = pyoxigraph.Store | Path | Iterable[pyoxigraph.Quad]
"""A store in memory, a file of N-Quads, or quads."""

# Small enough that the memory of one serves for the next.
PIECE_BYTES = 4 << 20
PIECE_QUADS = 300_000
# What every line with a blank node or a triple term has, and a few literals.
_SUSPECT = (b"_:", b"<<(")


def pieces(source: Source) -> Iterator[bytes]:
    """Give the quads as canonical lines, some of them at a time; a quad may come again in another piece.

    Raises `StoreError` for a quad that a build does not take, and for a file that is not N-Quads; but IRIs of a file
    are left for whoever reads the lines to check, see `faulty_line`.
    """
    if isinstance(source, pyoxigraph.Store):
        yield from _cut(_written(source))
    elif isinstance(source, Path):
        yield from _of_file(source)
    else:
        yield from map(_written, _of_quads(source))


def faulty_line(path: Path) -> StoreError:
    """Find what is not N-Quads in a file, to be raised."""
    before = 0
    for text in _read(path):
        try:
            _parsed(text)
        except SyntaxError as error:
            return StoreError(f"{path}, line {before + (error.lineno or 1)}: this is not N-Quads: {error.msg}")
        before += text.count(b"\n")
    return StoreError(f"{path} changed while it was read.")


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


def _of_file(path: Path) -> Iterator[bytes]:
    for text in _read(path):
        same, others = divide(text)
        if others:
            try:
                yield _written(_parsed(others))
            except SyntaxError:
                raise faulty_line(path) from None
        yield same


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while text := file.read(PIECE_BYTES):
            yield text + file.readline()


def _parsed(text: bytes) -> pyoxigraph.Store:
    """The quads in a store. Raises `SyntaxError`."""
    store = pyoxigraph.Store()
    store.load(text, format=N_QUADS)
    return store
