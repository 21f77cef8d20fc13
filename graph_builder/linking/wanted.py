"""The things of a build that have no identity outside yet, with what a register can be asked for them by."""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph_builder.iris import is_generic
from graph_builder.merges import fold
from ontology import ORG, OWL, RDF, RDFS, SCHEMA, SKOS, vocabulary
from store import Build

# The kinds that registers have; a measure or a talk is nobody else's thing.
KINDS = ("organisation", "person", "place", "programme", "project", "event", "award", "policy")
_NAMING = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
_SAME = (OWL.sameAs, SKOS.exactMatch)
_NO_CONTEXT = frozenset({RDF.type, SCHEMA.mentions, *_NAMING})
_MOST_NAMES = 4
_MOST_AROUND = 60
_LONGEST = 150
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Wanted:
    """A thing to ask for: its names, the first its label; the names of what stands around it, folded; its years."""

    iri: str
    kind: str
    names: tuple[str, ...]
    around: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()


def wanted(
    build: Build, kinds: Collection[str] = KINDS, linked: Container[str] = (), *, unmentioned: bool = False
) -> list[Wanted]:
    """The things of these kinds, those that most documents mention first; those in `linked` are left out.

    A thing that the graph says is the same as one outside has its identity already. With `unmentioned`, also entries
    of the authority that no document mentions.
    """
    base = str(build.manifest.base_iri)
    names = _names(build)
    of_kind = {
        quad.subject.value: kind
        for kind in kinds
        for quad in build.matching(None, NamedNode(RDF.type), NamedNode(vocabulary().kinds[kind]))
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{base}id/")
    }
    # What has an identity already; and talks are nobody's things but their event's.
    have = _linked(build, base) | {iri for iri, _whole in _values(build, SCHEMA.superEvent)}
    mentions: dict[str, set[str]] = defaultdict(set)
    for document, iri in _values(build, SCHEMA.mentions):
        mentions[iri].add(document)
    around, years = _around(build, set(of_kind), names)
    found = []
    for iri in sorted(of_kind, key=lambda each: (-len(mentions[each]), each)):
        forms = [name for name in names.get(iri, ()) if len(name) <= _LONGEST and len(name) > 1]
        if iri in have or iri in linked or not (unmentioned or mentions[iri]) or not forms or is_generic(forms[0]):
            continue
        label, *others = forms
        # A surname alone, or a word that stands for the name in its document, would find half a register.
        kept = [name for name in others if not is_generic(name) and (of_kind[iri] != "person" or " " in name)]
        known = frozenset(sorted(around[iri])[:_MOST_AROUND])
        found.append(Wanted(iri, of_kind[iri], (label, *kept)[:_MOST_NAMES], known, frozenset(years[iri])))
    return found


def _names(build: Build) -> dict[str, list[str]]:
    """The names of everything, the label first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for property in _NAMING:
        for subject, name in sorted(_values(build, property)):
            found[subject].setdefault(" ".join(name.split()))
    return {iri: list(names) for iri, names in found.items()}


def _values(build: Build, property: str) -> Iterator[tuple[str, str]]:
    """Subject and value of each statement of a property, in any graph."""
    for quad in build.matching(None, NamedNode(property)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.object.value


def _linked(build: Build, base: str) -> set[str]:
    return {iri for property in _SAME for iri, other in _values(build, property) if not other.startswith(base)}


def _around(
    build: Build, things: set[str], names: dict[str, list[str]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The names of what each thing has to do with, and the years that are told of it."""
    around: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[str]] = defaultdict(set)
    # A role is told of its person.
    members = dict(_values(build, ORG.member))
    for quad in _stated(build):
        if quad.predicate.value in _NO_CONTEXT or not isinstance(quad.subject, NamedNode):
            continue
        subject = members.get(quad.subject.value, quad.subject.value)
        if isinstance(quad.object, NamedNode):
            other = members.get(quad.object.value, quad.object.value)
            for one, to in ((subject, other), (other, subject)):
                if one in things and one != to and to in names:
                    around[one].update(map(fold, names[to][:2]))
        elif subject in things and isinstance(quad.object, Literal) and _YEAR.match(quad.object.value):
            years[subject].add(quad.object.value[:4])
    return around, years


def _stated(build: Build) -> Iterator[Quad]:
    """What is said in the graphs, each triple once, without the evidence for it."""
    return build.with_union.quads_for_pattern(None, None, None, DefaultGraph())
