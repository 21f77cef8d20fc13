"""Letters that invite to a programme: a greeting is no title, the line above the day is."""

from tests.graph_builder.reading import blocks, facts, named, read

LETTER = """Fra: Havnenettet <post@example.org>
Emne: Invitation

{greeting}

Så er det tid til efterårets seminar! Denne gang spørger vi om det, som mange undgår.

TOV, DER HOLDER
Torsdag den 7. november 2031 kl. 8.30-12.15
Gamle Havn, Tindvik

Program

9.00   Velkomst
       Direktør Peder Dalby, Tindvik Kommune

9.10   Ti års tov under lup
       v. kontorchef Anna Holm, Havnestyrelsen

11.00  Sandwich to go
"""


def test_greeting_is_no_heading() -> None:
    for greeting in ("Kære alle", "Kjære kolleger i havna", "Hei alle sammen!", "Dear colleagues,", "Hej"):
        assert ("heading", greeting) not in blocks(LETTER.format(greeting=greeting))


def test_line_above_a_day_names_what_is_held_then() -> None:
    draft = read(LETTER.format(greeting="Kære alle"), language="da")
    assert ("Velkomst", "superEvent", "TOV, DER HOLDER") in facts(draft, "superEvent")
    assert "Kære alle" not in named(draft, "Event")


def test_point_after_by_is_not_of_the_title() -> None:
    draft = read(LETTER.format(greeting="Kære alle"), language="da")
    assert "Ti års tov under lup" in named(draft, "Event")
    assert "Sandwich to go" not in named(draft, "Event")
