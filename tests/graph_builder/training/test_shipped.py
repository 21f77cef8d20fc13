"""The shipped model: its figures are what its card says, and good enough."""

import json
from pathlib import Path

from graph_builder.mentions.trained import load_model
from graph_builder.training import measure, read_norne

ROOT = Path(__file__).parents[3]
MODEL = ROOT / "data" / "models" / "norne"
# The corpus lies beside the repository where it is developed; elsewhere there is nothing to measure on.
CORPORA = [path for path in [ROOT.parent / "shared" / "norne" / "norne.tar.xz"] if path.is_file()]
ENOUGH = 0.78


def figures() -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = json.loads((MODEL / "meta.json").read_text("utf-8"))["performance"]
    return found


def test_the_figures_are_good_enough_and_in_the_card() -> None:
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    assert list(figures()) == ["nob", "nno"]
    for labels in figures().values():
        assert labels["all"]["f1"] >= ENOUGH
        assert f"| {labels['all']['f1']:.3f} |" in card


def test_the_figures_are_what_the_model_reaches() -> None:
    model = load_model(str(MODEL))
    assert model
    for corpus in map(read_norne, CORPORA):
        for language, part in corpus.test.items():
            f1 = measure(model, part)["all"].f1
            assert f1 >= ENOUGH
            assert abs(f1 - figures()[language]["all"]["f1"]) < 0.002


def test_it_is_a_few_megabytes_and_has_no_word_list() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 12_000_000
    assert not (MODEL / "vocab").exists()
