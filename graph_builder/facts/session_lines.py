"""The lines and cells of a programme's session: which are its title, which say who leads it and where it is."""

import re
from dataclasses import dataclass, replace

from graph_builder.draft import Draft, Span
from graph_builder.layout import Block
from graph_builder.layout.kinds import field_of

# Cells of a table: a bar, a tab, three spaces. A no-break space parts cells of pages pasted from the web, where a
# capital follows it.
_CELL = re.compile(r"\s*\|\s*|[ \xa0]*\t[ \t\xa0]*|(?<=\S) {3,}(?=\S)|(?<=[a-zæøåäö])\xa0+\s*(?=[A-ZÆØÅÄÖ])")


@dataclass(frozen=True)
class Labelled:
    """A line «Møteleder: …», «Sal: …» within a session: its label's kind, the word printed, and where its value is."""

    label: str
    word: str
    value: Span


def parts(draft: Draft, block: Block) -> tuple[Block, list[Labelled]]:
    """The session without its labelled lines, and those lines."""
    labelled: list[Labelled] = []
    kept: list[Span] = []
    for n, (start, end) in enumerate(block.lines):
        text = draft.text[start:end]
        found = field_of(text)
        if found and found[0] in ("where", "moderator", "prize"):
            colon = start + text.index(":")
            labelled.append(Labelled(found[0], draft.printed((start, colon)), (colon + 1, end)))
        elif not labelled or n == 0 or kept:
            kept.append((start, end))
    if not kept or not labelled:
        return block, labelled
    return replace(block, end=kept[-1][1], lines=tuple(kept)), labelled


def cell_ends(draft: Draft, block: Block) -> list[Span]:
    """Where one cell of a table's row ends and the next begins."""
    first = block.lines[0] if block.lines else (block.start, block.end)
    text = draft.document.text
    return [
        match.span()
        for match in _CELL.finditer(text, block.start, max(first[1], block.start))
        if match.start() > block.start
    ]


def line_break(draft: Draft, block: Block) -> int | None:
    """Where the title's line ends, when what follows on the next is no part of it; None when the title may go on.

    A blank line ends the title of a session whose time stands on its line; so does a short line before a capital.
    """
    same_line = block.label in ("track", "part") or "\n" not in draft.document.text[block.clock[1] : block.start]
    for (start, end), (following, _) in zip(block.lines, block.lines[1:], strict=False):
        between = draft.document.text[end:following]
        if between.strip(" \t\r\n|•*"):
            return end  # a labelled line, which `parts` left out, stands between
        if same_line and between.count("\n") > 1:
            return end
        if between.count("\n") == 1 and end - start < _SHORT and draft.text[following].isupper():
            word = draft.text[start:end].split()[-1].lower()
            if word not in _GOES_ON and draft.text[end - 1] not in ",-–/&":
                return end
        elif between.count("\n") > 1 and not same_line:
            continue
    return None


_SHORT = 64  # a line that ends before this was not broken for want of room
_GOES_ON = frozenset(
    {
        "og",
        "och",
        "and",
        "i",
        "av",
        "af",
        "for",
        "til",
        "till",
        "med",
        "på",
        "the",
        "of",
        "in",
        "to",
        "en",
        "et",
        "ei",
        "den",
        "det",
        "som",
        "om",
    }
)
