"""Writing the content of a build into a scratch folder, before it gets its name."""

import json
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph

from store.build import COLUMNS, DOCUMENTS, LINES, QUADS, REPORTS, SUFFIX, UNION, Build, evidence_prefix
from store.canonical import N_QUADS, Source, pieces
from store.errors import StoreError
from store.lines import write_lines

# File systems take 255 bytes a name; the suffix needs four.
LONGEST_STEM = 250
# Pieces that are loaded at the same time. Loading does not hold Python's lock.
LOADERS = 2
# How many lines of the union make a piece.
PIECE_LINES = 300_000


def write_quads(folder: Path, quads: Source, base_iri: str) -> tuple[str, dict[str, int]]:
    """Write the quads in `folder`, once as they are and once with their union, and close them; and their lines.

    Returns their hash and the number of quads in each graph. Raises `StoreError` for a quad that cannot be published.
    The lines of all quads are in memory at the end: some 250 bytes for each quad.
    """
    # NumPy comes with it and may start threads, which a process that only reads builds does without.
    from store.analytics import write_columns

    lines: list[bytes] = []

    def kept() -> Iterator[bytes]:
        for piece in pieces(quads):
            lines.extend(piece.splitlines())
            yield piece

    with ThreadPoolExecutor(LOADERS) as threads:
        store = pyoxigraph.Store(str(folder / QUADS))
        _load(store, kept(), threads)
        tidied = threads.submit(_tidy, store)
        lines.sort()
        lines = [line for line, after in pairwise([*lines, b""]) if line != after]
        build_id = write_lines(folder / LINES, lines, threads)
        graphs = _count(lines)
        tidied.result()
        # The copy shares the files of the original, so only what the union adds takes time and room.
        store.backup(str(folder / UNION))
        union = pyoxigraph.Store(str(folder / UNION))
        _load(union, _without_graphs(lines, base_iri), threads)
        tidied = threads.submit(_tidy, union)
        write_columns(
            folder / COLUMNS, (line for part in _without_graphs(lines, base_iri) for line in part.splitlines())
        )
        tidied.result()
    return build_id, graphs


def _load(store: pyoxigraph.Store, parts: Iterable[bytes], threads: ThreadPoolExecutor) -> None:
    """Load pieces of N-Quads while the next are made."""
    loading: deque[Future[None]] = deque()
    for part in parts:
        if len(loading) == LOADERS:
            loading.popleft().result()
        loading.append(threads.submit(store.bulk_load, part, N_QUADS))
    for last in loading:
        last.result()


def _tidy(store: pyoxigraph.Store) -> None:
    # Scans are two to four times faster afterwards.
    store.optimize()
    store.flush()


def _count(lines: Iterable[bytes]) -> dict[str, int]:
    counts = Counter(line[line.rindex(b"<") + 1 : -3] for line in lines)
    return {graph.decode(): count for graph, count in sorted(counts.items())}


def _without_graphs(lines: list[bytes], base_iri: str) -> Iterator[bytes]:
    """The triples of all graphs but those with evidence; a triple of several graphs comes several times."""
    evidence = b"<" + evidence_prefix(base_iri).encode()
    for start in range(0, len(lines), PIECE_LINES):
        ends = ((line, line.rindex(b"<")) for line in lines[start : start + PIECE_LINES])
        yield b"".join(line[:end] + b".\n" for line, end in ends if not line.startswith(evidence, end))


def write_documents(folder: Path, documents: Mapping[str, str], before: Build | None = None) -> None:
    """Write each text to `documents/{stem}.txt` in `folder`, as it is. Raises `StoreError` for an unusable stem.

    A text that the build `before` has is linked.
    """
    target = folder / DOCUMENTS
    target.mkdir()
    for stem, text in documents.items():
        check_stem(stem)
        try:
            content = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise StoreError(f"The text of document {stem!r} cannot be written as UTF-8: {error}") from None
        name = f"{stem}{SUFFIX}"
        if before and _holds(before.path / DOCUMENTS / name, content):
            os.link(before.path / DOCUMENTS / name, target / name)
            continue
        # Bytes, since a text file would turn \r\n into something else on some systems and move every offset.
        (target / name).write_bytes(content)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def check_stem(stem: str) -> None:
    """Raise `StoreError` unless `stem` can be the name of one file: no separator or control character, no dot first."""
    if (
        not stem
        or stem.startswith(".")
        or "/" in stem
        or "\\" in stem
        or any(ord(c) < 32 or ord(c) == 127 for c in stem)
    ):
        raise StoreError(f"{stem!r} cannot be the stem of a document: use letters, digits, '.', '-' and '_'.")
    if len(stem.encode()) > LONGEST_STEM:
        raise StoreError(f"The stem {stem[:40]!r}… is too long: {len(stem.encode())} bytes, {LONGEST_STEM} at most.")


def write_reports(folder: Path, reports: Mapping[str, Any]) -> None:
    """Write each report as `reports/{name}.json` in `folder`."""
    if reports:
        (folder / REPORTS).mkdir()
    for name, report in reports.items():
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        (folder / REPORTS / f"{name}.json").write_text(text, encoding="utf-8")
