"""Words that tell of a prize in more than one reader."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import when

# «prisen» and the like stand for the prize at hand.
PRIZE_WORD = re.compile(
    r"\b(?:[Pp]ris(?:en|a|et|erne)|[Tt]he (?:prize|award)|[Uu]tmerkelsen|[Uu]tmerkinga|[Uu]dmærkelsen|[Uu]tmärkelsen|[Hh]æders\w+)(?=s?\b)"
)
# Of another year than the prize at hand.
EARLIER = re.compile(
    r"\b(?:fjorårets?|i fjor|fjolårets?|sidste år|sidste års|förra årets?|last year|previous|tidligere vinnere|tidligere vindere|forrige|tidlegare vinnarar|tidigare vinnare|første gang|first time|första gången)\b",
    re.IGNORECASE,
)


def is_earlier(draft: Draft, sentence: Span, prize: Entity) -> bool:
    """Whether a sentence tells of another year than that of the prize at hand: «fjorårets vinner», «i 2029 gikk …»."""
    if EARLIER.search(draft.text, *sentence):
        return True
    year = when.year_of_name(prize)
    dates = when.days(draft, sentence, coarse=True) if year else []
    return year is not None and bool(dates) and all(date.year is not None and date.year < year for date in dates)
