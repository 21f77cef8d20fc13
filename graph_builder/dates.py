"""Dates and times as they are printed: «19. mars 2018», «7.-8. juni», «kl. 10.30», «24. NOVEMBER», «March 5, 2021»."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from graph_builder.draft import Value
from graph_builder.lexicon import alternatives, months

# Oslo, Copenhagen and Stockholm keep the same time.
_ZONE = ZoneInfo("Europe/Oslo")
_MONTH = alternatives(months())
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = re.compile(
    rf"\b(?:(?P<day>{_DAY})(?:\.|st|nd|rd|th)?(?:\s?(?:-|–|—|og|til|to|and)\s?(?P<last>{_DAY})(?:\.|st|nd|rd|th)?)?(?:\s+of)?\s*(?P<month>{_MONTH})\b\.?|"
    rf"(?P<month2>{_MONTH})\s+(?P<day2>{_DAY})(?:st|nd|rd|th)?(?=,|\s+\d{{4}}))(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMERIC = re.compile(rf"\b(?P<day>{_DAY})\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)\b")
_TIME = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_TO = r"\s?(?:-|–|—|\btil\b|\bto\b|\btill\b)\s?(?:kl\.?\s?)?"
# After «kl.» an hour may stand alone: «kl. 10–15».
_HOUR = rf"(?:{_TIME}|(?:[01]?\d|2[0-3])(?![\d.:]))"
_CLOCK = re.compile(
    rf"(?:\bkl(?:okken|okka|\.)?\s*\.?\s*(?P<begin>{_HOUR})(?:{_TO}(?P<finish>{_HOUR}))?"
    rf"|\b(?:at|fra|from)\s+(?P<begin2>{_TIME})(?:{_TO}(?P<finish2>{_TIME}))?)",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(rf"(?<![\d.:])(?P<begin>{_TIME})(?:{_TO}(?P<finish>{_TIME}))?(?![\d:]|\.\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Date:
    """A printed date: `year` is None when none is printed; `last` the last day of a range; `start`, `end` its span."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    last: int | None = None

    def with_year(self, year: int | None) -> "Date":
        """The date with `year` in the place of a year that was not printed."""
        return Date(self.start, self.end, self.year or year, self.month, self.day, self.last)


@dataclass(frozen=True)
class Clock:
    """A printed time of day, HH:MM, and where a range ends."""

    start: int
    end: int
    begin: str
    finish: str = ""


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Date]:
    """The days of the calendar printed in `text[start:end]`; what is no day (31 February) is passed over."""
    end = len(text) if end is None else end
    found = []
    for pattern in (_DATE, _ISO, _NUMERIC):
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            name = groups.get("month") or groups.get("month2") or ""
            month = int(name) if name.isdigit() else months()[name.lower()]
            day = int(groups.get("day") or groups.get("day2") or 0)
            year = int(groups["year"]) if groups.get("year") else None
            last = int(groups["last"]) if groups.get("last") else None
            if _is_day(year, month, day) and (last is None or (last > day and _is_day(year, month, last))):
                found.append(Date(match.start(), match.start() + len(match[0].rstrip(" .")), year, month, day, last))
    return iter(sorted(found, key=lambda d: d.start))


def find_clocks(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[Clock]:
    """The times of day in `text[start:end]` that «kl.» or a like word stands before; with `bare`, also those alone.

    Use `bare` where a time is expected («Tid: 12. mars, 08:30–10:00»); elsewhere `8.30` may be another number.
    """
    end = len(text) if end is None else end
    found: dict[int, Clock] = {}
    for pattern in (_CLOCK, _BARE_CLOCK) if bare else (_CLOCK,):
        for match in pattern.finditer(text, start, end):
            groups = match.groupdict()
            begin = groups["begin"] or groups["begin2"] or ""
            finish = groups["finish"] or groups.get("finish2") or ""
            printed = Clock(match.start(), match.end(), hours_minutes(begin), hours_minutes(finish) if finish else "")
            found.setdefault(match.end(), printed)
    return iter(sorted(found.values(), key=lambda clock: clock.start))


def hours_minutes(text: str) -> str:
    """`9.05` → `09:05`, `9` → `09:00`."""
    hours, _, minutes = text.replace(".", ":").partition(":")
    return f"{int(hours):02d}:{minutes or '00'}"


def date_value(date: Date, clock: str = "", *, last: bool = False) -> Value:
    """The date as a literal, with the time `HH:MM` if there is one.

    With a year: `xsd:date`, or `xsd:dateTime` in the time zone that Oslo, Copenhagen and Stockholm share.
    Without one: `xsd:gMonthDay`, or plain `--11-24T14:05`.
    """
    day = date.last if last and date.last else date.day
    if date.year is None:
        text = f"--{date.month:02d}-{day:02d}"
        return Value(f"{text}T{clock}", "string") if clock else Value(text, "gMonthDay")
    text = f"{date.year:04d}-{date.month:02d}-{day:02d}"
    if not clock:
        return Value(text, "date")
    hours, minutes = map(int, clock.split(":"))
    moment = datetime.datetime(date.year, date.month, day, hours, minutes, tzinfo=_ZONE)
    return Value(moment.isoformat(), "dateTime")


def end_value(date: Date, begin: str, finish: str) -> Value:
    """The moment at which what began at `begin` (HH:MM) on `date` ends at `finish`: on the next day past midnight."""
    if finish >= begin:
        return date_value(date, finish)
    following = datetime.date(date.year or 2001, date.month, date.day) + datetime.timedelta(days=1)
    year = following.year if date.year else None
    return date_value(Date(date.start, date.end, year, following.month, following.day), finish)


def _is_day(year: int | None, month: int, day: int) -> bool:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True
