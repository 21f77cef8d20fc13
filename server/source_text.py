"""One part of a document as its page shows it: blocks of marked text, and what each of them says."""

from collections import Counter
from dataclasses import dataclass, field

import pyoxigraph

from server import layouts
from server.reader import Reader, Triple
from server.shown import Shower
from server.source_blocks import HEADING, blocks_of, body_start, front_of, headings_apart
from server.source_margin import Margin, Subject
from server.source_marks import Item, Range, Segment, item_of, segments

NOWHERE = (-1, -1)


@dataclass
class Block:
    """A paragraph, heading or bullet with the facts that begin in it.

    `level` is that of a heading, 1 for the highest, 0 for other blocks. `front` is the front matter of a document.
    """

    start: int
    level: int = 0
    front: bool = False
    segments: list[Segment] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)


@dataclass
class Content:
    """One part of a document as its page shows it. `kinds` are the kinds of its marks, with the number of spans."""

    blocks: list[Block]
    things: int
    kinds: dict[str, int]


def read_part(
    reader: Reader,
    shower: Shower,
    stem: str,
    text: str,
    part: Range,
    markdown: bool = False,
    sought: Range = NOWHERE,
) -> Content:
    """Lay out one part of a document: four queries at most, whatever its length.

    In Markdown headings are told apart; no character is left out or moved, so offsets hold. The characters `sought`
    are marked as those that the address asks for.
    """
    start, end = part
    found = reader.evidence_in(stem, start, end)
    here = [(place, triple) for triple, places in found.items() for place in places]
    # To the last part, so that every engine's answer gives the same page.
    here.sort(key=lambda item: (item[0].start, -item[0].end, layouts.short(item[1][1]), str(item[1][2]), item[1][0]))
    neighbours = {triple[0] for _, triple in here}
    neighbours |= {triple[2].value for _, triple in here if isinstance(triple[2], pyoxigraph.NamedNode)}
    nodes = {iri for iri in neighbours if layouts.is_node(pyoxigraph.NamedNode(iri), reader.live.base)}
    between = reader.facts_of(nodes)
    ends = {term.value for said in between.values() for _, term in said if isinstance(term, pyoxigraph.NamedNode)}
    shower.names = reader.names(neighbours | ends)
    numbered = [
        item_of(number, place, triple, reader.live.base) for number, (place, triple) in enumerate(here, start=1)
    ]
    beside = Margin(shower, between)
    front = [_block(text, bounds, numbered, beside, sought, front=True) for bounds in front_of(text, start, end)]
    places = blocks_of(text, min(max(start, body_start(text)), end), end)
    places = headings_apart(text, places) if markdown else places
    blocks = [_block(text, bounds, numbered, beside, sought, markdown=markdown) for bounds in places]
    kinds = Counter(kind for _, _, kind in {item.key for item in numbered})
    return Content(front + blocks, reader.things_in(stem), dict(kinds))


def _block(
    text: str,
    bounds: Range,
    numbered: list[Item],
    beside: Margin,
    sought: Range,
    *,
    markdown: bool = False,
    front: bool = False,
) -> Block:
    start, end = bounds
    inside = [item for item in numbered if item.place.start < end and item.place.end > start]
    begun = [item for item in inside if item.place.start >= start]
    # A fact that is said twice in a block stands beside it once.
    first: dict[Triple, int] = {}
    for item in begun:
        first.setdefault(beside.key(item.triple), item.number)
    shown = [item._replace(number=first.get(beside.key(item.triple), item.number)) for item in inside]
    heading = HEADING.match(text, start, end) if markdown else None
    mark = heading.end() if heading else start
    cut = segments(text, bounds, shown, beside.shower.live.base, lambda iri: beside.thing(iri).href, mark, sought)
    return Block(start, len(heading[1]) if heading else 0, front, cut, beside.subjects(begun))
