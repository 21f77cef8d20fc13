"""NorNE's files → sentences in running text, with their names, split as published."""

import re
from pathlib import Path

import pytest

from graph_builder.training import CorpusError, read_norne
from tests.graph_builder.training.corpus import conll, pack, sentences, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "norne")


def put_together(folder: Path, *tokens: tuple[str, str]) -> str:
    (folder / "ndt/nob/havn_0001.conll").write_text(conll(list(tokens)), encoding="utf-8")
    (folder / "ndt/nno/fyr_0001.conll").unlink()
    (sentence,) = read_norne(folder).train
    return sentence.text


def test_parts_and_names(folder: Path) -> None:
    corpus = read_norne(folder)
    assert len(corpus.train) == 120
    assert {part: list(found) for part, found in (("dev", corpus.dev), ("test", corpus.test))} == {
        "dev": ["nob", "nno"],
        "test": ["nob", "nno"],
    }
    (sentence,) = [s for s in corpus.train if s.text.startswith("1 ")]
    assert sentence.text == "1 Havnerådet holder til i Tindvik, sier Tore Tindvik."
    assert [(sentence.text[start:end], label) for start, end, label in sentence.names] == [
        ("Havnerådet", "ORG"),
        ("Tindvik", "GPE_LOC"),
        ("Tore Tindvik", "PER"),
    ]


def test_the_archive_is_read_as_its_folder(folder: Path, tmp_path: Path) -> None:
    assert read_norne(pack(folder, tmp_path / "norne.tar.xz")) == read_norne(folder)


def test_what_is_in_dev_or_test_is_not_trained_on(folder: Path) -> None:
    (folder / "ndt/nob/tind_0001.conll").write_text(sentences(118, 12), encoding="utf-8")
    assert len(read_norne(folder).train) == 122


def test_a_sentence_that_was_mended_in_dev_or_test_is_not_trained_on(folder: Path) -> None:
    words = ["Dette", "er", "en", "lang", "setning", "om", "havna", ",", "og", "den", "ble", "rettet", "etterpå", "."]
    (folder / "ndt/nob/tind_0001.conll").write_text(conll([(w, "O") for w in words]), encoding="utf-8")
    assert len(read_norne(folder).train) == 121
    mended = conll([(w, "O") for w in [*words[:-2], "siden", "."]])
    (folder / "ud/nob/no_bokmaal-ud-dev.conllu").write_text(mended, encoding="utf-8")
    assert len(read_norne(folder).train) == 120


def test_spaces_stand_where_the_corpus_says(folder: Path) -> None:
    line = "1\tHav\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No|name=B-ORG\n2\tnivå\t_\t_\t_\t_\t0\t_\t_\tname=I-ORG\n\n"
    (folder / "ud/nno/no_nynorsk-ud-dev.conllu").write_text(line, encoding="utf-8")
    (sentence,) = read_norne(folder).dev["nno"]
    assert (sentence.text, sentence.names) == ("Havnivå", ((0, 7, "ORG"),))


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("« Havna » er åpen ( nå ) .", "«Havna» er åpen (nå)."),
        ('Han sa " nei " , og gikk !', 'Han sa "nei", og gikk!'),
        ("25 % - kanskje", "25 % - kanskje"),
        ("havn / fyr : begge ; ja ?", "havn/fyr: begge; ja?"),
        ("Overskrift |", "Overskrift"),
    ],
)
def test_spaces_stand_by_the_usual_rules_where_the_corpus_is_silent(folder: Path, tokens: str, text: str) -> None:
    assert put_together(folder, *((form, "O") for form in tokens.split())) == text


def test_two_names_beside_each_other_stay_two(folder: Path) -> None:
    (folder / "ndt/nob/havn_0001.conll").write_text(
        conll([("Sigrun", "B-PER"), ("Haukvik", "I-PER"), ("Tindvik", "B-PER")]), encoding="utf-8"
    )
    sentence = next(s for s in read_norne(folder).train if s.place.startswith("ndt/nob"))
    assert sentence.names == ((0, 14, "PER"), (15, 22, "PER"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: (f / "ud/nno/no_nynorsk-ud-test.conllu").unlink(), r"ud/nno/…-test\.conllu is missing"),
        (lambda f: [p.unlink() for p in f.glob("ndt/*/*")], "no sentence to train on"),
        (lambda f: (f / "ndt/nob/havn_0001.conll").write_text("1\tHavn\n"), r"havn_0001\.conll, line 1: .*2 columns"),
        (
            lambda f: (f / "ndt/nob/havn_0001.conll").write_text("1\tHavn" + "\t_" * 8 + "\n"),
            r"line 1: column 10 has no name=",
        ),
        (
            lambda f: (f / "ndt/nob/havn_0001.conll").write_bytes(b"\n\xff"),
            r"line 2: it is not UTF-8",
        ),
    ],
    ids=["part missing", "nothing to train on", "columns", "no name", "not UTF-8"],
)
def test_a_corpus_that_cannot_be_used_is_told_of(folder: Path, change, said: str) -> None:
    change(folder)
    with pytest.raises(CorpusError, match=said):
        read_norne(folder)


def test_a_path_that_is_no_corpus_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file or folder"):
        read_norne(tmp_path / "missing.tar.xz")
    other = tmp_path / "other.tar.xz"
    other.write_text("no archive")
    with pytest.raises(CorpusError, match=f"{re.escape(str(other))}: it is not a tar archive"):
        read_norne(other)
