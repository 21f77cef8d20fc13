"""The name that follows a word for what it is: «prosjektet |Nattbåt|», «programmet «|Ut på havet|»»."""

import re

from spacy.tokens import Doc

from graph_builder.lexicon import alternatives
from graph_builder.mentions.model import Taken, add, text_of
from graph_builder.mentions.phrases import phrase_end

# What may stand between the word and the name.
KIND = (
    r"(?:,? (?:kalt|kalla|kallad|kaldet|called|named|som heter|som heiter|som hedder|der hedder|som kalles|med navnet|med namnet|med tittelen|med titlen|under navnet|known as))?"
    r"(?=\s[«\"“»”A-ZÆØÅÄÖÉ])"
)
_QUOTED = re.compile(
    r"\s*(?:«(?P<a>[^«»\n]{2,90})»|»(?P<b>[^«»\n]{2,90})«|“(?P<c>[^“”\n]{2,90})”|\"(?P<d>[^\"\n]{2,90})\"|”(?P<e>[^”\n]{2,90})”|„(?P<f>[^“”„\n]{2,90})[“”])"
)
_CAPITAL = re.compile(r"\s*(?P<word>[A-ZÆØÅÄÖÉ][\w’-]*)")
_MORE = re.compile(r"(?: (?:[A-ZÆØÅÄÖÉ0-9][\w’-]*|of|the|for|and|in|&)(?= |[.,;:)!?]|$))+")
# «… Nattbåt |koster|»: a verb, when the sentence goes on after it.
_VERB = re.compile(r" (?P<word>[a-zæøåäö]{3,}(?:er|ar|te|de|et|ed)(?= )|[a-zæøåäö]{3,}(?:as|es|des)(?= |$))")
_FINITE = r"(?:fikk|får|er|var|har|ble|blir|blei|skal|vil|is|was|has|fick|fik|är|blev|viser|ga|gir|startet|startade|startede|kan|ska|will|and|og|och|som|der)"
_ENDS = re.compile(rf"\s*(?:[.,;:!?()»”\"–\n|]|$)|\s+{_FINITE}\b")
# «Tillit |på vakt|», «Torget |kommer| fikk»
_TAIL = re.compile(
    r"(?P<more> (?:på|til|uten|om|mot|med|utan|till|av|over|under|ved) [a-zæøåäö]+)(?=[.,;:!?)»”\"\n]|$)"
)
_TWO_VERBS = re.compile(
    rf"(?P<more> (?!(?:og|och|and|som|der|that|which|i|in)\b)[a-zæøåäö]+) {_FINITE}\b(?! (?:og|och|and)\b)"
)
_ENDS_WITH = re.compile(r"(?: (?:of|the|for|and|in|i|og|och|&|på|med|till|til|är|er))+$")
# «… Nattbåt |i Tindvik|», «… |i samarbeid med|»
_GOES_ON = re.compile(
    r" (?:i|in|ved|vid|hos|på|fra|frå|från) (?=[A-ZÆØÅÄÖ\d])|,? (?:i|in) (?:\w+ )?(?:samarbeid|samarbejde|samarbete|samverkan|partnerskap|co-?operation|collaboration|partnership|tillegg|tillæg|år|fjor|dag|løpet|tråd|samband)\b"
)
# «Velferd i Bevegelse»
_WITHIN = re.compile(r" (?:i|på|og|och|med|för|till) (?P<word>[A-ZÆØÅÄÖ][a-zæøåäö]+)(?![\w-])")
_LONGEST = 6


def called(text: str, position: int, known: Taken | None = None) -> tuple[int, int] | None:
    """Where the name stands that begins at `position`: what quotes hold, or words from a capital on as far as a name goes,
    which does not go on with «i Tindvik» where a place or body that is `known` stands.
    """
    quoted = _QUOTED.match(text, position)
    if quoted:
        span = quoted.span(quoted.lastgroup or "a")
        return span if text[span[0]].isupper() or text[span[0]].isdigit() else None
    first = _CAPITAL.match(text, position)
    if not first:
        return None
    start = first.start("word")
    end = _name_end(text, start, first.end("word"), known)
    return (start, end) if end - start >= 3 else None


def _name_end(text: str, start: int, first: int, known: Taken | None) -> int:
    titled = _MORE.match(text, first)
    if titled and re.search(r"[A-ZÆØÅÄÖ0-9]", titled[0]):
        end = titled.end()
        return end - len(ended[0]) if (ended := _ENDS_WITH.search(text[first:end])) else end
    if text[start:first].isupper():
        return first
    within = _WITHIN.match(text, first)
    if within and known is not None and not known.overlaps(*within.span("word")):
        return within.end()
    end = max(first, phrase_end(text, first, _LONGEST))
    end = end if not re.search(r"[.,;:]", text[start:end]) else first
    tail = _TAIL.match(text, end) or _TWO_VERBS.match(text, end)
    end = tail.end("more") if tail else end
    verb = _VERB.search(text[start:end]) or _last_verb(text, start, end)
    if verb and not text[start:first].endswith(("e", "ny")):  # «Sterke hender i vinden»
        end = start + verb.start()
    at = _GOES_ON.search(text[start:end])
    end = start + at.start() if at else end
    return end - len(ended[0]) if (ended := _ENDS_WITH.search(text[first:end])) else end


def _last_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """A last word that may be a verb, when what follows is what verbs have: «… Halvvegs |deler| to båter»."""
    match = re.search(r" [a-zæøåäö]{3,}(?:er|ar)$", text[start:end])
    return match if match and not _ENDS.match(text, end) else None


def everywhere(doc: Doc, names: dict[str, str], kind: str, finder: str, weight: int) -> None:
    """Add a mention of `kind` wherever one of `names` stands (printed form → the name that it is short for), unless one of
    the same kind holds the place.
    """
    text = text_of(doc)
    names = {printed: name for printed, name in names.items() if len(printed) > 3}
    if not names:
        return
    known = Taken(m for m in doc._.mentions if m.kind == kind)
    for match in re.finditer(rf"(?<![\w-]){alternatives(names)}(?=(?:s|['’]s)?(?![\w-]))", text):
        if not known.overlaps(match.start(), match.end()):
            add(doc, match.start(), match.end(), kind, finder=finder, weight=weight, name=names[match[0]])
