"""Prizes that go to projects: who made the winning one, who owns those that are nominated."""

import pytest

from tests.graph_builder.reading import facts, named, read

NEWS = """Havneprisen 2031 er delt ut

Tindvik kommune gledet seg da Havneprisen 2031 ble delt ut i går.

{winner}

I tillegg til vinneren ble to prosjekter nominert:

Tau på nett – Brønnvik kommune og Havnedirektoratet
Min kai – Lodsvik kommune
"""
MADE = "Vinnerprosjektet, Trygg på kaia, startet i 2029 og er et samarbeid mellom Tindvik kommune og Havnetilsynet."


@pytest.mark.parametrize(
    "winner",
    [
        MADE,
        "Vinnerprosjektet, Trygg på kaia, er utviklet av Tindvik kommune og Havnetilsynet.",
        "Vinnerprosjektet Trygg på kaia drives av Tindvik kommune og Havnetilsynet.",
    ],
)
def test_makers_of_the_winning_project_win(winner: str) -> None:
    found = facts(read(NEWS.format(winner=winner)), "winner", "ledBy")
    for body in ("Tindvik kommune", "Havnetilsynet"):
        assert ("Havneprisen 2031", "winner", body) in found
        assert ("Trygg på kaia", "ledBy", body) in found


def test_owners_of_listed_projects_are_nominated() -> None:
    draft = read(NEWS.format(winner=MADE))
    assert named(draft, "Project") >= {"Tau på nett", "Min kai"}
    nominees = {body for _, _, body in facts(draft, "nominee")}
    assert nominees >= {"Havnedirektoratet", "Brønnvik kommune", "Lodsvik kommune", "Tindvik kommune"}
    assert facts(draft, "funder", "fundedBy") == set()


def test_prize_that_goes_to_a_listed_project() -> None:
    text = NEWS.format(winner=MADE) + "\nPublikumsprisen gikk til Tau på nett.\n"
    winners = {body for prize, _, body in facts(read(text), "winner") if prize.startswith("Publikum")}
    assert winners == {"Havnedirektoratet", "Brønnvik kommune"}
