"""`innograf train` on a small corpus, and on what is none."""

from pathlib import Path

from tests.cli.conftest import Workplace
from tests.graph_builder.training.corpus import pack, write


def test_a_model_is_trained_and_used(place: Workplace, tmp_path: Path) -> None:
    archive = pack(write(tmp_path / "norne"), tmp_path / "norne.tar.xz")
    result = place.run("train", str(archive), "--output", "data/models/small", "--steps", "4", "--seed", "1")
    assert result.exit_code == 0, result.output
    assert "Training: 4 of 4" in result.stderr
    assert [line.split()[:2] for line in result.stdout.splitlines()[2:]] == [
        [language, label] for language in ("nob", "nno") for label in ("ORG", "PER", "PLACE", "all")
    ]
    assert (tmp_path / "data/models/small/README.md").is_file()
    (tmp_path / "innograf.toml").write_text('[mentions]\nmodel = "small"\n')
    built = place.run("build")
    assert built.exit_code == 0, built.output


def test_no_corpus(place: Workplace) -> None:
    result = place.run("train", "missing.tar.xz")
    assert result.exit_code == 2
    assert result.stderr == "Error: missing.tar.xz: there is no such file or folder.\n"


def test_a_folder_that_is_no_corpus(place: Workplace) -> None:
    result = place.run("train", "data/documents")
    assert result.exit_code == 2
    assert "ud/nob/…-dev.conllu is missing; give the archive of NorNE" in result.stderr


def test_a_folder_with_other_things_is_not_written_to(place: Workplace, tmp_path: Path) -> None:
    write(tmp_path / "norne")
    result = place.run("train", "norne", "--output", "data/documents")
    assert result.exit_code == 2
    assert "data/documents has other things in it than a model" in result.stderr
    assert len(list((tmp_path / "data/documents").iterdir())) == 2
