"""Dates and times of day as they are printed, and the literals they become."""

import pytest

from graph_builder.clocks import find_clocks
from graph_builder.dates import Date, find_dates
from graph_builder.draft import Value
from graph_builder.moments import date_value

DAYS = [
    ("Møtet er 19. mars 2031 i Tindvik.", "19. mars 2031", (2031, 3, 19, None)),
    ("Møtet er 3. desember i Tindvik.", "3. desember", (None, 12, 3, None)),
    ("6. MAI", "6. MAI", (None, 5, 6, None)),
    ("Møtet er 3. september 2031.", "3. september 2031", (2031, 9, 3, None)),
    ("Mødet er den 5. maj 2031.", "5. maj 2031", (2031, 5, 5, None)),
    ("Mødet er den 1. oktober.", "1. oktober", (None, 10, 1, None)),
    ("Mötet är den 5 maj 2031.", "5 maj 2031", (2031, 5, 5, None)),
    ("Mötet är den 14 augusti.", "14 augusti", (None, 8, 14, None)),
    ("We meet on 5 March 2031.", "5 March 2031", (2031, 3, 5, None)),
    ("We meet on March 5, 2031.", "March 5, 2031", (2031, 3, 5, None)),
    ("We meet on the 3rd October.", "3rd October", (None, 10, 3, None)),
    ("We meet on the 5th of March 2031.", "5th of March 2031", (2031, 3, 5, None)),
    ("Den går 7.–8. juni 2031.", "7.–8. juni 2031", (2031, 6, 7, 8)),
    ("Den går 7. og 8. juni.", "7. og 8. juni", (None, 6, 7, 8)),
    ("It runs 7 to 8 June 2031.", "7 to 8 June 2031", (2031, 6, 7, 8)),
    ("Frist: 2031-05-06.", "2031-05-06", (2031, 5, 6, None)),
    ("Frist: 06.05.2031.", "06.05.2031", (2031, 5, 6, None)),
    ("Frist: 06.05.31.", "06.05.31", (2031, 5, 6, None)),
    ("Frist: 6/5-2031.", "6/5-2031", (2031, 5, 6, None)),
    ("Frist: 6/5 2031.", "6/5 2031", (2031, 5, 6, None)),
    ("Møtet er fredag 6/5.", "fredag 6/5", (None, 5, 6, None)),
    ("Den går 7.–8.06.2031.", "7.–8.06.2031", (2031, 6, 7, 8)),
    ("Den går tirsdag 7. og onsdag 8. juni 2031.", "tirsdag 7. og onsdag 8. juni 2031", (2031, 6, 7, 8)),
    ("It runs June 7–8, 2031.", "June 7–8, 2031", (2031, 6, 7, 8)),
    ("Det hålls den 7–8 juni 2031.", "7–8 juni 2031", (2031, 6, 7, 8)),
    ("Skuddår: 29. februar 2032.", "29. februar 2032", (2032, 2, 29, None)),
]


@pytest.mark.parametrize(("text", "printed", "parts"), DAYS)
def test_days(text: str, printed: str, parts: tuple[int | None, int, int, int | None]) -> None:
    (date,) = find_dates(text)
    assert text[date.start : date.end] == printed
    assert (date.year, date.month, date.day, date.last) == parts


@pytest.mark.parametrize(
    "text",
    [
        "31. februar 2031",
        "29. februar 2031",
        "31. april",
        "2031-13-01",
        "40. mai",
        "8.-7. juni",
        "mai 2031",
        "12. mann",
        "3/4 av alle",
        "1.2.10",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert list(find_dates(text)) == []


def test_dates_come_in_the_order_of_the_text_and_from_the_part_asked_for() -> None:
    text = "Først 2031-05-06, så 7. mai 2031, til sist 08.05.2031."
    assert [d.day for d in find_dates(text)] == [6, 7, 8]
    assert [d.day for d in find_dates(text, 15, 35)] == [7]


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("kl. 10.30 til 12.45", "10:30", "12:45"),
        ("kl 9:05–11:00", "09:05", "11:00"),
        ("klokka 9.05", "09:05", ""),
        ("klokken 14:00", "14:00", ""),
        ("at 14:00", "14:00", ""),
        ("fra 09.00 til kl. 10.00", "09:00", "10:00"),
        ("kl. 09.00 till 10.00", "09:00", "10:00"),
    ],
)
def test_clocks(text: str, begin: str, finish: str) -> None:
    (clock,) = find_clocks(f"Vi møtes {text}, og så.")
    assert (clock.begin, clock.finish) == (begin, finish)


@pytest.mark.parametrize("text", ["kl. 25.00", "kl. 10.75", "versjon 10.30", "brua er 12.45 lang"])
def test_what_is_no_clock(text: str) -> None:
    assert list(find_clocks(text)) == []


@pytest.mark.parametrize(
    ("month", "day", "text"),
    [
        (6, 15, "2031-06-15T14:05:00+02:00"),
        (12, 15, "2031-12-15T14:05:00+01:00"),
        (3, 29, "2031-03-29T14:05:00+01:00"),
        (3, 30, "2031-03-30T14:05:00+02:00"),
        (10, 26, "2031-10-26T14:05:00+01:00"),
    ],
)
def test_a_moment_has_the_offset_of_oslo_on_that_day(month: int, day: int, text: str) -> None:
    value = date_value(Date(0, 0, 2031, month, day), "14:05")
    assert (value.text, value.datatype) == (text, "dateTime")


def test_values_by_what_is_known() -> None:
    dated, undated = Date(0, 0, 2031, 6, 7, 8), Date(0, 0, None, 11, 4)
    assert (date_value(dated).text, date_value(dated).datatype) == ("2031-06-07", "date")
    assert date_value(dated, last=True).text == "2031-06-08"
    assert (date_value(undated).text, date_value(undated).datatype) == ("--11-04", "gMonthDay")
    assert (date_value(undated, "14:05").text, date_value(undated, "14:05").datatype) == ("--11-04T14:05", "string")
    assert date_value(undated.with_year(2031)).text == "2031-11-04"
    assert date_value(dated.with_year(1999)).text == "2031-06-07"


def test_a_range_over_two_months() -> None:
    (date,) = find_dates("Det går 30. mai–1. juni 2031.")
    assert (date_value(date.with_year(2031)).text, date_value(date, last=True).text) == ("2031-05-30", "2031-06-01")


@pytest.mark.parametrize(
    ("text", "literal", "datatype"),
    [
        ("Det blir i mai 2031.", "2031-05", "gYearMonth"),
        ("Det bliver i maj 2031.", "2031-05", "gYearMonth"),
        ("Det kom i 2031.", "2031", "gYear"),
        ("Det kom høsten 2031.", "2031", "gYear"),
        ("Kunngjøres i uke 16 2031.", "2031-W16", "string"),
        ("Det blir i mai.", "--05", "gMonth"),
    ],
)
def test_months_weeks_and_years(text: str, literal: str, datatype: str) -> None:
    (date,) = find_dates(text, coarse=True)
    assert date_value(date) == Value(literal, datatype)
    assert list(find_dates(text)) == []


def test_weeks_have_a_last() -> None:
    (date,) = find_dates("Det skjer i uke 16–17 2031.", coarse=True)
    assert date_value(date, last=True).text == "2031-W17"


@pytest.mark.parametrize(
    ("text", "offset"),
    [("19. mars i år", 0), ("19. mars i fjor", -1), ("19. marts næste år", 1), ("19 March this year", 0)],
)
def test_years_told_from_the_documents(text: str, offset: int) -> None:
    (date,) = find_dates(text)
    assert (date.year, date.offset) == (None, offset)


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("9:00 AM", "09:00", ""),
        ("from 2:30 PM to 4 pm", "14:30", "16:00"),
        ("9–11 am", "09:00", "11:00"),
        ("kl 9–15", "09:00", "15:00"),
        ("kl. 0900-1130", "09:00", "11:30"),
        ("klockan 13", "13:00", ""),
    ],
)
def test_more_clocks(text: str, begin: str, finish: str) -> None:
    (clock,) = find_clocks(f"Vi møtes {text}, og så.")
    assert (clock.begin, clock.finish) == (begin, finish)
