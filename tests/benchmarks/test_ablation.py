"""The ablation runs on one small document, and its table goes where the page wants it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]

TEXT = "# Møte\n\nSigrun Haukvik, direktør, Tindvik kommune, kom.\n"
GOLD = """{"document": "mote.nb.md", "language": "nb", "title": "Møte", "issued": null,
 "entities": [{"id": "s", "type": "Person", "name": "Sigrun Haukvik"},
              {"id": "t", "type": "Organisation", "name": "Tindvik kommune", "class": "municipality"}],
 "relations": [{"s": "s", "p": "role", "o": "t", "role": "direktør"}]}"""


@pytest.fixture
def ablation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("ablation_benchmark", ROOT / "benchmarks" / "ablation.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mote.nb.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mote.nb.json").write_text(GOLD, encoding="utf-8")
    (tmp_path / "other.nb.md").write_text("Et dokument uten fasit.\n", encoding="utf-8")
    (tmp_path / "page.md").write_text(
        "Før\n<!-- begin ablation -->\ngammelt\n<!-- end ablation -->\nEtter\n", encoding="utf-8"
    )
    return module


def run(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["ablation.py", *arguments])
    module.main()


def test_a_part_that_is_switched_off_is_missed(ablation: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    run(ablation, monkeypatch, "--corpus", "mine=.:.", "--without", "bodies", "awards", "roles", "--write", "page.md")
    page = Path("page.md").read_text(encoding="utf-8")
    assert page.startswith("Før\n<!-- begin ablation -->\n| | mine: entities | mine: relations |\n")
    assert page.endswith("<!-- end ablation -->\nEtter\n") and "gammelt" not in page
    rows = {line.split("|")[1].strip(): line.split("|")[2:4] for line in page.splitlines() if line.startswith("| ")}
    assert [cell.strip() for cell in rows["all parts"]] == ["100.0", "100.0"]
    assert [cell.strip() for cell in rows["without `awards`"]] == ["100.0 (+0.0)", "100.0 (+0.0)"]
    assert "(-" in rows["without `bodies`"][0]
    assert rows["without `roles`"][1].strip() == "0.0 (-100.0)"


def test_a_part_that_there_is_not_is_told_of(
    ablation: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(ablation, monkeypatch, "--corpus", "mine=.:.", "--without", "moon")
    assert "there is no part 'moon'; the parts are authority, gazetteer" in capsys.readouterr().err


def test_a_page_without_a_place_for_the_table_is_told_of(ablation: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("page.md").write_text("Her er ingen plass.\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no lines"):
        run(ablation, monkeypatch, "--corpus", "mine=.:.", "--without", "awards", "--write", "page.md")
