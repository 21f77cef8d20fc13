"""All that the graph says of one thing, laid out for its page as `shapes/pages/layout.ttl` has it."""

from dataclasses import dataclass, field

import pyoxigraph

from ontology import RDF, SCHEMA, SKOS, vocabulary
from server import gather, words
from server.evidence import evidence_href
from server.gather import Found, Wanted
from server.layouts import full, short
from server.links import thing_of
from server.live import Live
from server.names import LABELS, Name, best, words_of
from server.reader import Reader
from server.rows import Rows
from server.shown import Group, Ref, Section, Shower
from server.totals import totals
from shapes.pages.layout import Part, Way, parts_of, rest, text

NAMES = (*LABELS, SKOS.altLabel, SKOS.hiddenLabel)
# Said elsewhere on the page: what kind of thing it is, and in which documents it appears.
NOT_LISTED = {("out", RDF.type), ("in", SCHEMA.mentions)}
# A group of up to this many is put in order, also when fewer are shown; a longer one stays in the order of the index.
WINDOW = 100
SORTABLE = 500
# Rows of a group that is longer than a page, on the page of its thing; the rest is had when asked for.
FIRST = 20
# Outward facts of a property that no part shows stand as a name with values when they are few.
MOST_IN_PAIRS = 6
MOST_DOCUMENTS_SHOWN = 20
MOST_KEYS = 4
LONGEST_KEY = 60


@dataclass
class Page:
    """What the page of a thing shows.

    `names` are other names, each with the address of its evidence; `sources` are the stems of documents that name it,
    `documents` how many do.
    """

    iri: str
    kind: str
    class_iri: str
    name: Name
    names: list[tuple[Name, str]] = field(default_factory=list)
    keys: list[list[Ref]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    documents: int = 0

    @property
    def groups(self) -> list[Group]:
        """The groups of all sections."""
        return [group for section in self.sections for group in section.groups]


@dataclass(frozen=True)
class Focus:
    """One group of a thing, shown alone and page by page: a part of the layout by its id, or one way; from page 1."""

    page: int
    part: str = ""
    way: Way | None = None

    def fits(self, part: Part) -> bool:
        """Say whether a part is the one."""
        return part.id == self.part if self.part else part.ways == (self.way,)


def describe(reader: Reader, iri: str, language: str, page_size: int, focus: Focus | None = None) -> Page | None:
    """Gather the page of a thing, or None when the graph says nothing of it.

    The number of queries does not depend on how much there is.
    """
    found = totals(reader, iri)
    return _Description(reader, iri, language, page_size, found, focus).page() if found else None


class _Description:
    def __init__(
        self, reader: Reader, iri: str, language: str, size: int, counts: dict[Way, int], focus: Focus | None
    ) -> None:
        self.reader = reader
        self.live: Live = reader.live
        self.iri = iri
        self.size = size
        self.focus = focus
        self.language = language
        self.totals = counts
        thing = thing_of(iri, self.live.base)
        self.kind = thing.kind if thing else ""
        self.class_iri = vocabulary().kinds.get(self.kind, "")
        self.shower = Shower(self.live, language)

    def page(self) -> Page:
        parts = [part for part in self._parts() if self.focus is None or self.focus.fits(part)]
        wanted = [self._wanted(part) for part in parts]
        named = [] if self.focus else [name for name in NAMES if ("out", name) in self.totals]
        wanted += [Wanted(name, ((("out", name),),), WINDOW) for name in named]
        found = gather.rows(self.reader, self.iri, wanted)
        parts = [part for part in parts if found[part.id] or self._waits(part)]
        sources = gather.appears_in(self.reader, self.iri) if ("in", SCHEMA.mentions) in self.totals else []
        rows = Rows(self.reader, self.iri, self.shower, {part: found[part.id] for part in parts})
        rows.read(sources)
        groups = [(part, self._group(part, found[part.id], rows)) for part in parts]
        # Where no document says which things it names, those that say what the page shows.
        sources = sources or gather.newest(self.reader, rows.stems())
        return Page(
            iri=self.iri,
            kind=self.kind,
            class_iri=self.class_iri,
            name=self._name(parts, found),
            names=self._names([item for name in named for item in found[name]]),
            keys=self._keys([group for _, group in groups]),
            sections=self._sections(groups),
            sources=sources[:MOST_DOCUMENTS_SHOWN],
            documents=max(len(sources), self.totals.get(("in", SCHEMA.mentions), 0)),
        )

    def _parts(self) -> list[Part]:
        """The parts that there is something to show in: those of the layout, then one for each property left."""
        declared = parts_of(self.class_iri)
        there = [part for part in declared if any(way in self.totals for step in part.path[:1] for way in step)]
        shown = {way for part in there for way in part.path[0]} | NOT_LISTED
        if self.focus and self.focus.way in NOT_LISTED:
            shown -= {self.focus.way}
        left = [way for way in self.totals if way not in shown and (way[0] == "in" or way[1] not in NAMES)]
        left.sort(key=lambda way: (way[0] == "in", words.place(way[1]), way[1]))
        return [*there, *(_plain(way, place) for place, way in enumerate(left))]

    def _total(self, part: Part) -> int | None:
        """How many rows a part has; None when only reading them would tell."""
        return sum(self.totals.get(way, 0) for way in part.ways) if part.ways else None

    def _waits(self, part: Part) -> bool:
        """Say whether a part is shown only when it is opened."""
        return self.focus is None and _folded(part, self._total(part))

    def _wanted(self, part: Part) -> Wanted:
        total = self._total(part)
        most = WINDOW if self.focus is None else SORTABLE
        if total is None or total <= most:
            return Wanted(part.id, part.path, most)
        if self.focus is None:
            return Wanted(part.id, part.path, 0 if self._waits(part) else FIRST)
        return Wanted(part.id, part.path, self.size, (self.focus.page - 1) * self.size)

    def _group(self, part: Part, found: list[Found], rows: Rows) -> Group:
        total = self._total(part)
        most = WINDOW if self.focus is None else SORTABLE
        sortable = total is None or total <= most
        values = list(dict.fromkeys(item.value for item in found))
        if sortable and (total is None or len(part.ways) > 1):
            # Two ways may lead to the same thing, and two steps to one thing several times.
            total = len(values) if len(found) < most else None
        shown = rows.of(part, ordered=sortable)
        if self.focus is not None:
            start = (self.focus.page - 1) * self.size if sortable or len(part.ways) > 1 else 0
            shown = shown[start : start + self.size]
        elif len(shown) > self.size or (total or 0) > self.size:
            shown = shown[:FIRST]
        way = part.ways[0] if len(part.ways) == 1 else ("", "")
        group = Group(
            id=part.id,
            label=self._label(part),
            comment=text(part.comment, self.language) or (words.comment(way[1], self.language) if way[1] else ""),
            direction=way[0],
            property=short(way[1]) if way[1] else "",
            total=total,
            whole=total is not None and len(shown) >= total,
            columns=rows.columns(part),
            folded=self._waits(part),
        )
        if not group.folded:
            group.rows = rows.shown(part, shown)
            _drop_empty_columns(group)
        group.more = {group.direction: group.property} if way[0] else {"part": part.id}
        return group

    def _label(self, part: Part) -> str:
        named = text(part.name, self.language)
        if named or not part.ways:
            return named
        direction, property = part.ways[0]
        return (words.label if direction == "out" else words.inverse)(property, self.language)

    def _sections(self, groups: list[tuple[Part, Group]]) -> list[Section]:
        sections: dict[str, Section] = {}
        for part, group in groups:
            heading = part.heading
            section = Section(heading.id, text(heading.label, self.language), heading.pairs)
            sections.setdefault(heading.id, section).groups.append(group)
        return list(sections.values())

    def _name(self, parts: list[Part], found: dict[str, list[Found]]) -> Name:
        """The name of a thing; one that has none of its own is called by what it stands between, else by its IRI."""
        named = best(self.shower.names.get(self.iri, {}), self.shower.order)
        if named:
            return named
        outward = [
            item.value for part in parts for item in found[part.id] if part.ways[:1] and part.ways[0][0] == "out"
        ]
        texts = [self.shower.ref(value).text for value in outward[:3]]
        return Name(" – ".join(texts) or words_of(self.iri))

    def _names(self, found: list[Found]) -> list[tuple[Name, str]]:
        """Every other form of the name, once, by language, with the address of its evidence."""
        title = best(self.shower.names.get(self.iri, {}), self.shower.order)
        spoken = {language: place for place, language in enumerate(self.shower.order)}
        once: dict[str, tuple[Name, str]] = {}
        for item in found:
            if isinstance(item.value, pyoxigraph.Literal) and (title is None or item.value.value != title.text):
                name = Name(item.value.value, item.value.language or "")
                href = evidence_href(self.iri, item.way[1], item.value, self.live.base)
                # The same name with a language says more than without.
                if name.text not in once or not once[name.text][0].language:
                    once[name.text] = (name, href)
        return sorted(once.values(), key=lambda pair: (spoken.get(pair[0].language, 99), pair[0].text))

    def _keys(self, groups: list[Group]) -> list[list[Ref]]:
        """The few facts that tell what this is, from the first short groups."""
        keys = []
        for group in groups:
            if not group.whole or len(group.rows) > MOST_KEYS:
                continue
            for row in group.rows:
                refs = [ref for cell in row.cells[:2] for ref in cell]
                if refs and len(refs) <= 3 and all(len(ref.text) <= LONGEST_KEY for ref in refs):
                    keys.append(refs)
        return keys[:MOST_KEYS]


def _drop_empty_columns(group: Group) -> None:
    kept = [place for place in range(len(group.columns)) if any(row.cells[place] for row in group.rows)]
    if group.columns and len(kept) < len(group.columns):
        for row in group.rows:
            row.cells = [row.cells[place] for place in kept]
        group.columns = tuple(group.columns[place] for place in kept)


def _plain(way: Way, place: int) -> Part:
    """The part for a property that the layout does not know."""
    name = f"{way[0]}-{short(way[1])}".replace(":", "-")
    return Part(name, rest(), place, ((way,),), {}, {})


def _folded(part: Part, total: int | None) -> bool:
    """Say whether a part waits to be opened: one that points here, is not laid out, and is not short."""
    return part.heading.id == rest().id and part.ways[0][0] == "in" and (total is None or total > MOST_IN_PAIRS)


def focus_of(part: str, direction: str, name: str, page: int) -> Focus:
    """The focus that an address names."""
    return Focus(page, part) if part else Focus(page, way=(direction, full(name)))
