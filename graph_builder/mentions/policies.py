"""Policy documents: numbered papers, named strategies, plans, acts, agreements, and «meldingen» at hand."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.model import add, squeeze, text_of
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
        (r"\bNOU\s?\d{4}:\s?\d+", "official-report"),
        (r"\bSOU\s?\d{4}:\s?\d+", "official-report"),
    )
)
_TITLE = re.compile(
    r"[;:,]?\s*(?:«(?P<quoted>[^«»]{5,160})»|(?P<plain>[A-ZÆØÅ][^.;()«»\n]{8,140}?)(?=,?\s(?:ble|blei|blev|var|er|har|hadde|som|viser|peker|gjelder|kom|kommer|la|gir|fikk|omtaler|sier|is|was|has|came)\b|,?\s\d{1,2}\.\s|[.;(\n]|$))"
)
_ABOUT = re.compile(
    r"\b(?P<head>[Ss]tortingsmelding(?:en|a)?|[Mm]elding til Stortinget|[Ss]trategi(?:en)?|[Hh]andlingsplan(?:en)?|[Ll]angtids?plan(?:en)?|[Ee]rklæring(?:en)?|"
    r"(?:(?<=\n)|(?<=\A))Plan|[Nn]ational strategi|[Ff]orskrift(?:en)?|[Ll]ov|[Aa]ct|[Ss]trategy|[Aa]ftale(?:n)?|[Aa]vtale(?:n)?|[Öö]verenskommelse|[Ww]hite paper|[Aa]ction plan|[Hh]andlingsplan)\s+(?:om|for|on|mot|för)\s+"
)
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), notation)
    for pattern, notation in (
        (
            r"\b[A-ZÆØÅa-zæøå]{3,}meldingen\b|\b[Mm]eldingen(?=s?\b)|\b[Ss]tortingsmelding(?:en|a)(?=s?\b)|\b[Mm]eldinga\b",
            "white-paper",
        ),
        (r"\b[Ii]nnstillingen\b|\b[Ii]nnstillinga\b", "recommendation"),
        (r"\b[a-zæøå]{4,}loven\b|\b[A-ZÆØÅ][a-zæøå]{4,}loven\b|\b[a-zæøå]{4,}lova\b", "act"),
        (r"\b[a-zæøå]{4,}(?:instruksen|forskriften)\b", "regulation"),
        (r"\b(?:den årlige )?[a-zæøå]*proposisjonen\b", "bill"),
        (r"\b[A-ZÆØÅa-zæøå]{4,}strategien\b", "strategy"),
        (r"\b(?:neste|forrige|ny|gjeldende) langtidsplan\b|\b[Ll]angtidsplanen\b", "plan"),
        (r"\b(?:ny(?:e)?|den nye) strategiske? ramme\b", "strategy"),
        (r"\bStatens \w+politikk\b", "strategy"),
    )
)
_DECLARATION = re.compile(r"\b[A-ZÆØÅ]{2,8}['’]?s? (?P<rest>erklæring (?:for|om) )")
_NOTATIONS = {
    "stortingsmelding": "white-paper", "melding": "white-paper", "white paper": "white-paper", "strategi": "strategy", "strategy": "strategy",
    "national": "strategy", "handlingsplan": "plan", "langtid": "plan", "action": "plan", "erklæring": "declaration",
    "aftale": "agreement",
    "avtale": "agreement",
    "överenskommelse": "agreement",
    "forskrift": "regulation", "lov": "act", "act": "act",
}  # fmt: skip


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
    for match in _DECLARATION.finditer(text):
        add(
            doc, match.start(), phrase_end(text, match.end(), 4), "PolicyDocument", finder="policies", weight=46,
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
    lower = squeeze(head).lower()
    return next((notation for start, notation in _NOTATIONS.items() if lower.startswith(start)), "plan")
