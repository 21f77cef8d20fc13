"""The benchmark of reading runs, and prints both sides and their ratio; how fast they are is not tested."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_both_sides_and_the_ratio(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("reading_benchmark", ROOT / "benchmarks" / "reading.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.chdir(ROOT)
    document = ROOT / "data" / "documents" / "innoff-studio-2020.nb.txt"
    monkeypatch.setattr(sys, "argv", ["reading.py", str(document), "--rounds", "2"])
    module.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 documents")
    assert [line.split("  ")[0] for line in lines[1:]] == [
        "read, with quads and evidence",
        "spaCy's tokenizer alone",
        "ratio",
    ]
