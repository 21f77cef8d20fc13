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
