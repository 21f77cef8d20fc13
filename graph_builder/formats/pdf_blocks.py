"""From the lines of a PDF to headings, paragraphs, bullets and tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graph_builder.formats.hyphens import Hyphens
from graph_builder.formats.pdf_lines import Grid, Line, Region
from graph_builder.formats.pieces import Bullet, Heading, Paragraph, Piece, Table

_MARK = re.compile(r"(?:[•·◦▪‣■●○\uf0b7\uf0a7\uf02d\uf0d8][ \t]*|[–*o-]\t)(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\t(?=\S)")
_TIME = re.compile(r"(?:kl\.? ?)?\d{1,2}[.:]\d\d\b(?![.]\d)", re.IGNORECASE)
_FIELD = re.compile(r"[^\W\d_][\w ]{1,24}:\s")
_NUMBERED = re.compile(r"([A-ZÆØÅÄÖ]\w+) \d{1,2}\b")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = (".", "!", "?", ":", ";", "»", "”", '"')
# What is larger than the body text by this much is a heading, unless it is longer than headings are.
_LARGER = 1.12
_LONGEST_HEADING = 200
_LONGEST_BOLD = 100
# So much of a column is free behind a line that was ended, whatever comes next.
_WIDE = 0.15
# Points: cells that begin so near each other are in one column; a line that begins so far in is indented.
_ALIGNED = 6.0
_INDENT = (6.0, 40.0)


@dataclass(frozen=True)
class _Placed:
    """A line, the number of its region, and where the region's text begins, ends, and how far its lines are apart."""

    line: Line
    region: int
    left: float
    right: float
    spacing: float

    def has_room_for(self, after: "_Placed", spare: float = 0.02) -> bool:
        """Whether the first word of the next line would have stood here, had the writer not begun a new line.

        `spare` is how much of the column would be free after it.
        """
        end = self.line.x1 + 0.3 * self.line.size + after.line.first_width
        return end < self.right - spare * (self.right - self.left)

    def is_ended_by(self, after: "_Placed") -> bool:
        """Whether the writer ended this line: a line without a capital must leave much room to be another one."""
        return self.has_room_for(after, _WIDE if after.line.text[:1].islower() else 0.02)


_Group = list[_Placed]


def blocks_of(regions: list[Region]) -> Iterator[Piece]:
    """The pieces of a document, its regions in reading order."""
    lines = [item for region in regions for item in region.items if isinstance(item, Line)]
    body = _body_size(lines)
    hyphens = Hyphens(line.text for line in lines)
    groups = _groups(regions)
    sizes = sorted({size for group in groups if (size := _heading_size(group, body)) > body}, reverse=True)
    for group in groups:
        if isinstance(group, Grid):
            yield _table(group, hyphens)
        elif size := _heading_size(group, body):
            level = sizes.index(size) if size in sizes else len(sizes)
            yield Heading(level + 1, _joined([placed.line.text for placed in group], hyphens))
        else:
            yield _piece(group, hyphens)


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def _groups(regions: list[Region]) -> list[_Group | Grid]:
    """The lines of a document in groups, one for each paragraph, heading or bullet, and its tables."""
    groups: list[_Group | Grid] = []
    for number, region in enumerate(regions):
        lines = [item for item in region.items if isinstance(item, Line)]
        spacing = _spacing(lines)
        for item in region.items:
            last = groups[-1] if groups else None
            if isinstance(item, Grid):
                groups.append(item)
                continue
            placed = _Placed(item, number, region.left, region.right, spacing)
            if isinstance(last, list) and _goes_on(last, placed):
                last.append(placed)
            else:
                groups.append([placed])
    return groups


def _spacing(lines: list[Line]) -> float:
    """The usual space between two lines of one size."""
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if abs(a.size - b.size) < 0.6 and b.top > a.top]
    small = [gap for gap in gaps if gap < max(a.size for a in lines)]
    return median(small) if small else 2.0


def _goes_on(group: _Group, placed: _Placed) -> bool:
    """Whether a line belongs to the group before it."""
    before, line = group[-1].line, placed.line
    if abs(before.size - line.size) > 0.6 or _MARK.match(line.text):
        return False
    if group[-1].region != placed.region:
        # A paragraph that goes on in the next column or on the next page.
        ended = group[-1].is_ended_by(placed) or _TIME.match(line.text) or before.text.endswith(_ENDS)
        return line.text[:1].islower() and not ended and not before.bold
    if line.top < before.top or line.top - before.bottom > placed.spacing + 0.3 * line.size:
        return False
    broken_off = group[-1].has_room_for(placed)
    first = group[0].line
    if before.bold != line.bold and broken_off:
        return False
    if _TIME.match(line.text) and (broken_off or _TIME.match(first.text)):
        return False
    if _NUMBER.match(line.text) and (broken_off or _NUMBER.match(first.text)):
        return False
    if _MARK.match(first.text) or _NUMBER.match(first.text):
        return line.x0 > first.x0 + 2 or (line.x0 > first.x0 - 2 and not broken_off)
    indented = _INDENT[0] < line.x0 - placed.left < _INDENT[1] and before.x0 - placed.left < 3
    return not (indented and before.text.endswith(_ENDS) and not _TIME.match(first.text))


def _heading_size(group: _Group | Grid, body: float) -> float:
    """The size of a heading, that of the body text for one in bold; 0 for what is none."""
    if isinstance(group, Grid):
        return 0.0
    first = group[0].line
    text = " ".join(placed.line.text for placed in group)
    if not _LETTER.search(text) or _TIME.match(text) or _MARK.match(text) or len(text) > _LONGEST_HEADING:
        return 0.0
    if first.size >= _LARGER * body:
        return 0.0 if len(text) > _LONGEST_BOLD and text.endswith(".") else first.size
    bold = all(placed.line.bold for placed in group) and first.size > 0.95 * body
    if bold and len(text) <= _LONGEST_BOLD and not text.endswith((".", ",", ";")) and not _FIELD.match(text):
        return body
    return 0.0


def _piece(group: _Group, hyphens: Hyphens) -> Piece:
    first = group[0].line
    if len(first.cells) > 2 and _TIME.match(first.text):
        return Paragraph("\t".join(_columns(group, hyphens)))
    texts = [first.text]
    for before, placed in pairwise(group):
        ended = before.region == placed.region and before.is_ended_by(placed)
        if ended or _FIELD.match(placed.line.text) or _first(placed.line.text) in map(_first, texts):
            texts.append(placed.line.text)
        else:
            texts[-1] = hyphens.join(texts[-1], placed.line.text)
    text = "\n".join(texts)
    if mark := _MARK.match(text):
        return Bullet(text[mark.end() :])
    if number := _NUMBER.match(text):
        return Bullet(text[number.end() :], number=number[1])
    return Paragraph(text)


def _first(text: str) -> str:
    """The first word of a line with a capital and a number behind it: «Gruppe 2» is a line after «Gruppe 1»."""
    found = _NUMBERED.match(text)
    return found[1] if found else text


def _columns(group: _Group, hyphens: Hyphens) -> list[str]:
    """The cells of a programme's line, with what stands below each of them."""
    starts = [x for x, _ in group[0].line.cells]
    cells = [text for _, text in group[0].line.cells]
    for placed in group[1:]:
        for x, text in placed.line.cells:
            near = min(range(len(starts)), key=lambda n: abs(starts[n] - x))
            column = near if abs(starts[near] - x) <= _ALIGNED else len(starts) - 1
            cells[column] = hyphens.join(cells[column], text)
    return cells


def _joined(texts: list[str], hyphens: Hyphens) -> str:
    whole = texts[0]
    for text in texts[1:]:
        whole = hyphens.join(whole, text)
    return whole


def _table(grid: Grid, hyphens: Hyphens) -> Table:
    """The table, each cell's lines joined where they only ran out of room."""
    rows = grid.table.rows
    widest: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(row):
            widest[column] = max(widest[column], *(len(line) for line in cell.split("\n")))

    def mended(cell: str, width: int) -> str:
        lines = [line for line in cell.split("\n") if line.strip()]
        texts = lines[:1]
        for before, line in pairwise(lines):
            if len(before) + 1 + len(line.split()[0]) > width:
                texts[-1] = hyphens.join(texts[-1], line)
            else:
                texts.append(line)
        return "\n".join(texts)

    return Table(tuple(tuple(mended(cell, widest[column]) for column, cell in enumerate(row)) for row in rows))
