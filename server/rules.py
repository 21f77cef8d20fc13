"""The shapes in words: what validation asks of each class and property, from the shapes' own messages."""

from collections.abc import Iterator
from functools import cache

from server.locale import pick
from server.shape_texts import Shape, Texts, shapes


@cache
def rules() -> dict[str, tuple[Texts, ...]]:
    """What is asked of a class or property, by its IRI: each rule as texts by language, in the order of the shapes."""
    known = shapes()
    found: dict[str, dict[tuple[tuple[str, str], ...], Texts]] = {}
    for shape in known.values():
        told = [*shape.texts, *(text for part in shape.parts if part in known for text in known[part].texts)]
        for term in _terms(shape):
            found.setdefault(term, {}).update({tuple(sorted(texts.items())): texts for texts in told})
    return {iri: tuple(told.values()) for iri, told in found.items() if told}


def rules_of(iri: str, language: str) -> list[str]:
    """What is asked of a class or property, in `language` or the one nearest to it."""
    texts = (pick(said, language) for said in rules().get(iri, ()))
    return list(dict.fromkeys(text for text in texts if text))


def _terms(shape: Shape) -> Iterator[str]:
    """The classes and properties that a shape is about. A path of more than one property has no IRI."""
    yield from (iri for kind, iri in shape.targets if kind in {"class", "subjects", "objects"})
    if shape.path is not None and shape.path.way == "property":
        yield shape.path.iri
