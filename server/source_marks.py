"""The marks in the text of a document: which kinds of spans lie over which characters, and where each leads."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pyoxigraph

from ontology import RDF, SCHEMA, XSD, vocabulary
from server import layouts
from server.links import thing_of
from server.names import LABELS, OTHER_FORMS
from server.reader import Place, Triple

NAMING = {*LABELS, *OTHER_FORMS, RDF.type}
# What a span says where it names no thing: a role, a sum, a time, how two things go together, or anything else.
FACTS = ("role", "money", "time", "relation", "detail")
_TIMES = {XSD.date, XSD.dateTime, XSD.gYear, XSD.gYearMonth, XSD.gMonthDay}
# Lines under a word: a span that lies over more than this many others has no line of its own.
LANES = "abc"

Range = tuple[int, int]


class Item(NamedTuple):
    """A fact at one of its places. `number` is its id on the page, `name` the thing that it does no more than name."""

    number: int
    place: Place
    triple: Triple
    kind: str
    name: str

    @property
    def key(self) -> tuple[int, int, str]:
        """What tells one mark from another: where it is, and its kind."""
        return self.place.start, self.place.end, self.kind


def item_of(number: int, place: Place, triple: Triple, base: str) -> Item:
    """A fact with what its mark depends on."""
    return Item(number, place, triple, kind_of(triple, base), named(triple))


@dataclass(frozen=True)
class Segment:
    """Characters that the same facts were read from, that of the shortest span first.

    `anchors` are the ids of spans that begin here.

    `kind` is that of the shortest span that names a thing, `lanes` are the lines under the words, as `a-person`.
    `quiet` ones are marks of Markdown, such as the `##` before a heading. `sought` ones are those the address asks for.
    """

    text: str
    facts: tuple[int, ...]
    anchors: tuple[str, ...]
    href: str = ""
    quiet: bool = False
    kind: str = ""
    lanes: tuple[str, ...] = ()
    sought: bool = False


def named(triple: Triple) -> str:
    """The thing that a fact does no more than name; empty for one that says something."""
    subject, property, value = triple
    if property == SCHEMA.mentions and isinstance(value, pyoxigraph.NamedNode):
        return value.value
    return subject if property in NAMING else ""


def kind_of(triple: Triple, base: str) -> str:
    """The kind of mark: that of the thing which is named (`person`), or one of `FACTS`."""
    subject, property, value = triple
    holder = thing_of(named(triple) or subject, base)
    if holder is not None and holder.kind in layouts.BETWEEN:
        return "role" if holder.kind == "membership" else "money"
    if named(triple):
        return holder.kind if holder is not None and holder.kind in vocabulary().kinds else "detail"
    if isinstance(value, pyoxigraph.NamedNode):
        return "relation"
    is_time = property in {SCHEMA.startDate, SCHEMA.endDate} or value.datatype.value in _TIMES
    return "time" if is_time else "detail"


def segments(
    text: str, bounds: Range, inside: list[Item], base: str, href: Callable[[str], str], mark: int, sought: Range
) -> list[Segment]:
    """Cut a block at every end of a span, so that spans may overlap; each segment knows all facts over it.

    Up to offset `mark` there is a mark of Markdown. `href` gives the address of a thing.
    """
    start, end = bounds
    ends = (point for item in inside for point in _clip((item.place.start, item.place.end), start, end))
    cuts = sorted({start, mark, end, *ends, *_clip(sought, start, end)})
    over: list[list[Item]] = [[] for _ in cuts]
    for item in inside:
        first, last = _clip((item.place.start, item.place.end), start, end)
        for index in range(bisect_right(cuts, first) - 1, bisect_right(cuts, last) - 1):
            over[index].append(item)
    lanes = _lanes(inside)
    found = []
    for index, (first, last) in enumerate(pairwise(cuts)):
        items = sorted(over[index], key=lambda item: (item.place.end - item.place.start, item.number))
        begun = [item.place for item in items if item.place.start == first]
        anchors = dict.fromkeys(f"char={place.start},{place.end}" for place in begun)
        is_sought = sought[0] <= first and last <= sought[1]
        if is_sought and first == max(sought[0], start):
            anchors[f"char={sought[0]},{sought[1]}"] = None
        names = _names(items, base)
        # What names nothing is no link: each fact has one beside it, and the keyboard has enough to pass here.
        target = href(names[0]) if names else ""
        thing = thing_of(names[0], base) if names else None
        kind = thing.kind if thing else ""
        under = dict(lane for item in items if (lane := lanes.get(item.key)))
        found.append(
            Segment(
                text[first:last],
                tuple(dict.fromkeys(item.number for item in items)),
                tuple(anchors),
                target,
                quiet=last <= mark,
                kind=kind,
                lanes=tuple(f"{lane}-{under[lane]}" for lane in LANES if lane in under),
                sought=is_sought,
            )
        )
    return found


_Key = tuple[int, int, str]


def _lanes(inside: Iterable[Item]) -> dict[_Key, tuple[str, str]]:
    """Give each span a line of its own from end to end: the shorter, the nearer to the words.

    What is said of a thing by its name alone, as its type, has no line besides that of the name.
    """
    by_name = {(item.place.start, item.place.end, item.name) for item in inside if item.name}
    wanted = {
        item.key for item in inside if item.name or (item.place.start, item.place.end, item.triple[0]) not in by_name
    }
    taken: dict[str, list[Range]] = {lane: [] for lane in LANES}
    given: dict[_Key, tuple[str, str]] = {}
    for start, end, kind in sorted(wanted, key=lambda key: (key[1] - key[0], key[2] in FACTS, key)):
        for lane, spans in taken.items():
            place = bisect_right(spans, (start, end))
            before, after = spans[max(place - 1, 0) : place], spans[place : place + 1]
            if all(other[1] <= start for other in before) and all(other[0] >= end for other in after):
                insort(spans, (start, end))
                given[start, end, kind] = (lane, kind)
                break
    return given


def _names(items: Iterable[Item], base: str) -> list[str]:
    """The things that facts name, in their order."""
    names = dict.fromkeys(item.name for item in items if item.name)
    return [name for name in names if not layouts.is_node(pyoxigraph.NamedNode(name), base)]


def _clip(span: Range, start: int, end: int) -> Range:
    return min(max(span[0], start), end), max(min(span[1], end), start)
