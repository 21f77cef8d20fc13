"""Bodies by the form of their names: ministries, directorates, municipalities, universities, companies, committees."""

import re
from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.model import add, cased, squeeze, word_forms
from graph_builder.mentions.people import is_title
from graph_builder.mentions.phrases import name_end

CAP = r"[A-ZÆØÅÄÖÉ][\w’-]*[a-zæøåäöéü]"
# A word of a company's name: also «4C», «AI», «&», «Next.io».
_WORD = r"(?!(?:AS|ASA|AB|ApS|HF|Ltd|GmbH)\b)[A-ZÆØÅÄÖÉ0-9][\w’.+-]*"
_FOR = (
    r"(?:Statens|Norges|Danmarks|Nordisk|Norsk|Nasjonalt|Nationalt|Nationellt|Regionalt) (?:senter|center|centrum|institutt|institut|råd|utvalg|nettverk|forbund|forening|direktorat)|"
    r"(?:(?:Nasjonalt|Regionalt|Nordisk|Nationalt|Nationellt) )?(?:[A-ZÆØÅ][a-zæøåäö]*)?"
    r"(?:[Dd]irektoratet|Senter|[Ss]enteret|Center|[Cc]entret|Centrum|Institutt|Institut|[Ii]nstituttet|[Rr]ådet|[Ss]tyrelsen|"
    r"[Mm]yndigheten|[Ff]orbundet|Forening|Förening|[Ff]oreningen|[Ff]öreningen|[Ff]oreininga|Nettverk|[Nn]ettverket|Netværk|[Nn]etværket|[Nn]ätverket|"
    r"Stiftelse|[Ss]tiftelsen|[Dd]epartementet|[Mm]inisteriet|[Aa]kademiet|[Ii]nspektionen|[Nn]ämnden|Kommission|[Kk]ommissionen|[Uu]tvalget|[Uu]tvalet|[Uu]dvalget)"
    r"|Råd|Utvalg|Utval|Udvalg|Klyngen?|Fakultetet|Fakultet|Kontoret"
    r"|(?:(?:Norwegian|Swedish|Danish|Finnish|Nordic|European|National|Royal) )*(?:Department|Ministry|Agency|Centre|Center|Institute|Office|Council|Directorate|Association|Network|Committee|Commission|Authority|Board)"
)
# Bodies that are told of with a small letter: «et nytt råd for …», «the committee for …».
_TOLD_FOR = (
    r"(?:(?:[Dd]et )?(?:ny[et] )?nasjonalt? )?(?:(?:[Dd]et )?(?:nye )?nasjonale )?(?:ressurs|kompetanse|kunnskaps|forsknings|videns|kompetence|forskar)?(?:senter|senteret|center|centret|centrum)|(?:fag|samarbeids|rådgivende )?råd|"
    r"(?:ekspert)?(?:utvalg|utval|udvalg)|kommisjon|kommission|direktorat|tilsyn"
)
_HEADS = (
    r"etaten|direktoratet|tilsynet|verket|styrelsen|myndigheten|ombudet|ombodet|senteret|centret|rådet|utvalget|utvalet|komit[eé]en|"
    r"registrene|registeret|biblioteket|forskning|bygg|vesenet|forbundet|sekretariatet|nettverket|kommisjonen|kommissionen|banken|instituttet|"
    r"departementet|ministeriet|organisasjonen|foreningen|föreningen|foreninga|etat|klinikken|sykehuset|sjukehuset|sygehus|sjukhuset|fondet|hospital|"
    r"inspektionen|nämnden|nævnet|nemnda|nemnden|förvaltningen|forvaltningen|kansliet|universitetet|högskolan|højskolen|høgskolen|høgskulen|"
    r"institutet|stiftelsen|fonden|museet|revisjonen|administrasjonen|forvalteren|forvaltaren|akademiet|foretaket|klyngen|klynga|alliansen|"
    r"partiet|tinget|unionen|regionen|selskapet|forskningsinstitutt"
)
_WEAK_HEADS = tuple(words("weak_body_heads"))
_LOWER_HEADS = (
    r"forskningsråd|institutt|institut|universitet|høgskole|høyskole|høgskule|högskola|universitetssykehus|sykehus|sjukehus|sjukhus|sygehus|"
    r"organisasjon|organisation|ministerium|ministerråd|hospital|kommuneforening|folkehøgskole|forskningsinstitutt|direktorat|"
    r"forbund|forening|förening|stiftelse|museum|bibliotek|vegvesen|senter|center|fond|kommunalförbund|länsstyrelse|revisjon|bank|"
    r"forskningssenter|kunnskapssenter|kompetansesenter|innovasjonssenter|næringsforening|kommunesamarbeid|næringsråd|ungdomsråd|folkebibliotek"
)
_COMPANY = r"AS|ASA|A/S|AB|ApS|HF|SA|KF|IKS|RHF|Oyj?|Inc|Ltd|GmbH|SE|NV|Consulting|Group|Holding|Management Consulting"
_OWNED = r"Norges|Statens|Sveriges|Danmarks|Finlands|Islands|Nordisk|Nordiska|Norsk|Svensk|Svenska|Dansk|Danske|Nasjonalt|Nasjonal|Europeisk"
_STADEN = r"kommune|Kommune|kommun|stad|kommunestyre|bystyre"

_PATTERNS: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern.replace(" ", "[ ]{1,8}")), notation, weight)
    for pattern, notation, weight in (
        # «Nærings- og fiskeridepartementet», «Finansdepartementet», «Indenrigs- og Boligministeriet»
        (
            rf"\b(?:{CAP}-,? (?:\w+-,? )?(?:og|och|and) )?(?:[A-ZÆØÅ]|(?<=og\s)[a-zæøå])\w+(?:departementet|ministeriet)(?=s?\b)",
            "ministry",
            30,
        ),
        (rf"\b(?:{CAP} og )?{CAP} (?:fylkeskommune|Fylkeskommune|County Council|County)(?=s?\b)", "county", 30),
        (
            rf"\b(?!(?:Hver|Kvar|Denne|Vår|Egen|Mange|Alle|En|Ei|Ein|Noen|Nokon|Enkelte|Varje|Hvert|Every|Each|Sin|Annen|Ny|Nye|Stor|Liten) ){CAP}(?:(?:-| ){CAP})? (?:{_STADEN}|Municipality|municipality|City Council)(?=s?\b)",
            "municipality",
            30,
        ),
        (
            rf"\b(?!The |This |Our |Each )(?:{CAP} ){{1,4}}(?:Agency|Authority|Directorate|Council|Institute|Association|Commission|Foundation|Ministry|Committee|Network|Alliance|Union|Hospital|Board|Laboratory)\b(?! of | for )",
            "agency",
            28,
        ),
        (rf"\bRegion {CAP}\b", "county", 25),
        (rf"\b(?:City|Municipality|County) of {CAP}", "municipality", 30),
        (rf"\bBydel {CAP}(?: {CAP})?", "city-district", 30),
        (
            rf"\b(?:Universitetet|Høgskolen|Høgskulen|Høyskolen|Handelshøyskolen|Politihøgskolen|University|Högskolan|Teknologisk institutt) (?:i|på|of|in|for) {CAP}(?:[-\s]{CAP})?",
            "university",
            30,
        ),
        (
            rf"\b(?:Statsforvalteren|Statsforvaltaren|Fylkesmannen|Länsstyrelsen) i {CAP}(?:(?: og (?!\w+(?:en|et|ane|ene)\b)|-){CAP})?(?! kommune)",
            "agency",
            30,
        ),
        (rf"\b(?:Universitetssykehuset|Universitetssjukehuset|Sykehuset|Sjukehuset|Helse|Sykehusene) (?:i )?{CAP}(?:-{CAP})?(?: HF| RHF)?", "agency", 32),
        (
            rf"\b(?!(?:Et|Eit|Ett|Each|The|Hvert|Alle|Vårt) ){CAP}(?: {CAP})? (?:Universitet|University|universitet|högskola|Business School|Universitetshospital|universitetssykehus|universitetssjukehus)\b",
            "university",
            29,
        ),
        (rf"\b(?:{_WORD})(?:(?: & | \+ | ){_WORD}){{0,4}} (?:{_COMPANY})(?![\w/-])", "company", 31),
        # «Norges geologiske institutt», «Statens institutt for folkehelse», «Nordisk ministerråd»
        (rf"\b(?:{_OWNED})(?: (?!(?:og|i|for)\b)[\wæøåäö-]+(?: og [\wæøåäö-]+)?)?? (?:\w*(?:{_LOWER_HEADS}))(?=s?\b)", "agency", 26),
        (rf"\b(?:St\. )?{CAP}(?: {CAP}s)? (?:{_LOWER_HEADS})(?=s?\b)", "agency", 24),
        (rf"\b[A-ZÆØÅ][a-zæøåäö-]{{2,}}(?:{_HEADS})(?=s?\b)", "agency", 20),
        (rf"\b{CAP}-(?:utvalget|utvalet|udvalget|kommisjonen|kommissionen|klyngen|gruppen|nettverket|alliansen)(?=s?\b)", "committee", 21),
        (rf"\b{CAP}(?: {CAP})? (?:Lab|Hub|Living Lab|Science Park|Innovation|Kommuneforening|Næringsforening|Unlimited)\b", "company", 17),
        (rf"\b(?:Sveriges|Danmarks|Norges|Finlands) (?!(?:Og|I)\b){CAP}(?: (?:og|och) {CAP})?", "interest-organisation", 18),
        (r"\b(?:NAV|Nav) (?!Kommune)[A-ZÆØÅ][a-zæøå]+", "unit", 45),
    )
)  # fmt: skip
_NAMED_BY_FOR = re.compile(rf"\b(?:{_FOR})\s+(?:for|of|för)\s+")
_OWNER = re.compile(rf"(?:{_OWNED})\s")
_TOLD_BY_FOR = re.compile(rf"(?<![-\w])(?:{_TOLD_FOR})\s+(?:for|för)\s+(?=[a-zæøåäöA-ZÆØÅÄÖ])")
_GOVERNMENT = re.compile(
    r"\b(?:[Rr]egjeringen|[Rr]egjeringa|[Rr]egeringen|[Dd]en nye regering|[Tt]he (?:(?!former|next|new)\w+ )?[Gg]overnment)(?=s?\b)"
)
_ENUMERATION = re.compile(
    rf"\b(?P<list>{CAP}(?:, {CAP})*(?:,? (?:og|and|och|samt) {CAP})) (?:kommune|kommunar|kommuner|kommunene|kommunane|municipalities)\b"
)
_NO_BODY = frozenset(words("no_bodies"))
_OPENERS = re.compile(rf"(?:{alternatives(words('openers'))}) (?=[A-ZÆØÅÄÖ])")
_INTRODUCED = re.compile(rf"s?\s*\((?:[A-ZÆØÅÄÖ]|{alternatives(words('introducing'))}\s)")
_KIND_WORD = re.compile(
    r"(?:Bolaget|Selskapet|Firmaet|Bedriften|Virksomheden|Stiftelsen|Företaget|Företag) (?=[A-ZÆØÅÄÖ]\S* )"
)


@Language.component("inno_bodies")
def find_bodies(doc: Doc) -> Doc:
    """Add a mention for each body that its name's form shows."""
    text = cased(doc)
    for pattern, notation, weight in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = _strip_lead(text, match.start(), match.end())
            if text[start:end] not in _NO_BODY and not _is_common(doc, text, start, end):
                _body(doc, start, end, notation, weight)
    starts = sorted(m.start for m in doc._.mentions if m.kind == "Organisation" and m.weight >= 28)
    for pattern, weight in ((_NAMED_BY_FOR, 26), (_TOLD_BY_FOR, 14)):
        for match in pattern.finditer(text):
            end = name_end(text, match.end(), 6)
            end = _cut(text, match.end(), end, starts)
            kind = "ministry" if match[0].startswith("Ministry") else "agency"
            # «Senter for innovasjon i tjenesteyting – offentlig og privat,»: a dash and two joined words belong to it.
            dashed = re.match(r"\s–\s[a-zæøå]+ (?:og|och|and) [a-zæøå]+(?=[,)])", text[end:])
            if end > match.end():
                owned = 2 * bool(_OWNER.match(match[0]))  # more than the unit that «institutt for …» would be
                _body(doc, match.start(), end + (dashed.end() if dashed else 0), kind, weight + owned)
    for match in _GOVERNMENT.finditer(text):
        _body(doc, match.start(), match.end(), "government", 10, name=match[0][0].lower() + match[0][1:])
    for match in _ENUMERATION.finditer(text):
        if re.search(r"(?:[A-ZÆØÅÄÖ][\w-]+|\b(?:for|för)) $", text[max(0, match.start() - 30) : match.start()]):
            continue  # «Center for Offentlig Tovværk og Strandby Kommune»
        for name in re.finditer(CAP, match["list"]):
            start = match.start("list") + name.start()
            _body(doc, start, start + len(name[0]), "municipality", 32, name=f"{name[0]} kommune")
    return doc


def _body(doc: Doc, start: int, end: int, notation: str, weight: int, name: str = "") -> None:
    name = name or squeeze(cased(doc)[start:end])
    add(doc, start, end, "Organisation", finder="bodies", weight=weight, notation=notation, name=name)


def _cut(text: str, start: int, end: int, starts: list[int]) -> int:
    """A name ends where another body's begins: «Senter for tau og |Tindvik kommune|»."""
    at = bisect_left(starts, start)
    if at == len(starts) or starts[at] >= end:
        return end
    return start + len(re.sub(r"(?:\s+(?:og|och|and|i|ved|the))*[\s,]*$", "", text[start : starts[at]]))


def _strip_lead(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out what a sentence begins with («I Oslo kommune»), a title («Direktør Havn AS») and a kind («Bolaget X AB»)."""
    while lead := _OPENERS.match(text, start, end) or _KIND_WORD.match(text, start, end):
        start = lead.end()
    first = re.match(r"([\w-]+)\s+(?=\S)", text[start:end])
    if first and is_title(first[1]):
        start += first.end()
    return start, end


def _is_common(doc: Doc, text: str, start: int, end: int) -> bool:
    """Whether a word with a capital is a common noun: the text has it in small letters too, or it only begins
    sentences and ends as many common nouns do («Styringsrådet», «Arbeidsutvalget»).
    """
    name = text[start:end]
    if re.search(r"[\s-]", name):
        return False
    small, inside = word_forms(doc)
    following = re.match(r" ([A-ZÆØÅÄÖ][a-zæøåäö]+)", text[end : end + 20])
    if name.endswith(_WEAK_HEADS) and following and following[1] not in given_names():
        return True  # «Forskningsinstituttet Havlab»: the word for its kind before a name
    if not name.endswith(_WEAK_HEADS) and name[0].lower() + name[1:] not in small:
        return False
    return name not in inside and not _INTRODUCED.match(text, end)
