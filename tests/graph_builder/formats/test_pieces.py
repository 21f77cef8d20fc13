"""Markdown of pieces: what the layout reads from it is what the pieces were."""

import pytest

from graph_builder.formats.pieces import Bullet, Heading, Paragraph, Piece, Table, clean, to_markdown
from tests.graph_builder.reading import blocks

LINES = [
    "# er et tegn",
    "- Vi skal, sa hun",
    "* stjerne",
    "+ pluss",
    "> større enn",
    "---",
    "===",
    "```",
    "| strek",
    "|---|",
    "<div> er HTML",
    "<!-- brua -->",
    "2031. Det var året",
    "7. juni møtes vi",
    "    innrykk",
]


@pytest.mark.parametrize("line", LINES)
def test_a_paragraph_stays_a_paragraph(line: str) -> None:
    text = to_markdown([Heading(1, "Brua"), Paragraph(f"{line} her i Tindvik."), Paragraph("Mer.")])
    kinds = [kind for kind, _ in blocks(text, "markdown")]
    assert kinds == ["heading", "paragraph", "paragraph"]
    assert blocks(text, "markdown")[1][1].endswith("her i Tindvik.")


@pytest.mark.parametrize("line", ["---", "===", "***", "|---|"])
def test_a_line_below_another_makes_no_heading_of_it(line: str) -> None:
    kinds = [kind for kind, _ in blocks(to_markdown([Paragraph(f"Brua er stengt.\n{line}\nNå.")]), "markdown")]
    assert "heading" not in kinds


def test_pieces_are_read_as_what_they_are() -> None:
    pieces: list[Piece] = [
        Heading(2, "Program"),
        Bullet("dele"),
        Bullet("lære", 1),
        Bullet("prøve", 0, "3"),
        Paragraph("• typet for hånd"),
        Table((("09.00", "Velkommen", "Kaia Lund"), ("10.00", "Slutt", ""))),
    ]
    assert to_markdown(pieces) == (
        "## Program\n\n- dele\n   - lære\n3. prøve\n- typet for hånd\n\n"
        "| 09.00 | Velkommen | Kaia Lund |\n|---|---|---|\n| 10.00 | Slutt |  |\n"
    )


def test_a_table_that_only_places_text_is_paragraphs() -> None:
    assert to_markdown([Table((("Havnerådet møtes.", ""), ("", "Vel møtt.")))]) == "Havnerådet møtes.\n\nVel møtt.\n"


def test_a_line_with_a_time_and_tabs_is_a_row() -> None:
    lines = [Paragraph("09.00\tVelkommen\tKaia Lund"), Paragraph("10.00\tSlutt\tOla Vik"), Paragraph("Tid\tSted")]
    assert to_markdown(lines) == (
        "| 09.00 | Velkommen | Kaia Lund |\n|---|---|---|\n| 10.00 | Slutt | Ola Vik |\n\nTid\tSted\n"
    )


def test_characters_that_are_not_to_be_seen_are_dropped() -> None:
    assert clean("\u202eBrua\u202c  er\u00ad \x00sten\u200bgt\u00a0\r\n\r\n nå\ud83c\ufeff") == "Brua er stengt\nnå"


def test_letters_are_composed() -> None:
    assert clean("A\u030as") == "Ås"


def test_headings_that_are_times_are_lines_of_a_programme_and_chapters_are_headings() -> None:
    times = [Heading(3, "09.00 Velkommen"), Heading(3, "kl. 10.15 Tang"), Heading(2, "1.10 Samarbeid")]
    assert to_markdown(times) == "09.00 Velkommen\n\nkl. 10.15 Tang\n\n## 1.10 Samarbeid\n"
    assert to_markdown(times[:1]) == "### 09.00 Velkommen\n"


def test_a_no_break_space_stays() -> None:
    assert clean("09.00 Velkommen\u00a0 Kaia  Lund") == "09.00 Velkommen\u00a0 Kaia Lund"


def test_columns_that_were_made_with_spaces_stay_apart() -> None:
    assert clean("09.00    Velkommen  alle   Kaia Lund") == "09.00\tVelkommen alle\tKaia Lund"
