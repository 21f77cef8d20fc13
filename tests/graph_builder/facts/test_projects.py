"""Lists of funded projects."""

import pytest

from tests.graph_builder.reading import facts, named, read

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
