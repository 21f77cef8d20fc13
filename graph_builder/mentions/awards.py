"""Prizes: «Havneprisen 2031», «Den Offentlige Idépris», «Digital Leader Award», «prisen for Årets brukerreise»."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, squeeze, text_of
from graph_builder.mentions.phrases import phrase_end

_WORD = r"[A-ZÆØÅÄÖ][\w’-]*"
_ENDING = r"(?:pris|prisen|priset|prisa)"
_YEAR = r"(?:\s+(?:for\s+)?(?:20\d\d))?"
# The last word of a prize's name; those before it have capitals too: «Den Offentlige Idépris 2031».
_PRIZE = re.compile(
    rf"(?<![\w-])(?P<name>(?:(?:(?:Den|Det)\s)?(?:{_WORD}\s){{0,3}}(?<=\s))?(?P<head>[A-ZÆØÅÄÖa-zæøåäö][\w-]{{2,}}?-?{_ENDING}))"
    rf"(?P<for>\s+for\s+(?=[a-zæøåäö]))?(?P<year>{_YEAR})(?=s?\b)"
)
_ENGLISH = re.compile(
    r"\b(?P<name>(?:(?!The )[A-Z][\w’-]+ (?:(?:in|of|for|and) (?=[A-Z]))?){1,5}(?:Awards?|Prize)"
    r"(?: for [A-Z]\w+(?: (?:and |of |in )?[A-Z]\w+)*)?(?: 20\d\d)?)\b"
)
# «Årets brukerreise» is a prize where somebody is named that or where a year follows.
_OF_THE_YEAR = re.compile(
    r"(?:\b(?:\w*pris\w*|award|prize|utmerkelse\w*|utmerking\w*|udmærkelse\w*|utmärkelse\w*|tit[et]l\w*|kår\w+|nomin\w+|utnevnt|utsett\w*|utsedd|udnævnt|named|finalist\w*|vinner\w*|vinder\w*)"
    r"\s+(?:(?:for|til|till|som|as|av|af|of)\s+)?[«“\"]?(?P<name>(?:Årets|Året sin|Year’s)\s+(?:(?:lyse|beste|bedste|bästa|store|nye|nya|unge|unga|grønne|grøne|gröna|digitale|digitala|smarte|sosiale|sociala|sociale|offentlige|offentliga|kloke|modige|åpne)\s+)?[\w-]+(?:\s+20\d\d)?)"
    r"|\b(?P<dated>Årets\s+[\w-]+\s+20\d\d))(?=[»”\"]?)(?!\w)"
)
_OF_YEAR_ENGLISH = re.compile(r"\b(?P<name>(?:[A-Z]\w+ ){1,4}of the Year(?: 20\d\d)?)\b")
_NOT_PRIZES = re.compile(
    r"(?:bolig|bustad|olje|olie|strøm|straum|marked|marknad|kost|salg|sal|konsum|forbruk|forbrug|innkjøp|indkøb|enhet|enhed|total|fast|lav|låg|høy|høg|høj|opp|billett|time|dag|kilo|aksje|el|energi|"
    r"vann|vass|kvadratmeter|meter|stykk|pakke|rente|leie|leje|råvare|mat|gass|gas|netto|brutto|til|halv|transport|tomte|jord|veiled|listepris|listen|konkurranse|kontrakt|anbud|tilbud|tilbuds)\w*?s?-?pris",
    re.IGNORECASE,
)
# Where a document has none of these, a word as «ferjeprisen» is what something costs.
_OF_PRIZES = re.compile(
    r"\b(?:nomin\w+|jury\w*|vinn\w+|vind\w+|vant|vann|vandt|uddel\w*|utdel\w*|del\w* ut|finalist\w*|award\w*|tildel\w*|winner\w*|prisut\w+|hæder\w*|hed(?:er|ra)\w*|kår\w+)\b",
    re.IGNORECASE,
)
# What follows «prisen for» and says what it was won for, not what it is for.
_REASON = re.compile(
    r"(?:arbeid|innsats|indsats|insats|prosjekt|projekt|samspill|å|at|att|sitt?|sin|sine|sina|beste|bedste|bästa|den|det|de|dei|en|et|ei|ett|eit|løsning|sjette|første|andre|tredje|fjerde|femte)\w*\b"
)
_GENERIC = re.compile(
    rf"(?:års|førs?te|første|hoved|hovud|huvud|ære|æres|heders|årets|vinner|vinder|jury|juryens|sølv|gull)?{_ENDING}",
    re.IGNORECASE,
)


# A prize whose name does not say so: after «priset» and the like, or with its year after «vinner av», «nominert til».
_CAPITAL = r"[A-ZÆØÅÄÖ][\w’-]+"
_CALLED = (
    re.compile(
        r"\b(?:[a-zæøåäö]*(?:[Pp]risen|[Pp]riset|[Pp]risa)|utmerkelsen|utmerkinga|udmærkelsen|utmärkelsen|hederstittelen|[Tt]he (?:award|prize))\s+(?:kalt|kalla|kaldet|kallad|called)?\s*"
        rf"(?:[«“\"](?P<quoted>[^»”\"\n]{{4,60}})[»”\"]|(?P<plain>{_CAPITAL}(?:\s{_CAPITAL}|\s[a-zæøåäö]{{4,}}(?=\s+(?:20\d\d|i|av|af|til|till|går|gick|ble|blev|delas|deles|uddeles|er|är)\b|[.,]))+(?:\s20\d\d)?))"
    ),
    re.compile(
        r"\b(?:[Vv]inner\w*|[Vv]inder\w*|[Vv]innare\w*|[Vv]innar\w*|[Ff]inalist\w*|[Nn]ominer\w+|[Tt]ildel\w+|[Tt]illdel\w+|vant|vann|vandt|won|wins|får|fikk|fick|fik|awarded|[Ww]inners?|received|receives)\s+"
        rf"(?:av|af|of|i|in|til|till|to|for|för)?\s*(?:the\s)?[«“\"]?(?P<dated>{_CAPITAL}(?:\s(?:{_CAPITAL}|[a-zæøåäö]+)){{0,3}}\s20\d\d)\b"
    ),
)


# What is given out is a prize, where the text names it more than once: «Lange Tau deles ut hvert år».
_GIVEN = re.compile(
    rf"(?<![\w-])(?P<name>{_CAPITAL}(?:\s(?:{_CAPITAL}|[a-zæøåäö]{{3,}})){{1,3}}?)(?:\s20\d\d)?\s+(?:deles|delas|delast|blir delt|ble delt|blev uddelt|uddeles|delades|is awarded|is presented|was awarded)\b"
)


@Language.component("inno_awards")
def find_awards(doc: Doc) -> Doc:
    """Add a mention for each prize."""
    text = text_of(doc)
    of_prizes = bool(_OF_PRIZES.search(text))
    for match in find_all(_PRIZE, text):
        plain = match["head"][0].islower() and not match["year"]
        if not _NOT_PRIZES.match(match["head"]) and not _GENERIC.fullmatch(match["head"]) and (of_prizes or not plain):
            _prize(doc, text, match)
    for pattern, weight in ((_ENGLISH, 32), (_OF_THE_YEAR, 32), (_OF_YEAR_ENGLISH, 31)):
        for match in find_all(pattern, text):
            group = "name" if match["name"] else "dated"
            if not match[group].startswith("Year"):
                _add(doc, match.start(group), match.end(group), weight)
    _called(doc, text)
    return doc


def _called(doc: Doc, text: str) -> None:
    """Prizes known by what stands before their names, wherever the document prints them."""
    names = set()
    for pattern in _CALLED:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            names.add(squeeze(groups.get("quoted") or groups.get("plain") or groups.get("dated") or ""))
    for match in _GIVEN.finditer(text):
        if len(re.findall(rf"(?<![\w-]){re.escape(match['name'])}(?![\w-])", text)) > 1:
            names.add(squeeze(match["name"]))
    names |= {re.sub(r" 20\d\d$", "", name) for name in names}
    for name in sorted(name for name in names if " " in name and not _EVENT.search(name)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            add(doc, match.start(), match.end(), "Award", finder="awards", weight=21, name=name)


_EVENT = re.compile(r"konferan|konferen|conference|seminar|dagene|dagane|dagarna|festival|summit", re.IGNORECASE)


def _prize(doc: Doc, text: str, match: re.Match[str]) -> None:
    start, end = match.start("name"), match.end("year") if match["year"] else match.end("head")
    if match["for"] and not match["year"] and not _REASON.match(text, match.end("for")):
        end = max(end, phrase_end(text, match.end("for"), 3))
    # A sentence's first word («Vinneren Ferjeprisen») and a body before it («Havnerådets ferjepris») are no part.
    for word in re.finditer(r"\S+\s+", text[start : match.start("head")]):
        if word[0].strip().lower() in _LEADS or (match["head"][0].islower() and word[0].rstrip().endswith("s")):
            start = match.start("name") + word.end()
    _add(doc, start, end, 22 if start == match.start("head") and text[start].islower() else 32)


def _add(doc: Doc, start: int, end: int, weight: int) -> None:
    add(doc, start, end, "Award", finder="awards", weight=weight, name=squeeze(text_of(doc)[start:end]))


_LEADS = frozenset(
    {
        "vinner",
        "vinneren",
        "vinder",
        "vinderen",
        "vinnaren",
        "årets",
        "norges",
        "fjorårets",
        "the",
        "i",
        "og",
        "da",
        "når",
        "om",
        "les",
        "se",
        "prisen",
        "med",
        "på",
        "for",
        "til",
    }
)
