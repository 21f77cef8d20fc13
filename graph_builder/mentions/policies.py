"""Policy documents: numbered papers, named strategies, plans, acts, agreements, and «meldingen» at hand."""

import re
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.model import add, layout_of, squeeze, text_of
from graph_builder.mentions.phrases import phrase_end

_SESSION_YEARS = r"\s?\(\d{4}\s?[-–—]\s?\d{2,4}\)"
_NUMBERED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), notation)
    for pattern, notation in (
        (rf"\b(?:Meld\.\s?St\.|St\.\s?meld\.)\s?(?:nr\.\s?)?\d+(?:{_SESSION_YEARS})?", "white-paper"),
        (rf"\bInnst\.\s?(?:St\.\s?)?(?:nr\.\s?)?\d+\s?[SLO]?\b(?:{_SESSION_YEARS})?", "recommendation"),
        (
            rf"\b(?:Prop\.|Ot\.\s?prp\.|St\.\s?prp\.)\s?(?:nr\.\s?)?\d+(?:/\d+:\d+)?\s?(?:[SL]+\b)?(?:{_SESSION_YEARS})?",
            "bill",
        ),
        (r"\b(?:NOU|SOU)\s?\d{4}:\s?\d+", "official-report"),
        (rf"\bDokument\s(?:nr\.\s?)?\d+:\d+(?:{_SESSION_YEARS})?", ""),
        (r"\b(?:Skr\.|[Ss]krivelse)\s?\d{4}/\d{2,4}:\d+", "white-paper"),
        (r"\b[Pp]roposition\s?\d{4}/\d{2,4}:\d+", "bill"),
        (r"\b(?:[Dd]ir\.|[Kk]ommittédirektiv)\s?\d{4}:\d+", "regulation"),
        (r"\bDs\s?\d{4}:\d+", "official-report"),
        (
            r"\b(?:[Ff]orordning|[Dd]irektiv|[Rr]egulation|[Dd]irective)\s?\((?:EU|EF|EC)\)\s?(?:nr\.\s?|No\s?)?\d+/\d+",
            "regulation",
        ),
    )
)
_TITLE = re.compile(
    r"[;:,]?\s*(?:«(?P<quoted>[^«»]{5,160})»|(?P<plain>[A-ZÆØÅ][^.;()«»\n]{8,140}?)(?=,?\s(?:og\s(?:på|i|med|til|av|om|for)|ble|blei|blev|var|er|har|hadde|som|viser|peker|gjelder|kom|kommer|la|gir|fikk|omtaler|sier|is|was|has|came)\b|,?\s\d{1,2}\.\s|[.;(\n]|$))"
)
# A document's kind by its word, with what may be glued before it: «samarbeidsavtale», «digitaliseringsstrategien».
_KINDS: tuple[tuple[str, str], ...] = (
    (r"(?:[Ss]tortingsmelding|[Mm]elding til Stortinget|[Ww]hite [Pp]aper)(?:en|a)?", "white-paper"),
    (r"(?:[Dd]en )?[Ss]trategiske? (?:ramme|plan|program)(?:n|en)?|[\w-]*[Ss]trategi(?:en|n)?|[Ss]trategy", "strategy"),
    (
        r"[\w-]*[Hh]andlings?plan(?:en)?|[\w-]*[Hh]andlingsprogram(?:met)?|[Ll]angtids?plan(?:en)?|[Tt]emaplan(?:en)?|[Aa]ction [Pp]lan|[Rr]oadmap|[Vv]eikart(?:et)?|"
        r"[Vv]egkart(?:et)?|[Ff]ärdplan(?:en)?|[Hh]andlingsplan(?:en)?|[Ii]nnovasjonsplan(?:en)?|[Uu]tviklingsplan(?:en)?",
        "plan",
    ),
    (r"[Ee]rklæring(?:en|a)?|[Dd]eklaration(?:en)?|[Dd]eclaration", "declaration"),
    (
        r"[\w-]*[Aa]vtale(?:n)?|[\w-]*[Aa]ftale(?:n)?|[\w-]*[Aa]vtal(?:et)?|[Öö]verenskommelse(?:n)?|[Aa]greement|[Mm]emorandum of [Uu]nderstanding|[Ii]ntensjonsavtale(?:n)?",
        "agreement",
    ),
    (r"[Ff]orskrift(?:en|a)?|[Ff]örordning(?:en)?|[Bb]ekendtgørelse(?:n)?", "regulation"),
    (r"[Ll]ov(?:en|a)?|[Ll]ag(?:en)?|[Aa]ct", "act"),
    (r"[Ll]ovproposisjon(?:en)?|[Ll]ovforslag(?:et)?", "bill"),
)
_HEAD = "|".join(pattern for pattern, _ in _KINDS)
_ABOUT = re.compile(
    rf"\b(?P<head>{_HEAD}|(?:(?<=\n)|(?<=\A))(?:Plan|Nasjonal strategi|National strategi|Nationell strategi)|[Nn]asjonal(?:e)? strategi|[Nn]ational(?:e)? strategi|[Nn]ationell(?:a)? strategi)\s+(?:om|for|on|mot|för|of(?=\s[A-Z]))\s+"
)
# «digitaliseringsstrategien Framtidens havn, som …», «handlingsplanen «Kai for alle»».
_NAMED = re.compile(
    rf"\b(?P<head>{_HEAD})\s+(?:[«»“\"”](?P<quoted>[^«»“”\"]{{4,160}})[«»”“\"]|(?P<plain>[A-ZÆØÅÄÖ][a-zæøåäö]+(?:\s[a-zæøåäö]+){{1,7}}?(?:\s[A-ZÆØÅ][a-zæøå]+)?)(?=,|\.\s|\s(?:som|ble|blei|blev|er|är|var|fra|frå|från|skal|ska)\b|\n))"
)
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), notation)
    for pattern, notation in (
        (
            r"\b[A-ZÆØÅa-zæøå]{3,}meldingen\b|\b[Mm]eldingen(?=s?\b)|\b[Ss]tortingsmelding(?:en|a)(?=s?\b)|\b[Mm]eldinga\b",
            "white-paper",
        ),
        (r"\b[Ii]nnstillingen\b|\b[Ii]nnstillinga\b", "recommendation"),
        (r"\b[A-ZÆØÅa-zæøå][a-zæøå]{3,}lov(?:en|a)?\b", "act"),
        (r"\b[A-ZÅÄÖa-zåäö][a-zåäö]{4,}(?<!s)(?<!bo)(?<!under)(?<!an)lagen\b", "act"),
        (r"\b[a-zæøå]{4,}(?:instruksen|forskriften)\b", "regulation"),
        (r"\b(?:den årlige )?[a-zæøå]*proposisjonen\b", "bill"),
        (r"\b[A-ZÆØÅÄÖa-zæøåäö]{4,}strategi(?:en|n)\b", "strategy"),
        (r"\b[A-ZÆØÅÄÖa-zæøåäö]{4,}aftalen\b|\b[a-zæøå]{4,}avtalen\b|\b[a-zåäö]{4,}avtalet\b", "agreement"),
        (r"\b(?:neste|forrige|ny|gjeldende) langtidsplan\b|\b[Ll]angtidsplanen\b", "plan"),
        (r"\b(?:ny(?:e)?|den nye) strategiske? ramme\b", "strategy"),
        (r"\bStatens \w+politikk\b", "strategy"),
    )
)
_DECLARATION = re.compile(
    r"\b[A-ZÆØÅ]{2,8}['’]?s? (?P<rest>(?:erklæring|prinsipper|retningslinjer|anbefaling(?:er)?|rekommendation(?:er)?|anbefalinger|principles|guidelines|recommendation|declaration) (?:for|om|on|för|of) )"
)


_TITLE_REGION = 4  # blocks at the top of a document that its title and number stand in


@Language.component("inno_policies")
def find_policies(doc: Doc) -> Doc:
    """Add a mention for each policy document."""
    text = text_of(doc)
    for pattern, notation in _NUMBERED:
        for match in pattern.finditer(text):
            add(doc, match.start(), match.end(), "PolicyDocument", finder="policies", weight=50, notation=notation)
            title = _TITLE.match(text, match.end())
            if title:
                group = "quoted" if title["quoted"] else "plain"
                add(
                    doc, title.start(group), title.end(group), "PolicyDocument", finder="policy-title", weight=49,
                    notation=notation,
                )  # fmt: skip
    for match in _ABOUT.finditer(text):
        end = phrase_end(text, match.end(), 9)
        if end > match.end():
            end = _with_brackets(text, end)
            add(
                doc,
                match.start(),
                end,
                "PolicyDocument",
                finder="policies",
                weight=48,
                notation=_notation(match["head"]),
            )
    for match in _NAMED.finditer(text):
        group = "quoted" if match["quoted"] else "plain"
        notation = _notation(match["head"])
        add(
            doc,
            match.start("head"),
            match.end("head"),
            "PolicyDocument",
            finder="policies",
            weight=48,
            notation=notation,
        )
        add(
            doc, match.start(group), match.end(group), "PolicyDocument", finder="policy-title", weight=49,
            notation=notation,
        )  # fmt: skip
    _own_title(doc)
    for match in _DECLARATION.finditer(text):
        add(
            doc, match.start("rest"), phrase_end(text, match.end(), 4), "PolicyDocument", finder="policies", weight=46,
            notation="declaration",
        )  # fmt: skip
    for pattern, notation in _WORDS:
        for match in pattern.finditer(text):
            add(doc, match.start(), match.end(), "PolicyDocument", finder="policies", weight=15, notation=notation)
            quoted = re.match(r"\s+«([^«»]{5,160})»", text[match.end() :])
            if quoted and notation == "white-paper":
                start = match.end() + quoted.start(1)
                add(
                    doc, start, match.end() + quoted.end(1), "PolicyDocument", finder="policy-title", weight=49,
                    notation=notation,
                )  # fmt: skip
    return doc


def _with_brackets(text: str, end: int) -> int:
    """«… elektronisk kommunikasjon (ekom)»: a short form in brackets belongs to the name."""
    match = re.match(r"\s\([a-zæøå]{2,12}\)", text[end:])
    return end + match.end() if match else end


def _notation(head: str) -> str:
    lower = head.lower()
    found = next((notation for pattern, notation in _KINDS if re.fullmatch(pattern, head)), "")
    return found or ("strategy" if "strategi" in lower else "plan")


def _own_title(doc: Doc) -> None:
    """A document that begins with its number, alone on a line: the heading beside it is its title."""
    blocks = layout_of(doc).blocks[:_TITLE_REGION]
    text = text_of(doc)
    for number, title in [*pairwise(blocks), *((b, a) for a, b in pairwise(blocks))]:
        printed = text[number.start : number.end].strip(" .")
        pattern = next((n for p, n in _NUMBERED if p.fullmatch(printed)), None)
        if (
            pattern is not None
            and title.kind == "heading"
            and not any(p.search(text, title.start, title.end) for p, _ in _NUMBERED)
        ):
            add(
                doc, title.start, title.end, "PolicyDocument", finder="own-title", weight=60,
                notation=pattern, name=squeeze(text[title.start : title.end]),
            )  # fmt: skip
            return
