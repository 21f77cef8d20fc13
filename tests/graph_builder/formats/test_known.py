"""The text of a file that has not changed is not made again."""

from pathlib import Path

import pytest

from graph_builder.build import build_graph
from graph_builder.fingerprint import fingerprint_of_formats
from graph_builder.formats.converter import Converter, Known
from graph_builder.read import read_documents
from graph_builder.shelf import Shelf
from settings import FormatSettings, Settings
from tests.graph_builder.formats.test_docx import word

LIMIT = 100_000


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that a text is really made of."""
    names: list[str] = []
    real = Converter._make

    def told(converter: Converter, path: Path, *more: object) -> object:
        names.append(path.name)
        return real(converter, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Converter, "_make", told)
    return names


def known(folder: Path, fingerprint: str = "1", largest: int = 1_000_000) -> Known:
    return Known(Shelf(folder / "texts", largest), fingerprint)


def read(folder: Path, texts: Known | None) -> list[object]:
    return [*read_documents([folder / "papers"], LIMIT, FormatSettings(), 1, texts)[0]]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    for name, words in (("a", "Havnerådet møtes."), ("b", "Brua er stengt.")):
        (tmp_path / "papers" / f"{name}.nb.docx").write_bytes(word(lambda d, words=words: d.add_paragraph(words)))
    return tmp_path


def test_a_text_is_made_once(papers: Path, made: list[str]) -> None:
    first = read(papers, known(papers))
    assert made == ["a.nb.docx", "b.nb.docx"]
    assert read(papers, known(papers)) == first == read(papers, None)
    assert len(made) == 4


def test_what_has_changed_is_made_again(papers: Path, made: list[str]) -> None:
    read(papers, known(papers))
    (papers / "papers" / "b.nb.docx").write_bytes(word(lambda d: d.add_paragraph("Brua er åpen.")))
    read(papers, known(papers))
    assert made[2:] == ["b.nb.docx"]
    read(papers, known(papers, "2"))
    assert len(made) == 5


def test_a_broken_entry_counts_as_none(papers: Path, made: list[str]) -> None:
    first = read(papers, known(papers))
    for path in (papers / "texts").iterdir():
        path.write_bytes(path.read_bytes()[:-3] + b"!!!")
    assert read(papers, known(papers)) == first
    assert len(made) == 4


def test_the_folder_is_pruned(papers: Path, made: list[str]) -> None:
    read(papers, known(papers, largest=100))
    assert list((papers / "texts").iterdir()) == []


def test_a_build_keeps_the_texts_that_it_makes(papers: Path, made: list[str]) -> None:
    settings = Settings(cache=papers / "cache", authority=papers)
    first = build_graph([papers / "papers"], settings, cached=True)
    again = build_graph([papers / "papers"], settings, cached=True)
    assert (len(made), len(first.documents)) == (2, 2)
    assert list(map(str, first.quads)) == list(map(str, again.quads))
    assert len(fingerprint_of_formats()) == 64
