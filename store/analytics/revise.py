"""The columns of a graph that differs from another one in a few triples: the cost is nearly that of the difference.

Terms that come or go move the numbers of those after them, but not their order. So a column whose triples stay is
renumbered at once, and files of terms and texts are cut and joined.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from store.analytics.columns import (
    Column,
    Columns,
    Ids,
    Side,
    is_literal,
    is_plain,
    parts,
    seconds,
    sides,
    text_of,
    write_pairs,
)

_Pairs = Mapping[str, Sequence[tuple[bytes, bytes]]]


def revise_columns(before: Path, folder: Path, removed: Iterable[bytes], added: Iterable[bytes]) -> bool:
    """Write in `folder`, which is made, the columns of the graph of `before` without some triples and with others.

    They are what `write_columns` writes of the whole graph; triples are N-Triples lines, all `removed` ones are there
    and none that is `added`. Returns False, and writes nothing, where only the whole graph will do: there are no
    columns before or other ones, there is nothing left, or a term is a blank node or a triple term.
    """
    try:
        columns = Columns(before)
    except OSError:
        return False
    gone, new = _by_predicate(removed), _by_predicate(added)
    if not all(is_plain(term) for pairs in new.values() for pair in pairs for term in pair):
        return False
    try:
        revision = _Revision(columns, gone, new)
    except _Unknown:
        return False
    found: dict[str, Column] = {}
    for predicate in sorted({*columns.predicates(), *new}):
        column = revision.column(predicate)
        if len(column):
            found[predicate] = column
    if not found:
        return False
    folder.mkdir()
    revision.write_terms(folder)
    write_pairs(folder, found)
    return True


def _by_predicate(lines: Iterable[bytes]) -> _Pairs:
    found = defaultdict(list)
    for line in lines:
        subject, predicate, value = parts(line)
        found[predicate.decode()].append((subject, value))
    return found


class _Unknown(Exception):
    """A term that is to go, and is not there."""


class _Revision:
    """Numbers before and after: `_gone` are those of the terms that go, `_places` where the `_new` terms come in."""

    def __init__(self, columns: Columns, gone: _Pairs, new: _Pairs) -> None:
        self._columns = columns
        self._removed, self._added = gone, new
        wanted = {term for pairs in new.values() for pair in pairs for term in pair}
        self._new = sorted(term for term in wanted if columns.number(term.decode()) is None)
        self._places = np.array([columns.place(term) for term in self._new], np.int64)
        kept = {columns.number(term.decode()) for term in wanted}
        self._gone = np.array([number for number in self._without_triples() if number not in kept], np.int64)

    def column(self, predicate: str) -> Column:
        """A predicate's triples, as they are to be."""
        column = self._columns.column(predicate)
        if column and not (predicate in self._removed or predicate in self._added):
            return Column(self._renumbered_side(column.by_subject), self._renumbered_side(column.by_object))
        pairs = np.empty(0, np.int64)
        if column:
            side = column.by_subject
            subjects, objects = np.repeat(side.keys, np.diff(side.starts)), side.others
            gone = [(self._before(s), self._before(o)) for s, o in self._removed.get(predicate, ())]
            kept = ~np.isin(_joined(subjects, objects), _joined(*_both(gone)))
            pairs = _joined(self._renumbered(subjects[kept]), self._renumbered(objects[kept]))
        new = [(self._after(s), self._after(o)) for s, o in self._added.get(predicate, ())]
        pairs = np.union1d(pairs, _joined(*_both(new)))
        return sides(pairs >> 32, pairs & 0x7FFFFFFF)

    def write_terms(self, folder: Path) -> None:
        """Write the terms, and the literals' texts and dates."""
        columns = self._columns
        terms = (columns.folder / "terms.txt").read_bytes()
        ends, joined = self._spliced(terms, columns.ends, self._new)
        (folder / "terms.txt").write_bytes(joined)
        np.save(folder / "ends.npy", ends)
        literals = [term for term in self._new if is_literal(term)]
        # Each line with its end, which the last one does not have.
        text = columns.text + b"\n" if columns.literals else b""
        ends, joined = self._spliced(text, columns.text_ends, [text_of(literal) + b"\n" for literal in literals])
        (folder / "text.txt").write_bytes(joined[:-1])
        np.save(folder / "text.npy", ends)
        self._write_dates(folder, literals)

    def _write_dates(self, folder: Path, literals: Sequence[bytes]) -> None:
        kept = ~np.isin(self._columns.dated, self._gone)
        new = [(key, self._after(literal)) for literal in literals for key in seconds(literal)]
        keys = np.concatenate([self._columns.keys[kept], np.array([key for key, _ in new], np.float64)])
        dated = np.concatenate(
            [self._renumbered(self._columns.dated[kept]), np.array([number for _, number in new], np.int32)]
        )
        order = np.lexsort((dated, keys))
        np.save(folder / "keys.npy", keys[order])
        np.save(folder / "dated.npy", dated[order])

    def _without_triples(self) -> Sequence[int]:
        """The terms that no triple has any more."""
        terms = [self._before(term) for pairs in self._removed.values() for pair in pairs for term in pair]
        numbers, lost = np.unique(np.array(terms, np.int64), return_counts=True)
        for predicate in self._columns.predicates():
            column = self._columns.column(predicate)
            if column:
                lost = lost - _triples(column.by_subject, numbers) - _triples(column.by_object, numbers)
        return [int(number) for number in numbers[lost >= 0]]

    def _spliced(self, text: bytes, ends: Any, new: Sequence[bytes]) -> tuple[Any, bytes]:
        """Some text without what goes and with what is new, and where each part of it ends."""
        places, gone = self._places[: len(new)], self._gone[self._gone < len(ends)]
        starts = np.concatenate([[0], ends])
        cuts = [(int(starts[place]), int(starts[place]), part) for place, part in zip(places, new, strict=True)]
        cuts += [(int(starts[number]), int(starts[number + 1]), b"") for number in gone]
        joined, at = [], 0
        for start, end, part in sorted(cuts, key=lambda cut: cut[:2]):
            joined += [text[at:start], part]
            at = end
        joined.append(text[at:])
        kept = np.ones(len(ends), bool)
        kept[gone] = False
        lengths = np.insert(np.diff(starts), places, [len(part) for part in new])
        return np.cumsum(lengths[np.insert(kept, places, True)]), b"".join(joined)

    def _renumbered(self, numbers: Any) -> Any:
        return self._all_renumbered[numbers]

    @cached_property
    def _all_renumbered(self) -> Ids:
        numbers = np.arange(len(self._columns.ends))
        moved = np.searchsorted(self._places, numbers, "right") - np.searchsorted(self._gone, numbers)
        return (numbers + moved).astype(np.int32)

    def _renumbered_side(self, side: Side) -> Side:
        return Side(self._renumbered(side.keys), side.starts, self._renumbered(side.others))

    def _before(self, term: bytes) -> int:
        number = self._columns.number(term.decode())
        if number is None:
            raise _Unknown
        return number

    def _after(self, term: bytes) -> int:
        number = self._columns.number(term.decode())
        if number is not None:
            return int(self._all_renumbered[number])
        at = bisect_left(self._new, term)
        place = int(self._places[at])
        return place + at - int(np.searchsorted(self._gone, place))


def _both(pairs: Sequence[tuple[int, int]]) -> tuple[Any, Any]:
    array = np.array(pairs, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _joined(subjects: Any, objects: Any) -> Any:
    """Pairs as one number each, which sort as they do."""
    return subjects.astype(np.int64) << 32 | objects


def _triples(side: Side, numbers: Any) -> Any:
    """How many triples have each of the numbers at this end."""
    at = np.minimum(np.searchsorted(side.keys, numbers), len(side.keys) - 1)
    return np.where(side.keys[at] == numbers, side.starts[at + 1] - side.starts[at], 0)
