"""Literals as people read them: dates and numbers in the page's language."""

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from ontology import XSD

NUMBERS = {XSD.decimal, XSD.integer, XSD.double, XSD.float, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.int}
# English here is that of Europe: 19 June 2020.
FORMATS = {"en": "en_GB"}
# What stands before a time of day, where something does.
CLOCKS = {"nb": "kl.", "nn": "kl."}
_NO_YEAR = re.compile(r"--(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?")
# A leap year, so that 29 February can be shown without one.
_SOME_YEAR = 2000


def show(value: str, datatype: str, language: str) -> str:
    """A literal's text for a page: `2020-06-19` is `19. juni 2020` in Norwegian. What cannot be read stays as it is."""
    locale = FORMATS.get(language, language)
    try:
        if datatype in NUMBERS:
            return format_decimal(Decimal(value), locale=locale)
        return _date(value, datatype, locale) or value
    except (ValueError, InvalidOperation, OverflowError):
        return value


def datatype_of(text: str) -> str:
    """The datatype of a date or moment by how it is written; a day's when it is none of the others."""
    if "T" in text:
        return str(XSD.dateTime)
    return str({4: XSD.gYear, 7: XSD.gYearMonth}.get(len(text), XSD.date))


def show_date(text: str, language: str, skeleton: str = "") -> str:
    """A year, month, day or moment; `skeleton` says what of it to show, as `MMM` for the month."""
    if skeleton:
        year, month, day = [*map(int, text[:10].split("-")), 1, 1][:3]
        return format_skeleton(skeleton, datetime(year, month, day), locale=FORMATS.get(language, language))
    return show(text, datatype_of(text), language)


def show_period(start: str, end: str, language: str) -> str:
    """From and to, each as it is written in data; `end` may be empty."""
    if not end:
        return show_date(start, language)
    return period((start, datatype_of(start)), (end, datatype_of(end)), language)


def period(start: tuple[str, str], end: tuple[str, str], language: str) -> str:
    """From and to, each a literal's value and datatype; the day is said once when both are on it."""
    first, last = show(*start, language), show(*end, language)
    if first == last:
        return first
    if start[0][:10] == end[0][:10] and (hour := clock_of(*end, language)):
        return f"{first}–{hour}"
    return f"{first} – {last}"


def _date(value: str, datatype: str, language: str) -> str | None:
    if datatype == XSD.date:
        return format_date(date.fromisoformat(value[:10]), "long", locale=language)
    if datatype == XSD.dateTime:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return f"{format_date(moment.date(), 'long', locale=language)} {clock(moment.time(), language)}"
    if datatype == XSD.gYearMonth:
        year, month = value[:7].split("-")
        return format_skeleton("yMMMM", datetime(int(year), int(month), 1), locale=language)
    found = _NO_YEAR.fullmatch(value)
    if found:
        day = date(_SOME_YEAR, int(found[1]), int(found[2]))
        text = format_skeleton("MMMMd", datetime.combine(day, time()), locale=language)
        return f"{text} {clock(time(int(found[3]), int(found[4])), language)}" if found[3] else text
    return None


def clock(moment: time, language: str) -> str:
    """A time of day: `kl. 09.30` in Norwegian, `09:30` in English."""
    if language in CLOCKS:
        return f"{CLOCKS[language]} {moment:%H.%M}"
    return f"{moment:%H:%M}"


def clock_of(value: str, datatype: str, language: str) -> str:
    """The time of day in a literal, empty when it has none."""
    found = re.search(r"T(\d\d):(\d\d)", value)
    return clock(time(int(found[1]), int(found[2])), language).rpartition(" ")[2] if found else ""
