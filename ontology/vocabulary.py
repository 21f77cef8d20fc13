"""What the ontology says, in the form that code asks for it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from ontology.files import triples
from ontology.namespaces import INNO, OWL, RDF, RDFS, SKOS

LANGUAGES = ("nb", "nn", "da", "sv", "en")
"""The declared order in which languages stand in for one another."""

_TERM_TYPES = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    RDF.Property,
    SKOS.Concept,
    SKOS.ConceptScheme,
}


@dataclass(frozen=True)
class Vocabulary:
    """The ontology as look-ups; IRIs are plain strings. Get it from `vocabulary()`."""

    kinds: Mapping[str, str]
    """Kind (`person`, the segment in the IRI of a thing) to class IRI, in the order of the file."""
    classes: tuple[str, ...]
    """Every declared class, in the order of the file."""
    properties: tuple[str, ...]
    """Every declared property, in the order of the file."""
    declared: frozenset[str]
    """Every declared class, property, concept and concept scheme."""
    _supers: Mapping[str, tuple[str, ...]]
    _labels: Mapping[str, Mapping[str, str]]
    _comments: Mapping[str, Mapping[str, str]]
    _concepts: Mapping[tuple[str, str], str]
    _kind_by_class: Mapping[str, str]

    def superclasses(self, iri: str) -> tuple[str, ...]:
        """All classes above a class, sorted, without the class itself; empty for an unknown IRI."""
        return self._supers.get(iri, ())

    def superproperties(self, iri: str) -> tuple[str, ...]:
        """All properties above a property, sorted, without the property itself; empty for an unknown IRI."""
        return self._supers.get(iri, ())

    def kind_of(self, class_iri: str) -> str | None:
        """The kind of a class (`person` of inno:Person), or None for a class that has none."""
        return self._kind_by_class.get(class_iri)

    def label(self, iri: str, lang: str = "en") -> str:
        """The label of a term in `lang`, else in nb, nn, da, sv, en or any; the local name in words failing all."""
        return _choose(self._labels.get(iri, {}), lang) or _words(iri)

    def comment(self, iri: str, lang: str = "en") -> str:
        """What a term means, in `lang` or by the same fallback as `label`; empty when nothing is said."""
        return _choose(self._comments.get(iri, {}), lang)

    def concept(self, scheme: str, notation: str) -> str | None:
        """The concept with a notation in a scheme: `("organisation", "ministry")`; None when there is none."""
        return self._concepts.get((scheme, notation))

    def notations(self, scheme: str) -> tuple[str, ...]:
        """The notations of a scheme (`organisation`, `event` or `policy`), in the order of the file."""
        return tuple(notation for word, notation in self._concepts if word == scheme)


@cache
def vocabulary() -> Vocabulary:
    """The ontology as look-ups, read once."""
    parents: dict[str, set[str]] = defaultdict(set)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    comments: dict[str, dict[str, str]] = defaultdict(dict)
    types: dict[str, list[str]] = defaultdict(list)
    kinds: dict[str, str] = {}
    notations: dict[str, str] = {}
    schemes: dict[str, str] = {}
    for triple in triples():
        if not isinstance(triple.subject, NamedNode):
            continue
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        if isinstance(value, NamedNode):
            if predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
                parents[subject].add(value.value)
            elif predicate == RDF.type and value.value in _TERM_TYPES:
                types[subject].append(value.value)
            elif predicate == SKOS.inScheme:
                schemes[subject] = value.value
        elif isinstance(value, Literal):
            if predicate in (RDFS.label, SKOS.prefLabel):
                labels[subject][value.language or ""] = value.value
            elif predicate == RDFS.comment:
                comments[subject][value.language or ""] = value.value
            elif predicate == INNO.kind:
                kinds[value.value] = subject
            elif predicate == SKOS.notation:
                notations[subject] = value.value
    concepts = {
        (schemes[iri].removeprefix(INNO).removesuffix("-kinds"), notation): iri for iri, notation in notations.items()
    }
    concept_types = {SKOS.Concept, SKOS.ConceptScheme}
    return Vocabulary(
        kinds=kinds,
        classes=tuple(iri for iri, found in types.items() if OWL.Class in found),
        properties=tuple(iri for iri, found in types.items() if not {OWL.Class, *concept_types} & set(found)),
        declared=frozenset(types),
        _supers={iri: _closure(iri, parents) for iri in parents},
        _labels=labels,
        _comments=comments,
        _concepts=concepts,
        _kind_by_class={iri: kind for kind, iri in kinds.items()},
    )


def _closure(iri: str, parents: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    found: set[str] = set()
    todo = [iri]
    while todo:
        for parent in parents.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return tuple(sorted(found - {iri}))


def _choose(texts: Mapping[str, str], lang: str) -> str:
    for candidate in (lang, *LANGUAGES):
        if candidate in texts:
            return texts[candidate]
    return next(iter(texts.values()), "")


def _words(iri: str) -> str:
    """`https://…/some-thing` or `…#someThing` as `some thing`."""
    local = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    spaced = re.sub(r"(?<=[a-zæøå0-9])(?=[A-ZÆØÅ])", " ", local)
    return re.sub(r"[-_\s]+", " ", spaced).strip().lower() or "?"
