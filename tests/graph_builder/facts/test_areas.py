"""Priority areas: listed, or the chapter of a measure."""

import re

import pytest

from tests.graph_builder.facts.paper import PAPER
from tests.graph_builder.reading import facts, named, read


def test_a_measure_is_in_the_area_of_its_chapter_unless_that_is_a_general_one() -> None:
    assert facts(read(PAPER), "inArea") == {
        ("bygge flere kaier av tre", "inArea", "Kaier og tau"),
        ("gi tilskudd til små ferjer", "inArea", "Kaier og tau"),
    }


def test_areas_that_are_listed_and_chapters_of_measures() -> None:
    # What stands in the government's paper it wills too.
    assert facts(read(PAPER), "hasPriorityArea") == {
        (owner, "hasPriorityArea", name)
        for owner in ("Bruer for alle", "regjeringen")
        for name in ("Bruer av tre", "Ferjer uten røyk", "Kaier for alle", "Kaier og tau")
    }


def test_areas_of_a_body() -> None:
    assert facts(read("Havnerådet har to fokusområder: bruer av tre og ferjer uten røyk.")) == {
        ("Havnerådet", "hasPriorityArea", "bruer av tre"),
        ("Havnerådet", "hasPriorityArea", "ferjer uten røyk"),
    }


def test_a_list_after_another_word_is_no_area() -> None:
    assert named(read("Havnerådet har to båter: Terna og Måsen."), "PriorityArea") == set()


LEADS = {
    "nb": ("Satsingsområde 1: Tau i alle havner", "Vi vil derfor"),
    "nn": ("Satsingsområde 1 – Tau i alle hamner", "Derfor vil vi"),
    "da": ("Indsatsområde 1: Tov i alle havne", "Derfor vil vi"),
    "sv": ("Insatsområde 1: Rep i alla hamnar", "Därför ska vi"),
    "en": ("Priority area 1: Rope in all harbours", "We will"),
}


@pytest.mark.parametrize("language", LEADS)
def test_measures_below_a_labelled_area_though_their_lead_looks_like_a_heading(language: str) -> None:
    heading, lead = LEADS[language]
    text = (
        f"Strategi for tau i Tindvik kommune 2031-2035\n\n{heading}\n\nTau er bra. Alle liker tau.\n\n"
        f"{lead}\n• kjøpe nye tau til kaia\n• male alle ferjene blå\n"
    )
    area = re.split(r" \d(?::| –) ", heading)[1]
    draft = read(text, language)
    assert facts(draft, "inArea") == {
        ("kjøpe nye tau til kaia", "inArea", area),
        ("male alle ferjene blå", "inArea", area),
    }


def test_a_labelled_area_without_measures() -> None:
    assert named(read("Veien videre\n\nFokusområde 2: Ferjer uten røyk\n\nFerjene ryker.\n"), "PriorityArea") == {
        "Ferjer uten røyk"
    }
