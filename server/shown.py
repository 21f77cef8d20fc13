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
from server.reader import DATES, Term
from server.source_blocks import PART


@dataclass(frozen=True)
class Ref:
    """A value: a thing with a link, or a literal. `language` is set when it is not the page's.

    `beside` are things said in brackets after it, `before` is a text in front of it, as a currency; `value` is what the
    graph has where `text` is a date or number for people.
    """

    text: str
    href: str = ""
    language: str = ""
    kind: str = ""
    note: str = ""
    iri: str = ""
    outside: bool = False
    beside: tuple["Ref", ...] = ()
    before: str = ""
    value: str = ""


@dataclass(frozen=True)
class Mark:
    """A link to the evidence of a fact: how many documents say it, and whether there are more than were looked at."""

    href: str
    about: str
    documents: int
    more: bool = False


def source_href(live: Live, stem: str, start: int, end: int) -> str:
    """The address of characters `start` up to `end` in the page of a document."""
    is_long = live.documents.get(stem, {}).get("characters", 0) > PART
    # The server needs to know which part to send; an empty value leaves the parameter out.
    where = f"{start},{end}"
    return url_for("source.page", stem=stem, char=where if is_long else None).replace("%2C", ",") + f"#char={where}"


@dataclass
class Row:
    """One fact: its cells, each a list of values, and its mark."""

    cells: list[list[Ref]]
    mark: Mark | None = None
    heading: str = ""


@dataclass
class Group:
    """The facts of one part of a page. `columns` are headings with help when a row has more than one cell.

    `total` is None when it is not known, and `whole` says whether `rows` are all there are. `more` are the parameters
    of the address where the group stands alone.
    """

    id: str
    label: str
    comment: str
    direction: str
    property: str
    total: int | None
    whole: bool
    rows: list[Row] = field(default_factory=list)
    columns: tuple[tuple[str, str], ...] = ()
    more: dict[str, str] = field(default_factory=dict)
    folded: bool = False

    def sections(self) -> list[tuple[str, list[Row]]]:
        """The rows under their headings, in the order in which the headings come first."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.heading, []).append(row)
        return list(found.items())


@dataclass
class Section:
    """Groups under one heading; `pairs` when they are shown as names with values."""

    id: str
    label: str
    pairs: bool
    groups: list[Group] = field(default_factory=list)


class Shower:
    """Turns terms and places into what a template shows, in the language of the page."""

    def __init__(self, live: Live, language: str) -> None:
        self.live = live
        self.language = language
        self.order = fallback(language)
        self.names: dict[str, dict[str, list[Name]]] = {}
        self._named: object = None
        self._things: dict[str, Ref] = {}

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
        return Ref(text, language=self.other(term.language or ""), href=self._web(term), value=term.value)

    def thing(self, iri: str) -> Ref:
        """A thing as a value; the same one for as long as the names are the same."""
        if self._named is not self.names:
            self._named, self._things = self.names, {}
        if iri not in self._things:
            self._things[iri] = self._thing(iri)
        return self._things[iri]

    def _thing(self, iri: str) -> Ref:
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

    @staticmethod
    def _web(term: pyoxigraph.Literal) -> str:
        return term.value if term.value.startswith(("https://", "http://")) and " " not in term.value else ""
