"""What a file says of itself is its metadata, unless `corpus.toml` says otherwise."""

import hashlib
from pathlib import Path

import pytest

from graph_builder.metadata import metadata_of_file
from graph_builder.read import Document, Original, read_document, read_documents
from settings import FormatSettings
from tests.graph_builder.formats.test_docx import word

LIMIT = 100_000
NB = "Havnerådet møtes i Tindvik for å snakke om hva de lærte av forsøket, og hvordan de går videre."
NN = "Hamnerådet møtest i Tindvik for å snakke om kva dei lærte av forsøket, og korleis dei går vidare no."


def page(text: str = NB, language: str = "nb", issued: str = "2031-04-02") -> str:
    return (
        f"<html lang='{language}'><head><meta property='og:site_name' content='Havnerådet'>"
        f"<meta property='article:published_time' content='{issued}'></head>"
        f"<body><article><h1>Havnedagen</h1><p>{text}</p></article></body></html>"
    )


def read(folder: Path, content: str, name: str = "dag.html", corpus: str = "") -> Document:
    (folder / name).write_text(content, encoding="utf-8")
    if corpus:
        (folder / "corpus.toml").write_text(corpus, encoding="utf-8")
    return read_document(folder / name, LIMIT)


def test_the_metadata_are_those_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, page())
    assert (found.stem, found.format, found.language, found.title) == ("dag", "markdown", "nb", "Havnedagen")
    assert (found.metadata.issued, found.metadata.publisher) == ("2031-04-02", "Havnerådet")


def test_corpus_toml_wins_key_by_key(tmp_path: Path) -> None:
    corpus = '["dag.html"]\ntitle = "Dagen"\nissued = 2030\nlanguage = "sv"\nlicence = "CC0-1.0"\n'
    found = read(tmp_path, page(), corpus=corpus)
    assert (found.title, found.metadata.issued, found.language) == ("Dagen", "2030", "sv")
    assert (found.metadata.publisher, found.metadata.licence) == ("Havnerådet", "CC0-1.0")


@pytest.mark.parametrize(
    ("name", "text", "said", "language"),
    [
        ("dag.html", NB, "nb", "nb"),
        ("dag.html", NN, "no", "nn"),
        ("dag.html", NN, "en", "nn"),
        ("dag.html", "Programmet, 12. mai", "nn-NO", "nn"),
        ("dag.da.html", NB, "nb", "da"),
    ],
)
def test_the_language_is_that_of_the_name_or_of_the_words(
    tmp_path: Path, name: str, text: str, said: str, language: str
) -> None:
    assert read(tmp_path, page(text, said), name).language == language


def test_the_document_keeps_the_hash_of_the_file(tmp_path: Path) -> None:
    found = read(tmp_path, "<p>Brua.</p>")
    assert found.original == Original("text/html", hashlib.sha256(b"<p>Brua.</p>").hexdigest())
    assert found.sha256 == hashlib.sha256(b"Brua.\n").hexdigest()


def test_what_cannot_be_used_is_left_out() -> None:
    values = {"title": "Dagen", "issued": "4. mai", "source": "file:///a", "language": "fi"}
    assert metadata_of_file(values, "").title == "Dagen"
    assert {metadata_of_file(values, "").issued, metadata_of_file(values, "").source} == {None}


@pytest.mark.parametrize(
    ("text", "issued"), [("Ingen år.", "2031-04-02"), ("I 2030.", "2031-04-02"), ("I 2018.", None)]
)
def test_a_date_that_the_text_speaks_against_is_that_of_the_file_only(text: str, issued: str | None) -> None:
    assert metadata_of_file({"issued": "2031-04-02"}, text).issued == issued


def test_files_are_read_the_same_by_several_at_a_time(tmp_path: Path) -> None:
    for n in range(6):
        (tmp_path / f"{n}.html").write_text(page(f"{NB} Dette er nummer {n}."), encoding="utf-8")
    (tmp_path / "a.txt").write_text(NB, encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"Brua.")
    one = read_documents([tmp_path], LIMIT, FormatSettings(), jobs=1)
    assert read_documents([tmp_path], LIMIT, FormatSettings(), jobs=3) == one
    assert (len(one[0]), [problem.path.name for problem in one[1]]) == (7, ["bad.pdf"])


def test_a_text_that_is_too_large_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(word(lambda d: d.add_paragraph("tang " * 40_000)))
    documents, (problem,) = read_documents([tmp_path], LIMIT)
    assert documents == []
    assert "200,000 bytes" in problem.reason
    assert "max_document_bytes" in problem.reason
