"""Writing the content of a build into a scratch folder, before it gets its name."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph

from store.build import COLUMNS, DOCUMENTS, LINES, QUADS, REPORTS, SUFFIX, UNION, Build, evidence_prefix
from store.canonical import N_QUADS, Source, faulty_line, pieces
from store.errors import StoreError
from store.files import write_atomically
from store.lines import write_lines
from store.loading import load

# File systems take 255 bytes a name; the suffix needs four.
LONGEST_STEM = 250
# The engine tidies a store while lines are packed; neither holds Python's lock.
WRITERS = 2
# How many lines are looked at together for the union.
PART_LINES = 1_000_000


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

    store = pyoxigraph.Store(str(folder / QUADS))
    try:
        load(store, kept())
    except SyntaxError as error:
        raise (faulty_line(quads) if isinstance(quads, Path) else StoreError(str(error))) from None
    with ThreadPoolExecutor(WRITERS) as threads:
        tidied = threads.submit(_tidy, store)
        lines.sort()
        lines = [line for line, after in pairwise([*lines, b""]) if line != after]
        build_id = write_lines(folder / LINES, lines, threads)
        graphs, seen = _by_graph(lines, base_iri)
        lines = []
        tidied.result()
        # The copy shares the files of the original, so only what the union adds takes time and room.
        store.backup(str(folder / UNION))
        union = threads.submit(_add, folder / UNION, seen)
        write_columns(folder / COLUMNS, (line for part in seen for line in part.splitlines()))
        union.result()
    return build_id, graphs


def _add(path: Path, parts: Iterable[bytes]) -> None:
    """Load more into the store in a folder."""
    store = pyoxigraph.Store(str(path))
    for part in parts:
        store.bulk_load(part, N_QUADS)
    _tidy(store)


def _tidy(store: pyoxigraph.Store) -> None:
    # Scans are two to four times faster afterwards.
    store.optimize()
    store.flush()


def _by_graph(lines: list[bytes], base_iri: str) -> tuple[dict[str, int], list[bytes]]:
    """The number of lines in each graph; and without the graphs those that a query without FROM sees, in parts.

    A triple of several graphs comes several times.
    """
    evidence = b"<" + evidence_prefix(base_iri).encode()
    counts: Counter[bytes] = Counter()
    seen = []
    for start in range(0, len(lines), PART_LINES):
        part = lines[start : start + PART_LINES]
        ends = [line[line.rindex(b"<") :] for line in part]
        counts.update(ends)
        pairs = zip(part, ends, strict=True)
        seen.append(b"".join(line[: -len(end)] + b".\n" for line, end in pairs if not end.startswith(evidence)))
    return {end[1:-3].decode(): count for end, count in sorted(counts.items())}, seen


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
    """Write each report as `reports/{name}.json` in `folder`; one of bytes as it is, as `reports/{name}`.

    One that is there already is replaced in one step, when it differs.
    """
    if reports:
        (folder / REPORTS).mkdir(exist_ok=True)
    for name, report in reports.items():
        if isinstance(report, bytes):
            path, content = folder / REPORTS / name, report
        else:
            path = folder / REPORTS / f"{name}.json"
            content = (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()
        if not path.exists() or path.read_bytes() != content:
            write_atomically(path, content)
