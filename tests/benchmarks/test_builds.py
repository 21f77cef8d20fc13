"""The benchmark of builds runs, and prints both sides and their ratio; how fast they are is not tested."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "sparql"))
import builds


def test_it_prints_both_sides_their_ratio_and_the_first_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "some.nq"
    file.write_text('<x:a> <x:b> "c" <x:g> .\n<x:a> <x:b> "d" <x:g> .\n')
    monkeypatch.setattr(sys, "argv", ["builds.py", str(file), "--rounds", "1"])
    builds.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 quads")
    rows = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    assert [row.partition(" beside")[0] for row in rows[2:]] == [
        "made and published",
        "speed",
        "until the first answer",
        "a new process, in all",
        "— of it Python and its imports",
        "— of it opening the build and the first answer",
        "`innograf serve` from its start, in all",
        "— of it until it listens",
        "— of it from then to the first answer",
        "a server that runs, from when the build is published",
    ]
