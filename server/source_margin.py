"""What stands beside a block of a document's text: the things that it names, each with what it says of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import pyoxigraph

from ontology import ORG, SCHEMA
from server import words
from server.decided import DecidedBy, decided_by
from server.links import thing_of
from server.reader import Term, Triple
from server.shown import Ref, Shower
from server.source_marks import NAMING, Item


@dataclass(frozen=True)
class Said:
    """One fact beside the text; its number is its id on the page. A role is one such line: what, and where."""

    number: int
    property: str
    values: tuple[Ref, ...]
    href: str
    confidence: str
    reader: str
    kind: str
    # The steward who said so, or said that it is right.
    decided: DecidedBy | None = None


@dataclass
class Subject:
    """A thing that a block names, or says something of, with what is said."""

    ref: Ref
    kind: str = ""
    named: bool = False
    facts: list[Said] = field(default_factory=list)


class Margin:
    """What stands beside a block: its things, each with what the block says of it."""

    def __init__(self, shower: Shower, between: Mapping[str, list[tuple[str, Term]]]) -> None:
        self.shower = shower
        self.between = between
        # A page comes to the same things again and again.
        self.thing = cache(shower.thing)

    def key(self, triple: Triple) -> Triple:
        """What counts as the same fact: all that is said of one membership is one."""
        return (triple[0], ORG.member, pyoxigraph.Literal("")) if triple[0] in self.between else triple

    def subjects(self, begun: list[Item]) -> list[Subject]:
        """The things of a block in the order in which it comes to them."""
        found: dict[str, Subject] = {}
        seen: set[Triple] = set()
        for item in begun:
            number, place, triple, kind, name = item
            subject, property, value = triple
            if self.key(triple) in seen or (property in NAMING and subject in self.between):
                continue
            seen.add(self.key(triple))
            holder = name or self._holder(subject)
            if holder not in found:
                found[holder] = self._subject(holder)
            entry = found[holder]
            if name:
                entry.named = True
                continue
            anchor = f"#char={place.start},{place.end}"
            if subject in self.between:
                label, values = self._role(subject, holder)
            else:
                label, values = words.label(property, self.shower.language), (self._ref(value),)
            decided = decided_by(self.shower.live, place.evidence)
            entry.facts.append(Said(number, label, values, anchor, place.confidence, place.extractor, kind, decided))
        # A thing that a fact here leads to already needs no line that says its name alone.
        reached = {value.iri for entry in found.values() for said in entry.facts for value in said.values if value.iri}
        return [entry for iri, entry in found.items() if entry.facts or iri not in reached]

    def _ref(self, term: Term) -> Ref:
        return self.thing(term.value) if isinstance(term, pyoxigraph.NamedNode) else self.shower.ref(term)

    def _subject(self, iri: str) -> Subject:
        thing = thing_of(iri, self.shower.live.base)
        return Subject(self.thing(iri), thing.kind if thing else "")

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
        values = [self._ref(term) for p in ordered for property, term in said if property == p]
        rest = [
            self._ref(term)
            for property, term in said
            if property not in {*ordered, ORG.member, *NAMING} and term.value != holder
        ]
        return label, (*values, *rest)
