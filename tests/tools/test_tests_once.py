"""`make test` runs the tests when something has changed since they passed, and only then."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "tests_once.py"


class Project:
    """A small project with the script, and a count of how often its tests ran."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.ran = folder / "ran"
        (self.root / "tools").mkdir(parents=True)
        (self.root / ".venv").mkdir()
        shutil.copy(SCRIPT, self.root / "tools")
        (self.root / ".gitignore").write_text(".venv\nignored\n", encoding="utf-8")
        (self.root / "code.py").write_text("1\n", encoding="utf-8")
        subprocess.run(["git", "init", "-q", self.root], check=True)

    def test(self, code: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        command = f"open({str(self.ran)!r}, 'a').write('x'); raise SystemExit({code})"
        clean = {name: value for name, value in os.environ.items() if name != "FORCE"}
        return subprocess.run(
            [sys.executable, self.root / "tools" / "tests_once.py", sys.executable, "-c", command],
            capture_output=True, text=True, env=clean | environment,
        )  # fmt: skip

    @property
    def runs(self) -> int:
        return len(self.ran.read_text(encoding="utf-8")) if self.ran.exists() else 0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_second_run_says_that_nothing_has_changed(project: Project) -> None:
    assert project.test().returncode == 0
    second = project.test()
    assert (second.returncode, project.runs) == (0, 1)
    assert "nothing has changed since" in second.stdout


@pytest.mark.parametrize("name", ["code.py", "new.py"])
def test_a_changed_or_new_file_runs_them_again(project: Project, name: str) -> None:
    project.test()
    (project.root / name).write_text("2\n", encoding="utf-8")
    project.test()
    assert project.runs == 2


def test_a_document_beside_the_project_counts(project: Project) -> None:
    project.test()
    beside = project.root.parent / "shared" / "documents"
    beside.mkdir(parents=True)
    (beside / "x.nb.txt").write_text("tekst", encoding="utf-8")
    project.test()
    assert project.runs == 2


def test_a_file_that_git_ignores_does_not_count(project: Project) -> None:
    project.test()
    (project.root / "ignored").write_text("2\n", encoding="utf-8")
    project.test()
    assert project.runs == 1


def test_failed_tests_run_again_and_keep_their_exit_code(project: Project) -> None:
    assert project.test(code=3).returncode == 3
    assert project.test(code=3).returncode == 3
    assert project.runs == 2


def test_force_runs_them_anyway(project: Project) -> None:
    project.test()
    project.test(FORCE="1")
    assert project.runs == 2
