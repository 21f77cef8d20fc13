"""Programmes in other layouts: talks as bullets, tracks under headings, days instead of hours."""

import pytest

from tests.graph_builder.reading import facts, named, read, roles

TRACKS = """Brudagene 6. mai 2031

{parallel}

{one} Bruer av tre
Rom: Ferjesalen
{chair}: Kari Moe, Havnerådet

  • Furu og gran
    v/ Henning Skarstein, ingeniør, Bruetaten
  • Hvor lenge holder tjære?
    v/ Astrid Myrdal, Tindvik kommune

{two} Bruer av stål

  • Rust og lykke
    v/ Olav Stenersen, Kaivik kommune

11.30  Pause

12.00  Avslutning: Hva nå?
Solveig Utne
"""


@pytest.mark.parametrize(
    ("language", "parallel", "one", "two", "chair"),
    [
        ("nb", "10.00–11.30  Parallelle sesjoner (velg én)", "PARALLELL A:", "PARALLELL B:", "Ordstyrer"),
        ("nn", "10.00–11.30  Parallelle sesjonar", "Spor 1 –", "Spor 2 –", "Ordstyrar"),
        ("da", "10.00–11.30  Parallelle spor", "Spor A:", "Spor B:", "Ordstyrer"),
        ("sv", "10.00–11.30  Parallella pass", "Pass 1:", "Pass 2:", "Samtalsledare"),
        ("en", "10:00–11:30  Parallel sessions (choose one)", "Parallel session A:", "Parallel session B:", "Chair"),
    ],
)
def test_tracks_with_their_talks_as_bullets(language: str, parallel: str, one: str, two: str, chair: str) -> None:
    draft = read(TRACKS.format(parallel=parallel, one=one, two=two, chair=chair), language)
    assert facts(draft, "superEvent") == {
        ("Bruer av tre", "superEvent", "Brudagene 6. mai 2031"),
        ("Furu og gran", "superEvent", "Bruer av tre"),
        ("Hvor lenge holder tjære?", "superEvent", "Bruer av tre"),
        ("Bruer av stål", "superEvent", "Brudagene 6. mai 2031"),
        ("Rust og lykke", "superEvent", "Bruer av stål"),
        ("Avslutning: Hva nå?", "superEvent", "Brudagene 6. mai 2031"),
    }
    assert facts(draft, "performer") == {
        ("Bruer av tre", "performer", "Kari Moe"),
        ("Furu og gran", "performer", "Henning Skarstein"),
        ("Hvor lenge holder tjære?", "performer", "Astrid Myrdal"),
        ("Rust og lykke", "performer", "Olav Stenersen"),
        ("Avslutning: Hva nå?", "performer", "Solveig Utne"),
    }
    assert ("Bruer av tre", "endDate", "2031-05-06T11:30:00+02:00") in facts(draft)
    assert ("Kari Moe", chair.lower(), "Bruer av tre") in roles(draft)


def test_bullets_under_a_parallel_slot_are_its_sessions() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09.00 Åpning ved Solveig Utne\n10.00–11.00 Parallelle sesjoner:\n"
        "- Bruer av tre ved Kari Moe, Havnerådet\n- Bruer av stål ved Olav Stenersen, Bruetaten\n11.00 Lunsj\n"
    )
    assert facts(draft, "superEvent") == {
        (title, "superEvent", "Brudagene 6. mai 2031") for title in ("Åpning", "Bruer av tre", "Bruer av stål")
    }
    assert ("Bruer av stål", "startDate", "2031-05-06T10:00:00+02:00") in facts(draft)


def test_bullets_that_are_names_are_who_speaks() -> None:
    draft = read(
        "Brudagene 6. mai 2031\n\n09.00 Åpning ved Solveig Utne\n10.00 Panel: Hvem eier brua?\n"
        "- Kari Moe, direktør i Havnerådet\n- Rådgiver Olav Stenersen (Bruetaten)\n11.00 Lunsj\n"
    )
    assert {who for what, _, who in facts(draft, "performer") if what == "Panel: Hvem eier brua?"} == {
        "Kari Moe", "Olav Stenersen",
    }  # fmt: skip
    assert named(draft, "Event") == {"Brudagene 6. mai 2031", "Åpning", "Panel: Hvem eier brua?"}


def test_tracks_under_markdown_headings() -> None:
    draft = read(
        "# Brudagene 6. mai 2031\n\n**10.00–11.00 Parallelle sesjoner**\n\n### Spor 1: Tre\n\nKari Moe, Havnerådet\n\n"
        "### Spor 2: Stål\n\nOlav Stenersen, Bruetaten\n\n**11.00 Lunsj**\n",
        form="markdown",
    )
    assert facts(draft, "superEvent", "performer") == {
        ("Tre", "superEvent", "Brudagene 6. mai 2031"), ("Tre", "performer", "Kari Moe"),
        ("Stål", "superEvent", "Brudagene 6. mai 2031"), ("Stål", "performer", "Olav Stenersen"),
    }  # fmt: skip


SERIES = """Hjem / Kalender / Serier

{title}

{intro} {hours}

{heading}

24. {jan}
Tau som holder
Kari Moe, direktør, Havnerådet

21. {feb} – {moved} 22. {feb}
Rust og råte
Hva gjør vi nå? Olav Stenersen (Bruetaten) og Solveig Utne.

13. {mar}
Hvem eier brua?
Astrid Myrdal, professor, Universitetet i Tindvik. {own}
"""


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nb",
            ("Webinarserie 2031: Brukunnskap",
             "I vår inviterer Havnerådet og Bruetaten til tre webinarer.",
             "Alle sendes kl. 12.05–12.50.", "Tema og datoer", "januar", "februar",
             "FLYTTET til", "mars", "Starter kl. 11.30 og varer i en time."),
        ),
        (
            "da",
            ("Webinarserie 2031: Brokundskab",
             "I foråret indbyder Havnerådet og Bruetaten til tre webinarer.",
             "Alle sendes kl. 12.05-12.50.",
             "Datoer", "januar", "februar", "FLYTTET til", "marts", "Starter kl. 11.30 og varer i en time."),
        ),
        (
            "sv",
            ("Brokunskap 2031 – en webbinarieserie",
             "Under våren bjuder Havnerådet och Bruetaten in till tre samtal.",
             "Alla sänds klockan 12.05–12.50.",
             "Datum", "januari", "februari", "flyttas till", "mars", "Börjar kl. 11.30 och håller på i en timme."),
        ),
        (
            "en",
            ("Webinar series 2031: Knowing bridges",
             "Havnerådet and Bruetaten invite you to three webinars.",
             "All run from 12:05 to 12:50.",
             "Dates", "January", "February", "moved to", "March", "Starts at 11:30 and lasts one hour."),
        ),
    ],
)  # fmt: skip
def test_a_series_of_days(language: str, words: tuple[str, ...]) -> None:
    keys = ("title", "intro", "hours", "heading", "jan", "feb", "moved", "mar", "own")
    text = SERIES.format(**dict(zip(keys, words, strict=True)))
    if language in ("sv", "en"):
        text = text.replace("24. ", "24 ").replace("21. ", "21 ").replace("22. ", "22 ").replace("13. ", "13 ")
    draft = read(text, language, issued="2031-01-02")
    ((_, _, whole),) = {f for f in facts(draft, "superEvent") if f[0] == "Rust og råte"}
    assert whole.strip() in words[0]
    assert {(what, who) for what, _, who in facts(draft, "performer")} == {
        ("Tau som holder", "Kari Moe"), ("Rust og råte", "Olav Stenersen"), ("Rust og råte", "Solveig Utne"),
        ("Hvem eier brua?", "Astrid Myrdal"),
    }  # fmt: skip
    times = {(what, p, when[:16]) for what, p, when in facts(draft, "startDate", "endDate")}
    assert times >= {
        ("Tau som holder", "startDate", "2031-01-24T12:05"), ("Tau som holder", "endDate", "2031-01-24T12:50"),
        ("Rust og råte", "startDate", "2031-02-22T12:05"), ("Hvem eier brua?", "startDate", "2031-03-13T11:30"),
        ("Hvem eier brua?", "endDate", "2031-03-13T12:30"),
        (whole, "startDate", "2031-01-24"), (whole, "endDate", "2031-03-13"),
    }  # fmt: skip
    assert {body for _, _, body in facts(draft, "organizer")} == {"Havnerådet", "Bruetaten"}


@pytest.mark.parametrize(
    "text",
    [
        "Utlysning av taumidler\n\n1. mars: Frist for å søke\n2. mai: Vedtak i Havnerådet\n3. juni: Oppstart\n",
        "Nytt fra kaia\n\n1. mars\nHavnerådet har fått ny direktør.\n\n2. mai\nBrua er åpnet igjen.\n",
    ],
)
def test_dates_that_are_no_series(text: str) -> None:
    assert facts(read(text, issued="2031-01-02"), "superEvent") == set()
    assert named(read(text, issued="2031-01-02"), "Event") == set()


@pytest.mark.parametrize(
    ("language", "line", "bodies"),
    [
        ("nb", "For sjette år samler Havnerådet og Bruetaten ledere til dager om bruer.", {"Havnerådet", "Bruetaten"}),
        ("nb", "Havnerådet er medarrangør.", {"Havnerådet"}),
        ("nn", "Vertskap er Havnerådet og Bruetaten.", {"Havnerådet", "Bruetaten"}),
        ("da", "I maj byder Havnerådet og Bruetaten velkommen til en dag om broer.", {"Havnerådet", "Bruetaten"}),
        ("sv", "Under våren bjuder Havnerådet in till samtal om broar.", {"Havnerådet"}),
        ("en", "Havnerådet is the co-organiser.", {"Havnerådet"}),
    ],
)  # fmt: skip
def test_who_arranges(language: str, line: str, bodies: set[str]) -> None:
    draft = read(f"Bruseminaret 6. mai 2031\n\n{line}\n\nProgram\n\n09:00 Tau\n10:00 Tre\n", language)
    assert {body for _, _, body in facts(draft, "organizer")} == bodies


LETTER = """Fra: Havnerådet <post@example.no>
Emne: Invitasjon

{greeting}

Snart er det seminar.

TAU SOM HOLDER
{day}
Gamlekaia, Tindvik

Program

8.30   {food}

9.00   Åpning
       Direktør Kari Moe, Havnerådet

9.30   Tre tau
       v. ingeniør Ola Nord, Bruetaten

10.00  To eksempler – velg spor

       Spor 1 (Ferjesalen): Rep og tjære, v. Solveig Utne, Tindvik kommune

       Spor 2 (rom 3): Stål og rust, v. Astrid Myrdal, Kaivik kommune

11.00  Avslutning: Hva nå?
"""


@pytest.mark.parametrize(
    ("language", "greeting", "day", "food"),
    [
        ("nb", "Kjære alle", "Torsdag 7. november 2031 kl. 8.30-11.15", "Frokost og mingling"),
        ("da", "Kære alle", "Torsdag den 7. november 2031 kl. 8.30-11.15", "Morgenmad og netværk"),
        ("sv", "Hej alla", "Torsdag 7 november 2031 kl. 8.30-11.15", "Frukost och mingel"),
        ("en", "Dear all", "Thursday 7 November 2031, 8.30-11.15", "Coffee and networking"),
    ],
)
def test_a_letter_of_invitation(language: str, greeting: str, day: str, food: str) -> None:
    draft = read(LETTER.format(greeting=greeting, day=day, food=food), language)
    assert {(what, over) for what, _, over in facts(draft, "superEvent")} == {
        ("Åpning", "TAU SOM HOLDER"), ("Tre tau", "TAU SOM HOLDER"), ("To eksempler – velg spor", "TAU SOM HOLDER"),
        ("Rep og tjære", "To eksempler – velg spor"), ("Stål og rust", "To eksempler – velg spor"),
        ("Avslutning: Hva nå?", "TAU SOM HOLDER"),
    }  # fmt: skip
    assert ("TAU SOM HOLDER", "location", "Gamlekaia") in facts(draft)
    assert {(what, who) for what, _, who in facts(draft, "performer")} == {
        ("Åpning", "Kari Moe"), ("Tre tau", "Ola Nord"), ("Rep og tjære", "Solveig Utne"),
        ("Stål og rust", "Astrid Myrdal"),
    }  # fmt: skip


def test_those_who_arrange_together_work_together() -> None:
    draft = read("Bruseminaret 6. mai 2031\n\nArrangører: Bruetaten, Havnerådet\n\nProgram\n\n09:00 Tau\n10:00 Tre\n")
    assert facts(draft, "collaboratesWith") == {("Bruetaten", "collaboratesWith", "Havnerådet")}


def test_a_quoted_title_before_the_kind_of_talk() -> None:
    draft = read("Brudagene 6. mai 2031\n\n09:00 Åpning\n10:00 «Rep og tjære», føredrag ved Kari Moe\n11:00 Slutt\n")
    assert facts(draft, "performer") == {("«Rep og tjære»", "performer", "Kari Moe")}
