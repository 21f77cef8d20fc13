"""Whether a PDF's page has two columns of prose, and in which order they are read."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_builder.formats.pdf_lines import Grid

Word = dict[str, Any]
"""A word with its place on the page, as pdfplumber tells it."""
Row = list[Word]
"""The words of one line, from left to right."""

# A gutter between two columns: how wide, and how much of the rows may run over it (headings do).
_GUTTER = 8.0
_MOST_OVER = 0.4
_FEWEST_ROWS = 8
# How much of its column's width a line of prose fills; the times of a programme are no column of prose.
_FILLED = 0.55


def gutter_of(rows: list[Row], left: float, right: float) -> float | None:
    """Where the space between two columns of prose is; None when there is one column."""
    if len(rows) < _FEWEST_ROWS:
        return None
    middle = (left + right) / 2
    reach = 0.15 * (right - left)
    best: tuple[int, float, float] | None = None
    for step in range(-20, 21):
        at = middle + reach * step / 20
        over = sum(_runs_over(row, at) for row in rows)
        if best is None or (over, abs(at - middle)) < best[:2]:
            best = (over, abs(at - middle), at)
    assert best is not None  # noqa: S101 - for the type checker: the loop runs
    over, _, at = best
    halves = (
        [[word for word in row if word["x1"] <= at] for row in rows],
        [[word for word in row if word["x0"] >= at] for row in rows],
    )
    if over > _MOST_OVER * len(rows) or not all(_is_prose(half) for half in halves):
        return None
    return at


def _is_prose(half: list[Row]) -> bool:
    lines = [row for row in half if row]
    if len(lines) < _FEWEST_ROWS:
        return False
    width = max(row[-1]["x1"] for row in lines) - min(row[0]["x0"] for row in lines)
    return bool(width > 0 and median((row[-1]["x1"] - row[0]["x0"]) / width for row in lines) >= _FILLED)


def _runs_over(row: Row, at: float) -> bool:
    return any(word["x0"] < at + _GUTTER / 2 and word["x1"] > at - _GUTTER / 2 for word in row)


def bands_of(entries: list[Row | Grid], gutter: float | None) -> list[tuple[list[Row | Grid], bool]]:
    """The lines and tables of a page from top to bottom, in bands that are read one after the other.

    The second value says whether the band has columns.
    """
    bands: list[tuple[list[Row | Grid], bool]] = []
    for entry in entries:
        in_columns = gutter is not None and isinstance(entry, list) and not _runs_over(entry, gutter)
        if bands and bands[-1][1] == in_columns:
            bands[-1][0].append(entry)
        else:
            bands.append(([entry], in_columns))
    merged: list[tuple[list[Row | Grid], bool]] = []
    for band, in_columns in bands:
        # A short line above or between the columns is in one of them by chance.
        in_columns = in_columns and gutter is not None and _has_both(band, gutter)
        if merged and not in_columns and not merged[-1][1]:
            merged[-1][0].extend(band)
        else:
            merged.append((band, in_columns))
    return merged


def _has_both(band: list[Row | Grid], gutter: float) -> bool:
    rows = [row for row in band if isinstance(row, list)]
    return len(rows) > 2 and sum(row[-1]["x0"] >= gutter for row in rows) > 2
