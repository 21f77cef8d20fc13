"""The small parts: dates, names, blocks, segments."""

import pytest

from ontology import XSD
from server.names import fold, sort_key, words_of
from server.source_blocks import blocks_of, build_parts
from server.values import clock_of, period, show


@pytest.mark.parametrize(
    ("value", "datatype", "norwegian", "english"),
    [
        ("2020-06-19", "date", "19. juni 2020", "19 June 2020"),
        ("2020-06", "gYearMonth", "juni 2020", "June 2020"),
        ("2020", "gYear", "2020", "2020"),
        ("2018-03-19T10:30:00+01:00", "dateTime", "19. mars 2018 kl. 10.30", "19 March 2018 10:30"),
        ("--11-24T14:05", "string", "24. november kl. 14.05", "24 November 14:05"),
        ("--11-24", "gMonthDay", "24. november", "24 November"),
        ("1234567", "integer", "1\xa0234\xa0567", "1,234,567"),
        ("74.5", "decimal", "74,5", "74.5"),
        ("2020-13-45", "date", "2020-13-45", "2020-13-45"),
        ("x", "integer", "x", "x"),
        ("text", "string", "text", "text"),
    ],
)
def test_literals_as_people_read_them(value: str, datatype: str, norwegian: str, english: str) -> None:
    assert show(value, XSD[datatype], "nb") == norwegian
    assert show(value, XSD[datatype], "en").replace(",", "") == english.replace(",", "")


def test_periods_say_the_day_once() -> None:
    start, end = ("2020-11-17T10:00:00", XSD.dateTime), ("2020-11-17T12:00:00", XSD.dateTime)
    assert period(start, end, "nb") == "17. november 2020 kl. 10.00–12.00"
    assert period(("2020", XSD.gYear), ("2021", XSD.gYear), "nb") == "2020 – 2021"
    assert period(("2020", XSD.gYear), ("2020", XSD.gYear), "nb") == "2020"
    assert clock_of("2020-11-17", XSD.date, "nb") == ""


def test_folding_and_order() -> None:
    assert fold("  ÅSE  Ødegård ") == "ase odegard"
    assert fold("Café") == "cafe"
    names = ["Ås", "Ør", "Ær", "Zoo", "abc", "École", "«Bok»"]
    assert sorted(names, key=sort_key) == ["abc", "«Bok»", "École", "Zoo", "Ær", "Ør", "Ås"]


def test_words_of_an_iri_are_never_the_iri() -> None:
    assert words_of("https://w3id.org/innograf/id/person/pal-test") == "Pal test"
    assert words_of("https://e.example/") == "E.example"


def test_parts_and_blocks_cover_the_text() -> None:
    text = "Første avsnitt\nfortsetter.\n\n• punkt\n• punkt to\n\n\n10.00 Start\n10.30 Slutt\nvidere\n"
    assert [text[a:b] for a, b in blocks_of(text, 0, len(text))] == [
        "Første avsnitt\nfortsetter.",
        "• punkt",
        "• punkt to",
        "10.00 Start",
        "10.30 Slutt\nvidere",
    ]
    for size in (5, 10, 1000):
        parts = build_parts(text, size)
        assert "".join(text[a:b] for a, b in parts) == text
        assert all(b - a <= size for a, b in parts)
    assert build_parts("") == [(0, 0)]
