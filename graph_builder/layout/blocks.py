"""What a laid-out document is made of."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.layout.tables import Table


@dataclass(frozen=True)
class Block:
    """A piece of the document, `[start, end)` in code points, without its marker.

    `kind`: heading, paragraph, bullet, session, field, photo, signature. `heading` is the index of the heading that it
    stands under; `level` is a heading's depth; `number` what the heading or bullet was numbered with; `label` a
    field's label; `begins`, `finishes` a session's times (HH:MM) and `clock` where they stand; `track` is the number of
    the parallel session that a session stands in, or that it is when its label is `track`; a session with the label
    `part` is a bullet below the one before it; `lines` are its lines.
    """

    kind: str
    start: int
    end: int
    heading: int | None = None
    level: int = 0
    number: str = ""
    label: str = ""
    begins: str = ""
    finishes: str = ""
    clock: tuple[int, int] = (0, 0)
    programme: int = -1
    track: int = 0
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Layout:
    """The blocks in the order of the text, the text flattened to one line a block, and its tables."""

    blocks: tuple[Block, ...]
    flat: str
    tables: tuple[Table, ...] = ()

    def headings_of(self, block: Block) -> list[Block]:
        """The headings that `block` stands under, the nearest first."""
        chain: list[Block] = []
        index = block.heading
        while index is not None:
            chain.append(self.blocks[index])
            index = self.blocks[index].heading
        return chain

    def at(self, offset: int) -> Block | None:
        """The block that `offset` falls in."""
        n = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[n] if n >= 0 and offset < self.blocks[n].end else None


_LABEL = re.compile(r"[A-ZÆØÅÄÖ][\w-]*(?: [a-zæøåäö-]+){0,2}: ")
_PERSON = re.compile(r"[A-ZÆØÅÄÖ][\w.-]+(?: [A-ZÆØÅÄÖ][\w.-]*){1,4}(?:,? \(|, [a-zæøåäö]|, [A-ZÆØÅÄÖ][\w ]+$| [–-] )")
_NARROWEST = 45  # no text is wrapped to shorter lines
_GOES_ON = (",", "-", "–", "&", "/", "(")
_JOINING = frozenset({"og", "och", "and", "i", "av", "af", "for", "för", "med", "ved", "på", "til", "the", "of", "in"})


def hard_breaks(block: Block, text: str) -> list[int]:
    """Where a line of a paragraph or bullet ends though the next word had had room: its lines are one record each."""
    if block.kind not in ("paragraph", "bullet", "session") or len(block.lines) < 2:
        return []
    width = max(_NARROWEST, *(end - start for start, end in block.lines))
    short, found, wrapped = [], [], False
    for (start, end), (following, last) in pairwise(block.lines):
        line, after = text[start:end], text[following:last]
        word = after.split()[0]
        begins = word[0].isupper() or word[0].isdigit() or word[0] in '«»"“–('
        if not begins or line.endswith(_GOES_ON) or line.split()[-1].lower() in _JOINING:
            wrapped = True
            continue
        found.append(end)
        both = _PERSON.match(line) and _PERSON.match(after)  # a list of people, one a line
        if end - start + 1 + len(word) <= width or _LABEL.match(after) or both:
            short.append(end)
    return found if short and not wrapped else short  # a longest line is full only if the text is wrapped
