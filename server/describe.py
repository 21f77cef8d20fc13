"""All that the graph says of one thing, put in groups for its page."""

from dataclasses import dataclass, field

import pyoxigraph

from ontology import INNO, ORG, RDF, SCHEMA, SKOS, vocabulary
from server import layouts, values, words
from server.links import thing_of
from server.live import Live
from server.names import LABELS, Name, best, words_of
from server.reader import SORTABLE, Count, Place, Reader, Term, Triple, Wanted
from server.shown import Group, Ref, Row, Shower

# A group longer than this is not put in the alphabet on the page of its thing, only when it is shown alone.
WINDOW = 200
NAMES = (*LABELS, SKOS.altLabel)
# Said elsewhere on the page: what kind of thing it is, and in which documents it appears.
NOT_LISTED = {("out", RDF.type), ("in", SCHEMA.mentions)}
MOST_KEYS = 5
LONGEST_KEY = 60


@dataclass
class Page:
    """What the page of a thing shows. `sources` are pairs of a document's stem and its number of facts."""

    iri: str
    kind: str
    class_iri: str
    name: Name
    names: list[tuple[str, Name]] = field(default_factory=list)
    keys: list[tuple[str, list[Ref]]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    sources: list[tuple[str, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Focus:
    """One group of a thing, shown alone and page by page; pages count from 1."""

    direction: str
    property: str
    page: int


def describe(reader: Reader, iri: str, language: str, page_size: int, focus: Focus | None = None) -> Page | None:
    """Gather the page of a thing, or None when the graph says nothing of it. Asks seven queries at most."""
    counts = reader.counts(iri)
    if not counts:
        return None
    return _Description(reader, iri, language, page_size, counts, focus).page()


class _Description:
    def __init__(
        self, reader: Reader, iri: str, language: str, size: int, counts: list[Count], focus: Focus | None
    ) -> None:
        self.reader = reader
        self.live: Live = reader.live
        self.iri = iri
        self.size = size
        self.focus = focus
        self.shower = Shower(self.live, language)
        self.language = language
        self.totals = {(count.direction, count.property): count.total for count in counts}
        self.facts: dict[str, list[tuple[str, Term]]] = {}
        self.evidence: dict[Triple, list[Place]] = {}
        self.found: dict[tuple[str, str], list[Term]] = {}

    def page(self) -> Page:
        found = self.found = self.reader.groups(self.iri, self._wanted())
        nodes = layouts.nodes(found, self.live.base)
        self.facts = self.reader.facts_of(nodes)
        inner = layouts.inner_nodes(self.facts, self.live.base)
        if inner:
            self.facts |= self.reader.facts_of(inner)
        self.shower.names = self.reader.names(self._neighbours(found) | {self.iri})
        own_names = self.shower.names.get(self.iri, {})
        listed = [key for key in found if key[1] not in NAMES or key[0] == "in"]
        shown = {key: self._slice(key, found[key]) for key in listed}
        subjects = {term.value for (way, _), terms in shown.items() if way == "in" for term in terms}
        expanded = {term.value for terms in shown.values() for term in terms if term.value in self.facts}
        self.evidence = self.reader.evidence(self.iri, subjects - expanded, expanded | inner)
        sources = self.reader.documents(self.iri)
        for stem in sources:
            self.shower.number(stem)
        thing = thing_of(self.iri, self.live.base)
        kind = thing.kind if thing else ""
        groups = [self._group(key, shown[key]) for key in sorted(shown, key=self._order)]
        return Page(
            iri=self.iri,
            kind=kind,
            class_iri=vocabulary().kinds.get(kind, ""),
            name=best(own_names, self.shower.order) or self._derived_name(),
            names=self._names(found),
            keys=self._keys(groups),
            groups=groups,
            sources=list(sources.items()),
            numbers=self.shower.numbers,
        )

    def _wanted(self) -> list[Wanted]:
        wanted = []
        for (direction, property), total in sorted(self.totals.items()):
            if (direction, property) in NOT_LISTED:
                continue
            if (direction == "out" and property in NAMES) or self.focus is None:
                wanted.append(Wanted(direction, property, WINDOW))
            elif (direction, property) == (self.focus.direction, self.focus.property):
                whole = total <= SORTABLE
                offset = 0 if whole else (self.focus.page - 1) * self.size
                wanted.append(Wanted(direction, property, SORTABLE if whole else self.size, offset))
        return wanted

    def _neighbours(self, found: dict[tuple[str, str], list[Term]]) -> set[str]:
        terms = [term for group in found.values() for term in group]
        terms += [term for facts in self.facts.values() for _, term in facts]
        return {term.value for term in terms if isinstance(term, pyoxigraph.NamedNode)}

    def _slice(self, key: tuple[str, str], terms: list[Term]) -> list[Term]:
        """The part of a group that this page shows, in order."""
        total = self.totals[key]
        if total <= (WINDOW if self.focus is None else SORTABLE):
            terms = sorted(terms, key=lambda term: layouts.order(term, self.shower, self.facts))
        if self.focus is None:
            return terms[: self.size]
        start = (self.focus.page - 1) * self.size if total <= SORTABLE else 0
        return terms[start : start + self.size]

    def _order(self, key: tuple[str, str]) -> tuple[bool, int, str]:
        return key[0] == "in", words.place(key[1]), key[1]

    def _group(self, key: tuple[str, str], terms: list[Term]) -> Group:
        direction, property = key
        label = words.label if direction == "out" else words.inverse
        group = Group(
            id=f"{direction}-{layouts.short(property)}".replace(":", "-"),
            label=label(property, self.language),
            comment=words.comment(property, self.language),
            direction=direction,
            property=layouts.short(property),
            total=self.totals[key],
        )
        group.columns = layouts.columns(group, property, terms, self.live.base)
        if INNO.hasElement in vocabulary().superproperties(property) and group.total == len(terms):
            terms = sorted(terms, key=lambda term: self._position(key, term))
        group.rows = [self._row(direction, property, term) for term in terms]
        if self.focus is None and group.total > len(group.rows):
            group.more = group.property
        return group

    def _position(self, key: tuple[str, str], term: Term) -> tuple[int, ...]:
        """Where a document says a fact: what a white paper holds is shown in its own order, not the alphabet's."""
        places = self.evidence.get((self.iri, key[1], term), [])
        # The span may begin with the words that lead in to a whole list; then its end tells one item from the next.
        return min(((self.shower.number(place.stem), place.start, place.end) for place in places), default=(1_000_000,))

    def _row(self, direction: str, property: str, term: Term) -> Row:
        cells = layouts.cells(direction, property, term, self.iri, self.shower, self.facts)
        if term.value in self.facts and layouts.is_node(term, self.live.base):
            places = [place for (subject, _, _), at in self.evidence.items() if subject == term.value for place in at]
            # The words that say the role come before those that only name its holder.
            places.sort(key=lambda place: (self.shower.number(place.stem), -(place.end - place.start)))
        elif direction == "out":
            places = self.evidence.get((self.iri, property, term), [])
        else:
            places = self.evidence.get((term.value, property, pyoxigraph.NamedNode(self.iri)), [])
        heading = layouts.heading(direction, property, term, self.shower, self.facts)
        return Row(cells, self.shower.marks(places), heading)

    def _period(self) -> Ref | None:
        """When a thing begins and ends, as one value."""
        ends = [self.found.get(("out", property), []) for property in (SCHEMA.startDate, SCHEMA.endDate)]
        start, end = (
            terms[0] if len(terms) == 1 and isinstance(terms[0], pyoxigraph.Literal) else None for terms in ends
        )
        if start is None or end is None:
            return None
        first, last = ((term.value, term.datatype.value) for term in (start, end))
        return Ref(values.period(first, last, self.language))

    def _derived_name(self) -> Name:
        """The name of a thing that has none of its own: the ends of a membership, else words of the IRI."""
        said = [self.found.get(("out", property), []) for property in (ORG.member, SCHEMA.roleName, ORG.organization)]
        names = [
            self.shower.name(terms[0].value).text if isinstance(terms[0], pyoxigraph.NamedNode) else terms[0].value
            for terms in said
            if terms
        ]
        return Name(" – ".join(names) or words_of(self.iri))

    def _names(self, found: dict[tuple[str, str], list[Term]]) -> list[tuple[str, Name]]:
        """Every other form of the name, once, with the property that gives it."""
        title = best(self.shower.names.get(self.iri, {}), self.shower.order)
        seen = {title.text} if title else set()
        names = []
        for property in NAMES:
            for term in found.get(("out", property), []):
                if isinstance(term, pyoxigraph.Literal) and term.value not in seen:
                    seen.add(term.value)
                    names.append((words.label(property, self.language), Name(term.value, term.language or "")))
        return sorted(names, key=lambda item: (item[1].language, item[1].text))

    def _keys(self, groups: list[Group]) -> list[tuple[str, list[Ref]]]:
        """The few facts that tell what this is: its type, when, where, who; taken from the short groups."""
        ranked = []
        for place, group in enumerate(groups):
            if group.total > 2 or not group.rows or not group.rows[0].cells:
                continue
            property = layouts.full(group.property)
            if group.direction == "in" and property != ORG.member:
                continue
            if property == SCHEMA.endDate and ("out", SCHEMA.startDate) in self.totals:
                continue
            refs = [ref for row in group.rows for cell in row.cells for ref in cell]
            if property == SCHEMA.startDate and group.total == 1:
                refs = [self._period() or refs[0]]
            if any(len(ref.text) > LONGEST_KEY for ref in refs):
                continue
            if property == ORG.member:
                # Each role is a value of its own: the title, and the body beside it.
                rows = [[ref for cell in row.cells for ref in cell] for row in group.rows]
                ranked += [(1, place, group.label, row) for row in rows]
                continue
            # A concept says what it is; a literal without a link is a date, a number or a sum.
            rank = 0 if refs and refs[0].iri.startswith(INNO) else 2
            ranked.append((rank, place, group.label, refs))
        return [(label, refs) for _, _, label, refs in sorted(ranked, key=lambda item: item[:2])[:MOST_KEYS]]
