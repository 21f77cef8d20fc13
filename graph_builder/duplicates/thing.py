"""What is known of each thing before it is compared with others: its names, documents, facts and dates."""

import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from graph_builder.draft import Draft, Entity, Value
from graph_builder.iris import is_generic
from graph_builder.merges import fold
from ontology import INNO, ORG, RDF, RDFS, SCHEMA, SKOS

KINDS = ("Person", "Organisation", "Programme", "Project", "PolicyDocument", "Award", "Event", "Place")
# What only names a thing or classes it is compared as its name, or not at all.
_NO_CONTEXT = frozenset(
    {RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SCHEMA.name, SCHEMA.mentions, SCHEMA.description}
    | {ORG.classification, INNO.eventType, INNO.policyType, SCHEMA.inLanguage}
)
# Nodes between things that have no name of their own; a role is what its person and its body have in common.
_BETWEEN = frozenset({"Membership", "Grant", "Amount"})
_OF_A_ROLE = (ORG.organization, SCHEMA.memberOf, SCHEMA.roleName)
# Whatever is called «the government» or «the department» is another one in the next document, unless they share more
# than the name. Of governments not even that tells.
_OF_ITS_DOCUMENT = frozenset({"unit", "recommendation"})
_NEVER_ONE = "government"
_MOST_NAMES = 8
_LONGEST_VALUE = 100
_INVERSE = "^"
Fact = tuple[str, str]


@dataclass(frozen=True)
class Thing:
    """A thing as candidates are found by it.

    `name` is its label, `names` its forms without capitals and marks, the label's first; `printed` the forms as they
    stand; `facts` what is said of it as (property, IRI or text), `^` before a property of which it is the object;
    `known` whether it is the authority's; `generic` whether its name says which thing is meant only in its document.
    """

    iri: str
    kind: str
    name: str
    names: tuple[str, ...]
    printed: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    facts: frozenset[Fact] = frozenset()
    dates: frozenset[str] = frozenset()
    known: bool = False
    generic: bool = False


@dataclass
class _Told:
    """What documents tell of one thing."""

    kind: str
    labels: set[str] = field(default_factory=set)
    printed: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    facts: set[Fact] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    known: bool = False
    within: bool = False


def things_of(drafts: Sequence[Draft], iris: Mapping[int, str], apart: Container[int] = ()) -> list[Thing]:
    """The things of all documents, by IRI; entities in `apart` (by `id`) are left out."""
    told: dict[str, _Told] = {}
    for draft in drafts:
        for entity in draft.entities:
            at_hand = entity.notation == _NEVER_ONE and not entity.key
            if entity.kind in KINDS and id(entity) not in apart and not at_hand:
                about = told.setdefault(iris[id(entity)], _Told(entity.kind))
                about.labels.add(entity.label)
                about.printed.update(entity.names)
                about.documents.add(draft.document.stem)
                about.known |= bool(entity.key)
                about.within |= entity.notation in _OF_ITS_DOCUMENT
                if entity.kind == "Event" and entity.date:
                    about.dates.add(entity.date)
        for iri, facts in _facts(draft, iris).items():
            if iri in told:
                told[iri].facts |= facts
    return [_thing(iri, about) for iri, about in sorted(told.items())]


def _thing(iri: str, about: _Told) -> Thing:
    name = max(about.labels, key=lambda label: (len(label), label))
    forms = sorted(about.labels - {name}) + sorted(about.printed - about.labels, key=lambda form: (-len(form), form))
    # «Haukvik» and «kommunen» say who is meant only where the whole name stands before them.
    own = (form for form in forms if not is_generic(form) and (about.kind != "Person" or len(form.split()) > 1))
    folded = dict.fromkeys(found for form in (name, *own) if (found := fold(form)))
    return Thing(
        iri,
        about.kind,
        name,
        tuple(folded)[:_MOST_NAMES] or (name,),
        frozenset(about.printed | about.labels),
        frozenset(about.documents),
        frozenset(about.facts),
        frozenset(about.dates),
        about.known,
        about.within or is_generic(name),
    )


def _facts(draft: Draft, iris: Mapping[int, str]) -> dict[str, set[Fact]]:
    """What a document says of each thing, with roles told of their persons and bodies directly."""
    found: dict[str, set[Fact]] = defaultdict(set)
    for subject, property, value in draft.facts:
        if subject.kind in _BETWEEN or property in _NO_CONTEXT:
            continue
        if isinstance(value, Value):
            if len(value.text) <= _LONGEST_VALUE:
                found[iris[id(subject)]].add((property, _plain(value.text)))
        elif value.kind not in _BETWEEN:
            found[iris[id(subject)]].add((property, iris[id(value)]))
            found[iris[id(value)]].add((_INVERSE + property, iris[id(subject)]))
    for role in (entity for entity in draft.entities if entity.kind == "Membership"):
        for person in draft.objects(role, ORG.member):
            if isinstance(person, Entity):
                _role(draft, role, iris[id(person)], iris, found)
    return found


def _role(draft: Draft, role: Entity, person: str, iris: Mapping[int, str], found: dict[str, set[Fact]]) -> None:
    for property in _OF_A_ROLE:
        for value in draft.objects(role, property):
            if isinstance(value, Entity):
                found[person].add((property, iris[id(value)]))
                found[iris[id(value)]].add((ORG.hasMember, person))
            else:
                found[person].add((property, _plain(value.text)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold()).strip()
