"""What a page shows: names, values, rows and groups, ready for a template; no queries here."""

from dataclasses import dataclass, field

import pyoxigraph
from flask import url_for

from ontology import XSD
from server import values, words
from server.links import is_outside, local_href, thing_of
from server.live import Live
from server.locale import fallback
from server.names import Name, best, words_of
from server.reader import DATES, Place, Term

LONGEST_QUOTE = 240
# Characters of a document on one page; a longer one is shown in parts.
PART = 60_000


@dataclass(frozen=True)
class Ref:
    """A value: a thing with a link, or a literal. `language` is set when it is not the page's."""

    text: str
    href: str = ""
    language: str = ""
    kind: str = ""
    note: str = ""
    iri: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Mark:
    """A link to the words that a fact was read from. `number` is that of the document in the page's list of sources."""

    href: str
    number: int
    title: str
    quote: str
    language: str = ""
    more: int = 0


def source_href(live: Live, stem: str, start: int, end: int) -> str:
    """The address of characters `start` up to `end` in the page of a document."""
    is_long = live.documents.get(stem, {}).get("characters", 0) > PART
    # An empty value leaves the parameter out.
    return url_for("source.page", stem=stem, at=start if is_long else None) + f"#char={start},{end}"


@dataclass
class Row:
    """One fact: its cells, each a list of values, and its marks."""

    cells: list[list[Ref]]
    marks: list[Mark] = field(default_factory=list)
    heading: str = ""


@dataclass
class Group:
    """The facts of one property in one direction. `columns` are headings when there is more than one cell a row."""

    id: str
    label: str
    comment: str
    direction: str
    property: str
    total: int
    rows: list[Row] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    more: str = ""

    def sections(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings, in the order in which the headings come first."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.heading, []).append(row)
        return list(found.items())


class Shower:
    """Turns terms and places into what a template shows, in the language of the page."""

    def __init__(self, live: Live, language: str) -> None:
        self.live = live
        self.language = language
        self.order = fallback(language)
        self.names: dict[str, dict[str, list[Name]]] = {}
        self.numbers: dict[str, int] = {}

    def name(self, iri: str) -> Name:
        """The name of a thing; words made of its IRI when nobody says one."""
        if iri in self.names:
            found = best(self.names[iri], self.order)
            if found:
                return found
        return Name(words_of(iri))

    def ref(self, term: Term) -> Ref:
        """A term as a value."""
        if isinstance(term, pyoxigraph.NamedNode):
            return self.thing(term.value)
        datatype = term.datatype.value
        text = values.show(term.value, datatype, self.language)
        return Ref(text, language=self.other(term.language or ""), href=self._web(term))

    def thing(self, iri: str) -> Ref:
        """A thing as a value."""
        name = self.name(iri)
        thing = thing_of(iri, self.live.base)
        href = local_href(iri, self.live.base)
        kind = words.singular(thing.kind, self.language) if thing else ""
        note = self._when(iri)
        return Ref(name.text, href, self.other(name.language), kind, note, iri, is_outside(href))

    def _when(self, iri: str) -> str:
        """The day on which a thing begins, where it has one: lists of events show it."""
        dates = [name for property in DATES for name in self.names.get(iri, {}).get(property, [])]
        if not dates:
            return ""
        first = min(dates, key=lambda name: name.text)
        day = first.text[:10] if first.language == XSD.dateTime else first.text
        return values.show(day, XSD.date if first.language == XSD.dateTime else first.language, self.language)

    def other(self, language: str) -> str:
        """The language, when it is not that of the page."""
        return "" if language == self.language else language

    def marks(self, places: list[Place], most: int = 3) -> list[Mark]:
        """Marks for the places of one fact: one a document, the first place in it."""
        by_document: dict[str, list[Place]] = {}
        for place in places:
            by_document.setdefault(place.stem, []).append(place)
        marks = []
        for stem in sorted(by_document, key=self.number)[:most]:
            first = by_document[stem][0]
            marks.append(self.mark(first, more=len(by_document[stem]) - 1))
        return marks

    def mark(self, place: Place, more: int = 0) -> Mark:
        """The mark of one place."""
        record = self.live.documents.get(place.stem, {})
        quote = " ".join(place.quote.split())
        if len(quote) > LONGEST_QUOTE:
            quote = f"{quote[:LONGEST_QUOTE]}…"
        language = self.other(str(record.get("language") or ""))
        return Mark(
            source_href(self.live, place.stem, place.start, place.end),
            self.number(place.stem),
            self.live.title(place.stem),
            quote,
            language,
            more,
        )

    def number(self, stem: str) -> int:
        """The number of a document in the page's list of sources."""
        return self.numbers.setdefault(stem, len(self.numbers) + 1)

    @staticmethod
    def _web(term: pyoxigraph.Literal) -> str:
        return term.value if term.value.startswith(("https://", "http://")) and " " not in term.value else ""
