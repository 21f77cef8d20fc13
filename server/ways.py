"""Where paths lead from things, read in the columns of a build: no query, and little to read from the disk.

The same as the queries of `server.gather` ask of an engine without columns; a test compares the two.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph

from shapes.pages.layout import Path_, Way
from store.interface import Value

if TYPE_CHECKING:
    from store.analytics.columns import Columns


class Ways:
    """The ways of one build. Things are numbers of its columns in here."""

    def __init__(self, columns: "Columns") -> None:
        self._columns = columns
        self._numbers: dict[str, int | None] = {}

    def number(self, iri: str) -> int | None:
        """The number of a thing; None when the build does not name it. Those that were met are known."""
        if iri not in self._numbers:
            self._numbers[iri] = self._columns.number(_node(iri))
        return self._numbers[iri]

    def terms(self, numbers: Iterable[int]) -> dict[int, Value]:
        """The terms of several numbers, each read once."""
        wanted = sorted(set(numbers))
        found = dict(zip(wanted, self._columns.values(wanted), strict=True))
        self._numbers |= {
            term.value: number for number, term in found.items() if isinstance(term, pyoxigraph.NamedNode)
        }
        return found

    def values(self, nodes: Iterable[str], properties: Iterable[str]) -> Iterator[tuple[str, str, Value]]:
        """What several properties of several things say: thing, property, value."""
        columns = [(name, column) for name in properties if (column := self._columns.column(_node(name))) is not None]
        found: list[tuple[str, str]] = []
        numbers: list[int] = []
        for iri in nodes:
            number = self.number(iri)
            if number is not None:
                for name, column in columns:
                    ends = column.by_subject.of(number).tolist()
                    found += [(iri, name)] * len(ends)
                    numbers += ends
        terms = self.terms(numbers)
        return ((iri, name, terms[number]) for (iri, name), number in zip(found, numbers, strict=True))

    def along(self, number: int, ways: Iterable[Way]) -> list[int]:
        """Where several ways lead from a thing, in their order and then in that of the terms."""
        found: list[int] = []
        for direction, property in ways:
            column = self._columns.column(_node(property))
            if column is not None:
                side = column.by_subject if direction == "out" else column.by_object
                found += side.of(number).tolist()
        return found

    def page(self, number: int, path: Path_, way: Way, limit: int, offset: int) -> list[tuple[int | None, int]]:
        """Some of what a path of one or two steps leads to when `way` is its last: from where, and to what.

        A path of two steps does not lead back to the thing itself.
        """
        return list(islice(self._pairs(number, path, way), offset, offset + limit))

    def _pairs(self, number: int, path: Path_, way: Way) -> Iterator[tuple[int | None, int]]:
        if len(path) == 1:
            yield from ((None, end) for end in self.along(number, [way]))
            return
        for via in dict.fromkeys(self.along(number, path[0])):
            yield from ((via, end) for end in self.along(via, [way]) if end != number)

    def ends(self, number: int, path: Path_) -> Collection[int]:
        """All that a path of any length leads to, each once."""
        reached: Sequence[int] = [number]
        for step in path:
            reached = list(dict.fromkeys(end for each in reached for end in self.along(each, step)))
        return reached


def _node(iri: str) -> str:
    return str(pyoxigraph.NamedNode(iri))
