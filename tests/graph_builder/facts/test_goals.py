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
