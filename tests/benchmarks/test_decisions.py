"""The benchmark of decisions sees each of them on the page it is about; how fast is not tested."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_each_decision_is_seen_on_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.chdir(ROOT)
    spec = importlib.util.spec_from_file_location("decisions_benchmark", ROOT / "benchmarks" / "decisions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(
        sys, "argv", ["decisions.py", "--documents", "8", "--rounds", "1", "--folder", str(tmp_path / "kept")]
    )
    module.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("8 documents")
    shown = [re.sub(r"[\d.]+", "0", line[31:].strip()) for line in lines[2:]]
    assert [line[:30].strip() for line in lines[2:]] == [
        "a date rejected",
        "undone",
        "two bodies merged",
        "split again",
    ]
    assert shown == ["0 s, shown after 0 s"] * 4
