"""A file that cannot be read is reported by name and reason, and the others are built."""

import os
from pathlib import Path

import pytest

from graph_builder import build, build_graph, reading
from graph_builder.authority import Authority, AuthorityError
from graph_builder.draft import Draft
from graph_builder.files import Problem
from graph_builder.read import Document, read_documents
from settings import Settings

LIMIT = 20_000
GOOD = "Sigrun Haukvik, seniorrådgiver i Havnerådet, ønsket velkommen.\n"


def problems_of(folder: Path, name: str, content: bytes) -> list[Problem]:
    (folder / "god.txt").write_text(GOOD, encoding="utf-8")
    (folder / name).write_bytes(content)
    documents, problems = read_documents([folder], LIMIT)
    assert [d.stem for d in documents] == ["god"]
    return problems


def front(lines: str) -> bytes:
    return f"---\n{lines}\n---\n{GOOD}".encode("utf-8", "surrogatepass")


BAD = {
    "latin-1": ("x.txt", "Brua er stengt\nfør øl\n".encode("latin-1"), ["UTF-8", "0xf8", "line 2", "iconv"]),
    "utf-16": ("x.txt", "Brua".encode("utf-16"), ["binary"]),
    "empty": ("x.txt", b"", ["empty"]),
    "white space": ("x.txt", b" \r\n\t\n", ["empty"]),
    "white space of other kinds": ("x.txt", "\ufeff\xa0\u3000\u200b\n".encode(), ["empty"]),
    "front matter alone": ("x.md", b"---\ntitle: Ny bru\n---\n\n", ["empty"]),
    "binary": ("x.txt", b"PK\x03\x04\x00\x00brua", ["binary"]),
    "too large": ("x.txt", b"Brua.\n" * 4000, ["24,000", "20,000", "max_document_bytes"]),
    "format": ("x.rtf", b"Brua", [".rtf", ".txt", ".md", ".docx"]),
    "no ending": ("LESMEG", b"Brua", ["without ending", ".txt"]),
    "unknown key": ("x.md", front("titel: Ny bru"), ["titel", "title", "licence"]),
    "inner name as key": ("x.md", front("LANGUAGES: Ny bru"), ["unknown key", "LANGUAGES"]),
    "language": ("x.md", front("language: fi"), ["fi", "nb", "sv"]),
    "form of date": ("x.md", front("issued: 4. mai 2031"), ["issued", "YYYY-MM-DD"]),
    "no day": ("x.md", front("issued: 2031-02-30"), ["2031-02-30", "calendar"]),
    "no day, quoted": ("x.md", front("issued: '2031-02-30'"), ["2031-02-30", "calendar"]),
    "no month": ("x.md", front("issued: 2031-13-01"), ["2031-13-01", "YYYY-MM-DD"]),
    "source": ("x.md", front("source: example.org/bru"), ["source", "http"]),
    "source that is no IRI": ("x.md", front("source: https://[bru"), ["source", "http"]),
    "source with a wrong escape": ("x.md", front("source: https://example.org/%zz"), ["source", "http"]),
    "licence": ("x.md", front("licence: 'fri \"bruk\"'"), ["licence", "CC-BY-4.0"]),
    "list for text": ("x.md", front("title: [a, b]"), ["title", "text"]),
    "reserved stem": ("inferred.txt", b"Brua.", ["inferred", "rename"]),
    "half a character": ("x.md", front('title: "\\ud83c"'), ["title", "character"]),
    "no YAML": ("x.md", front("title: 'Ny bru\nissued: 2031"), ["YAML", "line"]),
    "too deep": ("x.md", front("title: " + "[" * 3000), ["front matter"]),
    "no mapping": ("x.md", front("bare ord"), ["key: value"]),
    "code in YAML": ("x.md", front("title: !!python/object/apply:os.getcwd []"), ["title", "text"]),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_reported_with_its_reason(tmp_path: Path, case: str) -> None:
    name, content, telling = BAD[case]
    (problem,) = problems_of(tmp_path, name, content)
    assert problem.path == tmp_path / name
    assert [word for word in telling if word not in problem.reason] == []
    assert str(problem) == f"{problem.path}: {problem.reason}"


def test_a_path_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    documents, (problem,) = read_documents([tmp_path / "borte.txt"], LIMIT)
    assert (documents, problem.path.name) == ([], "borte.txt")
    assert "no such file" in problem.reason


@pytest.mark.parametrize("kind", ["link to nothing", "link to itself", "pipe", "socket's kind"])
def test_what_is_no_plain_file_is_reported(tmp_path: Path, kind: str) -> None:
    (tmp_path / "god.txt").write_text(GOOD, encoding="utf-8")
    path = tmp_path / "x.txt"
    if kind == "link to nothing":
        path.symlink_to(tmp_path / "borte.txt")
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/null")
    documents, (problem,) = read_documents([tmp_path], LIMIT)
    assert ([d.stem for d in documents], problem.path) == (["god"], path)
    assert "plain file" in problem.reason


def test_a_name_that_is_not_utf8_is_reported_in_words_that_can_be_printed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/br\xf8.txt"
    try:
        with open(raw, "wb") as file:  # noqa: PTH123 - a name of bytes
            file.write(GOOD.encode())
    except OSError:
        return  # this file system keeps such names out itself
    documents, (problem,) = read_documents([tmp_path], LIMIT)
    assert documents == []
    assert "not UTF-8" in str(problem).encode("utf-8").decode("utf-8")


def test_two_files_of_one_stem_are_one_document_and_one_problem(tmp_path: Path) -> None:
    for name in ("x.nb.md", "x.nb.txt"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (document,), (problem,) = read_documents([tmp_path], LIMIT)
    assert (document.path.name, problem.path.name) == ("x.nb.md", "x.nb.txt")
    assert "x.nb.md" in problem.reason
    assert "rename" in problem.reason


@pytest.mark.parametrize(
    ("corpus", "telling"),
    [
        ("title = ", "corpus.toml cannot be used"),
        ('"x.txt" = "Ny bru"', "must be a table"),
        ('["x.txt"]\nyear = 2031', "'year'"),
    ],
)
def test_a_corpus_file_that_cannot_be_used_is_named(tmp_path: Path, corpus: str, telling: str) -> None:
    (tmp_path / "x.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(corpus, encoding="utf-8")
    documents, (problem,) = read_documents([tmp_path], LIMIT)
    assert documents == []
    assert "corpus.toml" in problem.reason
    assert telling in problem.reason


def test_the_good_ones_are_built(tmp_path: Path) -> None:
    (tmp_path / "god.txt").write_text(GOOD, encoding="utf-8")
    for number, (name, content, _) in enumerate(BAD.values()):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / name).write_bytes(content)
    settings = Settings(authority=tmp_path, max_document_bytes=LIMIT)
    result = build_graph([tmp_path, tmp_path / "borte"], settings)
    assert [d.stem for d in result.documents] == ["god"]
    assert len(result.problems) == len(BAD) + 1
    assert result.counts["documents"] == 1
    assert result.counts["entities"] == 2


def test_odd_names_are_built(tmp_path: Path) -> None:
    names = ["møte (utkast).txt", "a#b.txt", "100%.txt", 'sitat "x".md', "\u0001.txt"]
    for name in names:
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    result = build_graph([tmp_path], Settings(authority=tmp_path))
    assert result.problems == []
    assert {d.path.name for d in result.documents} == set(names)


def test_a_fault_of_the_reader_in_one_document_loses_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.nb.txt").write_text("Kaia er gammel.", encoding="utf-8")
    (tmp_path / "good.nb.txt").write_text("Havnerådet møtte Kystdirektoratet.", encoding="utf-8")
    read = reading.read_draft

    def fails(document: Document, authority: Authority, *more: object) -> Draft:
        if document.stem == "bad.nb":
            raise IndexError("no such group")
        return read(document, authority, *more)

    monkeypatch.setattr(reading, "read_draft", fails)
    result = build.build_graph([tmp_path], Settings(authority=tmp_path))
    assert [document.stem for document in result.documents] == ["good.nb"]
    assert [(problem.path.name, "fault in Innograf" in problem.reason) for problem in result.problems] == [
        ("bad.nb.txt", True)
    ]


def test_a_table_for_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    (tmp_path / "god.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "corpus.toml").write_text(
        '["god.txt"]\nlanguage = "nb"\n["gdo.txt"]\nlanguage = "nb"\n', encoding="utf-8"
    )
    documents, problems = read_documents([tmp_path], LIMIT)
    assert [document.stem for document in documents] == ["god"]
    assert [(problem.path.name, '"gdo.txt"' in problem.reason) for problem in problems] == [("corpus.toml", True)]


def test_front_matter_that_is_never_closed_is_reported(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "bad.md", b"---\ntitle: A note\n\nIts text.\n")
    assert "never closed" in problem.reason


def test_a_control_character_is_reported_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "bad.txt", b"One line\nand \x01 another\n")
    assert "0x01 is in line 2" in problem.reason


def test_a_named_authority_folder_must_be_there_the_usual_one_need_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "god.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(AuthorityError, match="no folder"):
        build_graph([tmp_path / "god.txt"], Settings(authority=tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    result = build_graph([tmp_path / "god.txt"], Settings())
    assert len(result.documents) == 1
    assert "data/authority" in result.notes[0]
