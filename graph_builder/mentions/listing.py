"""What a list says of one undertaking: its title, the labels beside it, and the roles that these give."""

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.lexicon import alternatives, words

Span = tuple[int, int]
ROLES = ("project", "leader", "partners", "sum", "funder", "period")
LONGEST_TITLE = 170
_NUMBER = re.compile(
    r"\s*(?:(?:(?:prosjekt|projekt|project)\s*)?(?:\d{1,2}|[A-Z])\s*[.):–-]\s+|(?:prosjektet|projektet|prosjekt|projekt|project)\s*:\s+)?[«»\"“”']?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s*\((?P<name>[A-ZÆØÅÄÖ][\w-]*[A-ZÆØÅÄÖ0-9]|[A-ZÆØÅÄÖ]{3,})\)\s*$")
# «Nattbåt (NOK 8 million)», «Nattbåt – 8 mill. kr»
SUM_AFTER = re.compile(
    r"\s*(?:\((?=[^()]*\d)[^()]*(?:kr|kroner|kronor|NOK|SEK|DKK|EUR|mi[lo]\w*)\b[^()]*\)|[–—:,-]\s+(?:(?:NOK|SEK|DKK|EUR) )?\d[\d., ]*(?:mi[lo][\w.]*|tusen)? ?(?:kr\.?|kroner|kronor|euro)?)\s*$"
)


@dataclass(frozen=True)
class Listed:
    """One undertaking of a list: where its title stands, its short name, what is said of it, each part with the role that a
    label gives it (`ROLES`; empty without a label), and the whole of it.
    """

    title: Span
    parts: tuple[tuple[str, Span], ...]
    span: Span
    short: Span | None = None
    unit: str = ""  # what a table's column says that its sums are counted in


@cache
def role_of(label: str) -> str:
    """The role that a label gives what follows it: «Prosjekteier», «Beløp (kr)» → `leader`, `sum`."""
    wanted = re.sub(r"\(.*?\)|[*:]", "", label).strip().lower()
    return next((role for role in ROLES if wanted in words("fields", role)), "")


@cache
def labels() -> re.Pattern[str]:
    """A label and its colon inside a line."""
    names = [name for role in ROLES for name in words("fields", role)]
    return re.compile(rf"(?<![\w-])(?P<label>{alternatives(names)})\s*:\s*", re.IGNORECASE)


def titled(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """The title in `text[start:end]` without its number, quotes and the short name in brackets after it, and that name."""
    lead = _NUMBER.match(text, start, end)
    start = lead.end() if lead else start
    short = None
    bracket = _SHORT.search(text, start, end)
    if bracket:
        short, end = bracket.span("name"), bracket.start()
    end = start + len(text[start:end].rstrip(" .,:;»«\"“”'–—-*|"))
    if end - start < 3 or end - start > LONGEST_TITLE or not re.search(r"[^\W\d_]{2}", text[start:end]):
        return None, None
    return (start, end), short
