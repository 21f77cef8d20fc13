"""The benchmark of validation runs, and our results are those of pySHACL; how fast it is is not tested."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_each_engine_and_whether_the_results_are_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("shacl_benchmark", ROOT / "benchmarks" / "shacl.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    options = ["--sizes", "1000", "--rounds", "1", "--engines", "ours", "ours, all", "pyshacl"]
    monkeypatch.setattr(sys, "argv", ["shacl.py", *options])
    module.main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines[1:]] == ["ours", "ours,", "pyshacl"]
    assert lines[1].endswith("the same")
