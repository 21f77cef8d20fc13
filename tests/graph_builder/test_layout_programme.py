"""Printed programmes: a block a session, whatever the layout."""

import pytest

from tests.graph_builder.reading import layout

ONE_LINE = """Program

09:00 Velkommen ved Sigrun Haukvik
09.15 – 10.00 Bruer av tre v/Astrid Myrdal, Havnerådet
kl. 10:00 Slutt
"""
TIME_ALONE = """Program

09:00

Velkommen ved Sigrun Haukvik

09.15 - 10.00

Bruer av tre

v/Astrid Myrdal, Havnerådet

10:00

Slutt
"""
WRAPPED = """Program

09:00 Velkommen
ved Sigrun Haukvik
09.15–10.00 Bruer av
tre v/Astrid Myrdal,
Havnerådet
10:00 Slutt
"""
COLUMNS = (
    "Program\n\n09:00\tVelkommen\tved Sigrun Haukvik\n"
    "09.15 til 10.00\xa0\xa0Bruer av tre\xa0v/Astrid Myrdal, Havnerådet\n10:00\xa0Slutt\n"
)
MARKDOWN_LIST = """## Program

- **09:00** Velkommen ved Sigrun Haukvik
- **09.15–10.00** [Bruer av tre](https://example.org/tre) v/Astrid Myrdal, Havnerådet
- 10:00 Slutt
"""
MARKDOWN_TABLE = """## Program

| Tid | Hva |
|---|---|
| 09:00 | Velkommen ved Sigrun Haukvik |
| 09.15–10.00 | Bruer av tre v/Astrid Myrdal, Havnerådet |
| 10:00 | Slutt |
"""

LAYOUTS = {
    "one line": (ONE_LINE, "text"),
    "time alone": (TIME_ALONE, "text"),
    "wrapped": (WRAPPED, "text"),
    "columns": (COLUMNS, "text"),
    "Markdown list": (MARKDOWN_LIST, "markdown"),
    "Markdown table": (MARKDOWN_TABLE, "markdown"),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_has_the_same_sessions(name: str) -> None:
    text, form = LAYOUTS[name]
    laid = layout(text, form)
    sessions = [b for b in laid.blocks if b.kind == "session"]
    assert [(b.begins, b.finishes, " ".join(laid.flat[b.start : b.end].split())) for b in sessions] == [
        ("09:00", "", "Velkommen ved Sigrun Haukvik"),
        ("09:15", "10:00", "Bruer av tre v/Astrid Myrdal, Havnerådet"),
        ("10:00", "", "Slutt"),
    ]
    assert len({b.programme for b in sessions}) == 1
    clocks = [laid.flat[slice(*b.clock)] for b in sessions]
    assert (clocks[0], clocks[1][:5], clocks[1][-5:], clocks[2]) == ("09:00", "09.15", "10.00", "10:00")


def test_text_after_the_programme_is_not_in_it() -> None:
    laid = layout(f"{ONE_LINE}\nMeld deg på innen fredag.\n")
    assert [b.kind for b in laid.blocks][-2:] == ["session", "paragraph"]


def test_times_that_go_back_begin_another_programme() -> None:
    laid = layout("Dag én\n\n09:00 Tre\n10:00 Stål\n\nDag to\n\n08:30 Tau\n09:30 Tjære\n")
    assert [(b.begins, b.programme) for b in laid.blocks if b.kind == "session"] == [
        ("09:00", 0), ("10:00", 0), ("08:30", 1), ("09:30", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "09:00 Velkommen til kaia.\n\nEn linje med tid er ikke et program.",
        "Møtene er\n20.10 2031 i Tindvik\n21.10 2031 i Kaivik\n",
        "1.10 Samarbeid\n\nTekst.\n\n1.11 Kunnskap\n\nTekst.",
        "Brua måler\n24.70 meter\n25.80 meter\n",
    ],
)
def test_what_is_no_programme(text: str) -> None:
    assert [b for b in layout(text).blocks if b.kind == "session"] == []
