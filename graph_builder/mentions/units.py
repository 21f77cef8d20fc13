"""Units of bodies: «avdeling for digital utvikling», «Økonomisk Sekretariat», «KS' innovasjonsavdeling»."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, cased, squeeze, text_of
from graph_builder.mentions.phrases import name_end

_KIND = (
    r"avdelinga?|avdelingen|divisjon|divisjonen|seksjon|seksjonen|enhed|enheden|enhet|enheten|eining|eininga|sekretariat|sekretariatet|kontor|kontoret|"
    r"afdeling|afdelingen|avdelning|avdelningen|etat|stab|staben|teamet?|fagområde|"
    r"department|division|section|unit|institutt|institut|institution(?:en)?|fakultet|forvaltning|förvaltning"
)
_UNIT_FOR = re.compile(rf"(?<![-\w])(?P<unit>(?i:{_KIND})\s+(?:for|för|of)\s+)(?=[A-ZÆØÅÄÖa-zæøåäö])")
# «Teknisk Sekretariat», «Digital Afdeling», but «Ny avdeling» is none.
_UNIT_WORD = re.compile(
    r"\b(?!(?:Ny|Nye|En|Et|Egen|Vår|Denne|Hele|Each|Our|The|This) )[A-ZÆØÅÄÖ]\w+ (?:Sekretariat|Afdeling|Avdeling|Enhed|Enhet|Seksjon|Forvaltning|Department|Unit|Division|Team)\b"
)
_OWN_UNIT = re.compile(
    r"\b[A-ZÆØÅ]{2,8}[’']?s? (?P<unit>[a-zæøåäö]+(?:afdeling|avdeling|avdelning|enhet|enhed|sekretariat))\b"
)
# «Innovasjonsavdelingen i Tindvik kommune», «flyktningtjenesten i Bydel Nord»: a word that a body follows.
_UNIT_IN = re.compile(
    r"\b(?P<unit>(?:[A-ZÆØÅÄÖ][a-zA-Z]{1,8}-|[A-ZÆØÅÄÖa-zæøåäö]{3,})(?:avdelingen|avdelinga|avdelningen|afdelingen|enheten|eininga|enheden|seksjonen|divisjonen|kontoret|sekretariatet|tjenesten|tenesta|etaten|"
    r"forvaltningen|förvaltningen|labben|laben|teamet)) (?:i|ved|hos|på|vid|under|at) (?=[A-ZÆØÅÄÖ])"
)
# «rådgiver, It-avdelingen, |Tindvik kommune|»
_UNIT_COMMA = re.compile(
    r", (?P<unit>(?:[A-ZÆØÅÄÖ]\w*[- ]){0,2}[A-ZÆØÅÄÖa-zæøåäö]*(?:avdelingen|avdelinga|avdelningen|afdelingen|enheten|eininga|enheden|seksjonen|divisjonen|sekretariatet|forvaltningen|förvaltningen|staben)), (?=[A-ZÆØÅÄÖ])"
)
_COMMON = re.compile(
    r"(?i:hoved|ekstern|intern|gjest|samfunns|bistands|verneplikts|velferds|helse|omsorgs|skole)?(?i:kontoret|tjenesten|tenesta)"
)


@Language.component("inno_units")
def find_units(doc: Doc) -> Doc:
    """Add a mention for each unit."""
    text = cased(doc)
    for match in find_all(_UNIT_FOR, text):
        end = name_end(text, match.end(), 5)
        if end > match.end():
            _unit(doc, match.start("unit"), end)
    for match in find_all(_UNIT_WORD, text):
        _unit(doc, match.start(), match.end())
    for match in find_all(_OWN_UNIT, text):
        _unit(doc, match.start("unit"), match.end("unit"), squeeze(text_of(doc)[match.start() : match.end()]))
    for match in find_all(_UNIT_IN, text):
        if not _COMMON.fullmatch(match["unit"]):
            add(doc, match.start("unit"), match.end("unit"), "Organisation", finder="units", weight=14, notation="unit")
    for match in find_all(_UNIT_COMMA, text):
        add(doc, *match.span("unit"), "Organisation", finder="units", weight=26, notation="unit")
    return doc


def _unit(doc: Doc, start: int, end: int, name: str = "") -> None:
    add(doc, start, end, "Organisation", finder="units", weight=27, notation="unit", name=name)
