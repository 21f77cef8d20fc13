"""The documents made for benchmarks are the same for the same seed, and of all kinds and languages."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "benchmarks" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_for_the_same_seed(generator: ModuleType, tmp_path: Path) -> None:
    words = [generator.generate(tmp_path / name, 20, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    made = [
        {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / name).iterdir()}
        for name in ("a", "b", "c")
    ]
    assert made[0] == made[1] != made[2]
    assert words[0] == words[1] == sum(len(text.split()) for text in made[0].values())


def test_every_kind_in_every_language(generator: ModuleType, tmp_path: Path) -> None:
    generator.generate(tmp_path, 300, 1)
    found = {path.name.partition("-")[2].rsplit(".", 1)[0] for path in tmp_path.iterdir()}
    assert found == {f"{kind}.{language}" for kind in generator.KINDS for language in generator.LANGUAGES}
    assert not [path for path in tmp_path.iterdir() if "{" in path.read_text(encoding="utf-8")]
