"""What the desk keeps besides its users, in one small SQLite file: sessions, and logins that failed.

All web processes share it, so that logging out holds everywhere and guesses count wherever they come in.
"""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FILE = "desk.sqlite"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user TEXT, mark TEXT, begun REAL, seen REAL)",
    "CREATE TABLE IF NOT EXISTS failures (who TEXT, at REAL)",
    "CREATE INDEX IF NOT EXISTS failures_who ON failures (who, at)",
)
# Failures are forgotten after so many seconds.
WINDOW = 3600.0


@dataclass(frozen=True)
class Limit:
    """So many failures are free; each one more doubles the wait, up to `longest` seconds."""

    free: int
    longest: float


# For one name from one address, for one name from anywhere, for one address and any name. The wait for a name from
# anywhere is short: nobody is to be kept out of their own account for long by strangers' guesses.
PAIR, NAME, ADDRESS = Limit(4, 900.0), Limit(20, 60.0), Limit(20, 900.0)


class Ledger:
    """The file in the desk's folder; made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, during which no other is under way."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.touch(0o600)
        connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            for table in _TABLES:
                connection.execute(table)
            yield connection
            connection.execute("COMMIT")
        finally:
            # What was not committed is taken back.
            connection.close()

    # Sessions. The file has hashes of their ids, so that nobody who reads it can take one over.

    def begin(self, user: str, mark: str, longest: float) -> str:
        """Begin a session; gives its id, which is a secret."""
        id, now = secrets.token_urlsafe(32), time.time()
        with self._open() as file:
            file.execute("DELETE FROM sessions WHERE begun < ?", (now - longest,))
            file.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (_hash(id), user, mark, now, now))
        return id

    def session(self, id: str, longest: float, idle: float) -> tuple[str, str] | None:
        """The user and mark of a session that is still good, which this keeps so."""
        now = time.time()
        with self._open() as file:
            row = file.execute("SELECT user, mark, begun, seen FROM sessions WHERE id = ?", (_hash(id),)).fetchone()
            if row is None or now - row[2] > longest or now - row[3] > idle:
                return None
            # Once a minute is enough, and spares the disk.
            if now - row[3] > 60:
                file.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now, _hash(id)))
        return str(row[0]), str(row[1])

    def end(self, id: str) -> None:
        """End a session."""
        with self._open() as file:
            file.execute("DELETE FROM sessions WHERE id = ?", (_hash(id),))

    # Guesses.

    def admit(self, name: str, address: str) -> float:
        """Whether a guess for a name from an address is looked at now: 0, and it counts as failed until `came_in`.

        Otherwise how many seconds it has to wait. Asking and counting are one step, so many at once gain nothing.
        """
        now = time.time()
        waits = [0.0]
        with self._open() as file:
            file.execute("DELETE FROM failures WHERE at < ?", (now - WINDOW,))
            for who, limit in _counted(name, address):
                number, last = file.execute("SELECT COUNT(*), MAX(at) FROM failures WHERE who = ?", (who,)).fetchone()
                if number >= limit.free:
                    waits.append(last + min(limit.longest, 2.0 ** min(number - limit.free + 1, 20)) - now)
            if max(waits) <= 0:
                file.executemany(
                    "INSERT INTO failures VALUES (?, ?)", [(who, now) for who, _ in _counted(name, address)]
                )
        return max(waits)

    def came_in(self, name: str, address: str) -> None:
        """Forget the guesses of one who knew the password."""
        with self._open() as file:
            file.execute("DELETE FROM failures WHERE who = ?", (_counted(name, address)[0][0],))
            # The others count all comers; only this guess is taken back.
            for who, _ in _counted(name, address)[1:]:
                file.execute(
                    "DELETE FROM failures WHERE rowid = (SELECT MAX(rowid) FROM failures WHERE who = ?)", (who,)
                )


def _counted(name: str, address: str) -> list[tuple[str, Limit]]:
    return [
        (_hash(f"pair {name} {address}"), PAIR),
        (_hash(f"name {name}"), NAME),
        (_hash(f"address {address}"), ADDRESS),
    ]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
