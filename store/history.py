"""What was published when, and which things are gone: kept beside the builds, so that it outlives those removed.

One SQLite file in the folder of builds. Every publication is a row; so is every thing that a published build had and
the next one has not.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.errors import StoreError

FILE = "history.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS publication (number INTEGER PRIMARY KEY, build TEXT NOT NULL, before TEXT, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS gone (iri TEXT PRIMARY KEY, build TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Publication:
    """A build became the published one: `number` counts from 1, `before` is the build that it took over from."""

    number: int
    build: str
    before: str | None
    at: str


@dataclass(frozen=True)
class Gone:
    """A thing that is not there any more: `build` is the last published one that had it, `at` when it went."""

    iri: str
    build: str
    at: str


class History:
    """The history of one folder of builds. Any number of processes may read it while one writes."""

    def __init__(self, root: Path) -> None:
        self.path = Path(root) / FILE

    def publications(self) -> list[Publication]:
        """Every publication, the first first. Raises `StoreError` for a file that cannot be read."""
        rows = self._read("SELECT number, build, before, at FROM publication ORDER BY number")
        return [Publication(*row) for row in rows]

    def gone(self, iri: str) -> Gone | None:
        """What is known of a thing that went; None for one that never was published. Raises `StoreError`."""
        rows = self._read("SELECT iri, build, at FROM gone WHERE iri = ?", (iri,))
        return Gone(*rows[0]) if rows else None

    def record(self, build: str, before: str | None, gone: Iterable[str], at: str = "") -> None:
        """Write down that a build was published, now or `at` a time, and what went with that. Raises `StoreError`."""
        at = at or datetime.now(UTC).isoformat(timespec="seconds")
        try:
            with self._open() as connection, connection:
                connection.execute("INSERT INTO publication (build, before, at) VALUES (?, ?, ?)", (build, before, at))
                connection.executemany("INSERT OR REPLACE INTO gone VALUES (?, ?, ?)", ((i, before, at) for i in gone))
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} cannot be written: {error}") from None

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=30)
        try:
            connection.executescript(_TABLES)
            yield connection
        finally:
            connection.close()

    def _read(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        if not self.path.is_file():
            return []
        try:
            connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, timeout=5)
            try:
                return connection.execute(query, values).fetchall()
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} cannot be read: {error}") from None
