"""Files that are made to break their reader end in a report, within a limit on time and on memory."""

import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest

from graph_builder.formats import Format
from graph_builder.formats.converter import Converter
from graph_builder.formats.extracted import FormatError
from graph_builder.formats.worker import answer
from graph_builder.read import read_documents
from settings import FormatSettings
from tests.graph_builder.formats.pdf_file import flow, pdf
from tests.graph_builder.formats.test_docx import rewritten, word

LIMIT = 20_000_000
LIMITS = FormatSettings(timeout=20, max_memory=400_000_000)
GOOD = "<html><body><p>Sigrun Haukvik, seniorrådgiver i Havnerådet, ønsket velkommen.</p></body></html>"

W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    b"<!DOCTYPE w [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><w:document %s><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>" % W
)


def body(inner: bytes) -> bytes:
    return rewritten(word(), lambda _: b"<w:document %s><w:body>%s</w:body></w:document>" % (W, inner))


def with_entity(_: bytes) -> bytes:
    return b"<!DOCTYPE w [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><w:document %s><w:body>&f;</w:body></w:document>" % W


def pdf_bomb() -> bytes:
    """A page whose content is 200 million spaces, packed."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 10_000_000) for _ in range(60)) + packer.flush()
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n"
        % (len(content), content)
        + b"trailer\n<< /Root 1 0 R >>\n"
    )


def locked_pdf() -> bytes:
    keys = f"/O <{'41' * 32}> /U <{'42' * 32}>"
    data = pdf(flow(("text", "Brua er stengt.")))
    return data.replace(
        b"trailer\n<<", f"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 {keys} /P -4 >> /ID [<41> <41>]".encode()
    )


def docx_bomb() -> bytes:
    return body(b"<w:p><w:r><w:t>" + b"a" * 60_000_000 + b"</w:t></w:r></w:p>")


def packed(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


BAD = {
    "entities in Word": ("x.docx", lambda: rewritten(word(), lambda _: LAUGHS), ""),
    "a file of the machine in Word": ("x.docx", lambda: rewritten(word(), with_entity), "document type"),
    "deep XML in Word": ("x.docx", lambda: body(b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000), ""),
    "packed Word": ("x.docx", lambda: packed(docx_bomb()), "max_zip_ratio"),
    "a zip that is no Word file": ("x.docx", lambda: packed(word())[:-30], "not a Word file"),
    "empty Word": ("x.docx", lambda: b"", "empty"),
    "packed PDF": ("x.pdf", lambda: pdf_bomb(), "formats.max_memory"),
    "locked PDF": ("x.pdf", lambda: locked_pdf(), "password"),
    "half a PDF": ("x.pdf", lambda: pdf(flow(("text", "Brua er stengt.")))[:300], "not a PDF"),
    "NUL bytes as PDF": ("x.pdf", lambda: bytes(1000), "not a PDF"),
    "NUL bytes as a page": ("x.html", lambda: bytes(1000), "no"),
    "a page of random bytes": (
        "x.html",
        lambda: b"<html><body>" + bytes(range(256))[1:9] + b"</body></html>",
        "no text",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_hostile_file_is_reported_and_the_next_is_read(tmp_path: Path, case: str) -> None:
    name, made, telling = BAD[case]
    (tmp_path / name).write_bytes(made())
    (tmp_path / "y.html").write_text(GOOD, encoding="utf-8")
    documents, (problem,) = read_documents([tmp_path], LIMIT, LIMITS)
    assert [d.stem for d in documents] == ["y"]
    assert problem.path == tmp_path / name
    assert telling in problem.reason
    assert "root:" not in problem.reason
    assert "\n" not in problem.reason


def test_a_deep_page_is_read_or_reported(tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text("<div>" * 100_000 + "Brua er stengt.", encoding="utf-8")
    (tmp_path / "deep2.html").write_text("<ul><li>" * 3_000 + "Brua er stengt.", encoding="utf-8")
    (tmp_path / "y.html").write_text(GOOD, encoding="utf-8")
    documents, problems = read_documents([tmp_path], LIMIT, LIMITS)
    assert len(documents) + len(problems) == 3
    assert "y" in [d.stem for d in documents]


def test_a_huge_table_is_read_or_reported(tmp_path: Path) -> None:
    rows = "<tr>" + "<td>Havnerådet</td>" * 50 + "</tr>"
    (tmp_path / "x.html").write_text(f"<table>{rows * 10_000}</table>", encoding="utf-8")
    documents, problems = read_documents([tmp_path], LIMIT, FormatSettings(timeout=3, max_memory=400_000_000))
    assert len(documents) + len(problems) == 1
    assert all("formats." in problem.reason for problem in problems)


def test_marks_that_turn_text_around_do_not_reach_the_text(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(GOOD.replace("Havnerådet", "\u202eHavne\u200frådet\u202c\u2066"), encoding="utf-8")
    ((document,), problems) = read_documents([tmp_path], LIMIT, LIMITS)
    assert problems == []
    assert "i Havnerådet, ønsket" in document.text


def asked(tmp_path: Path, content: bytes, **limits: float) -> str:
    """What is said of a file that does `content` to its reader; the next file is read."""
    form = Format((".bad",), "text/x-bad", module="tests.graph_builder.formats.bad_reader")
    (tmp_path / "x.bad").write_bytes(content)
    (tmp_path / "y.bad").write_bytes(b"Brua er stengt.")
    with Converter(FormatSettings(**limits)) as converter:  # type: ignore[arg-type]
        with pytest.raises(FormatError) as told:
            converter.convert(tmp_path / "x.bad", form)
        assert converter.convert(tmp_path / "y.bad", form).text == "Brua er stengt."
    return str(told.value)


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    assert "longer than 5 seconds (setting formats.timeout)" in asked(tmp_path, b"endless", timeout=5.0)


def test_what_takes_too_much_memory_is_stopped(tmp_path: Path) -> None:
    said = asked(tmp_path, b"greedy", max_memory=300_000_000)
    assert "300,000,000 bytes of memory (setting formats.max_memory)" in said


def test_a_reader_that_crashes_is_told(tmp_path: Path) -> None:
    assert "crash" in asked(tmp_path, b"crash")


def test_an_error_of_the_reader_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text(GOOD, encoding="utf-8")
    told = answer({"path": str(tmp_path / "x.html"), "module": "tests.graph_builder.formats.nowhere"})
    assert told["fault"] == "format"
    assert "\n" not in json.dumps(told)
    assert answer({"path": str(tmp_path / "borte.html"), "module": "graph_builder.formats.html"})["reason"].startswith(
        "it cannot be read"
    )
