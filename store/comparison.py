"""Two builds compared statement by statement, kept in the folder of builds so that it is done once.

    root/differences/{before}-{after}/
        summary.json    counts
        changes.sqlite  a row for each statement that appeared, went or got another value
        patch.zst       the quads, each after `A ` or `D `, as RDF Patch has them

A statement says the same in any build, so a row holds what people look for: the thing, its kind, the property, the
value before and after, and the graph, which is the document. Quads with evidence are in the patch alone.
"""

import contextlib
import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import zstandard

from store.build import Build, is_evidence
from store.errors import StoreError
from store.files import sync_tree
from store.line_difference import line_difference

FOLDER = "differences"
PATCH, ROWS, SUMMARY = "patch.zst", "changes.sqlite", "summary.json"
OPS = ("appeared", "gone", "changed")
# Quads that may differ; more are no difference that anybody reads.
MOST = 5_000_000
# Comparisons that are kept.
KEPT = 50
_LEVEL = 3
_AT_ONCE = 10_000
_TABLE = """
CREATE TABLE change (id INTEGER PRIMARY KEY, op TEXT, kind TEXT, graph TEXT, subject TEXT, predicate TEXT,
                     old TEXT, new TEXT);
"""
_INDEXES = "CREATE INDEX by_kind ON change (kind, id); CREATE INDEX by_graph ON change (graph, id);"
_INDEXES += "CREATE INDEX by_subject ON change (subject);"
_Statement = tuple[str, str, str, str, bool]


@dataclass(frozen=True)
class Change:
    """A statement that differs: terms as N-Triples has them; `old` is empty when it appeared, `new` when it went."""

    op: str
    kind: str
    graph: str
    subject: str
    predicate: str
    old: str
    new: str


@dataclass(frozen=True)
class Wanted:
    """Which changes; empty means any. `graph` is a document's stem or the name of another graph."""

    op: str = ""
    kind: str = ""
    graph: str = ""

    def where(self) -> tuple[str, list[str]]:
        """The condition in SQL, and its values."""
        given = [(name, value) for name, value in vars(self).items() if value]
        return (" AND ".join(f"{name} = ?" for name, _ in given) or "1"), [value for _, value in given]


class Comparison:
    """What differs from one build to another, as it was written once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.summary: dict[str, Any] = json.loads((folder / SUMMARY).read_bytes())

    def counts(self, name: str, wanted: Wanted) -> dict[str, int]:
        """How many changes there are by `op`, `kind` or `graph`, the most first."""
        where, values = wanted.where()
        # `name` is one of three words of ours.
        query = f"SELECT {name}, COUNT(*) AS n FROM change WHERE {where} GROUP BY {name} ORDER BY n DESC, {name}"  # noqa: S608
        return dict(self._read(query, values))

    def changes(self, wanted: Wanted, most: int = -1, offset: int = 0) -> Iterator[Change]:
        """The changes, in the order of their things."""
        where, values = wanted.where()
        query = (
            "SELECT op, kind, graph, subject, predicate, old, new FROM change "  # noqa: S608
            f"WHERE {where} ORDER BY id LIMIT {most:d} OFFSET {offset:d}"
        )
        return (Change(*row) for row in self._read(query, values))

    def things_after(self, base: str, after: str, most: int) -> list[str]:
        """The IRIs of up to `most` things of which something changed, those after one in their order."""
        start = f"<{base}id/"
        query = (
            "SELECT DISTINCT subject FROM change WHERE subject > ? AND subject > ? AND subject < ? "
            "ORDER BY subject LIMIT ?"
        )
        values: list[str | int] = [start, f"<{after}>" if after else "", start[:-1] + "0", most]
        return [subject[1:-1] for (subject,) in self._read(query, values)]

    def patch(self) -> Iterator[bytes]:
        """The quads that differ, as lines of RDF Patch, in pieces."""
        with (self.folder / PATCH).open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as lines:
            while piece := lines.read(1 << 18):
                yield piece

    def _read(self, query: str, values: Sequence[str | int]) -> Iterator[Any]:
        connection = sqlite3.connect(f"{(self.folder / ROWS).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        with contextlib.closing(connection):
            yield from connection.execute(query, values)


def known(root: Path, before: str, after: str) -> Comparison | None:
    """The comparison of two builds by their ids, if it was made."""
    folder = root / FOLDER / f"{before}-{after}"
    return Comparison(folder) if (folder / SUMMARY).is_file() else None


def compare(root: Path, before: Build, after: Build) -> Comparison:
    """Compare two builds, and keep what was found. Raises `StoreError`, also when too much differs."""
    found = known(root, before.id, after.id)
    if found is not None:
        return found
    try:
        (root / FOLDER).mkdir(exist_ok=True)
        _make_room(root / FOLDER)
        scratch = Path(tempfile.mkdtemp(prefix="tmp-", dir=root / FOLDER))
    except OSError as error:
        raise StoreError(f"The comparison cannot be written: {error}") from error
    try:
        scratch.chmod(0o755)
        summary = _write(scratch, before, after)
        (scratch / SUMMARY).write_text(json.dumps(summary))
        sync_tree(scratch)
        target = root / FOLDER / f"{before.id}-{after.id}"
        with contextlib.suppress(FileExistsError, OSError):
            # Another process may have been first; both have written the same.
            scratch.rename(target)
        return Comparison(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"The comparison cannot be written: {error}") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _make_room(folder: Path) -> None:
    made = sorted((path for path in folder.iterdir() if "-" in path.name), key=lambda path: path.stat().st_mtime)
    for path in made[: max(0, len(made) - KEPT + 1)]:
        shutil.rmtree(path, ignore_errors=True)


def _write(folder: Path, before: Build, after: Build) -> dict[str, Any]:
    base = after.manifest.base_iri
    counts: Counter[str] = Counter()
    with contextlib.closing(sqlite3.connect(folder / ROWS)) as rows, (folder / PATCH).open("wb") as file:
        rows.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLE)
        with zstandard.ZstdCompressor(_LEVEL).stream_writer(file, closefd=False) as patch:
            stated = _stated(line_difference(before, after), patch, counts, base)
            some = []
            for change in _changes(stated, base):
                counts[change[0]] += 1
                some.append(change)
                if len(some) == _AT_ONCE:
                    rows.executemany("INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", some)
                    some.clear()
            rows.executemany("INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", some)
        rows.executescript(_INDEXES)
        rows.commit()
    names = (*OPS, "added", "removed", "evidence_added", "evidence_removed")
    return {"before": before.id, "after": after.id, **{name: counts[name] for name in names}}


def _stated(lines: Iterator[tuple[bool, bytes]], patch: Any, counts: Counter[str], base: str) -> Iterator[_Statement]:
    """Write every quad to the patch; give those that are no evidence: subject, predicate, graph, object, added."""
    for number, (added, line) in enumerate(lines):
        if number >= MOST:
            raise StoreError(f"More than {MOST} quads differ between these builds, which is too much to show.")
        patch.write((b"A " if added else b"D ") + line + b"\n")
        name = "added" if added else "removed"
        counts[name] += 1
        subject, predicate, rest = line.decode().split(" ", 2)
        value, graph, _end = rest.rsplit(" ", 2)
        if is_evidence(graph[1:-1], base) or graph[1:-1] == base + "evidence":
            counts[f"evidence_{name}"] += 1
        else:
            yield subject, predicate, graph[1:-1], value, added


def _changes(stated: Iterator[_Statement], base: str) -> Iterator[tuple[str, ...]]:
    """Put a value that went and one that came for the same property of the same thing in the same graph together."""
    for subject, of_subject in groupby(stated, key=lambda each: each[0]):
        for (predicate, graph), alike in groupby(sorted(of_subject, key=lambda each: each[1:3]), key=lambda e: e[1:3]):
            values = [(value, added) for _, _, _, value, added in alike]
            old, new = ([value for value, added in values if added is side] for side in (False, True))
            about = (_kind(subject, base), graph.removeprefix(f"{base}graph/"), subject, predicate)
            if len(old) == len(new) == 1:
                yield "changed", *about, old[0], new[0]
            else:
                yield from (("gone", *about, value, "") for value in old)
                yield from (("appeared", *about, "", value) for value in new)


def _kind(subject: str, base: str) -> str:
    """The kind in the IRI of a thing; for another, the first step of its path; empty for one of another place."""
    if not subject.startswith(f"<{base}"):
        return ""
    path = subject[len(base) + 1 : -1].replace("#", "/").split("/")
    return path[1] if path[0] == "id" and len(path) > 2 else path[0]
