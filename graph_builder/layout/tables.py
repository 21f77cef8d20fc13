"""Tables: lines of cells that bars, tabs or wide gaps part, the first of them the columns' names."""

import re
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.layout.lines import Line

Cell = tuple[int, int]
_BAR = re.compile(r"\s*\|\s*")
_TAB = re.compile(r" *\t *")
_WIDE = re.compile(r" {3,}")
_RULE = re.compile(r"[\s|:+=-]*")
_BETWEEN = 2  # lines of a table may have as many others between them: its rule, a blank one


@dataclass(frozen=True)
class Table:
    """The cells of a table, `[start, end)` in code points, an empty one `(n, n)`; the first row names the columns."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def find_tables(lines: list[Line]) -> list[Table]:
    """The tables of a document: three lines or more with as many cells, two or more in each."""
    tables: list[Table] = []
    run: list[tuple[Cell, ...]] = []
    separator: re.Pattern[str] | None = None
    apart = 0
    for line in [*lines, Line(0, 0, "")]:
        cells = _cells(line, separator) if run else ()
        if run and len(cells) == len(run[0]):
            run.append(cells)
            apart = 0
            continue
        apart += 1
        if run and apart <= _BETWEEN and (line.kind == "skip" or _RULE.fullmatch(line.text)) and line.end > 0:
            continue
        if len(run) >= 3:
            tables.append(Table(run[0], tuple(run[1:])))
        separator = next((s for s in (_BAR, _TAB, _WIDE) if len(_cells(line, s)) >= 2), None)
        run = [_cells(line, separator)] if separator else []
        apart = 0
    return tables


def gaps(table: Table) -> list[int]:
    """An offset between each two cells of a row, where no name can go on."""
    return [
        left[1] for row in (table.header, *table.rows) for left, right in pairwise(row) if left[1] < right[0]
    ]  # fmt: skip


def _cells(line: Line, separator: re.Pattern[str] | None) -> tuple[Cell, ...]:
    if separator is None or line.kind != "text" or _RULE.fullmatch(line.text):
        return ()
    text = line.text.rstrip()
    start = len(text) - len(text.lstrip())
    if separator is _BAR:
        edge = _BAR.match(text)
        start = edge.end() if edge else start
        text = re.sub(r"\s*\|$", "", text)
    cells: list[Cell] = []
    for match in separator.finditer(text, start):
        cells.append((line.start + start, line.start + match.start()))
        start = match.end()
    if start <= len(text):
        cells.append((line.start + start, line.start + len(text)))
    return tuple(cells) if len(cells) >= 2 else ()
