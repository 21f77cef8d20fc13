"""The solutions of triple patterns, found on the columns: one array of terms' numbers for each variable."""

import numpy as np
import numpy.typing as npt

from store.analytics.columns import Column, Columns, Ids, Side
from store.analytics.parts import Pattern, Unfit

# Rows that fit the memory of a worker.
MOST_ROWS = 20_000_000
Table = dict[str, Ids]
Numbers = npt.NDArray[np.integer]
Flags = npt.NDArray[np.bool_]
_NOTHING = np.zeros(0, np.int32)


def join(patterns: list[Pattern], columns: Columns, wanted: set[str]) -> Table:
    """The solutions for the variables `wanted`, each as often as the patterns have it.

    Every pattern must have one predicate. Raises `Unfit` when there are too many, and for patterns that have no
    variable or share none with the others.
    """
    known = [_Bound.of(pattern, columns) for pattern in patterns]
    first = min(known, key=lambda bound: bound.size)
    known.remove(first)
    table = first.alone()
    while known:
        linked = [bound for bound in known if bound.variables & set(table)]
        if not linked:
            raise Unfit
        bound = min(linked, key=lambda bound: bound.size)
        known.remove(bound)
        table = bound.joined(table)
        needed = wanted.union(*(other.variables for other in known))
        table = {name: numbers for name, numbers in table.items() if name in needed} or table
    return table


class _Bound:
    """A pattern with its column and the numbers of its terms, -1 for one that the graph has not."""

    def __init__(self, pattern: Pattern, column: Column, subject: int | None, object: int | None) -> None:
        self.subject, self.object = pattern.subject, pattern.object
        self.column = column
        self.numbers = (subject, object)
        self.variables = {term for term in (pattern.subject, pattern.object) if term.startswith("?")}
        if not self.variables or pattern.subject == pattern.object:
            raise Unfit
        if subject is not None:
            self.size = len(column.by_subject.of(subject))
        elif object is not None:
            self.size = len(column.by_object.of(object))
        else:
            self.size = len(column)

    @staticmethod
    def of(pattern: Pattern, columns: Columns) -> "_Bound":
        side = Side(_NOTHING, np.zeros(1, np.int32), _NOTHING)
        column = columns.column(pattern.predicates[0]) or Column(side, side)
        numbers: list[int | None] = []
        for term in (pattern.subject, pattern.object):
            number = columns.number(term) if not term.startswith("?") else None
            numbers.append(-1 if number is None and not term.startswith("?") else number)
        return _Bound(pattern, column, *numbers)

    def alone(self) -> Table:
        subject, object = self.numbers
        if self.size > MOST_ROWS:
            raise Unfit
        if subject is not None:
            return {self.object: self.column.by_subject.of(subject)}
        if object is not None:
            return {self.subject: self.column.by_object.of(object)}
        side = self.column.by_subject
        return {self.subject: np.repeat(side.keys, np.diff(side.starts)), self.object: side.others}

    def joined(self, table: Table) -> Table:
        subject, object = self.numbers
        if subject is not None:
            return _kept(table, _among(table[self.object], self.column.by_subject.of(subject)))
        if object is not None:
            return _kept(table, _among(table[self.subject], self.column.by_object.of(object)))
        if self.subject in table and self.object in table:
            side = self.column.by_subject
            pairs = pair(np.repeat(side.keys, np.diff(side.starts)), side.others)
            return _kept(table, _among(pair(table[self.subject], table[self.object]), pairs))
        if self.subject in table:
            return _spread(table, self.subject, self.column.by_subject, self.object)
        return _spread(table, self.object, self.column.by_object, self.subject)


def pair(left: Numbers, right: Numbers) -> npt.NDArray[np.int64]:
    """Two numbers as one."""
    return left.astype(np.int64) << 32 | right.astype(np.int64)


def _among(numbers: Numbers, known: Numbers) -> Flags:
    """Which of `numbers` are in the sorted `known`."""
    if not len(known):
        return np.zeros(len(numbers), bool)
    places = np.minimum(np.searchsorted(known, numbers), len(known) - 1)
    return np.asarray(known[places] == numbers)


def _kept(table: Table, which: Flags) -> Table:
    return {name: numbers[which] for name, numbers in table.items()}


def _spread(table: Table, by: str, side: Side, new: str) -> Table:
    """Each row as often as its `by` has others on that side, which become the column `new`."""
    if not len(side.keys):
        return {**{name: numbers[:0] for name, numbers in table.items()}, new: _NOTHING}
    places = np.minimum(np.searchsorted(side.keys, table[by]), len(side.keys) - 1)
    found = side.keys[places] == table[by]
    lengths = np.where(found, side.starts[places + 1] - side.starts[places], 0).astype(np.int64)
    total = int(lengths.sum())
    if total > MOST_ROWS:
        raise Unfit
    rows = np.repeat(np.arange(len(lengths)), lengths)
    begins = side.starts[places].astype(np.int64) - (np.cumsum(lengths) - lengths)
    others = side.others[np.repeat(begins, lengths) + np.arange(total)]
    return {**{name: numbers[rows] for name, numbers in table.items()}, new: others}
