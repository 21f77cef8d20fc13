"""Spans of time: from a year, month or day to another, both whole, cut into bars that can be counted one by one."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Bars in a diagram; with more the unit is a larger one.
MOST_BARS = 36
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Say whether a text is a year, month or day that there is, as `2020`, `2020-03` or `2020-03-05`."""
    found = _DATE.fullmatch(text)
    try:
        return bool(found) and bool(first_day(text))
    except ValueError:
        return False


def first_day(text: str) -> date:
    """The first day of a year, month or day; what follows the day is left out. Raises `ValueError`."""
    year, month, day = [*map(int, text[:10].split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day of a year, month or day. Raises `ValueError`."""
    first = first_day(text)
    if len(text) == 4:
        return date(first.year, 12, 31)
    if len(text) == 7:
        return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first


@dataclass(frozen=True)
class Bar:
    """A part of a span: how the dates in it begin, and the span that it is."""

    begins: str
    first: str
    last: str


@dataclass(frozen=True)
class Span:
    """From the first year, month or day to the last; both are part of it."""

    first: str
    last: str

    @property
    def unit(self) -> str:
        """What a bar of the diagram is, the smallest unit that leaves few enough."""
        first, last = first_day(self.first), last_day(self.last)
        years = last.year - first.year
        if years == 0 and first.month == last.month:
            return "day"
        if years * 12 + last.month - first.month < MOST_BARS:
            return "month"
        return next(unit for unit, size in (("year", 1), ("decade", 10), ("century", 100)) if years < MOST_BARS * size)

    def bars(self) -> list[Bar]:
        """The parts of the span, each as long as its unit."""
        first, last, unit = first_day(self.first), last_day(self.last), self.unit
        if unit == "day":
            days = (f"{first:%Y-%m}-{day:02d}" for day in range(first.day, last.day + 1))
            return [Bar(day, day, day) for day in days]
        if unit == "month":
            numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            months = (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in numbers)
            return [Bar(month, month, month) for month in months]
        cut = {"year": 4, "decade": 3, "century": 2}[unit]
        size = 10 ** (4 - cut)
        starts = (f"{number:0{cut}d}" for number in range(first.year // size, last.year // size + 1))
        return [Bar(start, start.ljust(4, "0"), start.ljust(4, "9")) for start in starts]

    def begins(self, years: Sequence[int]) -> list[str]:
        """How the dates in the span begin, in order; `years` are those that there are."""
        first, last = first_day(self.first), last_day(self.last)
        found: list[str] = []
        for year in years:
            if not first.year <= year <= last.year:
                continue
            low = self.first if year == first.year else f"{year:04d}"
            high = self.last if year == last.year else f"{year:04d}"
            found += _within_year(low, high)
        return found

    def beside(self) -> tuple["Span | None", "Span | None"]:
        """The spans as long as this one before and after it; None unless it is whole years, or one month or day."""
        return self._moved(-1), self._moved(1)

    def _moved(self, by: int) -> "Span | None":
        try:
            if len(self.first) == len(self.last) == 4:
                years = (int(self.last) - int(self.first) + 1) * by
                first, last = int(self.first) + years, int(self.last) + years
                return Span(f"{first:04d}", f"{last:04d}") if first > 0 and last < 10_000 else None
            if self.first != self.last:
                return None
            # The day before the first, or after the last, is of the month or day that is meant.
            edge = (first_day(self.first) if by < 0 else last_day(self.last)) + timedelta(days=by)
        except (ValueError, OverflowError):
            return None
        text = edge.isoformat()[: len(self.first)]
        return Span(text, text)

    def place(self, start: str, end: str = "") -> tuple[float, float]:
        """Where in the span a period begins and how long it is, in hundredths of it; what is outside is cut off."""
        first, last = first_day(self.first).toordinal(), last_day(self.last).toordinal() + 1
        try:
            from_, to = first_day(start).toordinal(), last_day((end or start)[:10]).toordinal() + 1
        except ValueError:
            return 0.0, 0.0
        width = last - first
        low, high = (min(max(day, first), last) for day in (from_, max(to, from_ + 1)))
        return round((low - first) / width * 100, 2), round((high - low) / width * 100, 2)


def _within_year(low: str, high: str) -> list[str]:
    """How the dates from one part of a year to another begin."""
    if len(low) == 4 and len(high) == 4:
        return [low]
    first, last = first_day(low), last_day(high)
    found: list[str] = []
    for month in range(first.month, last.month + 1):
        whole = f"{low[:4]}-{month:02d}"
        from_ = first.day if month == first.month else 1
        to = last.day if month == last.month else 31
        if from_ == 1 and to >= calendar.monthrange(first.year, month)[1]:
            found.append(whole)
        else:
            found += [f"{whole}-{day:02d}" for day in range(from_, to + 1)]
    return found
