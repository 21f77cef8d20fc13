"""Bodies by the form of their names: ministries, directorates, municipalities, universities, companies, units, acronyms."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import words
from graph_builder.mentions.model import add, layout_of, squeeze, text_of
from graph_builder.mentions.phrases import phrase_end

CAP = r"[A-ZÆØÅÄÖÉ][\w’-]*[a-zæøåäöéü]"
_FOR = (
    r"Direktoratet|Senter|Senteret|Nasjonalt senter|Center|Centret|Centrum|Institutt|Institut|Instituttet|Fakultetet?|Kontoret|"
    r"Rådet|Styrelsen|Myndigheten|Forbundet|Foreningen|Foreininga|Nettverk|Nettverket|Netværk|Kompetansesenter|Stiftelsen|"
    r"Department|Ministry|Agency|Centre|Institute|Office|Council"
)
_UNIT = r"avdeling|avdelinga|avdelingen|divisjon|seksjon|enhed|enhet|eining|sekretariat|kontor|afdeling|avdelning|department|unit"
_HEADS = (
    r"etaten|direktoratet|tilsynet|verket|styrelsen|myndigheten|ombudet|senteret|rådet|utvalget|komit[eé]en|komiteen|"
    r"registrene|biblioteket|forskning|bygg|vesenet|forbundet|sekretariatet|nettverket|kommisjonen|banken|instituttet|"
    r"departementet|ministeriet|organisasjonen|foreningen|etat|klinikken|sykehuset|sjukehuset|sygehus|fondet|hospital"
)
_LOWER_HEADS = (
    r"forskningsråd|institutt|institut|universitet|høgskole|høyskole|høgskule|högskola|universitetssykehus|sykehus|sjukehus|"
    r"organisasjon|ministerium|ministerråd|hospital|kommuneforening|folkehøgskole|forskningsinstitutt"
)
_COMPANY = r"AS|ASA|A/S|AB|ApS|HF|SA|Inc|Ltd|GmbH|Consulting|Group|Holding|Management Consulting"

_PATTERNS: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern.replace(" ", "[ ]{1,8}")), notation, weight)
    for pattern, notation, weight in (
        # «Nærings- og fiskeridepartementet», «Finansdepartementet», «Indenrigs- og Boligministeriet»
        (
            rf"\b(?:{CAP}-,? (?:\w+-,? )?(?:og|och|and) )?(?:[A-ZÆØÅ]|(?<=og\s)[a-zæøå])\w+(?:departementet|ministeriet)(?=s?\b)",
            "ministry",
            30,
        ),
        (rf"\b(?:{CAP} og )?{CAP} (?:fylkeskommune)(?=s?\b)", "county", 30),
        (
            rf"\b(?!(?:Hver|Kvar|Denne|Vår|Egen|Mange|Alle|En|Ei|Ein|Noen|Nokon|Enkelte|Varje|Hvert|Every|Each|Sin|Annen) ){CAP}(?:(?: og |-| ){CAP})? (?:kommune|Kommune|kommun|stad)(?=s?\b)",
            "municipality",
            30,
        ),
        (
            rf"\b(?!The |This |Our |Each )(?:{CAP} ){{1,4}}(?:Agency|Authority|Directorate|Council|Institute|Association|Commission|Foundation)\b",
            "agency",
            28,
        ),
        (rf"\bRegion {CAP}\b", "county", 25),
        (rf"\b(?:City|Municipality) of {CAP}", "municipality", 30),
        (rf"\bBydel {CAP}(?: {CAP})?", "city-district", 30),
        (
            rf"\b(?:Universitetet|Høgskolen|Høgskulen|Høyskolen|University) (?:i|på|of|in) {CAP}(?:[-\s]{CAP})?",
            "university",
            30,
        ),
        (
            rf"\b{CAP}(?: {CAP})? (?:Universitet|University|universitet|högskola|Business School|Universitetshospital)\b",
            "university",
            29,
        ),
        (rf"\b(?:{CAP}|[A-ZÆØÅ&]+)(?: (?:{CAP}|[A-ZÆØÅ&]{{2,}})){{0,3}} (?:{_COMPANY})\b", "company", 31),
        (rf"\b{CAP} (?:{_LOWER_HEADS})(?=s?\b)", "agency", 24),
        (rf"\b[A-ZÆØÅ][a-zæøåäö]{{2,}}(?:{_HEADS})(?=s?\b)", "agency", 20),
        (r"\bNAV [A-ZÆØÅ][a-zæøå]+|\bNav [A-ZÆØÅ][a-zæøå]+", "unit", 45),
    )
)
_NAMED_BY_FOR = re.compile(rf"\b(?:{_FOR})\s+(?:for|of|för)\s+")
_ENGLISH_NAME = re.compile(rf"(?<=of )(?:the )?{CAP}(?:,? (?:and |of )?{CAP})*")
_UNIT_FOR = re.compile(rf"\b(?:ny\s+)?(?P<unit>(?:{_UNIT})\s+(?:for|för|of)\s+)(?=[A-ZÆØÅa-zæøå])")
_UNIT_WORD = re.compile(r"\b[A-ZÆØÅ]\w+ (?:Sekretariat|Afdeling|Avdeling|Enhed|Enhet)\b")
_OWN_UNIT = re.compile(r"\b[A-ZÆØÅ]{2,8}[’']s? (?P<unit>[a-zæøå]+(?:afdeling|avdeling|enhet|sekretariat))\b")
_ENUMERATION = re.compile(
    rf"\b(?P<list>{CAP}(?:, {CAP})*(?:,? (?:og|and|och) {CAP})) (?:kommune|kommunar|kommuner|kommunene|kommunane)\b"
)
_ACRONYM = re.compile(r"(?:(?<![\w#.@/-])|(?<=\bv/))[A-ZÆØÅÄÖ][A-ZÆØÅÄÖ&]{1,7}(?=(?:s|['’]s?)?(?![\w-]))")
_NO_BODY = frozenset(words("no_bodies"))
_GOVERNMENT = re.compile(
    r"\b(?:[Rr]egjeringen|[Rr]egjeringa|[Rr]egeringen|[Dd]en nye regering|[Tt]he (?:\w+ )?[Gg]overnment)(?=s?\b)"
)
_NAMED_AFTER_KIND = re.compile(
    rf"\b(?P<kind>(?:\w+)?(?:selskapet|foreningen|nettverket|stiftelsen|bedriften|virksomheten|organisasjonen|tænketanken|firmaet|företaget|"
    rf"instituttet|interesseorganisation|innovationsmyndighed)) (?P<name>(?:{CAP}|[A-ZÆØÅ]{{2,}})(?: (?:{CAP}|[A-Z]{{2,}})){{0,2}})"
)


@Language.component("inno_bodies")
def find_bodies(doc: Doc) -> Doc:
    """Add a mention for each body that its name's form shows."""
    text = text_of(doc)
    for pattern, notation, weight in _PATTERNS:
        for match in pattern.finditer(text):
            if match[0] not in _NO_BODY:
                _body(doc, *_strip_lead(text, match.start(), match.end()), notation, weight)
    for match in _NAMED_BY_FOR.finditer(text):
        # In English the words of a name have capitals; in the Nordic languages the phrase has to be followed.
        english = _ENGLISH_NAME.match(text, match.end())
        end = english.end() if english else phrase_end(text, match.end(), 6)
        kind = "ministry" if match[0].startswith("Ministry") else "agency"
        # «Senter for innovasjon i tjenesteyting – offentlig og privat,»: a dash and two joined words belong to it.
        dashed = re.match(r"\s–\s[a-zæøå]+ (?:og|och|and) [a-zæøå]+(?=[,)])", text[end:])
        _body(doc, match.start(), end + (dashed.end() if dashed else 0), kind, 26)
    for match in _UNIT_FOR.finditer(text):
        start = match.start("unit")
        _body(doc, start, phrase_end(text, match.end(), 5), "unit", 27)
    for match in _UNIT_WORD.finditer(text):
        _body(doc, match.start(), match.end(), "unit", 27)
    for match in _OWN_UNIT.finditer(text):
        _body(doc, match.start("unit"), match.end("unit"), "unit", 27, name=squeeze(match[0]))
    for match in _NAMED_AFTER_KIND.finditer(text):
        _body(doc, match.start("name"), match.end("name"), _kind_named(match["kind"]), 22)
    for match in _GOVERNMENT.finditer(text):
        _body(doc, match.start(), match.end(), "government", 10, name=match[0][0].lower() + match[0][1:])
    _find_enumerations(doc)
    _find_acronyms(doc)
    return doc


def _body(doc: Doc, start: int, end: int, notation: str, weight: int, name: str = "") -> None:
    add(doc, start, end, "Organisation", finder="bodies", weight=weight, notation=notation, name=name)


def _strip_lead(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave a preposition that a sentence begins with out of the name («I Oslo kommune», «Hos Vestland fylkeskommune»)."""
    lead = re.match(
        r"(?:I|Hos|Ved|På|Fra|Til|For|Med|Både|Også|Når|Da|At|In|From|Danske|Norske|Svenske) (?=[A-ZÆØÅÄÖ])",
        text[start:end],
    )
    return (start + lead.end(), end) if lead else (start, end)


def _kind_named(word: str) -> str:
    lower = word.lower()
    if lower.endswith("nettverket"):
        return "network"
    if lower.endswith(("foreningen", "organisasjonen", "interesseorganisation")):
        return "interest-organisation"
    if lower.endswith("innovationsmyndighed"):
        return "agency"
    return "research-institution" if lower.endswith("instituttet") else "company"


def _find_enumerations(doc: Doc) -> None:
    """«Nes, Vik og Sand kommune»: each name is that of a municipality."""
    for match in _ENUMERATION.finditer(text_of(doc)):
        for name in re.finditer(CAP, match["list"]):
            start = match.start("list") + name.start()
            _body(doc, start, start + len(name[0]), "municipality", 32, name=f"{name[0]} kommune")


def _find_acronyms(doc: Doc) -> None:
    for block in layout_of(doc).blocks:
        text = text_of(doc)[block.start : block.end]
        letters = [c for c in text if c.isalpha()]
        if letters and sum(c.isupper() for c in letters) > 0.7 * len(letters) and len(letters) > 8:
            continue  # a line in capitals: every word would be an acronym
        for match in _ACRONYM.finditer(text_of(doc), block.start, block.end):
            if match[0] not in _NO_BODY and not text_of(doc)[match.end() :].startswith("-"):
                _body(doc, match.start(), match.end(), "", 12)
