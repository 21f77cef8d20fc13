"""The command, run in a folder of its own with a few small documents."""

import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from store import BuildStore

ROOT = Path(__file__).parents[2]
# A shell lets what it runs in the background ignore Ctrl+C, and so would each process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

MEETING = """---
title: Breakfast meeting on innovation
language: en
issued: 2024-03-05
---

# Breakfast meeting on innovation

Time: 12 March 2024, 08:30 to 10:00

Place: Bergen

Programme

08:30 Welcome. Kari Nordmann, director, City of Bergen
08:45 What did we learn from the pilot? Ola Hansen, researcher, University of Bergen
"""

PLAN = """---
title: Plan for innovasjon
language: nb
---

# Plan for innovasjon

## 1 Kultur for innovasjon

Regjeringen vil

- gi ledere opplæring i innovasjon
- la ansatte bytte arbeidsplass for en tid
"""


class Workplace:
    """A folder to run the command in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.builds = BuildStore(folder / "data" / "builds")

    def run(self, *arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INNOGRAF_AUTHORITY", str(ROOT / "data" / "authority"))
    monkeypatch.delenv("INNOGRAF_DATA", raising=False)
    place = Workplace(tmp_path)
    place.write("data/documents/meeting.en.md", MEETING)
    place.write("data/documents/plan.nb.md", PLAN)
    return place


@pytest.fixture
def built(place: Workplace) -> Workplace:
    result = place.run("build")
    assert result.exit_code == 0, result.output
    return place
