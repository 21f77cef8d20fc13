"""The lines of a PDF's page, in the order in which one reads them: column by column, where there are columns."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from pdfplumber.page import Page

from graph_builder.formats.pdf_columns import Row, Word, bands_of, gutter_of
from graph_builder.formats.pieces import Table, is_tabular

# Words further apart than this many times their size are in different cells of a line.
_CELL_GAP = 1.6
# Gaps that differ by less than this many times the size are one width: a line set to fill the column.
_EVEN = 0.1
# A figure of this part of the line's size is the number of a footnote.
_SUPERSCRIPT = 0.8
# What a browser prints above and below a page.
_PRINTED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}[:.]\d\d\b|(?:https?|file)://\S+(?: \d+/\d+)?$")
# Points: how large a drawn bullet is, and how far from its line it stands.
_DOT = (1.5, 7.0)
_DOT_GAP = 24.0


@dataclass(frozen=True)
class Line:
    """A line: where it stands, in points from the top left; its size and weight; its cells with where they begin.

    `first_width` is the width of its first word.
    """

    page: int
    top: float
    bottom: float
    x0: float
    x1: float
    size: float
    bold: bool
    first_width: float
    cells: tuple[tuple[float, str], ...]

    @property
    def text(self) -> str:
        """The words, a tab between cells."""
        return "\t".join(text for _, text in self.cells)


@dataclass(frozen=True)
class Grid:
    """A table with rules."""

    page: int
    top: float
    bottom: float
    table: Table


@dataclass(frozen=True)
class Region:
    """What stands in one column of a page, from top to bottom, and where its text may begin and end.

    `height` is that of the page.
    """

    page: int
    height: float
    left: float
    right: float
    items: tuple[Line | Grid, ...]


def regions_of(page: Page) -> list[Region]:
    """The columns of a page, in reading order; a page without columns is one region."""
    number = page.page_number
    # Text that runs up the margin is left out.
    page = page.filter(lambda item: item["object_type"] != "char" or item["upright"])
    words = page.extract_words(x_tolerance_ratio=0.15, y_tolerance=2, extra_attrs=["size", "fontname"])
    grids = _grids(page, number) if len(page.lines) + len(page.rects) > 3 else []
    words = [word for word in words if not any(_within(word, box) for box, _ in grids)]
    rows = _rows(words)
    _add_drawn_bullets(rows, page)
    entries: list[Row | Grid] = sorted([*rows, *(grid for _, grid in grids)], key=_top)
    left = min((row[0]["x0"] for row in rows), default=0.0)
    right = max((row[-1]["x1"] for row in rows), default=0.0)
    gutter = gutter_of(rows, left, right)
    regions = []
    for band, in_columns in bands_of(entries, gutter):
        sides = ((left, gutter), (gutter, right)) if in_columns and gutter else ((left, right),)
        for start, end in sides:
            items: list[Line | Grid] = []
            for entry in band:
                if isinstance(entry, Grid):
                    items.append(entry)
                elif part := [word for word in entry if start <= word["x0"] <= end]:
                    items.append(_line(part, number))
            regions.append(Region(number, float(page.height), start, end, tuple(items)))
    return regions


def _top(entry: Row | Grid) -> float:
    return entry.top if isinstance(entry, Grid) else min(word["top"] for word in entry)


def _grids(page: Page, number: int) -> list[tuple[tuple[float, float, float, float], Grid]]:
    """The tables with rules that tell something by their rows, and the boxes around them."""
    found = []
    for table in page.find_tables():
        rows = Table(tuple(tuple(cell or "" for cell in row) for row in table.extract()))
        if len(rows.rows) > 1 and is_tabular(rows):
            found.append((table.bbox, Grid(number, table.bbox[1], table.bbox[3], rows)))
    return found


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    middle = (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= (word["x0"] + word["x1"]) / 2 <= box[2] and box[1] <= middle <= box[3])


def _rows(words: list[Word]) -> list[Row]:
    """Words that stand on one line, from left to right; the lines from top to bottom."""
    rows: list[Row] = []
    middle = 0.0
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        centre = (word["top"] + word["bottom"]) / 2
        if rows and centre - middle < 0.35 * word["size"]:
            rows[-1].append(word)
        else:
            rows.append([word])
            middle = centre
    rows = [sorted(row, key=lambda w: float(w["x0"])) for row in rows]
    rows = [kept for row in rows if (kept := _without_superscripts(row))]
    return [row for row in rows if not _PRINTED.match(" ".join(word["text"] for word in row))]


def _without_superscripts(row: Row) -> Row:
    largest = max(word["size"] for word in row)
    return [word for word in row if not (word["size"] < _SUPERSCRIPT * largest and word["text"].isdigit())]


def _add_drawn_bullets(rows: list[Row], page: Page) -> None:
    """Put a bullet before the lines that have a dot drawn before them, as browsers print them."""
    for dot in [*page.curves, *page.rects]:
        if not (_DOT[0] <= dot["width"] <= _DOT[1] and _DOT[0] <= dot["height"] <= _DOT[1]):
            continue
        middle = (dot["top"] + dot["bottom"]) / 2
        for row in rows:
            first = row[0]
            if first["top"] < middle < first["bottom"] and 0 < first["x0"] - dot["x1"] < _DOT_GAP:
                row.insert(0, {**first, "text": "\u2022", "x0": dot["x0"], "x1": dot["x1"]})
                break


def _line(words: Row, page: int) -> Line:
    sizes: Counter[float] = Counter()
    heavy = 0
    for word in words:
        sizes[round(word["size"] * 2) / 2] += len(word["text"])
        name = word["fontname"].lower()
        heavy += len(word["text"]) if "bold" in name or "black" in name or "heavy" in name else 0
    return Line(
        page,
        min(word["top"] for word in words),
        max(word["bottom"] for word in words),
        words[0]["x0"],
        words[-1]["x1"],
        max(sizes, key=lambda size: (sizes[size], size)),
        heavy > 0.8 * sum(sizes.values()),
        words[0]["x1"] - words[0]["x0"],
        tuple(_cells(words)),
    )


def _cells(words: Row) -> list[tuple[float, str]]:
    cells: list[tuple[float, str]] = []
    end = 0.0
    # What has no letter before the text, a bullet or a time, is a cell of its own.
    label = 0 if any(c.isalpha() for c in words[0]["text"]) else 1
    stretched = _is_stretched(words[label:])
    for n, word in enumerate(words):
        gap = word["x0"] - end
        if cells and gap < 0.5:
            # One word in two types, as «Meld» in bold and the rest not.
            cells[-1] = (cells[-1][0], cells[-1][1] + word["text"])
        elif cells and (gap < _CELL_GAP * word["size"] or (stretched and n > label)):
            cells[-1] = (cells[-1][0], f"{cells[-1][1]} {word['text']}")
        else:
            cells.append((word["x0"], word["text"]))
        end = word["x1"]
    return cells


def _is_stretched(words: Row) -> bool:
    """Whether the gaps of a line are all of one width: a justified line, whatever room is between its words.

    Figures in columns may stand evenly too.
    """
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(words)]
    if len(gaps) < 2 or max(gaps) - min(gaps) > _EVEN * words[0]["size"]:
        return False
    return sum(any(c.isdigit() for c in word["text"]) for word in words) < len(words) / 2
