"""What a register was asked and what it proposed: a file for each, a line for each thing, written as answers come.

It is also what a run that was broken off goes on from: what has a line is not asked again.
"""

import contextlib
import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_builder.slugs import slug_of
from store.errors import StoreError

SUFFIX = ".jsonl"
# A line has some proposals; what is longer was not written by us.
_LONGEST_LINE = 1_000_000
_LARGEST = 500_000_000
LONGEST_IRI = 2_000
IRI = r'^https?://[^\s<>"{}|\\^`]+$'
Iri = Annotated[str, Field(max_length=LONGEST_IRI, pattern=IRI)]


class BookError(StoreError):
    """A file of proposals that cannot be used; the message names it and what to do."""


class Proposal(BaseModel):
    """A thing of a register that may be the same: how it is called there, and what speaks for it.

    `score` is of 100, as is `alike`, of the names; `kind` is `same` or `unsure`; `around` names what both have to do
    with, and years.
    """

    model_config = ConfigDict(frozen=True)

    iri: Iri
    label: str = ""
    name: str = ""
    said: str = ""
    kinds: tuple[str, ...] = ()
    score: Annotated[int, Field(ge=0, le=100)]
    alike: Annotated[int, Field(ge=0, le=100)] = 0
    kind: str = "unsure"
    around: tuple[str, ...] = ()


class Entry(BaseModel):
    """A thing that was asked for: by which names, when, and what was proposed; `note` says why nothing could be."""

    model_config = ConfigDict(frozen=True)

    thing: Iri
    names: tuple[str, ...]
    asked: date
    proposals: tuple[Proposal, ...] = ()
    note: str = ""


class _Head(BaseModel):
    endpoint: str
    version: Annotated[int, Field(ge=1, le=1)] = 1


@dataclass
class Book:
    """The file of one register."""

    path: Path
    endpoint: str
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, endpoint: str) -> "Book":
        """The book of an end point in a folder; empty when there is none yet. Raises `BookError`."""
        parts = urlsplit(endpoint)
        name = slug_of(f"{parts.hostname or ''}{parts.path}", 60)
        book = cls(folder / f"{name}-{hashlib.sha256(endpoint.encode()).hexdigest()[:8]}{SUFFIX}", endpoint)
        return _read(book.path) if book.path.exists() else book

    def asked(self, thing: str, names: tuple[str, ...]) -> bool:
        """Whether a thing has been asked for by these names."""
        entry = self.entries.get(thing)
        return entry is not None and entry.names == names

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the book while it is written to. Raises `BookError` when another run has it, or it cannot be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path.parent / f".{self.path.name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise BookError(f"{self.path} cannot be written: {error.strerror or error}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # What a run that was cut short left half written is dropped, and older lines of one thing.
            self._write()
            yield
        except BlockingIOError:
            raise BookError(
                f"Another run asks {self.endpoint} and writes {self.path}; wait until it has ended."
            ) from None
        finally:
            os.close(handle)

    def add(self, entries: Iterable[Entry]) -> None:
        """Write entries at the end, so that they last whatever happens next. Raises `BookError`."""
        new = list(entries)
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.writelines(_line(entry) for entry in new)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise BookError(f"{self.path} cannot be written: {error.strerror or error}") from None
        self.entries |= {entry.thing: entry for entry in new}

    def _write(self) -> None:
        new = self.path.with_name(f".{self.path.name}.new")
        try:
            with new.open("w", encoding="utf-8") as file:
                file.write(_Head(endpoint=self.endpoint).model_dump_json() + "\n")
                file.writelines(_line(entry) for entry in self.entries.values())
            new.replace(self.path)
        except OSError as error:
            raise BookError(f"{self.path} cannot be written: {error.strerror or error}") from None


def read_books(folder: Path) -> tuple[list[Book], list[str]]:
    """All books of a folder, which need not be there, and what is wrong with those left out."""
    books, problems = [], []
    for path in sorted(folder.glob(f"[!.]*{SUFFIX}")) if folder.is_dir() else ():
        try:
            books.append(_read(path))
        except BookError as error:
            problems.append(str(error))
    return books, problems


def _read(path: Path) -> Book:
    advice = "Mend it, or take it away and ask again."
    try:
        if path.stat().st_size > _LARGEST:
            raise BookError(f"{path} is too large for proposals. {advice}")
        with path.open(encoding="utf-8") as file:
            lines = list(file)
    except (OSError, UnicodeDecodeError) as error:
        raise BookError(f"{path} cannot be read: {error}. {advice}") from None
    # The last line of a run that was cut short may lack its end.
    if lines and not lines[-1].endswith("\n"):
        lines.pop()
    number = 1
    try:
        book = Book(path, _Head.model_validate_json(lines[0] if lines else "").endpoint)
        for line in lines[1:]:
            number += 1
            entry = Entry.model_validate_json(line[:_LONGEST_LINE])
            book.entries[entry.thing] = entry
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BookError(f"{path}, line {number}: {first['msg']}. {advice}") from None
    return book


def _line(entry: Entry) -> str:
    told = entry.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(told, ensure_ascii=False) + "\n"
