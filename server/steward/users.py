"""The users of the steward's desk: a TOML file with their roles and the argon2 hashes of their passwords."""

import os
import re
import secrets
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import tomlkit
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from store.files import locked

ROLES = ("reader", "steward")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}", re.ASCII)
SHORTEST = 12
LONGEST = 1000
_HEAD = "Users of the steward's desk; written by `innograf user`. Keep it to yourself (mode 600)."
# RFC 9106's second choice of parameters, which is argon2-cffi's default: 64 MiB and three passes.
_hasher = PasswordHasher()
# Each hash takes 64 MiB for a moment, so only so many are made at once.
_room = threading.BoundedSemaphore(2)


class UsersError(ValueError):
    """The users' file or what is asked of it cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class User:
    """A user. Without a `hash` there is no password, only a provider of identity can let the user in."""

    name: str
    role: str
    hash: str = ""

    @property
    def mark(self) -> str:
        """Changes when the password or the role does, which ends the sessions that began before."""
        return f"{self.role}:{self.hash[-16:]}"


def read_users(path: Path) -> dict[str, User]:
    """The users in a file by name; none when there is no file. Raises `UsersError`."""
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsersError(f"{path}: {error}") from None
    users = tables.get("users", {})
    if set(tables) - {"users"} or not isinstance(users, dict):
        raise UsersError(f"{path}: only tables [users.NAME] are known here.")
    return {name: _user(path, name, entry) for name, entry in users.items()}


def _user(path: Path, name: str, entry: object) -> User:
    values: Mapping[str, object] = entry if isinstance(entry, dict) else {}
    role, hashed = values.get("role"), values.get("hash", "")
    if not NAME.fullmatch(name) or role not in ROLES or not isinstance(hashed, str):
        raise UsersError(
            f"{path}: [users.{name}] needs role = {' or '.join(map(repr, ROLES))}, and hash by `innograf`."
        )
    return User(name, str(role), hashed)


def add_user(path: Path, name: str, role: str, password: str | None) -> None:
    """Add a user; without a password for one whom a provider of identity lets in. Raises `UsersError`."""
    if not NAME.fullmatch(name):
        raise UsersError(
            f"A name is up to 64 letters a–z, digits and . _ @ + -, and begins with none of those: {name!r}"
        )
    hashed = "" if password is None else hash_password(password)
    with _changing(path) as users:
        if name in users:
            raise UsersError(
                f"There is a user {name!r} in {path} already; `innograf user password` gives a new password."
            )
        users[name] = User(name, role, hashed)


def remove_user(path: Path, name: str) -> None:
    """Take a user away, whose sessions end with it. Raises `UsersError`."""
    with _changing(path) as users:
        del users[_known(path, users, name)]


def change_password(path: Path, name: str, password: str) -> None:
    """Give a user another password. Raises `UsersError`."""
    hashed = hash_password(password)
    with _changing(path) as users:
        users[name] = replace(users[_known(path, users, name)], hash=hashed)


def _known(path: Path, users: Mapping[str, User], name: str) -> str:
    if name not in users:
        raise UsersError(f"There is no user {name!r} in {path}.")
    return name


@contextmanager
def _changing(path: Path) -> Iterator[dict[str, User]]:
    """The users, to be changed; written back at the end unless something went wrong."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent):
        users = read_users(path)
        yield users
        document = tomlkit.document()
        document.add(tomlkit.comment(_HEAD))
        table = tomlkit.table(is_super_table=True)
        for user in sorted(users.values(), key=lambda user: user.name):
            entry = tomlkit.table()
            entry.add("role", user.role)
            if user.hash:
                entry.add("hash", user.hash)
            table.add(user.name, entry)
        document.add("users", table)
        write_private(path, f"{tomlkit.dumps(document).rstrip()}\n".encode())


def write_private(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def hash_password(password: str) -> str:
    """The argon2id hash of a password. Raises `UsersError` for one that is too short or long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsersError(f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.")
    return _hasher.hash(password)


# The hash of a password that nobody has: an unknown name takes as long as a known one.
_NOBODY = _hasher.hash(secrets.token_hex())


def is_right(user: User | None, password: str) -> bool:
    """Whether that is the user's password; takes as long when there is no such user."""
    known = user.hash if user and user.hash else _NOBODY
    with _room:
        try:
            _hasher.verify(known, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return known is not _NOBODY


class UsersFile:
    """The users in a file that may change while the server runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: object = None
        self._users: dict[str, User] = {}

    def all(self) -> dict[str, User]:
        """The users as the file has them now. Raises `UsersError`."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        stamp = found.st_mtime_ns, found.st_size, found.st_ino
        if stamp != self._stamp:
            self._users = read_users(self.path)
            self._stamp = stamp
        return self._users
