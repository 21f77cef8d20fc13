"""The queue of a build: all items, those that would mend most first; filtered and counted."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from graph_builder.records.decided import REPORT as DECISIONS
from ontology import SCHEMA
from server.links import thing_of
from server.live import Live
from server.reader import Reader, node
from server.steward.items import Item, Source, gain
from server.steward.sources import SOURCES, links
from server.steward.sources.links import Stamp
from settings import StewardSettings
from store import Build

# What the queue can be narrowed by, and what of a row each looks at.
FILTERS: Mapping[str, Callable[["Row"], str]] = {
    "kind": lambda row: row.item.kind,
    "severity": lambda row: row.item.severity,
    "thing": lambda row: row.thing,
    "doc": lambda row: row.item.stem,
    "about": lambda row: row.item.about,
}


@dataclass(frozen=True, slots=True)
class Row:
    """An item with what it is worth, the kind of the thing that it is about, and how many documents mention that."""

    item: Item
    id: str
    gain: float
    thing: str
    mentions: int = 0


class Queue:
    """All rows of a build."""

    def __init__(self, live: Live, own: StewardSettings, sources: Iterable[Source] = SOURCES) -> None:
        items = [item for source in sources for item in source(live, own)]
        mentions = _mentions(live) if items else {}
        found: dict[str, Row] = {}
        for item in items:
            thing = thing_of(item.subject, live.base)
            number = mentions.get(item.subject, 0)
            row = Row(item, item.id, gain(item, number), thing.kind if thing else "", number)
            found.setdefault(row.id, row)
        self.by_id = found
        self.rows = sorted(found.values(), key=lambda row: (-row.gain, row.id))

    def wanted(self, chosen: Mapping[str, str], hidden: frozenset[str] = frozenset()) -> list[Row]:
        """The rows that all filters let through; `hidden` are ids of items that need no decision any more."""
        tests = [(FILTERS[name], value) for name, value in chosen.items() if name in FILTERS]
        return [row for row in self.rows if row.id not in hidden and all(of(row) == value for of, value in tests)]

    def counts(self, chosen: Mapping[str, str], hidden: frozenset[str] = frozenset()) -> dict[str, Counter[str]]:
        """For each filter, how many rows each of its values would leave beside the other filters."""
        counted = {}
        for name, of in FILTERS.items():
            others = {other: value for other, value in chosen.items() if other != name}
            counted[name] = Counter(value for row in self.wanted(others, hidden) if (value := of(row)))
        return counted


def _mentions(live: Live) -> dict[str, int]:
    """How many documents mention each thing."""
    rows = Reader(live).select(f"SELECT ?t (COUNT(?d) AS ?n) WHERE {{ ?d {node(SCHEMA.mentions)} ?t }} GROUP BY ?t")
    return {row["t"].value: int(row["n"].value) for row in rows if "t" in row}


# Made once for each build that is shown, and anew when other links are proposed or more is told of it.
_kept: WeakKeyDictionary[Live, tuple[tuple[Stamp, tuple[int, ...]], Queue]] = WeakKeyDictionary()
_lock = threading.Lock()


def queue_of(live: Live, own: StewardSettings) -> Queue:
    """The queue of a build."""
    # What is told of a build changes when the same quads are built once more.
    told = live.build.report_stamp(DECISIONS, "identity") if isinstance(live.build, Build) else ()
    stamp = (links.stamp(), told)
    with _lock:
        kept = _kept.get(live)
        if kept is None or kept[0] != stamp:
            kept = _kept[live] = (stamp, Queue(live, own))
        return kept[1]
