"""Goals and principles."""

import pytest

from tests.graph_builder.facts.paper import PAPER
from tests.graph_builder.reading import facts, named, read


def test_bullets_after_principles() -> None:
    principles = {"Brua skal stå i hundre år", "Alle skal kunne gå over"}
    draft = read(PAPER)
    assert named(draft, "Principle") == principles
    assert {name for owner, _, name in facts(draft, "hasPrinciple") if owner == "Bruer for alle"} == principles


@pytest.mark.parametrize(
    ("language", "text", "owner", "goal"),
    [
        ("nb", "Målet med Ferjeprogrammet er at alle kommer tørre over.", "Ferjeprogrammet", "alle kommer tørre over"),
        ("nb", "Havnerådet har som mål at alle kommer tørre over.", "Havnerådet", "alle kommer tørre over"),
        ("nb", "Regjeringen vil at alle kommer tørre over.", "regjeringen", "alle kommer tørre over"),
        ("nb", "Ferjeprogrammet skal styrke tilliten til ferja.", "Ferjeprogrammet", "styrke tilliten til ferja"),
        ("nn", "Ferjeprogrammet skal fremja bruk av tau og tjære.", "Ferjeprogrammet", "fremja bruk av tau og tjære"),
    ],
)  # fmt: skip
def test_goals(language: str, text: str, owner: str, goal: str) -> None:
    assert facts(read(text, language), "hasGoal") == {(owner, "hasGoal", goal)}


@pytest.mark.parametrize(
    "text", ["Målet er nådd.", "Hun løp i mål og var først.", "Målet var fint.", "Målet er ferjesamarbeid overalt."]
)
def test_what_is_no_goal(text: str) -> None:
    assert named(read(text), "Goal") == set()


@pytest.mark.parametrize(
    ("language", "text", "owner", "goals"),
    [
        ("nb", "Ferjeprogrammet skal gi alle tørre føtter.", "Ferjeprogrammet", {"gi alle tørre føtter"}),
        (
            "nb", "Havneprisen er ny. Formålet er å løfte frem gode kaier, og å gjøre tau billigere.", "Havneprisen",
            {"løfte frem gode kaier", "gjøre tau billigere"},
        ),
        ("sv", "Hamnverket syftar till att göra rep billigare.", "Hamnverket", {"göra rep billigare"}),
        ("da", "Havnerådets ambition er at alle får et nyt tov.", "Havnerådet", {"alle får et nyt tov"}),
        ("en", "Havnerådet aims to make rope cheaper for all.", "Havnerådet", {"make rope cheaper for all"}),
        ("nb", "Havnerådet har en klar visjon: Alle skal ha langt tau.", "Havnerådet", {"Alle skal ha langt tau"}),
    ],
)  # fmt: skip
def test_more_ways_to_tell_of_goals(language: str, text: str, owner: str, goals: set[str]) -> None:
    assert facts(read(text, language), "hasGoal") == {(owner, "hasGoal", goal) for goal in goals}


def test_a_list_of_goals_without_its_numbers() -> None:
    draft = read("Havnerådet har to mål:\n\n1. Mål 1: Alle skal ha langt tau.\n2. Mål 2: Ingen skal bli våte.\n")
    assert named(draft, "Goal") == {"Alle skal ha langt tau", "Ingen skal bli våte"}


def test_the_purpose_of_a_meeting_is_no_goal() -> None:
    assert named(read("Hensikten med møtet var å snakke om tau og tjære."), "Goal") == set()


@pytest.mark.parametrize(
    ("language", "heading", "wish"),
    [
        ("nb", "Vår visjon", "Alle skal ha langt tau på kaia"),
        ("da", "Vores vision", "Alle skal have langt tov på kajen"),
        ("sv", "Vår vision", "Alla ska ha långt rep på kajen"),
        ("en", "Our vision", "Everyone shall have rope on the quay"),
        ("nn", "Vår visjon", "Alle skal ha langt tau på kaia"),
    ],
)
def test_the_sentence_below_a_vision(language: str, heading: str, wish: str) -> None:
    assert named(read(f"Tauplan\n\nTau er bra.\n\n{heading}\n\n{wish}.\n\nMer\n\nTau.\n", language), "Goal") == {wish}


def test_a_goal_after_a_danish_comma() -> None:
    assert named(read("Målet er, at alle havne har nye tove i 2035.", "da"), "Goal") == {
        "alle havne har nye tove i 2035"
    }


def test_what_a_strategy_wants_its_issuer_wants() -> None:
    text = (
        "Tau til alle\nStrategi for tau i Tindvik kommune 2031-2035\n\nRådet vedtok 4. mars 2031 en ny strategi.\n\n"
        "Mål\n\n• Alle skal ha langt tau\n• Ingen skal bli våte\n\n"
        "Vi holder oss til to prinsipper:\n\n• Alltid ha med et tau\n• Aldri knytte to knuter\n\n"
        "Tindvik kommune liker tau.\n"
    )
    draft = read(text)
    assert {owner for owner, _, _ in facts(draft, "hasGoal")} == {"Tau til alle", "Tindvik kommune"}
    assert {owner for owner, _, _ in facts(draft, "hasPrinciple")} == {"Tau til alle", "Tindvik kommune"}
    assert facts(draft, "creator", "issued") == {
        ("Tau til alle", "creator", "Tindvik kommune"), ("Tau til alle", "issued", "2031-03-04"),
    }  # fmt: skip
