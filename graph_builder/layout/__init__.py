"""Lay a document out in blocks: headings, paragraphs, bullets, programme sessions, fields, photo lines, signatures.

The text itself is never changed. `Layout.flat` is a copy of the same length in which markup, no-break spaces and the
line breaks inside a block are plain spaces (but for those between records, one a line), so that every offset in it is
an offset in the document.
"""

from graph_builder.layout.blocks import Block, Layout, hard_breaks
from graph_builder.layout.grouping import group
from graph_builder.layout.lines import Line, split_lines
from graph_builder.layout.tables import Table, find_tables, gaps
from graph_builder.layout.times import find_programmes
from graph_builder.read import Document

__all__ = ["Block", "Layout", "Table", "lay_out"]


def lay_out(document: Document) -> Layout:
    """Find the blocks of `document`."""
    lines = split_lines(document)
    programmes = find_programmes(lines)
    drafts = group(lines, programmes)
    blocks: list[Block] = []
    open_headings: list[tuple[int, int]] = []  # (level, index)
    for draft in drafts:
        if draft.kind == "heading":
            while open_headings and open_headings[-1][0] >= draft.level:
                open_headings.pop()
        parent = open_headings[-1][1] if open_headings else None
        blocks.append(_under(draft, parent))
        if draft.kind == "heading":
            open_headings.append((draft.level, len(blocks) - 1))
    tables = find_tables(lines)
    return Layout(tuple(blocks), _flatten(lines, blocks, tables, document), tuple(tables))


def _under(block: Block, heading: int | None) -> Block:
    return Block(**{**block.__dict__, "heading": heading})


def _flatten(lines: list[Line], blocks: list[Block], tables: list[Table], document: Document) -> str:
    flat = [" "] * len(document.text)
    for line in lines:
        flat[line.start : line.end] = line.text
    for table in tables:
        for gap in gaps(table):
            flat[gap] = "|"
    # A signature's lines are apart, and so are those that stop short; any other line break inside a block is a space.
    for block in blocks:
        if block.kind == "signature":
            for (_, end), _next in zip(block.lines, block.lines[1:], strict=False):
                flat[end] = ","
        for end in hard_breaks(block, document.text):
            flat[end] = "\n"
        before = block.start - 1
        if before >= 0:
            flat[before] = "\n"
        if block.end < len(flat):
            flat[block.end] = "\n"
    return "".join(flat).translate(_SPACES)


# Marks that steer how text is shown, and no-break and zero-width spaces.
_INVISIBLE = (0x00AD, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SPACES = dict.fromkeys(_INVISIBLE, " ") | {
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0x0009: " ",
    0x000D: " ",
    0x200B: " ",
    0xFEFF: " ",
}
