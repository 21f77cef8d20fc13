"""A zip is a folder of documents; what does not belong in one is left out and told."""

import io
import zipfile
from pathlib import Path

import pytest

from graph_builder.read import read_documents
from settings import FormatSettings

LIMIT = 100_000
TEXT = "Sigrun Haukvik, seniorrådgiver i Havnerådet, ønsket velkommen.\n"
PAGE = f"<html><body><article><h1>Dagen</h1><p>{TEXT}</p></article></body></html>"


def packed(path: Path, members: dict[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def problems_of(path: Path, **limits: int) -> dict[str, str]:
    documents, problems = read_documents([path], LIMIT, FormatSettings(**limits))  # type: ignore[arg-type]
    assert documents == []
    return {str(problem.path.relative_to(path.parent)): problem.reason for problem in problems}


def test_the_files_of_a_zip_are_documents(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "papers.zip",
        {
            "2031/a.nb.txt": TEXT,
            "2031/corpus.toml": '["a.nb.txt"]\ntitle = "Fra tabellen"\n',
            "b.nb.html": PAGE,
            ".skjult.txt": TEXT,
            "__MACOSX/._b.nb.html": "x",
        },
    )
    documents, problems = read_documents([tmp_path], LIMIT)
    assert problems == []
    assert [(d.stem, d.title, str(d.path)) for d in documents] == [
        ("a.nb", "Fra tabellen", str(path / "2031/a.nb.txt")),
        ("b.nb", "Dagen", str(path / "b.nb.html")),
    ]
    assert (documents[0].original, documents[0].text) == (None, TEXT)


def test_what_is_wrong_in_a_zip_is_told_by_its_name_there(tmp_path: Path) -> None:
    corpus = {"b/corpus.toml": '["c.txt"]\ntitle = ""', "d/corpus.toml": "x"}
    told = problems_of(packed(tmp_path / "p.zip", {"a.txt": b"\xff", "d/e.txt": TEXT, **corpus}))
    assert set(told) == {"p.zip/a.txt", "p.zip/b/corpus.toml", "p.zip/d/e.txt"}
    assert "p.zip/d/corpus.toml cannot be used" in told["p.zip/d/e.txt"]


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("../a.txt", "leads out"),
        ("b/../../a.txt", "leads out"),
        ("/etc/a.txt", "leads out"),
        ("C:\\a.txt", "leads out"),
        ("b\\..\\a.txt", "leads out"),
        ("a\x01.txt", "leads out"),
        ("inner.zip", "zip within a zip"),
        ("b" * 300 + ".txt", "too long"),
    ],
)
def test_a_name_that_no_file_should_have_is_left_out(tmp_path: Path, name: str, telling: str) -> None:
    (tmp_path / "in").mkdir()
    (reason,) = problems_of(packed(tmp_path / "in" / "p.zip", {name: TEXT})).values()
    assert telling in reason
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["p.zip"]


def test_links_and_doubles_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("passwd.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as file:
        file.writestr(link, "/etc/passwd")
        file.writestr("a.txt", TEXT)
        with pytest.warns(UserWarning):
            file.writestr("a.txt", "noe annet")
    documents, problems = read_documents([tmp_path / "p.zip"], LIMIT)
    assert [d.text for d in documents] == [TEXT]
    assert [("link" in p.reason, "another file" in p.reason) for p in problems] == [(True, False), (False, True)]


def test_a_locked_file_is_left_out(tmp_path: Path) -> None:
    data = bytearray(packed(tmp_path / "p.zip", {"a.txt": TEXT}).read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    (tmp_path / "p.zip").write_bytes(data)
    assert "password" in problems_of(tmp_path / "p.zip")["p.zip/a.txt"]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "p.zip", {"a.txt": b" " * 30_000_000})
    assert "max_zip_ratio" in problems_of(path)["p.zip"]
    assert "max_zip_bytes" in problems_of(path, max_zip_bytes=1_000_000)["p.zip"]
    path = packed(tmp_path / "p.zip", {f"{n}.txt": TEXT for n in range(20)})
    assert "max_zip_files" in problems_of(path, max_zip_files=10)["p.zip"]


def test_a_file_larger_than_its_zip_says_is_not_unpacked(tmp_path: Path) -> None:
    data = packed(tmp_path / "p.zip", {"a.txt": b"a" * 5_000_000}).read_bytes()
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + place
        data = data[:at] + (10).to_bytes(4, "little") + data[at + 4 :]
    (tmp_path / "p.zip").write_bytes(data)
    assert "cannot be unpacked" in problems_of(tmp_path / "p.zip")["p.zip/a.txt"]


@pytest.mark.parametrize("cut", [0, 10, 60])
def test_a_broken_zip_is_told(tmp_path: Path, cut: int) -> None:
    data = packed(tmp_path / "p.zip", {"a.txt": TEXT}).read_bytes()
    (tmp_path / "p.zip").write_bytes(data[:cut] if cut else b"Brua er stengt.")
    assert "not a zip" in problems_of(tmp_path / "p.zip")["p.zip"]


def test_damage_in_one_file_loses_no_other(tmp_path: Path) -> None:
    data = packed(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED).read_bytes()
    (tmp_path / "p.zip").write_bytes(data.replace(b"Sigrun", b"Sigbun", 1))
    documents, problems = read_documents([tmp_path], LIMIT)
    assert ([d.stem for d in documents], [p.path.name for p in problems]) == (["b"], ["a.txt"])


def test_an_empty_zip_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(io.BytesIO(b"PK\x05\x06" + bytes(18)).getvalue())
    assert "no file" in problems_of(path)["p.zip"]
