"""The default graph of a build by columns: for each predicate its subjects and objects as numbers, sorted both ways.

A term's number is its place among all terms, sorted as N-Triples writes them, so literals come before IRIs. The files
are mapped into memory, so opening costs nothing and the processes that have a build open share them.

    terms.txt, ends.npy     the terms one after another, and where each ends
    text.txt, text.npy      the literals' characters in lower case, one a line, and where each ends
    keys.npy, dated.npy     the literals that begin with a year: seconds since 1970, sorted, and their numbers
    pairs.npy, index.json   the columns, and where each predicate's are
"""

import json
import mmap
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyoxigraph

from store.interface import Value

Ids = npt.NDArray[np.int32]
_DATE = re.compile(rb'"(-?[0-9]{4,15})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?')
# Lower case leaves it, but it is an s when case does not count.
_LONG_S = "ſ".encode()


@dataclass(frozen=True)
class Side:
    """A predicate's triples by one of their ends: with `keys[i]` go `others[starts[i]:starts[i + 1]]`, sorted."""

    keys: Ids
    starts: Ids
    others: Ids

    def of(self, key: int) -> Ids:
        """The others of one number."""
        # As a number of the same width, since NumPy would make a copy of all the keys to look for a wider one.
        at = int(self.keys.searchsorted(np.int32(key)))
        if at == len(self.keys) or self.keys[at] != key:
            return self.others[:0]
        return self.others[self.starts[at] : self.starts[at + 1]]


@dataclass(frozen=True)
class Column:
    """The triples of one predicate."""

    by_subject: Side
    by_object: Side

    def __len__(self) -> int:
        return len(self.by_subject.others)


class Columns:
    """The columns of a build, opened for reading. Raises `OSError` when there are none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index: dict[str, list[int]] = json.loads((folder / "index.json").read_bytes())
        self.ends: npt.NDArray[np.int64] = self._array("ends")
        # The array costs a microsecond for each number that is taken out of it, this a fraction of that.
        self._ends = memoryview(self.ends)
        self._pairs = self._array("pairs")
        self._opened: dict[str, Column] = {}
        with (folder / "terms.txt").open("rb") as file:
            self._terms = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _array(self, name: str) -> Any:
        return np.load(self.folder / f"{name}.npy", mmap_mode="r")

    @cached_property
    def literals(self) -> int:
        """How many literals there are: their numbers are all those below."""
        return self.place(b"<")

    @cached_property
    def text(self) -> bytes:
        """The literals in lower case, one a line."""
        return (self.folder / "text.txt").read_bytes()

    @cached_property
    def text_ends(self) -> npt.NDArray[np.int64]:
        """Where each line of `text` ends."""
        return np.asarray(self._array("text"))

    @cached_property
    def keys(self) -> npt.NDArray[np.float64]:
        """When the literals that begin with a year are, sorted."""
        return np.asarray(self._array("keys"))

    @cached_property
    def dated(self) -> Ids:
        """The numbers of those literals, in the same order."""
        return np.asarray(self._array("dated"))

    def predicates(self) -> list[str]:
        """The predicates, as `<IRI>`."""
        return [*self._index]

    def column(self, predicate: str) -> Column | None:
        """The triples of a predicate, given as `<IRI>`; None if there are none."""
        if predicate not in self._opened and predicate in self._index:
            cut: list[Ids] = []
            at, subjects, objects, size = self._index[predicate]
            for length in (subjects, subjects + 1, size, objects, objects + 1, size):
                cut.append(np.asarray(self._pairs[at : at + length]))
                at += length
            self._opened[predicate] = Column(Side(*cut[:3]), Side(*cut[3:]))
        return self._opened.get(predicate)

    def term(self, number: int) -> str:
        """A term as N-Triples writes it."""
        return self._bytes(number).decode()

    def number(self, term: str) -> int | None:
        """The number of a term; None if it is not in the graph."""
        wanted = term.encode()
        place = self.place(wanted)
        return place if place < len(self.ends) and self._bytes(place) == wanted else None

    def values(self, numbers: Iterable[int]) -> Iterator[Value]:
        """Terms that are IRIs or literals, read."""
        lines = b"\n".join(b"<a:a> <a:a> %s ." % self._bytes(number) for number in numbers)
        return (triple.object for triple in pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES))

    def _bytes(self, number: int) -> bytes:
        return self._terms[self._ends[number - 1] if number else 0 : self._ends[number]]

    def place(self, wanted: bytes) -> int:
        """How many terms come before this one."""
        return bisect_left(range(len(self._ends)), wanted, key=self._bytes)


def write_columns(folder: Path, lines: Iterable[bytes]) -> None:
    """Write the columns of a graph in `folder`, which is made, from its N-Triples lines. A line may come twice.

    The lines must be as Oxigraph writes them; a graph with blank nodes or triple terms gets no columns.
    """
    found: dict[bytes, int] = {}
    pairs: dict[bytes, tuple[array[int], array[int]]] = {}
    for line in lines:
        subject, predicate, value = parts(line)
        if not is_plain(subject) or not is_plain(value):
            return
        columns = pairs.get(predicate)
        if columns is None:
            columns = pairs[predicate] = (array("i"), array("i"))
        columns[0].append(found.setdefault(subject, len(found)))
        columns[1].append(found.setdefault(value, len(found)))
    if not found:
        return
    folder.mkdir()
    terms = sorted(found)
    numbers = np.empty(len(terms), np.int32)
    numbers[np.fromiter((found[term] for term in terms), np.int64, len(terms))] = np.arange(len(terms))
    _write_terms(folder, terms)
    _write_text(folder, terms)
    write_pairs(folder, {name.decode(): sides(*_numbered(numbers, *both)) for name, both in sorted(pairs.items())})


def parts(line: bytes) -> tuple[bytes, bytes, bytes]:
    """Subject, predicate and object of an N-Triples line."""
    subject, predicate, rest = line.split(b" ", 2)
    return subject, predicate, rest.rstrip()[:-1].rstrip()


def is_plain(term: bytes) -> bool:
    """Say whether a term can be in columns: it is no blank node and no triple term."""
    return term[:2] not in (b"<<", b"_:")


def _numbered(numbers: Ids, subjects: Sequence[int], objects: Sequence[int]) -> tuple[Any, Any]:
    left, right = numbers[np.frombuffer(subjects, np.int32)], numbers[np.frombuffer(objects, np.int32)]  # type: ignore[call-overload]
    once = np.unique(left.astype(np.int64) << 32 | right)
    return once >> 32, once & 0x7FFFFFFF


def sides(subjects: Any, objects: Any) -> Column:
    """The column of pairs that are sorted by subject, then by object."""
    order = np.lexsort((subjects, objects))
    return Column(_side(subjects, objects), _side(objects[order], subjects[order]))


def write_pairs(folder: Path, columns: dict[str, Column]) -> None:
    """Write columns in `folder`, by predicate, in the order given."""
    index: dict[str, list[int]] = {}
    written: list[Ids] = []
    at = 0
    for name, column in columns.items():
        one, other = column.by_subject, column.by_object
        index[name] = [at, len(one.keys), len(other.keys), len(column)]
        both = [one.keys, one.starts, one.others, other.keys, other.starts, other.others]
        at += sum(map(len, both))
        written += both
    np.save(folder / "pairs.npy", np.concatenate(written))
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")


def _side(keys: Any, others: Any) -> Side:
    once, starts = np.unique(keys, return_index=True)
    ends = np.append(starts, len(keys))
    return Side(once.astype(np.int32), ends.astype(np.int32), others.astype(np.int32))


def _write_terms(folder: Path, terms: list[bytes]) -> None:
    (folder / "terms.txt").write_bytes(b"".join(terms))
    np.save(folder / "ends.npy", np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms))))


def _write_text(folder: Path, terms: list[bytes]) -> None:
    literals = [term for term in terms if is_literal(term)]
    lines = [text_of(term) for term in literals]
    (folder / "text.txt").write_bytes(b"\n".join(lines))
    np.save(folder / "text.npy", np.cumsum(np.fromiter((len(line) + 1 for line in lines), np.int64, len(lines))))
    dated = sorted((key, number) for number, term in enumerate(literals) for key in seconds(term))
    np.save(folder / "keys.npy", np.array([key for key, _ in dated], np.float64))
    np.save(folder / "dated.npy", np.array([number for _, number in dated], np.int32))


def is_literal(term: bytes) -> bool:
    """Say whether a term is a literal."""
    return term.startswith(b'"')


def text_of(literal: bytes) -> bytes:
    """The characters of a literal in lower case, without language and datatype."""
    # A backslash before a quote only adds characters that no search has.
    return lower(literal[1 : literal.rindex(b'"')].decode())


def lower(text: str) -> bytes:
    """Return what is compared when case does not count."""
    return text.lower().encode().replace(_LONG_S, b"s")


def seconds(literal: bytes) -> Iterator[float]:
    """When a literal like `"2020-05-04…` is, in seconds since 1970 and to a day or two; nothing for another literal."""
    match = _DATE.match(literal)
    if match:
        year, month, day, hour, minute = (int(part) if part else 0 for part in match.groups())
        days = (year - 1970) * 365.2425 + _BEFORE[month % 13] + max(day - 1, 0)
        yield days * 86400.0 + hour * 3600.0 + minute * 60.0


_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
