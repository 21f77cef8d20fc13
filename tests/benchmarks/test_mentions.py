"""The benchmark of the mention model runs and prints; how fast the model is is not tested."""

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("mentions_benchmark", ROOT / "benchmarks" / "mentions.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(module, "WORDS", 100)
    return module


def run(module: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["mentions.py", *arguments])
    module.main()


def test_it_prints_the_speed(
    benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(benchmark, monkeypatch, "data/documents/innoff-studio-2020.nb.txt", "--rounds", "2")
    assert re.match(
        r"norne: [\d,]+ words/s of processor time \(median of 2 rounds, \d+ words\)", capsys.readouterr().out
    )


def test_without_a_model_or_words_it_says_so(
    benchmark: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(benchmark, monkeypatch, "--model", "none")
    assert "there is no model to measure" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(benchmark, monkeypatch, "missing.txt")
    assert "no words to read" in capsys.readouterr().err
