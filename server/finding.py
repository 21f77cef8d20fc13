"""Finding what a list shows: in the build's search index, or by the names alone where there is none."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from server import words
from server.layouts import BETWEEN
from server.links import local_href
from server.live import Live
from server.locale import fallback, page_language
from server.names import MOST_HITS
from server.shown import Ref, Shower
from server.wanted import Wanted
from store.names import Name
from store.search import Filters, Found, Hit, Place, excerpt, marks

FACETS = ("kind", "class", "document", "year")
IN_TEXT = ("document", "year")
# Hits that can be paged through when they are not in the order of names.
MOST_PAGED = 10_000
# Values of a facet on a page.
MOST_VALUES = 60


@dataclass(frozen=True)
class Value:
    """A value of a facet: how many hits have it, and the list of those, or without it when it is chosen."""

    text: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Row:
    """A thing in a list: its link, other names of it, and what the index knows."""

    ref: Ref
    others: list[str]
    hit: Hit


@dataclass(frozen=True)
class Passage:
    """A passage: the document's title, the words around what was found, some of them marked, and where they stand."""

    title: str
    href: str
    parts: list[tuple[str, bool]]
    language: str
    place: Place


def things(live: Live, wanted: Wanted, offset: int, limit: int) -> Found:
    """A page of the things of a list, with the counts of its facets; none for signs without a letter or digit."""
    if wanted.text and not wanted.asked.parts:
        return Found(0)
    if live.search:
        facets = [facet for facet in FACETS if not (facet == "kind" and wanted.fixed)]
        return live.search.things(
            wanted.asked,
            wanted.filters,
            order=wanted.order,
            language=wanted.language,
            offset=offset,
            limit=limit,
            facets=facets,
        )
    order = fallback(wanted.language)
    if wanted.fixed:
        entries = live.names.of_kind(wanted.fixed, order)
    else:
        every = live.names.search(wanted.text, order)
        kind = wanted.filters.kind
        entries = [entry for entry in every if entry.kind == kind or (not kind and entry.kind not in BETWEEN)]
        counts = Counter(entry.kind for entry in every if entry.kind not in BETWEEN)
    shown = [Hit(entry.iri, entry.kind, entry.names, 0) for entry in entries[offset : offset + limit]]
    return Found(len(entries), shown, facets={} if wanted.fixed else {"kind": counts.most_common()})


def most_paged(live: Live, wanted: Wanted, total: int) -> int:
    """How many of the hits of a list can be paged through."""
    if not live.search:
        return total if wanted.fixed else min(total, MOST_HITS)
    return total if wanted.order == "name" else min(total, MOST_PAGED)


def passages(live: Live, wanted: Wanted, offset: int, limit: int) -> Found:
    """A page of the passages of a list; none where there is no index, or for a kind or class, which no passage has."""
    if not live.search or wanted.filters.kind or wanted.filters.class_:
        return Found(0)
    held = Filters(document=wanted.filters.document, year=wanted.filters.year)
    return live.search.passages(wanted.asked, held, offset=offset, limit=limit, facets=IN_TEXT)


def completed(live: Live, text: str, limit: int) -> list[Hit]:
    """Things with names that begin as what was typed so far."""
    if live.search:
        return live.search.complete(text, tuple(sorted(BETWEEN)), limit)
    found = live.names.search(text, fallback(page_language()))
    return [Hit(entry.iri, entry.kind, entry.names, 0) for entry in found if entry.kind not in BETWEEN][:limit]


def rows(live: Live, found: Found, language: str) -> list[Row]:
    """Each thing as a link, with two other forms of its name."""
    shower = Shower(live, language)
    shown = []
    for hit in found.hits:
        shower.names[hit.iri] = {predicate: list(names) for predicate, names in hit.names.items()}
        ref = shower.thing(hit.iri)
        others = {name.text for names in hit.names.values() for name in names} - {ref.text}
        shown.append(Row(ref, sorted(others)[:2], hit))
    return shown


def name_of(hit: Hit, live: Live) -> Name:
    """The name of a hit in the language of the page."""
    shower = Shower(live, page_language())
    shower.names[hit.iri] = {predicate: list(names) for predicate, names in hit.names.items()}
    return shower.name(hit.iri)


def shown_passages(live: Live, wanted: Wanted, found: Found) -> list[Passage]:
    """Each passage with the words marked."""
    asked = wanted.asked
    texts: dict[str, str] = {}
    shown = []
    for place in found.places:
        if place.stem not in texts:
            texts[place.stem] = live.build.text(place.stem)
        language = str(live.documents.get(place.stem, {}).get("language") or "")
        text = texts[place.stem][place.start : place.end]
        spans = marks(text, asked, language)
        start, end = excerpt(text, spans)
        first = spans[0] if spans else (0, len(text))
        where = f"{place.start + first[0]},{place.start + first[1]}"
        # In the query too, so that the server marks the words for readers without JavaScript.
        address = local_href(f"{live.base}doc/{place.stem}", live.base)
        shown.append(
            Passage(
                live.title(place.stem),
                f"{address}?char={where}#char={where}",
                _parts(text, spans, start, end),
                "" if language == page_language() else language,
                place,
            )
        )
    return shown


def _parts(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[tuple[str, bool]]:
    """The text from `start` to `end` in parts, those that stand in a span marked."""
    cuts = sorted({start, end, *(point for span in spans for point in span if start < point < end)})
    inside = set(spans)
    parts = [(text[a:b], any(first <= a and b <= last for first, last in inside)) for a, b in pairwise(cuts)]
    if start:
        parts.insert(0, ("… ", False))
    if end < len(text):
        parts.append((" …", False))
    return parts


def facets(live: Live, wanted: Wanted, found: Found) -> list[tuple[str, list[Value]]]:
    """The facets of a page, each with its values as links; those that tell nothing are left out."""
    shown = []
    for facet in FACETS:
        counted = found.facets.get(facet, [])
        chosen = "" if facet == "kind" and wanted.fixed else wanted.filters.value(facet)
        if facet == "year":
            counted = sorted(counted, key=lambda pair: -int(pair[0]))
        if facet == "kind":
            counted = [pair for pair in counted if pair[0] not in BETWEEN]
        if chosen and chosen not in dict(counted):
            counted = [(chosen, 0), *counted]
        values = [
            Value(
                _label(live, facet, value),
                count,
                wanted.filter(facet, "" if value == chosen else value).href(),
                value == chosen,
            )
            for value, count in counted[:MOST_VALUES]
        ]
        if values:
            shown.append((facet, values))
    return shown


def _label(live: Live, facet: str, value: str) -> str:
    if facet == "kind":
        return words.plural(value, page_language())
    if facet == "class":
        return words.label(value, page_language())
    return live.title(value) if facet == "document" else value
