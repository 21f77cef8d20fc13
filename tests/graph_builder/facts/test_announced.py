"""Events that are announced without a programme, and who leads the event at hand."""

import pytest

from tests.graph_builder.reading import facts, named, read, roles

PRESS = """Ny bru i Tindvik

Havnerådet bygger bru. Det er bra, mener Havnerådet. Havnerådet gleder seg.

{welcome}

{when}
{where}
{there}: Kari Moe og Ola Nord. {led} {head} Solveig Utne.
"""


@pytest.mark.parametrize(
    ("language", "welcome", "when", "where", "there", "led", "head"),
    [
        ("nb", "Velkommen til pressekonferanse!", "Tid: Onsdag 12. mars 2031 kl. 10.30–11.15",
         "Sted: Gamlekaia, Tindvik (sal Ferja)", "Til stede", "Pressekonferansen ledes av", "kommunikasjonssjef"),
        ("da", "Velkommen til pressemøde", "Tid: Onsdag den 12. marts 2031 kl. 10.30-11.15",
         "Sted: Gamlekaia, Tindvik (lokale Ferja)", "Medvirkende", "Mødet ledes af", "kommunikationschef"),
        ("sv", "Välkommen på pressträff!", "Tid: Onsdag 12 mars 2031 kl. 10.30–11.15",
         "Plats: Gamlekaia, Tindvik (lokal Ferja)", "På plats", "Pressträffen leds av", "kommunikationschef"),
        ("en", "Welcome to the press meeting", "Time: Wednesday 12 March 2031, 10:30–11:15",
         "Place: Gamlekaia, Tindvik (room Ferja)", "Speakers", "The meeting is chaired by", "head of press"),
    ],
)  # fmt: skip
def test_a_meeting_with_the_press(
    language: str, welcome: str, when: str, where: str, there: str, led: str, head: str
) -> None:
    draft = read(PRESS.format(welcome=welcome, when=when, where=where, there=there, led=led, head=head), language)
    assert len(named(draft, "Event")) == 1
    assert {(p, o[:16]) for s, p, o in facts(draft, "startDate", "endDate", "location", "performer", "organizer")} == {
        ("startDate", "2031-03-12T10:30"), ("endDate", "2031-03-12T11:15"),
        ("location", "Gamlekaia"), ("location", "Tindvik"), ("location", "Ferja"),
        ("performer", "Kari Moe"), ("performer", "Ola Nord"), ("performer", "Solveig Utne"),
        ("organizer", "Havnerådet"),
    }  # fmt: skip


def test_bullets_with_labels_and_a_title_that_names_the_event() -> None:
    draft = read(
        "Fagseminar om tau\n\n• Tid: 6. mai 2031 kl. 9–12\n• Sted: Gamlekaia, Tindvik\n• Arrangør: Havnerådet\n\n"
        "Alle kan komme.\n"
    )
    assert {(p, o[:16]) for _, p, o in facts(draft, "startDate", "location", "organizer")} == {
        ("startDate", "2031-05-06T09:00"), ("location", "Gamlekaia"), ("location", "Tindvik"),
        ("organizer", "Havnerådet"),
    }  # fmt: skip


def test_a_day_and_no_event_is_none() -> None:
    draft = read("Ny direktør i Havnerådet\n\nDato: 6. mai 2031\n\nKari Moe er ny direktør.\n")
    assert named(draft, "Event") == set()


@pytest.mark.parametrize(
    ("language", "line", "role"),
    [
        ("nb", "Møteleder er journalist Kari Moe.", "møteleder"),
        ("nn", "Kari Moe, rådgjevar i Havnerådet, er møteleiar.", "møteleiar"),
        ("da", "Ordstyrer for hele dagen er Kari Moe.", "ordstyrer"),
        ("sv", "Moderator genom hela dagen är Kari Moe.", "moderator"),
        ("en", "Kari Moe will be the moderator.", "moderator"),
    ],
)
def test_who_leads_the_day(language: str, line: str, role: str) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n{line}\n\nProgram\n\n09:00 Tau\n10:00 Tre\n", language)
    assert facts(draft, "performer") == {("Bruseminaret 6. mai 2031", "performer", "Kari Moe")}
    assert ("Kari Moe", role, "Bruseminaret 6. mai 2031") in roles(draft)


JURY = """Brobyggerprisen 2031

Bruetaten vant Brobyggerprisen 2031. «Fint», said Kari Moe, {director}, {who}.

{heading}

Kari Moe ({chair}), Havnerådet
Professor Ola Nord, Universitetet i Tindvik
Solveig Utne, {adviser}

{about}

Astrid Myrdal liker priser.
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("direktør i Havnerådet", "som ledet årets jury", "Juryen", "leder", "rådgiver", "Om prisen")),
        ("da", ("direktør i Havnerådet", "der ledede juryen", "Årets jury", "formand", "rådgiver", "Om prisen")),
        ("sv", ("direktör i Havnerådet", "som ledde juryn", "Juryn", "ordförande", "rådgivare", "Om priset")),
        ("en", ("director of Havnerådet", "who chaired this year's jury", "The jury", "chair", "adviser", "About")),
    ],
)
def test_a_jury_under_its_heading(language: str, words: tuple[str, ...]) -> None:
    keys = ("director", "who", "heading", "chair", "adviser", "about")
    draft = read(JURY.format(**dict(zip(keys, words, strict=True))), language)
    assert {who for _, _, who in facts(draft, "juror")} == {"Kari Moe", "Ola Nord", "Solveig Utne"}
    assert any(
        p == "Kari Moe" and "jury" in title and body == "Brobyggerprisen 2031" for p, title, body in roles(draft)
    )
