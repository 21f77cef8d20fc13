"""What a laid-out document is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A piece of the document, `[start, end)` in code points, without its marker.

    `kind`: heading, paragraph, bullet, session, field, photo, signature. `heading` is the index of the heading that it
    stands under; `level` is a heading's depth; `number` what the heading or bullet was numbered with; `label` a
    field's label; `begins`, `finishes` a session's times (HH:MM) and `clock` where they stand; `track` is the number of
    the parallel session that a session stands in, or that it is when its label is `track`; `lines` are its lines.
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
    """The blocks in the order of the text, and the text flattened to one line a block."""

    blocks: tuple[Block, ...]
    flat: str

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
        return next((b for b in self.blocks if b.start <= offset < b.end), None)
