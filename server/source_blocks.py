"""The text of a document cut up for its page: parts, and in them blocks; nothing here knows of facts."""

import re

from graph_builder.metadata import MetadataError, split_front_matter

# Characters of a document on one page; a longer one is shown in parts.
PART = 20_000
# A mark of Markdown before a heading.
HEADING = re.compile(r"(#{1,6})[ \t]+")
# An empty line parts two blocks, and so does a newline before a bullet, a heading or a time of day.
_GAP = re.compile(r"\n[ \t\r]*\n\s*|\n(?=[ \t]*(?:[•*–-] |#+ |(?:kl\.? ?)?\d{1,2}[.:]\d\d\b))")


def build_parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Where the parts of a text start and end: about `size` characters at most, cut at an empty line or newline."""
    parts = []
    start = 0
    while len(text) - start > size:
        cut = max(text.rfind("\n\n", start, start + size), text.rfind("\n", start + size // 2, start + size))
        end = cut + 1 if cut > start else start + size
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def body_start(text: str) -> int:
    """Where the text begins after its front matter; 0 without one."""
    try:
        return split_front_matter(text)[1]
    except MetadataError:
        return 0


def front_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the front matter, or what a part has of it, starts and ends: one block, or none."""
    stop = min(body_start(text), end)
    return [(start, start + len(text[start:stop].rstrip()))] if text[start:stop].strip() else []


def headings_apart(text: str, blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blocks of Markdown with each heading in a block of its own, also where no empty line follows it."""
    apart = []
    for start, end in blocks:
        line_end = text.find("\n", start, end)
        if line_end >= 0 and HEADING.match(text, start, end):
            rest = text[line_end:end]
            apart += [(start, start + len(text[start:line_end].rstrip())), (end - len(rest.lstrip()), end)]
        else:
            apart.append((start, end))
    return apart


def blocks_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the blocks of a part start and end; the white space between them belongs to none."""
    blocks = []
    at = start
    for gap in [*_GAP.finditer(text, start, end), None]:
        stop = gap.start() if gap else end
        piece = text[at:stop]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            blocks.append((begin, at + len(piece.rstrip())))
        at = gap.end() if gap else end
    return blocks
