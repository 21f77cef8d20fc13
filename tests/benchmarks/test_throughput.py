"""The benchmark of throughput runs and prints each pair with its ratio; how fast they are is not tested."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_each_pair_and_its_ratio(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.chdir(ROOT)
    spec = importlib.util.spec_from_file_location("throughput", ROOT / "benchmarks" / "throughput.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(sys, "argv", ["throughput.py", "--documents", "6", "--rounds", "1", "--whole"])
    module.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("6 documents")
    ratios = [line for line in lines if " / " in line[:34]]
    assert [line[:34].strip() for line in ratios] == ["reader / model", "one / two", "again / first", "again / first"]
    assert len(lines) == 13
