"""What a page, a word processor's file or a PDF is made of, and how it becomes Markdown.

The Markdown is what the layout of documents understands; it is not meant to look like the original. Marks are escaped
at the start of a line only, where they would turn a paragraph into something else, so the words stay as they are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Typed bullets; those of the private use area are what Word's symbol fonts leave in a PDF.
_TYPED_BULLET = re.compile(r"[•·◦▪‣■●○\uf0b7\uf0a7\uf02d\uf0d8][ \t]*(?=\S)")
# Would be a heading, a bullet, a quotation, a number of a list, a fence, a rule, a table or HTML.
_SPECIAL = re.compile(
    r"(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|```|~~~|=+\s*$|-+\s*$|(?:[-*_][ \t]*){3,}$|[|:-]+[|: -]*$|</?[a-zA-Z!?])"
)
_LONG_NUMBER = re.compile(r"(\d{3,9})([.)])(?=\s|$)")
# A line of a programme with columns: its time, and two fields or more.
_COLUMNS = re.compile(r"(?:kl\.? ?)?\d{1,2}[.:]\d\d[^\t\n]*(?:\t[^\t\n]+){2,}", re.IGNORECASE)
# A heading that is a time of day, and no «1.10 Samarbeid».
_TIMED = re.compile(r"(?:kl\.? ?)?((?:[01]\d|2[0-3])[.:][0-5][05]|\d:[0-5][05])(?![.:]?\d)", re.IGNORECASE)
# A no-break space stays: where a table was pasted as lines, it stands between the cells.
_SPACE = re.compile(r"[ \u2007\u202f]+")
# Three spaces or more are there to part columns, too.
_TABS = re.compile(r" ?\t[ \t]*| {3,}")
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# A cell with more than this is no cell of a table that one would read as rows.
_LONGEST_CELL = 400


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for the highest, 6 for the lowest."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a newline in it is a line break of the original's."""

    text: str


@dataclass(frozen=True)
class Bullet:
    """An item of a list; `depth` is 0 in the outermost, `number` is its number, if any."""

    text: str
    depth: int = 0
    number: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[str, ...], ...]


Piece = Heading | Paragraph | Bullet | Table


def to_markdown(pieces: Iterable[Piece]) -> str:
    """The pieces as Markdown, in their order, an empty line between blocks. The same pieces give the same text."""
    blocks: list[str] = []
    after_bullet = False
    for piece in _with_tables(_with_sessions(list(pieces))):
        if isinstance(piece, Paragraph) and _TYPED_BULLET.match(clean(piece.text)):
            piece = Bullet(_TYPED_BULLET.sub("", clean(piece.text), count=1))
        text = _written(piece)
        if not text:
            continue
        bullet = isinstance(piece, Bullet)
        blocks.append(("" if not blocks else "\n" if bullet and after_bullet else "\n\n") + text)
        after_bullet = bullet
    return "".join(blocks) + "\n" if blocks else ""


def _with_sessions(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces, headings that are the times of a programme as lines: what they head is one talk, not a chapter."""
    timed = {n for n, piece in enumerate(pieces) if isinstance(piece, Heading) and _TIMED.match(clean(piece.text))}
    for n, piece in enumerate(pieces):
        yield Paragraph(piece.text) if n in timed and len(timed) > 1 and isinstance(piece, Heading) else piece


def _with_tables(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, lines of a programme whose columns are parted by tabs as rows of a table."""
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        lines = clean(piece.text).split("\n") if isinstance(piece, Paragraph) else []
        if lines and all(map(_COLUMNS.fullmatch, lines)):
            rows += [tuple(line.split("\t")) for line in lines]
            continue
        if rows:
            yield Table(tuple(rows))
            rows = []
        yield piece
    if rows:
        yield Table(tuple(rows))


def clean(text: str) -> str:
    """`text` with single spaces or tabs, composed letters, and no character that is not to be seen; newlines stay."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    # Cc, Cf: control characters, marks that steer direction or joining; Cs: half a character.
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    lines = (_SPACE.sub(" ", _TABS.sub("\t", line)).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _written(piece: Piece) -> str:
    if isinstance(piece, Table):
        return _table(piece)
    text = clean(piece.text)
    if not text:
        return ""
    if isinstance(piece, Heading):
        return "#" * min(max(piece.level, 1), 6) + " " + _in_one_line(text)
    if isinstance(piece, Bullet):
        marker = f"{piece.number}. " if piece.number else "- "
        return "   " * piece.depth + marker + _in_one_line(text)
    return "\n".join(map(_escaped, text.split("\n")))


def _escaped(line: str) -> str:
    if _SPECIAL.match(line):
        return "\\" + line
    return _LONG_NUMBER.sub(r"\1\\\2", line, count=1) if _LONG_NUMBER.match(line) else line


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def is_tabular(table: Table) -> bool:
    """Whether rows of a table tell something; else it only places text on the page."""
    filled = max((sum(1 for cell in row if cell.strip()) for row in table.rows), default=0)
    return filled > 1 and all(len(cell) <= _LONGEST_CELL for row in table.rows for cell in row)


def _table(table: Table) -> str:
    rows = [tuple(clean(cell) for cell in row) for row in table.rows]
    rows = [row for row in rows if any(row)]
    if not is_tabular(table):
        return to_markdown(Paragraph(cell) for row in rows for cell in row).rstrip("\n")
    columns = max(len(row) for row in rows)
    lines = ["| " + " | ".join(_cell(cell) for cell in (*row, *[""] * (columns - len(row)))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * columns, *lines[1:]])


def _cell(text: str) -> str:
    """A cell's lines in one: with a comma between, since they tend to be a list, unless the line just goes on."""
    first, *others = text.replace("|", "/").replace("\t", " ").split("\n")
    for line in others:
        first += (" " if line[0].islower() or not first[-1].isalnum() else ", ") + line
    return first
