"""What the ontology calls its terms, from both ends and in the plural, for headings of pages."""

from functools import cache

from pyoxigraph import Literal, NamedNode

from ontology import INNO, load_store, vocabulary
from server.locale import pick


def label(iri: str, language: str) -> str:
    """The label of a class or property with a capital letter, as headings have it."""
    return capital(vocabulary().label(iri, language))


def inverse(iri: str, language: str) -> str:
    """What a property is called from the side of its value: `performer` is `Takes part in`, else `← performer`."""
    said = _annotation(INNO.inverseLabel).get(iri, {})
    text = pick(said, language)
    return capital(text) if text else f"← {vocabulary().label(iri, language)}"


def plural(kind: str, language: str) -> str:
    """What the things of a kind are called: `Persons`; the class's label when no plural is declared."""
    class_iri = vocabulary().kinds.get(kind)
    if class_iri is None:
        return capital(kind.replace("-", " "))
    said = _annotation(INNO.pluralLabel).get(class_iri, {})
    return capital(pick(said, language) or vocabulary().label(class_iri, language))


def singular(kind: str, language: str) -> str:
    """What one thing of a kind is called."""
    class_iri = vocabulary().kinds.get(kind)
    return capital(vocabulary().label(class_iri, language) if class_iri else kind.replace("-", " "))


def comment(iri: str, language: str) -> str:
    """What a term means."""
    return vocabulary().comment(iri, language)


@cache
def place(iri: str) -> int:
    """Where a property stands in the ontology: pages show facts in that order, unknown ones last."""
    properties = vocabulary().properties
    return properties.index(iri) if iri in properties else len(properties)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


@cache
def _annotation(property: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for quad in load_store().quads_for_pattern(None, NamedNode(property), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            found.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return found
