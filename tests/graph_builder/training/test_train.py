"""A model trained on a small corpus: the same each time, and it has learnt something."""

from pathlib import Path

import pytest

from graph_builder.training import Figures, Made, measure, read_norne, save, train
from graph_builder.training.card import ModelFolderError
from tests.graph_builder.training.corpus import write

STEPS = 5


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory):
    return read_norne(write(tmp_path_factory.mktemp("norne")))


@pytest.fixture(scope="module")
def model(corpus):
    return train(corpus, seed=7, steps=STEPS)


def save_to(folder: Path, model, corpus) -> None:
    figures = {language: measure(model, part) for language, part in corpus.test.items()}
    save(model, folder, figures, Made(7, STEPS, len(corpus.train), 12_345.6, (0.5, 0.5)))


def test_the_same_corpus_seed_and_steps_give_the_same_bytes(corpus, model, tmp_path: Path) -> None:
    told = []
    again = train(corpus, seed=7, steps=STEPS, progress=lambda *said: told.append(said))
    save_to(tmp_path / "a" / "small", model, corpus)
    save_to(tmp_path / "b" / "small", again, corpus)
    files = [sorted((p.relative_to(f), p.read_bytes()) for p in f.rglob("*") if p.is_file()) for f in
             (tmp_path / "a", tmp_path / "b")]  # fmt: skip
    assert files[0] == files[1]
    assert told[-1][:2] == (STEPS, STEPS)
    assert "F1 on dev" in told[-1][2]


@pytest.mark.parametrize("party", ["Frp", "Sp", "Ap", "KrF"])
def test_the_full_stop_after_a_party_is_no_part_of_its_name(model, party: str) -> None:
    assert [token.text for token in model.make_doc(f"Hun leder {party}.")] == ["Hun", "leder", party, "."]


def test_another_seed_gives_another_model(corpus, model) -> None:
    other = train(corpus, seed=8, steps=2)
    assert other.get_pipe("ner").model.to_bytes() != model.get_pipe("ner").model.to_bytes()


def test_the_folder_has_the_card_and_no_words_of_the_corpus(corpus, model, tmp_path: Path) -> None:
    save_to(tmp_path / "small", model, corpus)
    card = (tmp_path / "small" / "README.md").read_text(encoding="utf-8")
    assert "# The mention model `small`" in card
    assert "| bokmål | all (micro) |" in card and "| nynorsk | all (micro) |" in card
    assert "about 12,000 words a second" in card
    assert "NorNE" in card and "CC0" in card
    assert not [p for p in (tmp_path / "small").rglob("*") if p.is_file() and b"Haukvik" in p.read_bytes()]


def test_a_model_is_replaced_and_another_folder_is_not(corpus, model, tmp_path: Path) -> None:
    save_to(tmp_path / "small", model, corpus)
    save_to(tmp_path / "small", model, corpus)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "notes.txt").write_text("keep")
    with pytest.raises(ModelFolderError, match="texts has other things in it"):
        save_to(tmp_path / "texts", model, corpus)
    assert (tmp_path / "texts" / "notes.txt").read_text() == "keep"


def test_figures() -> None:
    figures = Figures(right=6, wrong=2, missed=6)
    assert (figures.precision, figures.recall, figures.f1) == (0.75, 0.5, 0.6)
    assert Figures(0, 0, 0).f1 == 0
