"""The text of a document cut up for its page: blocks, and in them segments that carry the facts read from them."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pyoxigraph

from graph_builder.metadata import MetadataError, split_front_matter
from ontology import ORG, RDF, SCHEMA
from server import layouts, words
from server.links import thing_of
from server.names import LABELS, OTHER_FORMS
from server.reader import Place, Reader, Term, Triple
from server.shown import PART, Ref, Shower

NAMING = {*LABELS, *OTHER_FORMS, RDF.type}
# An empty line parts two blocks, and so does a newline before a bullet, a heading or a time of day.
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_GAP = re.compile(r"\n[ \t\r]*\n\s*|\n(?=[ \t]*(?:[•*–-] |#+ |(?:kl\.? ?)?\d{1,2}[.:]\d\d\b))")


@dataclass(frozen=True)
class Segment:
    """Characters that the same facts were read from. `anchors` are the ids of spans that begin here.

    `quiet` ones are marks of Markdown, such as the `##` before a heading.
    """

    text: str
    facts: tuple[int, ...]
    anchors: tuple[str, ...]
    href: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class Said:
    """One fact beside the text; its number is its id on the page. A role is one such line: what, and where."""

    number: int
    property: str
    values: tuple[Ref, ...]
    href: str
    confidence: str


@dataclass
class Subject:
    """A thing that a block names, or says something of, with what is said."""

    ref: Ref
    named: bool = False
    facts: list[Said] = field(default_factory=list)


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
    """One part of a document as its page shows it."""

    blocks: list[Block]
    things: int


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
        if line_end >= 0 and _HEADING.match(text, start, end):
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


def read_part(
    reader: Reader, shower: Shower, stem: str, text: str, part: tuple[int, int], markdown: bool = False
) -> Content:
    """Lay out one part of a document: four queries at most, whatever its length.

    In Markdown headings are told apart; no character is left out or moved, so offsets hold.
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
    numbered = [(number, place, triple) for number, (place, triple) in enumerate(here, start=1)]
    beside = _Margin(shower, between)
    front = [_block(text, bounds, numbered, beside, front=True) for bounds in front_of(text, start, end)]
    places = blocks_of(text, min(max(start, body_start(text)), end), end)
    places = headings_apart(text, places) if markdown else places
    blocks = [_block(text, bounds, numbered, beside, markdown=markdown) for bounds in places]
    return Content(front + blocks, reader.things_in(stem))


_Numbered = tuple[int, Place, Triple]


def _block(
    text: str,
    bounds: tuple[int, int],
    numbered: list[_Numbered],
    beside: "_Margin",
    *,
    markdown: bool = False,
    front: bool = False,
) -> Block:
    start, end = bounds
    inside = [item for item in numbered if item[1].start < end and item[1].end > start]
    begun = [item for item in inside if item[1].start >= start]
    # A fact that is said twice in a block stands beside it once.
    first: dict[Triple, int] = {}
    for number, _, triple in begun:
        first.setdefault(beside.key(triple), number)
    shown = [(first.get(beside.key(triple), number), place, triple) for number, place, triple in inside]
    heading = _HEADING.match(text, start, end) if markdown else None
    mark = heading.end() if heading else start
    segments = _segments(text, bounds, shown, beside.shower, mark)
    return Block(start, len(heading[1]) if heading else 0, front, segments, beside.subjects(begun))


class _Margin:
    """What stands beside a block: its things, each with what the block says of it."""

    def __init__(self, shower: Shower, between: Mapping[str, list[tuple[str, Term]]]) -> None:
        self.shower = shower
        self.between = between

    def key(self, triple: Triple) -> Triple:
        """What counts as the same fact: all that is said of one membership is one."""
        return (triple[0], ORG.member, pyoxigraph.Literal("")) if triple[0] in self.between else triple

    def subjects(self, begun: list[_Numbered]) -> list[Subject]:
        """The things of a block in the order in which it comes to them."""
        found: dict[str, Subject] = {}
        seen: set[Triple] = set()
        for number, place, triple in begun:
            subject, property, value = triple
            if self.key(triple) in seen or (property in NAMING and subject in self.between):
                continue
            seen.add(self.key(triple))
            named = _named(triple)
            holder = named or self._holder(subject)
            entry = found.setdefault(holder, Subject(self.shower.thing(holder)))
            if named:
                entry.named = True
                continue
            anchor = f"#char={place.start},{place.end}"
            if subject in self.between:
                label, values = self._role(subject, holder)
            else:
                label, values = words.label(property, self.shower.language), (self.shower.ref(value),)
            entry.facts.append(Said(number, label, values, anchor, place.confidence))
        return list(found.values())

    def _holder(self, iri: str) -> str:
        """The thing that a node between things is about: the person of a membership."""
        for property, term in self.between.get(iri, ()):
            if property == ORG.member:
                return term.value
        return iri

    def _role(self, iri: str, holder: str) -> tuple[str, tuple[Ref, ...]]:
        """A node in one line: the kind of node, and its ends but the one that it stands under."""
        thing = thing_of(iri, self.shower.live.base)
        label = words.singular(thing.kind, self.shower.language) if thing else ""
        said = self.between[iri]
        ordered = [p for group in ((SCHEMA.roleName,), (ORG.organization, SCHEMA.memberOf)) for p in group]
        values = [self.shower.ref(term) for p in ordered for property, term in said if property == p]
        rest = [
            self.shower.ref(term)
            for property, term in said
            if property not in {*ordered, ORG.member, *NAMING} and term.value != holder
        ]
        return label, (*values, *rest)


def _segments(text: str, bounds: tuple[int, int], inside: list[_Numbered], shower: Shower, mark: int) -> list[Segment]:
    """Cut a block at every end of a span, so that spans may overlap; each segment knows all facts over it.

    Up to offset `mark` there is a mark of Markdown.
    """
    start, end = bounds
    cuts = sorted({start, mark, end, *(point for _, place, _ in inside for point in _clip(place, start, end))})
    over: list[list[_Numbered]] = [[] for _ in cuts]
    for item in inside:
        first, last = _clip(item[1], start, end)
        for index in range(bisect_right(cuts, first) - 1, bisect_right(cuts, last) - 1):
            over[index].append(item)
    segments = []
    for index, (first, last) in enumerate(pairwise(cuts)):
        items = over[index]
        anchors = dict.fromkeys(f"char={place.start},{place.end}" for _, place, _ in items if place.start == first)
        segments.append(
            Segment(
                text[first:last],
                tuple(number for number, _, _ in items),
                tuple(anchors),
                _target(items, shower),
                quiet=last <= mark,
            )
        )
    return segments


def _named(triple: Triple) -> str:
    """The thing that a fact does no more than name; empty for one that says something."""
    subject, property, value = triple
    if property == SCHEMA.mentions and isinstance(value, pyoxigraph.NamedNode):
        return value.value
    return subject if property in NAMING else ""


def _clip(place: Place, start: int, end: int) -> tuple[int, int]:
    return max(place.start, start), min(place.end, end)


def _target(items: list[_Numbered], shower: Shower) -> str:
    """Where a segment leads: to the thing that its shortest span names, else to the first fact beside it."""
    naming = [
        (place.end - place.start, number, named)
        for number, place, triple in items
        if (named := _named(triple)) and not layouts.is_node(pyoxigraph.NamedNode(named), shower.live.base)
    ]
    if naming:
        return shower.thing(min(naming)[2]).href
    return f"#fact-{items[0][0]}" if items else ""
