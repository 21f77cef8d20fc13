"""The rows of the parts of a page: what stands in their columns, in which order, and the mark of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pyoxigraph
from flask_babel import gettext as _

from ontology import SCHEMA, XSD
from server import gather, values, words
from server.evidence import evidence_href
from server.gather import Found, Said
from server.layouts import is_node
from server.names import sort_key
from server.reader import Reader, Term, Triple
from server.shown import Mark, Ref, Row, Shower
from shapes.pages.layout import Column, Part, Path_, Way, text

# What is shown after a value in brackets, and shared sessions of two people.
MOST_BESIDE = 2
MOST_VIA = 5
LAST = "~"


class Rows:
    """Reads what the rows of several parts need, all parts at once, and then makes them."""

    def __init__(self, reader: Reader, iri: str, shower: Shower, parts: Mapping[Part, list[Found]]) -> None:
        self.reader = reader
        self.iri = iri
        self.shower = shower
        # A value that two steps lead to by several things is one row.
        self.found: dict[Part, dict[Term, list[Found]]] = {}
        for part, items in parts.items():
            self.found[part] = defaultdict(list)
            for item in items:
                self.found[part][item.value].append(item)
        self.followed: dict[tuple[Part, Path_], dict[str, list[Term]]] = {}
        self.beside: dict[Path_, dict[str, list[Term]]] = {}
        self.said: dict[Triple, Said] = {}
        self.places: Mapping[tuple[Way, Term], int] = {}

    def read(self, sources: Sequence[str]) -> None:
        """Read columns, documents, notes, names and places: five queries at most."""
        self._columns()
        facts = {self._fact(items[0]): None for values in self.found.values() for items in values.values()}
        self.said = gather.documents_of(self.reader, list(facts))
        newest = sources or gather.newest(self.reader, self.stems())
        self._notes(newest[:20])
        self.shower.names = self.reader.names(self._things() | {self.iri})
        ways = {way for part in self.found if part.sort == "byText" for way in part.ways}
        self.places = gather.positions(self.reader, self.iri, ways, newest[:20])

    def stems(self) -> set[str]:
        """The documents that say what the rows show."""
        return {stem for said in self.said.values() for stem in said.stems}

    def _fact(self, item: Found) -> Triple:
        return item.fact(self.iri)

    def _columns(self) -> None:
        asked = [(part, path) for part in self.found for path in _paths(part)]
        starts = [(path, _things(self.found[part])) for part, path in asked]
        answers = gather.follow(self.reader, starts) if starts else []
        self.followed = dict(zip(asked, answers, strict=True))

    def _notes(self, stems: Sequence[str]) -> None:
        wanted: dict[Path_, set[str]] = defaultdict(set)
        for part, rows in self.found.items():
            if part.note:
                wanted[part.note] |= _things(rows)
            for column in part.columns:
                if column.note:
                    ends = self.followed.get((part, column.path), {})
                    wanted[column.note] |= _things(value for found in ends.values() for value in found)
        graphs = [f"{self.reader.live.base}graph/{stem}" for stem in stems]
        if wanted and graphs:
            answers = gather.follow(self.reader, list(wanted.items()), graphs)
            self.beside = dict(zip(wanted, answers, strict=True))

    def _things(self) -> set[str]:
        """Everything that a row may name."""
        found = {thing for rows in self.found.values() for thing in _things(rows)}
        found |= _things(item.via for rows in self.found.values() for items in rows.values() for item in items)
        for ends in (*self.followed.values(), *self.beside.values()):
            found |= _things(value for values in ends.values() for value in values)
        return found

    def columns(self, part: Part) -> tuple[tuple[str, str], ...]:
        """The headings of a table, each with its help; none for a list."""
        if len(part.columns) < 2:
            return ()
        return tuple((self._heading(column), text(column.comment, self.shower.language)) for column in part.columns)

    def _heading(self, column: Column) -> str:
        named = text(column.name, self.shower.language)
        if named or not column.path:
            return named
        direction, property = column.path[-1][0]
        return (words.label if direction == "out" else words.inverse)(property, self.shower.language)

    def of(self, part: Part, ordered: bool) -> list[Term]:
        """The values of a part, in its order when all of them are known."""
        found = list(self.found[part])
        return sorted(found, key=lambda value: self._order(part, value)) if ordered else found

    def _order(self, part: Part, value: Term) -> tuple[object, ...]:
        name = sort_key(self.shower.ref(value).text)
        if isinstance(value, pyoxigraph.Literal):
            return (0, 0, (), name, value.value)
        if part.sort == "byText":
            place = min((self.places.get((way, value), len(self.places)) for way in part.ways), default=0)
            return (place, 0, (), name, value.value)
        if part.sort == "byClock":
            return (0, 0, (self._begins(value) or LAST,), name, value.value)
        if part.sort == "byTime":
            when = self._begins(value) or max(self._issued(part, value), default="")
            return (0, 0, tuple(-ord(char) for char in when) or (1,), name, value.value)
        if not any(column.special == "value" for column in part.columns) and part.columns:
            # A row that is not named goes by what stands in it; what is empty comes last.
            cells = [self._cell(part, column, value) for column in part.columns if not column.special]
            return (0, 0, tuple(sort_key(cell[0].text if cell else LAST) for cell in cells), name, value.value)
        # More shared sessions come first.
        shared = -len(self.found[part][value]) if len(part.path) == 2 else 0
        begins = self._begins(value)
        return (0, shared, (begins or LAST,), name, value.value)

    def _begins(self, value: Term) -> str:
        dates = self.shower.names.get(value.value, {}).get(SCHEMA.startDate, [])
        return min((name.text for name in dates), default="")

    def _issued(self, part: Part, value: Term) -> list[str]:
        """When the documents that say a fact are from."""
        said = self.said.get(self._fact(self.found[part][value][0]), Said())
        dates = (self.reader.live.documents[stem].get("issued") for stem in said.stems)
        return sorted(str(date) for date in dates if date)

    def shown(self, part: Part, found: Sequence[Term]) -> list[Row]:
        """The rows for some values of a part."""
        rows = []
        for value in found:
            cells = list(self._cells(part, value))
            rows.append(Row(cells, self._mark(part, value, cells), self._under(part, value)))
        return rows

    def _cells(self, part: Part, value: Term) -> Iterator[list[Ref]]:
        if not part.columns:
            yield [self._with_note(self.shower.ref(value), part.note)]
        for column in part.columns:
            yield self._cell(part, column, value)

    def _cell(self, part: Part, column: Column, value: Term) -> list[Ref]:
        if column.special == "value":
            return [self.shower.ref(value)]
        if column.special == "via":
            vias = dict.fromkeys(item.via for item in self.found[part][value] if item.via is not None)
            return [self.shower.ref(via) for via in list(vias)[:MOST_VIA]]
        if column.special == "said":
            years = list(dict.fromkeys(date[:4] for date in self._issued(part, value)))
            return [Ref("–".join(dict.fromkeys([years[0], years[-1]])))] if years else []
        ends = self.followed.get((part, column.path), {}).get(value.value, [])
        if column.show:
            last = self.followed.get((part, column.until), {}).get(value.value, [])
            return self._times(column.show, ends, last)
        before = self.followed.get((part, column.before), {}).get(value.value, []) if column.before else []
        refs = [self._with_note(self.shower.ref(end), column.note) for end in ends]
        refs = [replace(ref, before=before[0].value) if before else ref for ref in refs]
        return sorted(dict.fromkeys(refs), key=lambda ref: sort_key(ref.text))

    def _with_note(self, ref: Ref, note: Path_) -> Ref:
        beside = [self.shower.ref(value) for value in self.beside.get(note, {}).get(ref.iri, [])] if note else []
        kept = sorted(dict.fromkeys(beside), key=lambda ref: sort_key(ref.text))[:MOST_BESIDE]
        return replace(ref, beside=tuple(kept), note="") if kept else ref

    def _times(self, show: str, starts: Sequence[Term], ends: Sequence[Term]) -> list[Ref]:
        """From and to, as `09.30–10.15` or as days; the day when no time of day is said."""
        shown = []
        for value in (*starts[:1], *ends[:1]):
            datatype = value.datatype.value if isinstance(value, pyoxigraph.Literal) else ""
            hour = values.clock_of(value.value, datatype, self.shower.language) if show == "Clock" else ""
            if not hour and datatype == XSD.dateTime:
                shown.append(values.show(value.value[:10], XSD.date, self.shower.language))
            else:
                shown.append(hour or values.show(value.value, datatype, self.shower.language))
        return [Ref("–".join(dict.fromkeys(shown)))] if shown else []

    def _under(self, part: Part, value: Term) -> str:
        """What a row stands under: the area of a measure, the day of a session in a programme of several days."""
        if part.under:
            ends = self.followed.get((part, part.under), {}).get(value.value, [])
            return self.shower.ref(ends[0]).text if ends else ""
        if part.sort == "byClock" and len({self._begins(other)[:10] for other in self.found[part]} - {""}) > 1:
            day = self._begins(value)[:10]
            return values.show(day, XSD.date, self.shower.language) if day else _("Without a time")
        return ""

    def _mark(self, part: Part, value: Term, cells: list[list[Ref]]) -> Mark | None:
        fact = self._fact(self.found[part][value][0])
        said = self.said.get(fact, Said())
        if not said.stems and not said.authority:
            return None
        base = self.reader.live.base
        texts = [ref.text for cell in cells for ref in cell]
        # A node that stands between things is evidenced by all that is said of it.
        asked: tuple[str, str | None, Term | None] = fact
        if is_node(value, base):
            asked = (value.value, None, None)
        return Mark(evidence_href(*asked, base), ", ".join(texts)[:120], len(said.stems), said.more)


def _paths(part: Part) -> list[Path_]:
    """Every path that a part's rows are followed along."""
    paths = [part.under]
    for column in part.columns:
        paths += [column.path, column.until, column.before]
    return [path for path in dict.fromkeys(paths) if path]


def _things(terms: object) -> set[str]:
    return {term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)}  # type: ignore[attr-defined]
