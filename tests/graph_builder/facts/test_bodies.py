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
    }


def test_a_programme_that_is_a_cooperation_is_run_by_both() -> None:
    assert facts(read("Ferjeprogrammet er et samarbeid mellom Havnerådet og Bruetaten."), "operatedBy") == {
        ("Ferjeprogrammet", "operatedBy", "Havnerådet"),
        ("Ferjeprogrammet", "operatedBy", "Bruetaten"),
    }


def test_a_difference_between_bodies_is_no_cooperation() -> None:
    assert facts(read("Det er forskjell mellom Havnerådet og Bruetaten.")) == set()


def test_subcontractors() -> None:
    text = "Havblikk AS, med underleverandørene Taubrødrene AS og Kaimann AS, vant konkurransen."
    assert facts(read(text)) == {
        ("Taubrødrene AS", "subcontractorOf", "Havblikk AS"),
        ("Kaimann AS", "subcontractorOf", "Havblikk AS"),
    }
