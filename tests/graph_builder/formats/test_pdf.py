"""PDFs: paragraphs rejoined, hyphens mended, what is on the margins dropped."""

import pytest

from graph_builder.formats.extracted import FormatError
from graph_builder.formats.hyphens import Hyphens
from graph_builder.formats.pdf import convert
from tests.graph_builder.formats.pdf_file import Put, flow, pdf, width, wrapped

PROSE = (
    "Havnerådet deler i år ut penger til forsøk i havnene. Målet er at flere skal få prøve noe nytt, og at det som "
    "virker, kommer alle til gode. Rådet har delt ut penger i ti år, og mange av forsøkene er nå en del av hverdagen."
)
MORE = (
    "Rådet har også sett på hvordan kommunene lærer av hverandre. De som har et nettverk, lærer mer enn de som ikke "
    "har det. Derfor vil rådet støtte nettverk mellom kommunene, og mellom kommunene og universitetet i Tindvik."
)


def text_of(*pages: list[Put]) -> str:
    return convert(pdf(*pages)).text


def test_lines_become_headings_paragraphs_and_bullets() -> None:
    page = flow(
        ("title", "Plan for havnene"),
        ("text", PROSE),
        ("heading", "Tiltak"),
        ("text", "Rådet vil:"),
        ("bullet", "gi ledere opplæring i nyskaping, slik at de kan lede en organisasjon som prøver ut noe nytt"),
        ("bullet", "la ansatte bytte arbeidsplass"),
        ("bold", "Om rådet"),
        ("text", MORE),
    )
    assert text_of(page) == (
        f"# Plan for havnene\n\n{PROSE}\n\n## Tiltak\n\nRådet vil:\n\n"
        "- gi ledere opplæring i nyskaping, slik at de kan lede en organisasjon som prøver ut noe nytt\n"
        f"- la ansatte bytte arbeidsplass\n\n### Om rådet\n\n{MORE}\n"
    )


def test_a_line_that_the_writer_ended_stays_a_line() -> None:
    page = flow(("lines", "Sted: Tindvik\nArrangør: Havnerådet\nVelkommen til en dag om tang og tare"), ("text", PROSE))
    assert text_of(page).startswith("Sted: Tindvik\nArrangør: Havnerådet\nVelkommen til en dag om tang og tare\n\n")


def test_a_line_that_was_ended_early_is_ended_whatever_comes_next() -> None:
    page = flow(
        ("lines", "Hva lærte vi av forsøket?\nv/ forsker Ola Vik, Kelpforsk\nog dagen er slutt"), ("text", PROSE)
    )
    assert text_of(page).startswith("Hva lærte vi av forsøket?\nv/ forsker Ola Vik, Kelpforsk\nog dagen er slutt\n\n")


def test_lines_with_one_word_and_a_number_are_apart() -> None:
    long = "Gruppe 1 snakker om tang, om tare og om alt det andre som vokser i de gamle havnene våre"
    page = [Put(60, 700, long), Put(60, 686, "Gruppe 2 møtes i naust"), Put(60, 660, PROSE[:100])]
    assert text_of(page).startswith(f"{long}\nGruppe 2 møtes i naust\n\n")


def test_times_at_the_top_of_pages_are_no_headers() -> None:
    pages = [[Put(60, 815, f"{hour}.00"), *flow(("text", PROSE))] for hour in (10, 11, 12)]
    assert [line for line in text_of(*pages).splitlines() if line.endswith(".00")] == ["10.00", "11.00", "12.00"]


def test_headers_footers_page_numbers_and_contents_are_dropped() -> None:
    pages = [
        [
            Put(60, 810, "Havnerådet: årsmelding 2031", 9),
            Put(300, 20, f"Side {n} av 3"),
            *flow(("lines", "Innledning .............. 3") if n == 1 else ("text", MORE), ("text", PROSE)),
        ]
        for n in (1, 2, 3)
    ]
    assert text_of(*pages) == "\n\n".join([PROSE, MORE, PROSE, MORE, PROSE]) + "\n"


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = wrapped(PROSE, 470)
    first = [Put(60, 100 - 14 * n, line) for n, line in enumerate(lines[:1])]
    then = [Put(60, 700 - 14 * n, line) for n, line in enumerate(lines[1:])]
    assert lines[1][0].islower()
    assert text_of(first, then) == PROSE + "\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    title = flow(("title", "Årsmelding for Havnerådet og de små havnene"))
    left = flow(("text", f"{PROSE} {PROSE}"), y=700, room=225)
    right = flow(("text", f"{MORE} {MORE}"), y=700, x=320, room=225)
    assert text_of(title + left + right) == (
        f"# Årsmelding for Havnerådet og de små havnene\n\n{PROSE} {PROSE}\n\n{MORE} {MORE}\n"
    )


def justified(text: str, y: float, mark: str = "") -> list[Put]:
    """A line whose words are spread over the column."""
    words = text.split()
    x = 60.0 + (14 if mark else 0)
    gap = (470 - sum(width(word, 11) for word in words)) / (len(words) - 1)
    put = [Put(60, y, mark)] if mark else []
    for word in words:
        put.append(Put(x, y, word))
        x += width(word, 11) + gap
    return put


def test_a_justified_line_is_one_text_however_wide_its_spaces_are() -> None:
    page = flow(("text", PROSE), ("text", MORE))
    page += justified("Innovasjonspartnerskapet til havnedirektøren Sigrun Haukvik", 500)
    page += justified("Havnedirektoratet har også innovasjonspartnerskap", 470, "•")
    text = text_of(page)
    assert "Innovasjonspartnerskapet til havnedirektøren Sigrun Haukvik\n" in text
    assert "- Havnedirektoratet har også innovasjonspartnerskap\n" in text


def test_figures_that_stand_evenly_are_cells() -> None:
    page = flow(("text", PROSE)) + [Put(60.0 + 90 * n, 500, str(11 + n)) for n in range(4)]
    assert "11\t12\t13\t14" in text_of(page)


def test_the_columns_of_a_programme_are_cells() -> None:
    page = flow(("title", "Havnedagen"))
    rows = [
        ("09.00", ["Velkommen"], ["Kaia Lund, Havnerådet"]),
        ("09.15", ["Hva lærte vi av", "forsøket?"], ["Ola Vik, Tindvik", "universitet"]),
        ("10.00", ["Veien videre"], ["Per Foss"]),
    ]
    y = 700.0
    for time, title, who in rows:
        page.append(Put(60, y, time))
        page += [Put(130, y - 14 * n, line) for n, line in enumerate(title)]
        page += [Put(350, y - 14 * n, line) for n, line in enumerate(who)]
        y -= 34
    assert text_of(page) == (
        "# Havnedagen\n\n| 09.00 | Velkommen | Kaia Lund, Havnerådet |\n|---|---|---|\n"
        "| 09.15 | Hva lærte vi av forsøket? | Ola Vik, Tindvik universitet |\n| 10.00 | Veien videre | Per Foss |\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("om innova-", "sjon i havnene", "om innovasjon i havnene"),
        ("Kommunal-", "og distriktsministeren", "Kommunal- og distriktsministeren"),
        ("send en e-", "post", "send en e-post"),
        ("KMD-", "ansatte", "KMD-ansatte"),
        ("Tindvik-", "Sundøy", "Tindvik-Sundøy"),
        ("2030-", "2031", "2030-2031"),
        ("sam-", "skaping", "sam-skaping"),
        ("inno\u00ad", "vasjon", "innovasjon"),
        ("uten strek", "videre", "uten strek videre"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_mended(first: str, second: str, whole: str) -> None:
    assert Hyphens(["Vi kaller det sam-skaping."]).join(first, second) == whole


def test_title_date_and_language_are_those_of_the_file() -> None:
    data = pdf(flow(("text", PROSE)), info="/Title (Om havnene) /CreationDate (D:20310402)", extra="/Lang (nb-NO)")
    assert convert(data).values == {"title": "Om havnene", "issued": "2031-04-02", "language": "nb-NO"}


def test_a_title_that_a_program_gave_is_none() -> None:
    assert "title" not in convert(pdf(flow(("text", PROSE)), info="/Title (Microsoft Word - plan.docx)")).values


def test_the_number_of_a_footnote_is_no_part_of_a_name() -> None:
    x = 60 + width("Sigrun Haukvik", 11)
    page = [Put(60, 700, "Sigrun Haukvik"), Put(x, 704, "12", 6), Put(x + 10, 700, "leder Havnerådet i Tindvik.")]
    assert text_of(page) == "Sigrun Haukvik leder Havnerådet i Tindvik.\n"


@pytest.mark.parametrize(
    ("data", "telling"),
    [
        (b"Brua er stengt.", "not a PDF"),
        (pdf(flow(("text", PROSE)))[:400], "not a PDF"),
        (pdf([]), "no text"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, telling: str) -> None:
    with pytest.raises(FormatError, match=telling):
        convert(data)
