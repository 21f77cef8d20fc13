"""The days that a text tells of, with the year that it leaves out: from the metadata, a dateline, the other dates."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph_builder.clocks import find_clocks
from graph_builder.dates import Date, find_dates, is_day
from graph_builder.draft import Draft, Entity, Span
from graph_builder.lexicon import alternatives, weekdays
from graph_builder.moments import date_value, end_value
from ontology import SCHEMA

_DATELINE = re.compile(
    r"^[ \t#*]*(?:(?:publisert|publisered|publicerad|published|offentliggjort|oppdatert|sist oppdatert|sist endret|udgivet|opdateret|uppdaterad|updated|nyhet|nyhed|pressemelding|"
    r"pressemeddelelse|pressmeddelande|press release|dato|lagt ut|postet|skrevet|av [^\n]{3,40},)\b[^\n\d]{0,25}|(?:[A-ZÆØÅÄÖ]\w+,?[ ]){1,2}(?:den )?)?(?=\d)",
    re.IGNORECASE | re.MULTILINE,
)
_RELATIVE = re.compile(
    r"\b(?P<today>i dag|idag|today|i kveld|i aften|ikväll|i kväll|tonight|nå i formiddag)\b|\b(?P<yesterday>i går|igår|yesterday|i går kveld)\b"
    r"|\b(?P<tomorrow>i morgon|i morgen|imorgen|imorgon|tomorrow)\b"
    rf"|\b(?P<next>neste|næste|nästa|next|kommende|førstkommende)?\s?(?P<weekday>{alternatives(weekdays())})(?:en)?\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:var|ble|blei|vart|blev|was|were|fikk|fekk|fik|fick|vant|vann|vandt|won|holdt|heldt|höll|held|hölls|åpnet|opna|åbnede|öppnade|opened|møttes|samlet|samla|samlades|deltok|"
    r"deltog|inviterte|arrangerte|arrangerade|lanserte|la|presenterte|sa|sade|sagde|said|received|took|mottok|delte|delades|tildelt|kåret|launched)\b"
)


def days(draft: Draft, span: Span, *, coarse: bool = False, relative: bool = False) -> list[Date]:
    """The dates printed in `span`, each with its year where one can be had.

    With `coarse` also months, weeks and years; with `relative` also «i går» and «torsdag», counted from the day that
    the document was issued on.
    """
    printed = (d for d in find_dates(draft.text, *span, coarse=coarse) if not _opens_text(draft.text, d))
    found = [date for d in printed if (date := _with_year(draft, d))]
    if relative and not found:
        found = list(_relative(draft, span))
    return found


def state_when(draft: Draft, event: Entity, span: Span, reader: str, date: Date, *, bare: bool = False) -> None:
    """State when `event` is: `date` with the time of day printed after it in `span`, and where a range ends."""
    beside = re.match(r",?\s+\(?\d\d?[.:]\d\d\s?(?:[-–—]|til|till|to)", draft.text[date.end : span[1]])
    clocks = list(find_clocks(draft.text, date.end, span[1], bare=bare or bool(beside)))
    alone = len(clocks) == 1 and len(list(find_dates(draft.text, *span))) <= 1
    clock = next((c for c in clocks if alone or c.start - date.end < 14), None)
    begin = clock.begin if clock and date.day else ""
    draft.state(event, SCHEMA.startDate, date_value(date, begin), span, reader)
    if clock and clock.finish and date.day:
        draft.state(event, SCHEMA.endDate, end_value(date, begin, clock.finish), span, reader)
    elif date.last or date.last_week:
        draft.state(event, SCHEMA.endDate, date_value(date, last=True), span, reader)
    event.date = event.date or date_value(date).text


def issued_day(draft: Draft) -> datetime.date | None:
    """The day on which the document was issued: its metadata's, or that of a dateline («Publisert 12. mai 2021»)."""
    issued = draft.document.metadata.issued or ""
    return datetime.date.fromisoformat(issued) if len(issued) == 10 else _told(draft.text)[1]


def year_of(draft: Draft) -> int | None:
    """The year of a date that prints none: that of the document, or the one that all its full dates share."""
    day = issued_day(draft)
    return draft.document.metadata.year or (day.year if day else None) or _told(draft.text)[0]


def year_of_name(entity: Entity) -> int | None:
    """The year that one of the entity's names ends in."""
    return next((int(name[-4:]) for name in entity.names if re.search(r"\b20\d\d$", name)), None)


@lru_cache(maxsize=1)  # of the document at hand; a larger cache would keep the texts of all
def _told(text: str) -> tuple[int | None, datetime.date | None, frozenset[int]]:
    """The year that the printed dates share, the day of a dateline, and all years of printed dates."""
    dates = [d for d in find_dates(text, coarse=True) if d.year]
    years = Counter(d.year for d in dates if d.day)
    shared = next(iter(years)) if len(years) == 1 else None if years else _year_of_title(text)
    lines = {m.end() for m in _DATELINE.finditer(text)}
    day = next((d for d in dates if d.start in lines and d.day and _ends_line(text, d)), None)
    issued = datetime.date(day.year or 0, day.month, day.day) if day and not day.last else None
    return shared, issued, frozenset(d.year for d in dates if d.year)


def _year_of_title(text: str) -> int | None:
    """The one year that the first line names, no range of years."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    found = set(re.findall(r"(?<![\d–-])20\d\d(?![\d–-])", line))
    return int(found.pop()) if len(found) == 1 else None


def _ends_line(text: str, date: Date) -> bool:
    """Whether nothing of a sentence follows on the line: «12. mai 2021», «12. mai 2021 kl. 10.15», «… – », «… | NN»."""
    rest = text[date.end : date.end + 60].partition("\n")[0]
    return bool(re.match(r"[ .]*(?:,?\s*(?:kl\.?\s*)?\d\d[.:]\d\d\s*$|[-–—|:]|$)", rest))


def _opens_text(text: str, date: Date) -> bool:
    """Whether a date is a dateline within a paragraph: «Tindvik, 12. mai 2031 – Havnerådet har …»."""
    line = text.rfind("\n", 0, date.start) + 1
    place = _PLACE_LINE.fullmatch(text, line, date.start)
    return bool(place) and bool(re.match(r"\s*[–—-]\s+\S", text[date.end : date.end + 6]))


_PLACE_LINE = re.compile(r"\s*(?:[A-ZÆØÅÄÖ][\w/ ]{2,40},?\s+(?:den\s+)?)")


def _with_year(draft: Draft, date: Date) -> Date | None:
    """The date with its year; None for a week or year that nothing tells."""
    if date.year:
        return date
    year = year_of(draft)
    if date.offset is not None:
        year = year + date.offset if year else None
    elif date.weekday is not None and date.day:
        year = _year_of_weekday(draft, date, year)
    elif year and (issued := issued_day(draft)) and date.month and _long_ago(date, issued):
        year += 1  # «3. januar» in a text of December
    if year is None and (date.week or not date.month):
        return None
    if year and date.day and not is_day(year, date.month, date.day):
        return None
    return date.with_year(year)


def _long_ago(date: Date, issued: datetime.date) -> bool:
    """Whether a month without a year is the one that comes next, rather than the one long past."""
    return issued.month - date.month > 8


def _year_of_weekday(draft: Draft, date: Date, year: int | None) -> int | None:
    """The year in which the day fell on the printed day of the week: nearest the document's, or among those it names."""
    near = [year, year + 1, year - 1] if year else sorted(_told(draft.text)[2])
    fit = [
        y for y in near
        if y and is_day(y, date.month, date.day) and datetime.date(y, date.month, date.day).weekday() == date.weekday
    ]  # fmt: skip
    if year:
        return fit[0] if fit else year
    return fit[0] if len(fit) == 1 else None


def _relative(draft: Draft, span: Span) -> Iterator[Date]:
    issued = issued_day(draft)
    if issued is None:
        return
    past = bool(_PAST.search(draft.text, *span))
    for match in _RELATIVE.finditer(draft.text, *span):
        day = issued
        if match["yesterday"]:
            day -= datetime.timedelta(days=1)
        elif match["tomorrow"]:
            day += datetime.timedelta(days=1)
        elif match["weekday"]:
            ahead = (weekdays()[match["weekday"].lower()] - issued.weekday()) % 7
            if past and not match["next"]:
                ahead -= 7 if ahead else 0
            elif match["next"] and not ahead:
                ahead = 7
            day += datetime.timedelta(days=ahead)
        yield replace(Date(match.start(), match.end(), day.year, day.month, day.day))
