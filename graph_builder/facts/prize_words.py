"""Words that tell of a prize in more than one reader."""

import re

# «prisen» and the like stand for the prize at hand.
PRIZE_WORD = re.compile(
    r"\b(?:[Pp]ris(?:en|a|et|erne)|[Tt]he (?:prize|award)|[Uu]tmerkelsen|[Uu]tmerkinga|[Uu]dmærkelsen|[Uu]tmärkelsen|[Hh]æders\w+)(?=s?\b)"
)
# Of another year than the prize at hand.
EARLIER = re.compile(
    r"\b(?:fjorårets?|i fjor|fjolårets?|sidste år|sidste års|förra årets?|last year|previous|tidligere vinnere|tidligere vindere|forrige|tidlegare vinnarar|tidigare vinnare|første gang|first time|första gången)\b",
    re.IGNORECASE,
)
