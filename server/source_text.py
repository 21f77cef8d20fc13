"""The text of a document cut up for its page: blocks, and in them segments that carry the facts read from them."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

import pyoxigraph

from ontology import ORG, RDF
from server import layouts, words
from server.links import thing_of
from server.names import LABELS, OTHER_FORMS
from server.reader import Place, Reader, Triple
from server.shown import PART, Ref, Shower

NAMING = {*LABELS, *OTHER_FORMS, RDF.type}
_GAP = re.compile(r"\n[ \t\r]*\n\s*|\n(?=\s*[•\-*] )")


@dataclass(frozen=True)
class Segment:
    """Characters that the same facts were read from. `anchors` are the ids of spans that begin here."""

    text: str
    facts: tuple[int, ...]
    anchors: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True)
class Said:
    """One fact beside the text; its number is its id on the page."""

    number: int
    subject: Ref
    property: str
    value: Ref
    href: str
    naming: bool
    extractor: str
    confidence: str


@dataclass
class Block:
    """A paragraph, heading or bullet with the facts that begin in it; `things` are those named in it."""

    start: int
    segments: list[Segment] = field(default_factory=list)
    facts: list[Said] = field(default_factory=list)
    things: list[tuple[Ref, str]] = field(default_factory=list)


@dataclass
class Content:
    """One part of a document as its page shows it."""

    blocks: list[Block]
    facts: int
    things: int


def build_parts(text: str, size: int = PART) -> list[tuple[int, int]]:
    """Where the parts of a text start and end: at most about `size` characters each, cut at an empty line or newline."""
    parts = []
    start = 0
    while len(text) - start > size:
        cut = max(text.rfind("\n\n", start, start + size), text.rfind("\n", start + size // 2, start + size))
        end = cut + 1 if cut > start else start + size
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


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


def read_part(reader: Reader, shower: Shower, stem: str, text: str, part: tuple[int, int]) -> Content:
    """Lay out one part of a document: three queries, whatever its length."""
    start, end = part
    everything = reader.evidence_of_document(stem)
    here = [
        (place, triple)
        for triple, places in everything.items()
        for place in places
        if place.stem == stem and place.start < end and place.end > start
    ]
    here.sort(key=lambda item: (item[0].start, -item[0].end, layouts.short(item[1][1]), str(item[1][2])))
    neighbours = {triple[0] for _, triple in here}
    neighbours |= {triple[2].value for _, triple in here if isinstance(triple[2], pyoxigraph.NamedNode)}
    nodes = {iri for iri in neighbours if layouts.is_node(pyoxigraph.NamedNode(iri), reader.live.base)}
    between = reader.facts_of(nodes)
    ends = {term.value for said in between.values() for _, term in said if isinstance(term, pyoxigraph.NamedNode)}
    shower.names = reader.names(neighbours | ends)
    numbered = [(number, place, triple) for number, (place, triple) in enumerate(here, start=1)]
    blocks = [
        _block(text, bounds, numbered, shower, {iri: dict(said) for iri, said in between.items()})
        for bounds in blocks_of(text, start, end)
    ]
    return Content(blocks, len(everything), len({triple[0] for triple in everything if triple[1] == RDF.type}))


_Numbered = tuple[int, Place, Triple]


def _block(
    text: str,
    bounds: tuple[int, int],
    numbered: list[_Numbered],
    shower: Shower,
    between: dict[str, dict[str, object]],
) -> Block:
    start, end = bounds
    inside = [item for item in numbered if item[1].start < end and item[1].end > start]
    block = Block(start)
    # A fact that is said twice in a block stands beside it once.
    first: dict[Triple, int] = {}
    for number, place, triple in inside:
        if place.start >= start:
            first.setdefault(triple, number)
    shown = [(first.get(triple, number), place, triple) for number, place, triple in inside]
    block.segments = _segments(text, bounds, shown, shower)
    seen: set[Triple] = set()
    things: dict[str, tuple[Ref, str]] = {}
    for number, place, triple in inside:
        if place.start < start:
            continue
        subject, property, value = triple
        anchor = f"#char={place.start},{place.end}"
        if property in NAMING:
            if thing_of(subject, shower.live.base) and not layouts.is_node(
                pyoxigraph.NamedNode(subject), shower.live.base
            ):
                things.setdefault(subject, (shower.thing(subject), anchor))
            continue
        if triple in seen:
            continue
        seen.add(triple)
        block.facts.append(
            Said(
                number,
                _subject(subject, shower, between),
                words.label(property, shower.language),
                shower.ref(value),
                anchor,
                False,
                place.extractor,
                place.confidence,
            )
        )
    block.things = list(things.values())
    return block


def _subject(iri: str, shower: Shower, between: dict[str, dict[str, object]]) -> Ref:
    """The subject of a fact; a node between things goes by the name of its holder, as `Role: Kari Nordmann`."""
    thing = thing_of(iri, shower.live.base)
    holder = between.get(iri, {}).get(ORG.member)
    ref = shower.thing(iri)
    if thing and isinstance(holder, pyoxigraph.NamedNode):
        name = shower.thing(holder.value)
        return Ref(name.text, name.href, name.language, ref.kind, note=words.singular(thing.kind, shower.language))
    return ref


def _segments(text: str, bounds: tuple[int, int], inside: list[_Numbered], shower: Shower) -> list[Segment]:
    """Cut a block at every end of a span, so that spans may overlap; each segment knows all facts over it."""
    start, end = bounds
    cuts = sorted({start, end, *(point for _, place, _ in inside for point in _clip(place, start, end))})
    over: list[list[_Numbered]] = [[] for _ in cuts]
    for item in inside:
        first, last = _clip(item[1], start, end)
        for index in range(bisect_right(cuts, first) - 1, bisect_right(cuts, last) - 1):
            over[index].append(item)
    segments = []
    for index, (first, last) in enumerate(zip(cuts, cuts[1:], strict=False)):
        items = over[index]
        anchors = dict.fromkeys(f"char={place.start},{place.end}" for _, place, _ in items if place.start == first)
        segments.append(
            Segment(text[first:last], tuple(number for number, _, _ in items), tuple(anchors), _target(items, shower))
        )
    return segments


def _clip(place: Place, start: int, end: int) -> tuple[int, int]:
    return max(place.start, start), min(place.end, end)


def _target(items: list[_Numbered], shower: Shower) -> str:
    """Where a segment leads: to the thing that its shortest span names, else to the first fact beside it."""
    naming = [
        (place.end - place.start, number, triple)
        for number, place, triple in items
        if triple[1] in NAMING and not layouts.is_node(pyoxigraph.NamedNode(triple[0]), shower.live.base)
    ]
    if naming:
        return shower.thing(min(naming, key=lambda item: item[:2])[2][0]).href
    return f"#fact-{items[0][0]}" if items else ""
