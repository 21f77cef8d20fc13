"""Bodies by the form of their names: ministries, directorates, municipalities, universities, companies, committees."""

import re
from bisect import bisect_left

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.body_forms import CAP, FOR, FORMS, OWNED, TOLD_FOR
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, cased, squeeze, word_forms
from graph_builder.mentions.people import is_title
from graph_builder.mentions.phrases import name_end

_NAMED_BY_FOR = re.compile(rf"\b(?:{FOR})\s+(?:for|of|för)\s+")
_OWNER = re.compile(rf"(?:{OWNED})\s")
_TOLD_BY_FOR = re.compile(rf"(?<![-\w])(?:{TOLD_FOR})\s+(?:for|för)\s+(?=[a-zæøåäöA-ZÆØÅÄÖ])")
_GOVERNMENT = re.compile(
    r"\b(?:[Rr]egjeringen|[Rr]egjeringa|[Rr]egeringen|[Dd]en nye regering|[Tt]he (?:(?!former|next|new)\w+ )?[Gg]overnment)(?=s?\b)"
)
_ENUMERATION = re.compile(
    rf"\b(?P<list>{CAP}(?:, {CAP})*(?:,? (?:og|and|och|samt) {CAP})) (?:kommune|kommunar|kommuner|kommunene|kommunane|municipalities)\b"
)
_WEAK_HEADS = tuple(words("weak_body_heads"))
_NO_BODY = frozenset(words("no_bodies"))
_OPENERS = re.compile(rf"(?:{alternatives(words('openers'))}) (?=[A-ZÆØÅÄÖ])")
_ADJECTIVE = re.compile(r"(?:Danske|Norske|Svenske|Svenska|Nordiske|Nordiska) (?=[A-ZÆØÅÄÖ])")
_INTRODUCED = re.compile(rf"s?\s*\((?:[A-ZÆØÅÄÖ]|{alternatives(words('introducing'))}\s)")
_KIND_WORD = re.compile(
    r"(?:Bolaget|Selskapet|Firmaet|Bedriften|Virksomheden|Stiftelsen|Företaget|Företag) (?=[A-ZÆØÅÄÖ]\S* )"
    r"|[A-ZÆØÅÄÖ]\w*-[a-zæøåäö]*(?:en|et|a|ar|ert|erte|erade|erede|based) (?=[A-ZÆØÅÄÖ])"  # «Turku-based Havpaa Oy»
)


@Language.component("inno_bodies")
def find_bodies(doc: Doc) -> Doc:
    """Add a mention for each body that its name's form shows."""
    text = cased(doc)
    for pattern, notation, weight in FORMS:
        for match in find_all(pattern, text):
            start, end = _strip_lead(text, match.start(), match.end())
            if start > match.start() and " " not in text[start:end] and " " in match[0] and weight < 28:
                continue  # «Også Norge»: what is left is a word alone
            if text[start:end] not in _NO_BODY and not _is_common(doc, text, start, end):
                _body(doc, start, end, notation, weight)
    starts = sorted(m.start for m in doc._.mentions if m.kind == "Organisation" and m.weight >= 28)
    for pattern, weight in ((_NAMED_BY_FOR, 26), (_TOLD_BY_FOR, 14)):
        for match in find_all(pattern, text):
            end = name_end(text, match.end(), 6)
            end = _cut(text, match.end(), end, starts)
            printed = text[match.start() : end]
            if printed.endswith("s") and re.search(rf"{re.escape(printed[:-1])}(?!\w)", text):
                end -= 1  # a genitive of what stands elsewhere without it
            kind = "ministry" if match[0].startswith("Ministry") else "agency"
            # «Senter for innovasjon i tjenesteyting – offentlig og privat,»: a dash and two joined words belong to it.
            dashed = re.match(r"\s–\s[a-zæøå]+ (?:og|och|and) [a-zæøå]+(?=[,)])", text[end:])
            if end > match.end():
                owned = 2 * bool(_OWNER.match(match[0]))  # more than the unit that «institutt for …» would be
                _body(doc, match.start(), end + (dashed.end() if dashed else 0), kind, weight + owned)
    for match in find_all(_GOVERNMENT, text):
        _body(doc, match.start(), match.end(), "government", 10, name=match[0][0].lower() + match[0][1:])
    for match in find_all(_ENUMERATION, text):
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
    adjective = _ADJECTIVE.match(text, start, end)
    if adjective and " " in text[adjective.end() : end]:
        start = adjective.end()
    first = re.match(r"([\w-]+)\s+(?=[A-ZÆØÅÄÖ])", text[start:end])
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
