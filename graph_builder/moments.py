"""Dates and times as literals: the most that is known, and no more."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

from graph_builder.dates import Date
from graph_builder.draft import Value

# Oslo, Copenhagen and Stockholm keep the same time.
_ZONE = ZoneInfo("Europe/Oslo")


def date_value(date: Date, clock: str = "", *, last: bool = False) -> Value:
    """The date as a literal, with the time `HH:MM` if there is one; with `last`, the day or week that a range ends on.

    With a year: `xsd:date`, `xsd:gYearMonth`, `xsd:gYear`, a week as `2018-W16`, or `xsd:dateTime` in the time zone
    that Oslo, Copenhagen and Stockholm share. Without one: `xsd:gMonthDay`, `xsd:gMonth`, or plain `--11-24T14:05`.
    """
    day = date.last if last and date.last else date.day
    month = date.last_month if last and date.last_month else date.month
    if date.week:
        return Value(f"{date.year:04d}-W{(last and date.last_week) or date.week:02d}", "string")
    if not month:
        return Value(f"{date.year:04d}", "gYear")
    if date.year is None:
        text = f"--{month:02d}-{day:02d}" if day else f"--{month:02d}"
        if clock:
            return Value(f"{text}T{clock}", "string")
        return Value(text, "gMonthDay" if day else "gMonth")
    text = f"{date.year:04d}-{month:02d}"
    if not day:
        return Value(text, "gYearMonth")
    if not clock:
        return Value(f"{text}-{day:02d}", "date")
    hours, minutes = map(int, clock.split(":"))
    moment = datetime.datetime(date.year, month, day, hours, minutes, tzinfo=_ZONE)
    return Value(moment.isoformat(), "dateTime")


def end_value(date: Date, begin: str, finish: str) -> Value:
    """The moment at which what began at `begin` (HH:MM) on `date` ends at `finish`: on the next day past midnight.

    A range of days ends at `finish` on its last.
    """
    if date.last:
        return date_value(date, finish, last=True)
    if finish >= begin:
        return date_value(date, finish)
    following = datetime.date(date.year or 2001, date.month, date.day) + datetime.timedelta(days=1)
    year = following.year if date.year else None
    return date_value(replace(date, year=year, month=following.month, day=following.day), finish)
