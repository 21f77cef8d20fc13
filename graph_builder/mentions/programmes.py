"""Standing programmes, schemes, survey series and courses by the form of their names."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.model import add, text_of
from graph_builder.mentions.phrases import phrase_end

_FULL_WORD = re.compile(
    r"\b(?!utdannings|ledelses|hel|arbeids|dags|parti|data)[A-ZÆØÅa-zæøåäö]{5,}(?:programmet|programmen|barometer(?:et)?|barometern|barometrene)(?=s?\b)"
    r"(?P<for>\s+for\s+(?=[a-zæøå]))?"
)
_SCHEME = re.compile(r"\b[a-zæøå]{6,}ordningen(?P<for>\s+for\s+(?=[a-zæøå]))?")
_NAMED = re.compile(r"\b(?P<name>[A-ZÆØÅ]{4,}(?:-[A-ZÆØÅ]+)?)(?P<word>[ -]programmet)\b")
_OF_KIND = re.compile(
    r"\b(?P<head>[Pp]artnerskap|[Pp]rogram|[Ll]æringsprogram|[Mm]arkedsplass|[Rr]egulatorisk sandkasse)\s+(?:for|om)\s+(?=[a-zæøå])"
)


@Language.component("inno_programmes")
def find_programmes(doc: Doc) -> Doc:
    """Add a mention for each programme."""
    text = text_of(doc)
    for pattern in (_FULL_WORD, _SCHEME):
        for match in pattern.finditer(text):
            end = phrase_end(text, match.end(), 4) if match["for"] else match.end()
            add(doc, match.start(), end, "Programme", finder="programmes", weight=21)
    for match in _NAMED.finditer(text):
        add(doc, match.start(), match.end(), "Programme", finder="programmes", weight=44, name=match["name"])
    for match in _OF_KIND.finditer(text):
        end = phrase_end(text, match.end(), 5)
        if end > match.end():
            add(doc, match.start(), end, "Programme", finder="programmes", weight=23)
    return doc
