"""Names of things: which properties give them, which one to show, and the order of a list of them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology import DCTERMS, FOAF, RDFS, SKOS

# In one language the first of these is the name of a thing; a preferred name is one that a steward chose.
LABELS = (SKOS.prefLabel, RDFS.label, FOAF.name, DCTERMS.title)
OTHER_FORMS = (SKOS.altLabel,)
# Graphs that no document stands behind.
NOT_SAID = ("authority", "inferred", "ontology", "shapes", "build", "validation")
# These characters follow z.
_AT_THE_END: dict[str, str | int | None] = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
_LAST = str.maketrans(_AT_THE_END)


def sort_key(text: str) -> tuple[str, str]:
    """The order of a list of names: Æ, Ø and Å last, Ä and Ö with them; other accents and case count for nothing."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    placed = lowered.translate(_LAST)
    bare = placed
    if not placed.isascii():
        bare = "".join(char for char in unicodedata.normalize("NFKD", placed) if not unicodedata.combining(char))
    return bare.lstrip(" «\"'“„(–-"), text


@dataclass(frozen=True)
class Name:
    """A name with the language it is in; empty for none."""

    text: str
    language: str = ""


def best(names: Mapping[str, Iterable[Name]], order: Sequence[str]) -> Name | None:
    """The name to show: by language in `order`, then without a language, then any; then by kind of label.

    `names` maps the IRI of a label property to the names that it gives. Ties go to the first in the alphabet.
    """
    places = {language: place for place, language in enumerate((*order, ""))}
    found = [
        (places.get(name.language, len(places)), rank, name.text, name)
        for rank, predicate in enumerate(LABELS)
        for name in names.get(predicate, ())
        if name.text.strip()
    ]
    return min(found, key=lambda item: item[:3])[-1] if found else None


def words_of(iri: str) -> str:
    """A last resort for a thing that has no name: the last part of its IRI as words, never the IRI."""
    local = iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
    words = " ".join(local.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] if words else "?"
