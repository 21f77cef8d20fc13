"""Priority areas: listed, or the chapter of a measure."""

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
