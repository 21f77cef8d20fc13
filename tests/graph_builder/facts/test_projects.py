"""Lists of funded projects."""

import pytest

from tests.graph_builder.reading import entity, facts, named, read

PROJECTS = """Prosjektene er valgt.

Disse får penger fra Ferjeprogrammet:
 • Båt på nett – Tindvik kommune, sammen med Havnerådet og Havblikk AS
 • Tau uten knuter – Kaivik kommune
"""


def test_projects() -> None:
    assert facts(read(PROJECTS)) == {
        ("Båt på nett", "ledBy", "Tindvik kommune"),
        ("Båt på nett", "partner", "Havnerådet"),
        ("Båt på nett", "partner", "Havblikk AS"),
        ("Tau uten knuter", "ledBy", "Kaivik kommune"),
        ("Båt på nett", "funder", "Ferjeprogrammet"),
        ("Tau uten knuter", "funder", "Ferjeprogrammet"),
    }


@pytest.mark.parametrize(
    "text",
    [
        PROJECTS.replace("Prosjektene", "Båtene"),
        PROJECTS.replace(" – Tindvik kommune, sammen med", ", sier").replace(" – Kaivik kommune", ""),
    ],
)
def test_other_lists_are_no_projects(text: str) -> None:
    assert named(read(text), "Project") == set()


def test_all_after_the_words_of_cooperation_are_partners() -> None:
    text = PROJECTS.replace(", sammen med Havnerådet og", " i samarbeid med Havnerådet og")
    assert facts(read(text), "ledBy", "partner") == {
        ("Båt på nett", "ledBy", "Tindvik kommune"),
        ("Båt på nett", "partner", "Havnerådet"),
        ("Båt på nett", "partner", "Havblikk AS"),
        ("Tau uten knuter", "ledBy", "Kaivik kommune"),
    }


OTHER = "Disse prosjektene får støtte\n\n"
TWO = {
    ("Båt på nett", "ledBy", "Tindvik kommune"),
    ("Båt på nett", "partner", "Havblikk AS"),
    ("Tau, men uten knuter", "ledBy", "Havnerådet"),
}


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        (
            "nb", "text",
            "Båt på nett\nProsjekteier: Tindvik kommune\nSamarbeidspartnere: Havblikk AS\nTildelt beløp: 2 mill. kr\n\n"
            "Tau, men uten knuter\nProsjekteier: Havnerådet\nTildelt beløp: 3 mill. kr\n",
        ),
        (
            "da", "text",
            "Båt på nett\n\nAnsøger: Tindvik kommune\nPartnere: Havblikk AS\nBevilling: 2.000.000 kr.\n\n"
            "Tau, men uten knuter\n\nAnsøger: Havnerådet\nBevilling: 3 mio. kr.\n",
        ),
        (
            "en", "text",
            "Project: Båt på nett\nLead: Tindvik kommune\nPartners: Havblikk AS\nGrant: NOK 2 million\n"
            "Project: Tau, men uten knuter\nLead: Havnerådet\nGrant: NOK 3 million\n",
        ),
        (
            "sv", "text",
            "• Båt på nett. Koordinator: Tindvik kommune. Övriga parter: Havblikk AS. 2 miljoner kronor.\n"
            "• Tau, men uten knuter. Koordinator: Havnerådet. 3 miljoner kronor.\n",
        ),
        (
            "nn", "text",
            "• Tindvik kommune, saman med Havblikk AS: Båt på nett (2 mill. kr)\n"
            "• Havnerådet: Tau, men uten knuter (3 mill. kr)\n",
        ),
        (
            "nb", "text",
            "• «Båt på nett» – Tindvik kommune i samarbeid med Havblikk AS – 2 mill. kr\n"
            "• «Tau, men uten knuter» – Havnerådet – 3 mill. kr\n",
        ),
        (
            "nb", "markdown",
            "| Prosjekt | Søker | Partner | Beløp (mill. kr) |\n|---|---|---|---|\n"
            "| Båt på nett | Tindvik kommune | Havblikk AS | 2 |\n| Tau, men uten knuter | Havnerådet | | 3 |\n",
        ),
        (
            "nb", "text",
            "Søker\tProsjekt\tPartner\tBeløp\nTindvik kommune\tBåt på nett\tHavblikk AS\t2 mill.\n"
            "Havnerådet\tTau, men uten knuter\t\t3 mill.\n",
        ),
        (
            "sv", "text",
            "Båt på nett\nTindvik kommune, Havblikk AS\n2 500 000 kr\n\n"
            "Tau, men uten knuter\nHavnerådet\n3 000 000 kr\n",
        ),
        (
            "da", "text",
            "Titel\tAnsøger (kommune)\tØvrige deltagere\tTilskud i kr.\n"
            "Båt på nett\tTindvik kommune\tHavblikk AS\t2.500.000\nTau, men uten knuter\tHavnerådet\t\t3.000.000\n",
        ),
        (
            "nn", "text",
            "Prosjekt\nEigar\nPartnarar\nTilskot\nBåt på nett\nTindvik kommune\nHavblikk AS\n900 000 kr\n"
            "Tau, men uten knuter\nHavnerådet\ningen\n700 000 kr\n",
        ),
        (
            "nb", "markdown",
            "### Båt på nett\n\n- **Prosjekteier:** Tindvik kommune\n- **Partnere:** Havblikk AS\n\n"
            "### Tau, men uten knuter\n\n- **Prosjekteier:** Havnerådet\n- **Støtte:** 3 mill. kr\n",
        ),
        (
            "en", "text",
            "BOAT – Båt på nett\nLead: Tindvik kommune. Partners: Havblikk AS\nGrant: EUR 2 million\n\n"
            "ROPE – Tau, men uten knuter\nLead: Havnerådet\nGrant: EUR 3 million\n",
        ),
        (
            "nb", "text",
            "Båt på nett\n\nTindvik kommune får 3 millioner kroner for å prøve ut båter sammen med Havblikk AS.\n\n"
            "Tau, men uten knuter\n\nHavnerådet får 2 millioner kroner til å lage tau av hamp.\n",
        ),
    ],
)  # fmt: skip
def test_layouts(language: str, form: str, text: str) -> None:
    draft = read(OTHER + text, language, form)
    found = {(project.split(" – ")[-1], said, body) for project, said, body in facts(draft, "ledBy", "partner")}
    assert found == TWO


@pytest.mark.parametrize("sums", ["4 950 000 kroner", "4,95 mill. kr", "NOK 4.95 million"])
def test_the_sum_is_that_of_a_grant(sums: str) -> None:
    items = f" • Båt på nett – Tindvik kommune – {sums}\n • Tau – Kaivik kommune – 2 mill. kr\n"
    text = f"{OTHER}Ferjeprogrammet gir penger.\n\n{items}"
    found = facts(read(text))
    assert {
        ("Båt på nett", "funder", "Ferjeprogrammet"),
        ("Båt på nett", "funding", "Båt på nett Ferjeprogrammet 4950000 NOK"),
        ("Båt på nett Ferjeprogrammet 4950000 NOK", "funder", "Ferjeprogrammet"),
        ("Båt på nett Ferjeprogrammet 4950000 NOK", "amount", "4950000 NOK"),
        ("4950000 NOK", "value", "4950000"),
        ("4950000 NOK", "currency", "NOK"),
    } <= found


def test_a_body_gives_the_money_where_no_programme_does() -> None:
    text = "To prosjekter får støtte av Havnetilsynet.\n\n • Båt på nett – Tindvik kommune\n • Tau – Kaivik kommune\n"
    assert facts(read(text), "funder") == {
        ("Båt på nett", "funder", "Havnetilsynet"),
        ("Tau", "funder", "Havnetilsynet"),
    }


def test_a_short_name_is_the_same_project() -> None:
    text = (
        OTHER + "ROMBÅT – romlig planlegging\nProsjekteier: Tindvik kommune\nTildelt beløp: 2 mill. kr\n\n"
        "Gjenbruk av tau (TAUBRUK)\nProsjekteier: Havnerådet\nTildelt beløp: 3 mill. kr\n\n"
        "Etterpå lærte folk mye av både TAUBRUK og ROMBÅT.\n"
    )
    draft = read(text)
    assert named(draft, "Project") == {"ROMBÅT – romlig planlegging", "Gjenbruk av tau"}
    assert len(entity(draft, "TAUBRUK").names["TAUBRUK"]) == 2
    assert len(entity(draft, "ROMBÅT").names["ROMBÅT"]) == 1


def test_what_stands_after_a_label_is_a_body() -> None:
    text = (
        OTHER + "Båt på nett\nProsjekteier: Brygge- og ferjedirektoratet\n"
        "Samarbeidspartnere: HAV vitenskapelige kai, Tindvik havn KF og Forandringskaia\n\n"
        "Tau\nProsjekteier: Havnerådet\nSamarbeidspartner: Høgskolen i Tindvik\n"
    )
    assert named(read(text), "Organisation") == {
        "Brygge- og ferjedirektoratet",
        "HAV vitenskapelige kai",
        "Tindvik havn KF",
        "Forandringskaia",
        "Havnerådet",
        "Høgskolen i Tindvik",
    }


def test_lists_of_people_and_events_are_no_projects() -> None:
    text = (
        "Prosjektene er valgt. Juryen besto av:\n • Sigrun Haukvik – Havnerådet\n • Olav Stenersen – Bruetaten\n\n"
        "Kaidagen\nTid: 3. mai 2031\nSted: Tindvik\nSamarbeidspartner: Havnerådet\n"
    )
    assert named(read(text), "Project") == set()


def test_a_body_of_a_list_need_not_be_known() -> None:
    text = OTHER + " • Båt på nett – Tindvik kommune\n • Tau – Ytre Vik\n • Bro – Kaivik kommune\n"
    assert facts(read(text), "ledBy") == {
        ("Båt på nett", "ledBy", "Tindvik kommune"),
        ("Tau", "ledBy", "Ytre Vik"),
        ("Bro", "ledBy", "Kaivik kommune"),
    }


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("Det var jubel da «Varm kai» ble kåret til Årets kaipris.", "Varm kai"),
        ("Kaiprisen 2031 deles ut i dag.\n\nTindvik kommune – for Kaiverkstedet, der alle lærer.", "Kaiverkstedet"),
        ("Årets kaipris er nær. Finalist er Tindvik kommune med chatboten Lise.", "Lise"),
        ("Årets kaipris er nær.\n\nVinner i klassen bruer: Grønn kai\n\nFolk jublet.", "Grønn kai"),
    ],
)
def test_what_a_prize_is_given_for(text: str, project: str) -> None:
    assert named(read(text), "Project") == {project}


def test_lines_of_an_applicant_and_of_those_who_take_part() -> None:
    text = (
        "Støtte til havner\n\nProsjekt / Søker / Partnere / Beløp\n\n"
        "Tørre kaier: tau uten tjære\nTindvik kommune\nHaukvik kommune, Lunde kommune\n4 500 000 kr\n\n"
        "Blå ferjer i nord\nBerge kommune\nHaukvik kommune\n3 900 000 kr\n"
    )
    assert facts(read(text), "ledBy", "partner") == {
        ("Tørre kaier: tau uten tjære", "ledBy", "Tindvik kommune"),
        ("Tørre kaier: tau uten tjære", "partner", "Haukvik kommune"),
        ("Tørre kaier: tau uten tjære", "partner", "Lunde kommune"),
        ("Blå ferjer i nord", "ledBy", "Berge kommune"),
        ("Blå ferjer i nord", "partner", "Haukvik kommune"),
    }


def test_title_that_asks_and_partners_of_a_grant() -> None:
    draft = read(
        "Havsfonden beviljar medel till två projekt\n\n"
        "Vem äger kajen? Tindviks universitet i samverkan med Lodsviks kommun. 5,5 miljoner kronor.\n\n"
        "Rep över torget. Tindviks universitet, Lodsviks kommun och Hamnverket. 5,1 miljoner kronor.\n",
        language="sv",
    )
    assert ("Rep över torget", "partner", "Hamnverket") in facts(draft, "partner")
    assert ("Rep över torget", "ledBy", "Hamnverket") not in facts(draft, "ledBy")
    assert {s for s, _, _ in facts(draft, "ledBy")} == {"Vem äger kajen?", "Rep över torget"}
