"""The benchmark of pages asks for things of each kind and for the hub, and prints what they took."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_pages_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("pages_benchmark", ROOT / "benchmarks" / "pages.py")
    assert spec
    assert spec.loader
    pages = importlib.util.module_from_spec(spec)
    # Its data classes look for the module that they are in.
    monkeypatch.setitem(importlib.import_module("sys").modules, spec.name, pages)
    spec.loader.exec_module(pages)
    asked = ["--entities", "1k", "--hub", "600", "--rounds", "2", "--folder", str(tmp_path), "--no-peer"]
    monkeypatch.setattr("sys.argv", ["pages.py", *asked])
    pages.main()
    printed = capsys.readouterr().out
    for name in (*pages.KINDS, "hub", "typical", "unchanged"):
        assert f"\n{name}" in printed, name
