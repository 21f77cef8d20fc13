"""What a timeline shows: things with a date from the search index, or the documents that were read."""

from dataclasses import dataclass, replace
from functools import cached_property

import pyoxigraph
from flask import url_for
from flask_babel import gettext as _

from ontology import INNO, SCHEMA
from server import finding, words
from server.finding import Value
from server.live import Live
from server.spans import Bar, Span, first_day, last_day
from server.values import show_period
from server.wanted_time import KINDS, SOURCE, WantedTime
from store.search import Asked, Filters, Found, Search

_END = pyoxigraph.NamedNode(SCHEMA.endDate)
_FACETS = ("kind", "class", "document")


@dataclass(frozen=True)
class Item:
    """A thing on the timeline. `when` is its time as people read it, `place` where its bar is in the span."""

    iri: str
    kind: str
    kind_name: str
    name: str
    language: str
    href: str
    start: str
    end: str
    when: str
    place: tuple[float, float]


class Timed:
    """What is in a span. Over an engine without a search index that is the documents that were read, and no more."""

    def __init__(self, live: Live, wanted: WantedTime) -> None:
        self.live = live
        self.wanted = wanted
        self.indexed = live.search is not None
        self.of_sources = wanted.filters.kind == SOURCE or not self.indexed
        self.search = None if self.of_sources else live.search
        self.kinds = (SOURCE,) if self.of_sources else (wanted.filters.kind,) if wanted.filters.kind else KINDS

    @cached_property
    def years(self) -> list[int]:
        """The years in which something begins."""
        if self.search is None:
            return sorted({int(issued[:4]) for issued, stem in self._sources})
        return [year for year in self.search.years if 0 < year < 10_000 and self.count(f"{year:04d}")]

    @cached_property
    def span(self) -> Span | None:
        """The span that is shown; None when nothing has a date."""
        first, last = self.wanted.first, self.wanted.last
        if not self.years:
            return Span(first, last) if first and last else None
        first = first or min(f"{self.years[0]:04d}", last[:4] or "9999")
        return Span(first, last or max(f"{self.years[-1]:04d}", first[:4]))

    @cached_property
    def steps(self) -> list[tuple[str, int]]:
        """How dates in the span begin, in order, with how many do."""
        begins = self.span.begins(self.years) if self.span else []
        return [(begin, count) for begin in begins if (count := self.count(begin))]

    @property
    def total(self) -> int:
        """How many things are in the span."""
        return self.earlier + sum(count for begins, count in self.steps)

    @cached_property
    def earlier(self) -> int:
        """How many things began before the span and last into it; documents only come out."""
        if self.search is None or not self._opening:
            return 0
        return self.search.count(replace(self.wanted.filters, lasting=self._opening))

    @cached_property
    def _opening(self) -> str:
        """The first day of the span, when things are asked for from a time on; else empty."""
        if self.search is None or not self.span or not self.wanted.first:
            return ""
        return first_day(self.span.first).isoformat()

    @cached_property
    def undated(self) -> int:
        """How many things of these kinds, with these filters, have no date."""
        if self.search is None:
            return len(self.live.documents) - len(self._sources)
        dated = sum(self.count(f"{year:04d}") for year in self.years)
        return self.search.count(self.wanted.filters) - dated

    def count(self, begins: str, kind: str = "") -> int:
        """How many dates begin so, of a kind or of all."""
        if self.search is None:
            return sum(issued.startswith(begins) for issued, stem in self._sources)
        filters = replace(self.wanted.filters, dates=(begins,))
        return self.search.count(replace(filters, kind=kind) if kind else filters)

    def in_bar(self, bar: Bar, kind: str) -> int:
        """How many things of a kind begin in a bar; of one that goes beyond the span, in what is in the span."""
        span = self.span
        if span is None:
            return 0
        if first_day(span.first) <= first_day(bar.first) and last_day(bar.last) <= last_day(span.last):
            return self.count(bar.begins, kind)
        return sum(self.count(begins, kind) for begins, count in self.steps if begins.startswith(bar.begins))

    def items(self, offset: int, limit: int) -> list[Item]:
        """A page of what is in the span, the first first."""
        if self.search is None:
            starts = tuple(begins for begins, count in self.steps)
            held = [pair for pair in self._sources if pair[0].startswith(starts)]
            return [self._source(*pair) for pair in held[offset : offset + limit]]
        found: list[Item] = []
        filters = self.wanted.filters
        steps = [(replace(filters, dates=(begins,)), count) for begins, count in self.steps]
        if self.earlier:
            steps.insert(0, (replace(filters, lasting=self._opening), self.earlier))
        for filters, count in steps:
            # To put a year in order is much less work than to put all in order.
            if offset >= count:
                offset -= count
                continue
            found += self._things(self.search, filters, offset, limit - len(found))
            offset = 0
            if len(found) >= limit:
                break
        return found

    def facets(self) -> list[tuple[str, list[Value]]]:
        """The facets of the span, each with its values as links."""
        if not self.indexed:
            return []
        counted = {}
        if self.search is not None and self.total:
            begins = tuple(begins for begins, _ in self.steps)
            filters = replace(self.wanted.filters, dates=begins, lasting=self._opening)
            counted = self.search.things(Asked(()), filters, limit=0, facets=_FACETS).facets
        shown = dict(finding.facets(self.live, self.wanted, Found(0, facets=counted)))
        sources = Timed(self.live, replace(self.wanted, filters=replace(self.wanted.filters, kind=SOURCE)))
        kinds = [value for value in shown.pop("kind", []) if not self.of_sources]
        chosen = self.of_sources
        if sources.total or chosen:
            href = self.wanted.filter("kind", "" if chosen else SOURCE).href()
            kinds.append(Value(_("Documents read"), sources.total, href, chosen))
        return [("kind", kinds), *shown.items()] if kinds else list(shown.items())

    @cached_property
    def _sources(self) -> list[tuple[str, str]]:
        """When each document was issued, and its stem, in order; those without a date are left out."""
        found = ((str(record.get("issued") or ""), stem) for stem, record in self.live.documents.items())
        return sorted(pair for pair in found if pair[0][:4].isdigit() and pair[0][:4] != "0000")

    def _source(self, issued: str, stem: str) -> Item:
        language = str(self.live.documents[stem].get("language") or "")
        return self._item(
            f"{self.live.base}doc/{stem}",
            SOURCE,
            words.label(INNO.SourceDocument, self.wanted.language),
            self.live.title(stem),
            "" if language == self.wanted.language else language,
            url_for("source.page", stem=stem),
            issued,
            "",
        )

    def _things(self, search: Search, filters: Filters, offset: int, limit: int) -> list[Item]:
        found = search.things(Asked(()), filters, order="time", offset=offset, limit=limit)
        items = []
        for row in finding.rows(self.live, found, self.wanted.language):
            ref, hit = row.ref, row.hit
            end = self._end(hit.iri)
            items.append(self._item(hit.iri, hit.kind, ref.kind, ref.text, ref.language, ref.href, hit.date, end))
        return items

    def _end(self, iri: str) -> str:
        quads = self.live.build.matching(pyoxigraph.NamedNode(iri), _END)
        return max((quad.object.value for quad in quads if isinstance(quad.object, pyoxigraph.Literal)), default="")

    def _item(
        self, iri: str, kind: str, kind_name: str, name: str, language: str, href: str, start: str, end: str
    ) -> Item:
        # An end before the start, which texts may have, is none.
        end = end if end[:4].isdigit() and end >= start else ""
        place = self.span.place(start, end) if self.span else (0.0, 0.0)
        when = show_period(start, end, self.wanted.language)
        return Item(iri, kind, kind_name, name, language, href, start, end, when, place)
