"""The benchmark of builds runs, and prints both sides and their ratio; how fast they are is not tested."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_both_sides_and_the_ratio(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    spec = importlib.util.spec_from_file_location("builds_benchmark", ROOT / "benchmarks" / "builds.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    file = tmp_path / "some.nq"
    file.write_text('<x:a> <x:b> "c" <x:g> .\n<x:a> <x:b> "d" <x:g> .\n')
    monkeypatch.setattr(sys, "argv", ["builds.py", str(file), "--rounds", "1"])
    module.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("2 quads")
    assert [line.split("  ")[0].partition(" beside")[0] for line in lines[2:]] == [
        "made and published",
        "speed",
        "from a new process to an answer",
    ]
