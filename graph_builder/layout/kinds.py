"""What a line of plain text is: a heading, a field, a photo line, the start of a signature."""

import re
from collections.abc import Sequence

from graph_builder.dates import find_dates
from graph_builder.lexicon import alternatives, weekdays, words

_PHOTO = r"(?:Foto|Photo|FOTO|PHOTO|Fotograf|Photographer|Illustrasjon|Illustration|Photo credit|Credit)"
_SIGNATURE = re.compile(
    r"(?:med\s+)?(?:vennlig|venleg|beste|venlig|vänlig|vänliga|kind|best|yours)\s+"
    r"(?:hilsen|helsing|hälsning|hälsningar|regards|sincerely)",
    re.IGNORECASE,
)
# «Kjære alle», «Dear colleagues»: how a letter begins
_GREETING = re.compile(
    r"(?:kjære|kære|kära|hei|hej|hallo|goddag|god dag|dear|hello|hi|til dere|til jer)(?:\s[\w/-]+){0,5}[,!.:]?",
    re.IGNORECASE,
)
# «Regjeringen vil» alone on a line leads its bullets in.
_LEADS_IN = re.compile(rf"\s{alternatives(words('will', 'verbs'))}\s*:?$")
# «Dag 1 – tirsdag 4. juni», «Torsdag 5. juni», «Day two»
_DAY_NUMBER = re.compile(r"\W*(?:dag|day)\s+(?:\d|en|én|ein|to|tre|one|two|three|ett|två)\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\W*{alternatives(weekdays())}\b", re.IGNORECASE)
_NAME_ALONE = re.compile(r"[A-ZÆØÅÄÖÞ][\w’'-]+(?: [A-ZÆØÅÄÖÞ][\w.’'-]*){1,3}")
_TITLE = re.compile(
    rf"(?:[\w-]+ ){{0,2}}[\w-]*{alternatives([*words('title_endings'), *words('title_words')])}\b", re.IGNORECASE
)
_MOST_OF_CARD, _LONGEST_OF_CARD = 8, 90
_EXTENDED = ("moderator", "organiser", "where")  # fields whose label may have more words
_LONGEST_DAY = 60
_QUOTE = re.compile(r"[«»“”„\"].*[.!?,…][«»“”\"]")  # what somebody says
_LONGEST_HEADING = 130
_LONGEST_LABEL = 30  # a longer line that ends in a colon leads a list in; a shorter one is its heading


def looks_like_heading(text: str, *, first: bool = False) -> bool:
    """Whether a line that stands alone is a heading: short, a capital first, no end of a sentence.

    The `first` line of a document may be a long title with a colon.
    """
    if len(text) > _LONGEST_HEADING or not re.search(r"[^\W\d_]", text):
        return False
    if (
        text[-1] in ".;,"
        or text[0].islower()
        or text[0] in '–—-"“„'
        or (text[-1] == ":" and len(text) > _LONGEST_LABEL)
    ):
        return False
    if _LEADS_IN.search(text) or _QUOTE.fullmatch(text) or (_GREETING.fullmatch(text) and not first):
        return False
    if re.match(r"(?:les|læs|läs|read|se|see|link|klikk)\b", text, re.IGNORECASE):
        return False
    if first and text[-1] not in ":!":
        return not re.search(r"[.!?]\s+[A-ZÆØÅÄÖ]", text)
    return len(text) <= 60 or not re.search(r"[.!?:]\s+[A-ZÆØÅÄÖ]|[.!]\s", text)


def is_day_heading(text: str) -> bool:
    """Whether a line says which day of a programme follows."""
    if len(text) > _LONGEST_DAY:
        return False
    if _DAY_NUMBER.match(text):
        return True
    date = next(find_dates(text), None)
    return date is not None and (date.start < 3 or bool(_WEEKDAY.match(text)))


def field_of(text: str) -> tuple[str, str] | None:
    """(label, block kind) when the line is `Label: value` with a label that we know."""
    label, colon, value = text.partition(":")
    label = label.strip().lower()
    if not colon:
        return None
    if re.search(rf"\b{_PHOTO}(?:\s(?:[a-zæøåäö]+\s?){{1,3}}|\s?\([^()]{{2,30}}\))?: ?\S", text):
        return "photo", "photo"
    for name, labels in words("fields").items():
        if label in labels and (value.strip() or name == "photo"):
            return name, "photo" if name == "photo" else "field"
    # «Konferansier begge dager: …»
    first = label.split()[0] if len(label.split()) in (2, 3) else ""
    return next(((name, "field") for name in _EXTENDED if first in words("fields")[name] and value.strip()), None)


def is_card(lines: Sequence[str]) -> bool:
    """Whether short lines tell of one person: a name, below it a title, then a body or an address."""
    if not 2 <= len(lines) <= _MOST_OF_CARD or any(len(line) > _LONGEST_OF_CARD for line in lines):
        return False
    named = [n for n, line in enumerate(lines[:-1]) if _NAME_ALONE.fullmatch(line)]
    return any(_TITLE.match(lines[n + 1]) and not _TITLE.match(lines[n]) for n in named)


def begins_signature(text: str) -> bool:
    """Whether the line is «Vennlig hilsen» or the like in one of our languages."""
    return bool(_SIGNATURE.match(text))
