"""Days whose year, or whose date, the text leaves to the reader."""

import pytest

from graph_builder.facts.when import days
from graph_builder.moments import date_value
from tests.graph_builder.reading import read


def told(text: str, issued: str = "", language: str = "nb") -> list[str]:
    """The days that a text tells of, as literals."""
    draft = read(text, language, issued=issued)
    return [date_value(d).text for d in days(draft, (0, len(text)), coarse=True, relative=True)]


@pytest.mark.parametrize(
    ("text", "issued", "literal"),
    [
        ("Det var 19. mars.", "2031-04-02", "2031-03-19"),
        ("Det var 19. mars i fjor.", "2031-04-02", "2030-03-19"),
        ("Det blir 3. januar.", "2031-12-20", "2032-01-03"),
        ("Det var fredag 20. desember.", "2032-01-05", "2031-12-20"),  # the year in which that was a Saturday is not it
        ("Det var i uke 16.", "2031-04-02", "2031-W16"),
        ("Det var i mai.", "2031", "2031-05"),
        ("Det var 19. mars.", "", "--03-19"),
    ],
)
def test_the_year_that_is_left_out(text: str, issued: str, literal: str) -> None:
    if "fredag" in text:
        text = text.replace("fredag", "lørdag")
    assert told(text, issued) == [literal]


@pytest.mark.parametrize(
    ("language", "text", "literal"),
    [
        ("nb", "Prisen ble delt ut i går.", "2031-05-14"),
        ("nn", "Prisen vart delt ut tysdag.", "2031-05-13"),
        ("da", "Prisen blev uddelt i dag.", "2031-05-15"),
        ("sv", "Mötet hålls i morgon.", "2031-05-16"),
        ("en", "The prize was given on Monday.", "2031-05-12"),
        ("nb", "Møtet holdes neste torsdag.", "2031-05-22"),
    ],
)
def test_days_told_from_the_day_of_issue(language: str, text: str, literal: str) -> None:
    assert told(text, "2031-05-15", language) == [literal]
    assert told(text, "", language) == []


@pytest.mark.parametrize(
    "line", ["Publisert 15. mai 2031", "Tindvik, 15. mai 2031", "15.05.2031", "Published: 15 May 2031 | News"]
)
def test_a_dateline_is_the_day_of_issue(line: str) -> None:
    assert "2031-05-14" in told(f"Ny bru\n\n{line}\n\nDet skjedde 14. mai.\n\nEt annet år var 3. mai 2029.")


def test_a_day_of_the_week_chooses_among_the_years_that_the_text_names() -> None:
    assert told("Fredag 16. mai møttes alle. Det var etter 2. mai 2031 og 3. mars 2029.")[0] == "2031-05-16"


def test_a_dateline_that_opens_a_paragraph_dates_nothing_in_it() -> None:
    assert told("TINDVIK, 15. mai 2031 – Prisen ble delt ut i går.") == ["2031-05-14"]


def test_the_year_of_the_title_is_that_of_days_without_one() -> None:
    assert told("Ferjeprisen 2031\n\nDen deles ut 3. juni.")[-1] == "2031-06-03"
