"""Dates as they are printed: «fredag 19. mars 2018», «30. mai–1. juni», «March 5, 2021», «19/3-2018», «uke 16»."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_builder.lexicon import alternatives, months, weekdays

_MONTH = alternatives(months())
_WEEKDAY = alternatives(weekdays())
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:\.|st|nd|rd|th|:[ae])?"
_YEAR = r"(?:19|20)\d\d"
_TO = rf"\s?(?:-|–|—|\b(?:og|och|and|til|till|to)\b)\s?(?:{_WEEKDAY}\s)?(?:den\s|d\.\s?)?"
# The day that a range begins with may have a month and year of its own: «30. mai–1. juni 2018».
_FIRST = rf"(?:(?:\s?(?P<month0>{_MONTH})\b\.?)?(?:\s(?P<year0>{_YEAR}))?{_TO}(?P<last>{_DAY}){_ORDINAL})?"
_DATE = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY}),?\s+(?:(?:den|the|d\.)\s?)?)?"
    rf"(?:(?<!\bdag )(?<!\bday )(?P<day>{_DAY}){_ORDINAL}{_FIRST}(?:\s+of)?\s*(?P<month>{_MONTH})\b\.?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>{_DAY})(?:st|nd|rd|th)?(?:{_TO}(?P<last2>{_DAY})(?:st|nd|rd|th)?)?"
    rf"(?=,|\s+\d{{4}}))(?:,?\s+(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_ISO = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMBER_OF_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_NUMERIC = (
    re.compile(
        rf"(?<![\d./])(?:(?P<weekday>{_WEEKDAY})\s+)?"
        rf"(?:(?P<day>{_DAY})\.?\s?[-–]\s?(?P<last>{_DAY})|(?P<day1>{_DAY}))\.\s?{_NUMBER_OF_MONTH}\.\s?(?P<year>{_YEAR})\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d./])(?P<day>[0-3]\d)\.(?P<month>[01]\d)\.(?P<year>\d\d)(?!\d|\.\d)"),
    re.compile(rf"(?<![\d./])(?P<day>{_DAY})/{_NUMBER_OF_MONTH}(?:-|/| )(?P<year>{_YEAR}|\d\d(?!\d))"),
    # «3/4» is three quarters, but «den 3/4» and «fredag 3/4» a day.
    re.compile(
        rf"\b(?:(?P<weekday>{_WEEKDAY})|den|d\.|innen|senest|frist:?)\s+(?P<day>{_DAY})/{_NUMBER_OF_MONTH}(?![\d/])",
        re.IGNORECASE,
    ),
)
# What is no day: «mai 2020», «i mai», «uke 16–17», «i 2020», «høsten 2020».
_SEASON = (
    r"i|in|våren|vår|høsten|haust|hausten|hösten|foråret|efteråret|sommeren|sommaren|vinteren|vintern|spring|autumn|"
    r"årsskiftet"
)
_COARSE = (
    re.compile(rf"(?<![\w.])(?P<month>{_MONTH})\s+(?P<year>{_YEAR})\b", re.IGNORECASE),
    re.compile(rf"\b(?:i|in)\s+(?P<month>{_MONTH})\b(?!\s*\d)", re.IGNORECASE),
    re.compile(
        r"\b(?:uke|veke|uge|vecka|week)\s(?P<week>\d\d?)(?:\s?[-–]\s?(?P<last_week>\d\d?))?\b"
        rf"(?:,?\s+(?P<year>{_YEAR}))?",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:{_SEASON})\s+(?P<year>{_YEAR})\b", re.IGNORECASE),
)
# A year told from that of the document: «19. mars i år».
_OFFSETS = {
    0: r"i år|i\xa0år|this year|dette år",
    -1: r"i fjor|i fjol|last year|sidste år|förra året",
    1: r"neste år|næste år|nästa år|next year",
}
_OFFSET = re.compile(
    rf"\s+(?:(?P<zero>{_OFFSETS[0]})|(?P<last>{_OFFSETS[-1]})|(?P<next>{_OFFSETS[1]}))\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Date:
    """A printed date and its span `[start, end)`.

    `year` is None when none is printed, `offset` then what «i år» (0) or «i fjor» (-1) says of it; `day` is 0 for a
    month or year alone, `month` too for a year or `week`; `last` is the last day of a range, in `last_month` when the
    range goes into another month; `weekday` counts from Monday, 0.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    last: int | None = None
    last_month: int | None = None
    week: int = 0
    last_week: int | None = None
    weekday: int | None = None
    offset: int | None = None

    def with_year(self, year: int | None) -> "Date":
        """The date with `year` in the place of a year that was not printed."""
        return replace(self, year=self.year or year)


def find_dates(text: str, start: int = 0, end: int | None = None, *, coarse: bool = False) -> Iterator[Date]:
    """The days of the calendar printed in `text[start:end]`; what is no day (31 February) is passed over.

    With `coarse` also months, weeks and years that stand without a day.
    """
    end = len(text) if end is None else end
    found: list[Date] = []
    # Most sentences have no digit, and to see that takes a fraction of the time of looking for dates.
    for pattern in (_DATE, _ISO, *_NUMERIC) if _DIGIT.search(text, start, end) else ():
        days = [date for m in pattern.finditer(text, start, end) if (date := _day(m))]
        found += (d for d in days if not any(d.start < other.end and other.start < d.end for other in found))
    if coarse:
        taken = [(date.start, date.end) for date in found]
        for pattern in _COARSE:
            for match in pattern.finditer(text, start, end):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    found.append(_spell(match))
                    taken.append(match.span())
    return iter(sorted((_offset(text, date, end) for date in found), key=lambda date: date.start))


def _day(match: re.Match[str]) -> Date | None:
    groups = match.groupdict()
    month = _month(groups.get("month0") or groups.get("month") or groups.get("month2"))
    day = int(groups.get("day") or groups.get("day1") or groups.get("day2") or 0)
    last = int(groups.get("last") or groups.get("last2") or 0) or None
    last_month = _month(groups["month"]) if groups.get("month0") else month
    year = _year(groups.get("year0") or groups.get("year"))
    if not is_day(year, month, day):
        return None
    if last is not None and (
        (last_month, last) <= (month, day) or not is_day(_year(groups.get("year")), last_month, last)
    ):
        return None
    return Date(
        match.start(), match.start() + len(match[0].rstrip(" .")), year, month, day, last,
        last_month if last_month != month else None, weekday=weekdays().get((groups.get("weekday") or "").lower()),
    )  # fmt: skip


def _spell(match: re.Match[str]) -> Date:
    groups = match.groupdict()
    return Date(
        match.start(), match.end(), _year(groups.get("year")), _month(groups.get("month")), 0,
        week=int(groups.get("week") or 0), last_week=int(groups["last_week"]) if groups.get("last_week") else None,
    )  # fmt: skip


def _offset(text: str, date: Date, end: int) -> Date:
    match = _OFFSET.match(text, date.end, end) if date.year is None else None
    if not match:
        return date
    return replace(date, end=match.end(), offset=0 if match["zero"] else -1 if match["last"] else 1)


def _month(name: str | None) -> int:
    if not name:
        return 0
    return int(name) if name.isdigit() else months()[name.lower()]


def _year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has the day; without a year, whether any year has it."""
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True
