"""What templates may ask for besides what their view gives them."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal
from flask import Flask, request

from server import values, words
from server.links import is_outside, local_href
from server.live import NO_GRAPH, current
from server.locale import page_language

ZONE = "Europe/Oslo"


def init(app: Flask) -> None:
    """Give the templates their filters and names."""
    app.jinja_env.filters.update(
        number=_number,
        decimal=_decimal,
        day=_day,
        moment=_moment,
        language_name=_language_name,
        urlquote=lambda text: quote(str(text)),
    )
    app.jinja_env.globals.update(
        build=_build,
        here=_here,
        words=words,
        local_href=_local_href,
        is_outside=is_outside,
        document_title=_title,
        document_day=_issued,
    )


def _number(value: float) -> str:
    return format_decimal(value, locale=_locale())


def _decimal(value: object) -> str:
    """A number with three decimals at most; what is no number stays as it is."""
    try:
        return format_decimal(Decimal(str(value)), format="#,##0.###", locale=_locale())
    except (InvalidOperation, ValueError):
        return str(value)


def _locale() -> str:
    return values.FORMATS.get(page_language(), page_language())


def _day(value: object) -> str:
    """A date as the manifest has it: a day, a month or a year."""
    text = str(value or "")
    datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(text))
    return values.show(text, f"http://www.w3.org/2001/XMLSchema#{datatype}", page_language()) if datatype else text


def _moment(value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    local = moment.astimezone(get_timezone(ZONE))
    day = format_date(local, "long", locale=_locale())
    return f"{day} {format_datetime(local, 'HH:mm', locale=_locale())}"


def _language_name(code: object) -> str:
    try:
        found = Locale.parse(str(code).replace("-", "_")).get_display_name(page_language())
    except (ValueError, UnknownLocaleError):
        return str(code)
    return (found or str(code)).lower() if page_language() in {"nb", "nn"} else found or str(code)


def _build() -> object:
    """The manifest of the build that is shown, or None."""
    try:
        return current().build.manifest
    except NO_GRAPH:
        return None


def _here() -> str:
    """The address of this page, for the switch of language."""
    return request.full_path.rstrip("?")


def _local_href(iri: str) -> str:
    return local_href(iri, current().base)


def _issued(stem: str) -> str:
    """The day a document is from, as its record has it; empty when that is not known."""
    return str(current().documents.get(stem, {}).get("issued") or "")


def _title(stem: str) -> str:
    return current().title(stem)
