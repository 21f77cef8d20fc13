"""Prizes: «Innovasjonsprisen 2018», «departementets innovasjonspris for 2018», «Digital Leader Award»."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.model import add, text_of

_PRIZE = re.compile(
    r"\b(?P<name>[A-ZÆØÅa-zæøåäö]{4,}(?:pris|prisen|priset|prize|award)(?:\s+(?:for\s+)?(?:20\d\d))?)(?=s?\b)"
    r"|\b(?P<english>(?:(?!The )[A-Z]\w+ ){1,4}(?:Award|Prize)(?: 20\d\d)?)\b"
)
_NOT_PRIZES = re.compile(
    r"(?:bolig|olje|strøm|markeds|kost|salgs|konsum|forbruker|innkjøps|enhets|total|fast|lav|høy|opp)\w*pris",
    re.IGNORECASE,
)


@Language.component("inno_awards")
def find_awards(doc: Doc) -> Doc:
    """Add a mention for each prize."""
    for match in _PRIZE.finditer(text_of(doc)):
        if not _NOT_PRIZES.match(match[0]):
            add(doc, match.start(), match.end(), "Award", finder="awards", weight=22)
    return doc
