"""The shapes in words: what validation asks of each class and property, from the shapes' own messages."""

import re
from collections.abc import Mapping
from functools import cache

import pyoxigraph

from ontology import SH
from server.locale import pick
from shapes.files import files

Texts = Mapping[str, str]
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
# Where a message names what was found: nothing is found here.
_PLACE = re.compile(r"\s*[«“\"(]?\{[?$]\w+\}[»”\")]?")


@cache
def rules() -> dict[str, tuple[Texts, ...]]:
    """What is asked of a class or property, by its IRI: each rule as texts by language, in the order of the shapes."""
    store = pyoxigraph.Store()
    for path in files():
        store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    found: dict[str, dict[tuple[tuple[str, str], ...], None]] = {}
    for shape in {quad.subject: None for quad in store.quads_for_pattern(None, None, None, None)}:
        parts = [shape, *_terms(store, shape, SH.property), *_terms(store, shape, SH.sparql)]
        told = [texts for part in parts if (texts := _messages(store, part))]
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
            for term in _nodes(store, shape, target):
                found.setdefault(term.value, {}).update(dict.fromkeys(told))
        # A path of one property; longer ones have no IRI.
        for term in _nodes(store, shape, SH.path):
            if told:
                found.setdefault(term.value, {}).update(dict.fromkeys(told))
    return {iri: tuple(dict(texts) for texts in rules) for iri, rules in found.items()}


def rules_of(iri: str, language: str) -> list[str]:
    """What is asked of a class or property, in `language` or the one nearest to it."""
    texts = (pick(said, language) for said in rules().get(iri, ()))
    return list(dict.fromkeys(text for text in texts if text))


def _terms(store: pyoxigraph.Store, shape: Term, property: str) -> list[Term]:
    node = pyoxigraph.NamedNode(property)
    return [quad.object for quad in store.quads_for_pattern(shape, node, None, None)]  # type: ignore[arg-type]


def _nodes(store: pyoxigraph.Store, shape: Term, property: str) -> list[pyoxigraph.NamedNode]:
    return [term for term in _terms(store, shape, property) if isinstance(term, pyoxigraph.NamedNode)]


def _messages(store: pyoxigraph.Store, part: Term) -> tuple[tuple[str, str], ...]:
    texts = [term for term in _terms(store, part, SH.message) if isinstance(term, pyoxigraph.Literal)]
    return tuple(sorted((text.language or "", _PLACE.sub("", text.value)) for text in texts))
