"""Between bodies, and who runs a programme."""

import pytest

from tests.graph_builder.reading import facts, read


@pytest.mark.parametrize(
    ("text", "unit", "body"),
    [
        ("Folk i Bydel Gamlekaia i Tindvik kommune ler.", "Bydel Gamlekaia", "Tindvik kommune"),
        ("Her er avdeling for tau, Havnerådet.", "avdeling for tau", "Havnerådet"),
        ("Her er Senter for tau ved Universitetet i Tindvik.", "Senter for tau", "Universitetet i Tindvik"),
    ],
)
def test_units(text: str, unit: str, body: str) -> None:
    assert facts(read(text), "unitOf") == {(unit, "unitOf", body)}


@pytest.mark.parametrize(
    "text",
    ["Tindvik kommune og Havnerådet ler.", "Havnerådet i Tindvik kommune ler.", "Bydel Gamlekaia og Tindvik kommune."],
)
def test_no_units(text: str) -> None:
    assert facts(read(text), "unitOf") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Havnerådet driver Ferjeprogrammet.",
        "Havnerådets Ferjeprogrammet er nytt.",
        "I fjor lanserte Havnerådet det store Ferjeprogrammet.",
    ],
)
def test_who_runs_a_programme(text: str) -> None:
    assert facts(read(text), "operatedBy") == {("Ferjeprogrammet", "operatedBy", "Havnerådet")}


def test_who_only_likes_it_does_not() -> None:
    assert facts(read("Havnerådet liker Ferjeprogrammet. Bruetaten og Ferjeprogrammet møttes.")) == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Dette er et samarbeid mellom Havnerådet, Bruetaten og Havnetilsynet."),
        ("nb", "De har en avtale mellom Havnerådet, Bruetaten og Havnetilsynet."),
        ("da", "Det er en aftale mellem Havnerådet, Bruetaten og Havnetilsynet."),
        ("sv", "Det är ett samarbete mellan Havnerådet, Bruetaten och Havnetilsynet."),
        ("en", "It is a cooperation between Havnerådet, Bruetaten and Havnetilsynet."),
    ],
)
def test_cooperation(language: str, text: str) -> None:
    assert facts(read(text, language)) == {
        ("Havnerådet", "collaboratesWith", "Bruetaten"),
        ("Havnerådet", "collaboratesWith", "Havnetilsynet"),
        ("Bruetaten", "collaboratesWith", "Havnetilsynet"),
    }


def test_a_programme_that_is_a_cooperation_is_run_by_both() -> None:
    assert facts(read("Ferjeprogrammet er et samarbeid mellom Havnerådet og Bruetaten."), "operatedBy") == {
        ("Ferjeprogrammet", "operatedBy", "Havnerådet"),
        ("Ferjeprogrammet", "operatedBy", "Bruetaten"),
    }


def test_short_names_in_brackets_do_not_part_a_list() -> None:
    text = "Dette er et samarbeid mellom Direktoratet for bruer og ferjer (DBF) og Havnerådet. DBF er stort."
    assert facts(read(text), "collaboratesWith") == {
        ("Direktoratet for bruer og ferjer", "collaboratesWith", "Havnerådet")
    }


def test_a_difference_between_bodies_is_no_cooperation() -> None:
    assert facts(read("Det er forskjell mellom Havnerådet og Bruetaten.")) == set()


def test_subcontractors() -> None:
    text = "Havblikk AS, med underleverandørene Taubrødrene AS og Kaimann AS, vant konkurransen."
    assert facts(read(text)) == {
        ("Taubrødrene AS", "subcontractorOf", "Havblikk AS"),
        ("Kaimann AS", "subcontractorOf", "Havblikk AS"),
    }


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Havnerådet samarbeider tett med Bruetaten om ferjene."),
        ("nb", "Havnerådet og Bruetaten inngikk i 2031 en samarbeidsavtale om ferjer."),
        ("nb", "Havnerådet og Bruetaten har gått sammen om en ny ferje."),
        ("nn", "Havnerådet samarbeidar med Bruetaten om ferjene."),
        ("da", "Havnerådet har i samarbejde med Bruetaten bygget en færge."),
        ("sv", "Havnerådet bygger färjor i samarbete med Bruetaten."),
        ("en", "Havnerådet works closely with Bruetaten on ferries."),
        ("en", "Havnerådet and Bruetaten have signed an agreement on ferries."),
    ],
)
def test_two_cooperate(language: str, text: str) -> None:
    assert facts(read(text, language), "collaboratesWith") == {("Havnerådet", "collaboratesWith", "Bruetaten")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Tindvik kommune har skrevet kontrakt med Havblikk AS om ferjer."),
        ("nb", "Tindvik kommune har tildelt kontrakten til Havblikk AS."),
        ("nb", "Havblikk AS vant konkurransen om ferjer fra Tindvik kommune."),
        ("nb", "Tindvik kommune er glad. Havblikk AS vant konkurransen."),
        ("nb", "En undersøkelse som Havblikk AS har gjort for Tindvik kommune, viser dette."),
        ("nn", "Havblikk AS har på oppdrag frå Tindvik kommune rekna på ferjer."),
        ("da", "Havblikk A/S vandt i 2031 Tindvik Kommunes udbud om færger."),
        ("sv", "Havblikk AB har fått Tindvik kommuns uppdrag att bygga färjor."),
        ("en", "Tindvik Municipality awarded the contract to Havblikk AS."),
    ],
)
def test_contracts(language: str, text: str) -> None:
    ((supplier, said, buyer),) = facts(read(text, language), "contractedBy", "collaboratesWith")
    assert (supplier.split()[0], said, buyer.split()[0]) == ("Havblikk", "contractedBy", "Tindvik")


@pytest.mark.parametrize(
    "text",
    [
        "Havblikk AS har med seg Taubrødrene AS. Havblikk AS har med seg Taubrødrene AS som underleverandør.",
        "Tindvik kommune har skrevet kontrakt med Havblikk AS. Taubrødrene AS lager tau som underleverandør.",
        "Taubrødrene AS er underleverandør til Havblikk AS.",
    ],
)
def test_subcontractors_in_other_words(text: str) -> None:
    assert facts(read(text), "subcontractorOf") == {("Taubrødrene AS", "subcontractorOf", "Havblikk AS")}


@pytest.mark.parametrize(
    ("language", "text", "body"),
    [
        ("nb", "Havblikk AS i Sverige bygger.", "Havblikk AS"),
        ("nb", "Havblikk AS har hovedkontor i Sverige.", "Havblikk AS"),
        ("en", "Havblikk AS of Sweden builds.", "Havblikk AS"),
        ("en", "Sweden's Havblikk AS builds.", "Havblikk AS"),
    ],
)
def test_places(language: str, text: str, body: str) -> None:
    assert {(s, p) for s, p, _ in facts(read(text, language))} == {(body, "location")}


@pytest.mark.parametrize(
    ("language", "centre", "university"),
    [
        ("nb", "Senter for tau", "Universitetet i Tindvik"),
        ("da", "Center for Tov", "Tindvik Universitet"),
        ("sv", "Centrum för rep", "Tindviks universitet"),
        ("en", "Centre for Rope", "Tindvik University"),
    ],
)
def test_a_centre_before_its_university_in_a_signature(language: str, centre: str, university: str) -> None:
    draft = read(f"Kontakt\n\nKari Haukvik, koordinator, {centre}, {university}\n", language)
    assert facts(draft, "unitOf") == {(centre, "unitOf", university)}


def test_a_centre_and_a_university_in_a_row_are_apart() -> None:
    assert facts(read("Med er Senter for tau, Universitetet i Tindvik og Haukvik kommune."), "unitOf") == set()
