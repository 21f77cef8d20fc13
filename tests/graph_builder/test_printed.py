"""Where names are printed, and the words around them."""

import pytest

from graph_builder.printed import around, find_printed, nearest


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Havnerådet"], ["Havnerådet", "HAVNERÅDET"]),
        (["Rådet for havn og kai"], ["Rådet for havn\n  og kai"]),
        (["havn", "Rådet for havn og kai"], ["Rådet for havn\n  og kai"]),
        (["Råd"], []),
        (["Tindvik"], ["Tindvik"]),
        (["a+b"], []),
        ([" "], []),
    ],
)
def test_names_are_found_whole_capitals_and_line_breaks_aside(names: list[str], found: list[str]) -> None:
    text = "Havnerådet og HAVNERÅDETS leder. Rådet for havn\n  og kai i Tindviks sentrum."
    assert [text[a:b] for a, b in find_printed(text, names)] == found


def test_the_nearest_of_two_names() -> None:
    assert nearest([(0, 3), (50, 53)], [(60, 64), (90, 94)]) == ((50, 53), (60, 64))
    assert nearest([(5, 8), (9, 10)], []) == ((5, 8),)
    assert nearest([], []) == ()


def test_the_words_around() -> None:
    text = "En to tre fire fem seks sju åtte ni ti elleve tolv"
    assert around(text, [(15, 18)], 10) == "… tre fire [[fem]] seks sju …"
    assert around(text, [(0, 2)], 10) == "[[En]] to tre …"
    assert around(text, [(46, 50)], 10) == "… elleve [[tolv]]"
    assert around(text, [(46, 50), (0, 2)], 8) == "[[En]] to tre … elleve [[tolv]]"
    assert around(text, [(0, 2), (6, 9), (6, 9)], 5) == "[[En]] to [[tre]] …"
    assert around(text, []) == ""
