"""What sentences say of projects and programmes."""

import pytest

from tests.graph_builder.reading import facts, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Tindvik kommune leder prosjektet «Nattbåt»."),
        ("nb", "Prosjektet «Nattbåt» ble startet i 2031 og ledes av Tindvik kommune."),
        ("nb", "Tindvik kommune får 3 mill. kr til prosjektet «Nattbåt»."),
        ("nb", "I Tindvik kommune prøver folk båten i prosjektet «Nattbåt»."),
        ("nb", "Med prosjektet «Nattbåt» har Tindvik kommune lært mye."),
        ("nb", "Prosjektet «Nattbåt» er nytt. Bak prosjektet står Tindvik kommune."),
        ("nn", "Prosjektet «Nattbåt» er nytt. Tindvik kommune eig prosjektet."),
        ("da", "I pilotprojektet »Nattbåt«, som Tindvik Kommune leder, sparer folk tid."),
        ("sv", "Tindvik kommun leder projektet Nattbåt, där alla är med."),
        ("sv", "Projektet Nattbåt samordnas av Tindvik kommun."),
        ("en", "The Nattbåt project is led by Tindvik Municipality."),
        ("en", "Tindvik Municipality received NOK 3 million for the project Nattbåt."),
    ],
)
def test_who_leads_a_project(language: str, text: str) -> None:
    found = facts(read(text, language), "ledBy", "partner", "operatedBy", "collaboratesWith")
    assert {(project, said) for project, said, _ in found} == {("Nattbåt", "ledBy")}
    assert {body.split()[0] for *_, body in found} == {"Tindvik"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Tindvik kommune leder prosjektet «Nattbåt» sammen med Havnerådet og Havblikk AS."),
        ("nb", "Tindvik kommune leder prosjektet «Nattbåt». Partnere er Havnerådet og Havblikk AS."),
        ("nn", "Tindvik kommune leier prosjektet «Nattbåt», med Havnerådet og Havblikk AS som partnarar."),
        ("da", "Tindvik Kommune leder projektet »Nattbåt« i samarbejde med Havnerådet og virksomheden Havblikk AS."),
        ("sv", "Tindvik kommun leder projektet Nattbåt. I konsortiet ingår Havnerådet samt it-bolaget Havblikk AS."),
        ("en", "Tindvik Municipality leads the project Nattbåt in collaboration with Havnerådet and Havblikk AS."),
    ],
)
def test_partners(language: str, text: str) -> None:
    assert facts(read(text, language), "partner") == {
        ("Nattbåt", "partner", "Havnerådet"),
        ("Nattbåt", "partner", "Havblikk AS"),
    }


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("nb", "Prosjektet «Nattbåt» er støttet med 2 millioner kroner fra Ferjeprogrammet.", "NOK"),
        ("nb", "Tindvik kommune får 2 millioner kroner fra Ferjeprogrammet til prosjektet «Nattbåt».", "NOK"),
        ("nb", "Prosjektet «Nattbåt» er nytt. Prosjektet fikk 2 millioner kroner fra Ferjeprogrammet.", "NOK"),
        ("nn", "Ferjeprogrammet har løyvd 2 millionar kroner til prosjektet «Nattbåt».", "NOK"),
        ("da", "Projektet »Nattbåt« har fået 2 mio. kr. fra Ferjeprogrammet.", "DKK"),
        ("sv", "Ferjeprogrammet går in med 2 miljoner kronor i projektet Nattbåt.", "SEK"),
        ("en", "The project Nattbåt is funded by Ferjeprogrammet with EUR 2 million.", "EUR"),
    ],
)
def test_who_pays_and_how_much(language: str, text: str, currency: str) -> None:
    found = facts(read(text, language), "funder", "amount", "value", "currency")
    assert ("Nattbåt", "funder", "Ferjeprogrammet") in found
    assert (f"2000000 {currency}", "value", "2000000") in found
    assert (f"2000000 {currency}", "currency", currency) in found
    assert (f"Nattbåt Ferjeprogrammet 2000000 {currency}", "amount", f"2000000 {currency}") in found


def test_a_body_pays_through_a_programme() -> None:
    text = "Havnerådet eig prosjektet «Nattbåt». Taudirektoratet har løyvd 9 millionar kroner gjennom ordninga Båtskap."
    assert facts(read(text, "nn"), "funder") >= {
        ("Nattbåt", "funder", "Båtskap"),
        ("Nattbåt", "funder", "Taudirektoratet"),
    }


def test_a_programme_is_run_and_paid() -> None:
    text = (
        "Ferjeprogrammet drives av Havnerådet i samarbeid med Bruetaten. "
        "Havnetilsynet og Taudirektoratet finansierer ordningen."
    )
    assert facts(read(text)) == {
        ("Ferjeprogrammet", "operatedBy", "Havnerådet"),
        ("Ferjeprogrammet", "partner", "Bruetaten"),
        ("Havnerådet", "collaboratesWith", "Bruetaten"),
        ("Ferjeprogrammet", "funder", "Havnetilsynet"),
        ("Ferjeprogrammet", "funder", "Taudirektoratet"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Havnerådet liker prosjektet «Nattbåt». Bruetaten har evaluert prosjektet.",
        "Prosjektet «Nattbåt» er omtalt av Havnerådet.",
    ],
)
def test_what_says_nothing_of_that_kind(text: str) -> None:
    assert facts(read(text)) == set()


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("nb", "Ferjeprogrammet startet i 2019 og varer til 2028.", "2019", None),
        ("nb", "Ferjeprogrammet er nytt. Programmet varer ut 2028.", None, "2028"),
        ("nb", "Ferjeprogrammet (2026–2030) er nytt.", "2026", "2030"),
        ("sv", "Ferjeprogrammet pågår 2026–2030.", "2026", "2030"),
        ("en", "Ferjeprogrammet was launched in 2019.", "2019", None),
        ("nb", "Fakta: Ferjeprogrammet\nStartår: 2019\nFinansiører: Havnerådet\n", "2019", None),
    ],
)
def test_since_when_a_programme_runs(language: str, text: str, start: str | None, end: str | None) -> None:
    found = facts(read(text, language), "startDate", "endDate")
    assert {year for _, said, year in found if said == "startDate"} == ({start} if start else set())
    assert end is None or ("Ferjeprogrammet", "endDate", end) in found


def test_a_box_of_facts_on_a_programme() -> None:
    text = "Fakta: Ferjeprogrammet\nStartår: 2019\nFinansiører: Havnerådet og Bruetaten\nForvalter: Havnetilsynet\n"
    assert facts(read(text), "funder", "operatedBy") == {
        ("Ferjeprogrammet", "funder", "Havnerådet"),
        ("Ferjeprogrammet", "funder", "Bruetaten"),
        ("Ferjeprogrammet", "operatedBy", "Havnetilsynet"),
    }


def test_in_the_prose_of_a_list_the_first_body_owns_the_project() -> None:
    text = (
        "Desse prosjekta får støtte av Havnerådet\n\n"
        "Båt på nett. Tindvik kommune skal saman med Havlab AS prøva ut båtar på nett. Tildeling: 2 mill. kroner.\n\n"
        "Tau til alle. Kaivik kommune eig prosjektet. Med på laget er Solvik kommune. Tildeling: 3 mill. kroner.\n"
    )
    assert facts(read(text, "nn"), "ledBy", "partner", "collaboratesWith") == {
        ("Båt på nett", "ledBy", "Tindvik kommune"),
        ("Båt på nett", "partner", "Havlab AS"),
        ("Tau til alle", "ledBy", "Kaivik kommune"),
        ("Tau til alle", "partner", "Solvik kommune"),
    }


def test_a_title_above_prose_is_the_project() -> None:
    text = (
        "Projekt som får stöd av Hamnverket\n\n"
        "Trygg kaj\nStrandviks kommun leder projektet. Projektparter är Havlab AB.\n\n"
        "Sjökoll\nKaiviks kommun får 2 miljoner kronor för att bygga digitala tjänster.\n"
    )
    assert facts(read(text, "sv"), "ledBy", "partner") == {
        ("Trygg kaj", "ledBy", "Strandviks kommun"),
        ("Trygg kaj", "partner", "Havlab AB"),
        ("Sjökoll", "ledBy", "Kaiviks kommun"),
    }
