"""Word files: headings, lists and tables in their order, and what the file says of itself."""

import datetime
import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from graph_builder.formats.docx import convert
from graph_builder.formats.extracted import Extracted, FormatError


def word(*steps: Callable[[Document], object]) -> bytes:
    """A Word file made by the steps."""
    document = docx.Document()
    for step in steps:
        step(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(*steps: Callable[[Document], object]) -> Extracted:
    return convert(word(*steps))


def rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The file with its text's XML changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == "word/document.xml" else content)
    return out.getvalue()


def programme(document: Document) -> None:
    table = document.add_table(rows=0, cols=3)
    for row in (("09.00", "Velkommen", "Kaia Lund,\nHavnerådet"), ("09.10", "Forsøket", "Ola Vik\nPer Foss")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


def test_a_word_file_becomes_markdown() -> None:
    found = read(
        lambda d: d.add_heading("Havnedagen 2031", 0),
        lambda d: d.add_paragraph("Tidspunkt: 18. april 2031\nSted: Tindvik"),
        lambda d: d.add_heading("Program", 1),
        programme,
        lambda d: d.add_heading("Tiltak", 1),
        lambda d: d.add_paragraph("Rådet vil:"),
        lambda d: d.add_paragraph("dele", style="List Bullet"),
        lambda d: d.add_paragraph("lære", style="List Bullet 2"),
        lambda d: d.add_paragraph("prøve", style="List Number"),
        lambda d: d.add_paragraph("prøve mer", style="List Number"),
        lambda d: d.add_paragraph("•\ttypet for hånd"),
        lambda d: d.add_paragraph("11.00\tSlutt\tKaia Lund"),
    )
    assert found.text == (
        "# Havnedagen 2031\n\nTidspunkt: 18. april 2031\nSted: Tindvik\n\n## Program\n\n"
        "| 09.00 | Velkommen | Kaia Lund, Havnerådet |\n|---|---|---|\n| 09.10 | Forsøket | Ola Vik, Per Foss |\n\n"
        "## Tiltak\n\nRådet vil:\n\n- dele\n   - lære\n1. prøve\n2. prøve mer\n- typet for hånd\n\n"
        "| 11.00 | Slutt | Kaia Lund |\n|---|---|---|\n"
    )


def test_a_file_says_what_it_is() -> None:
    def told(document: Document) -> None:
        properties = document.core_properties
        properties.title, properties.language = "Om havnene", "nn-NO"
        properties.created = datetime.datetime(2031, 4, 2, tzinfo=datetime.UTC)

    found = read(told, lambda d: d.add_paragraph("Havnerådet møtes."))
    assert found.values == {"title": "Om havnene", "issued": "2031-04-02", "language": "nn-NO"}


def test_the_table_of_contents_is_dropped() -> None:
    def contents(document: Document) -> None:
        style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("Innledning\t3", style=style)

    assert read(contents, lambda d: d.add_paragraph("Havnerådet møtes.")).text == "Havnerådet møtes.\n"


def test_a_table_that_places_text_keeps_its_headings() -> None:
    def placed(document: Document) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.paragraphs[0].text = "Program"
        cell.paragraphs[0].style = "Heading 2"
        cell.add_paragraph("Havnerådet møtes.")

    assert read(placed).text == "## Program\n\nHavnerådet møtes.\n"


def test_what_was_inserted_is_read_and_what_was_deleted_is_not() -> None:
    def tracked(document: Document) -> None:
        paragraph = document.add_paragraph("Havnerådet ")
        for tag, inner, text in (("w:ins", "w:t", "møtes"), ("w:del", "w:delText", "strides")):
            change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            words.text = text
            run.append(words)
            change.append(run)
            paragraph._p.append(change)

    assert read(tracked).text == "Havnerådet møtes\n"


def test_content_controls_and_text_boxes_are_read() -> None:
    def boxed(document: Document) -> None:
        for tags in (("w:sdt", "w:sdtContent"), ("w:p", "w:r", "w:pict", "w:txbxContent")):
            outer = inner = OxmlElement(tags[0])
            for tag in tags[1:]:
                inner.append(deeper := OxmlElement(tag))
                inner = deeper
            paragraph = document.add_paragraph(f"I en {tags[0]}.")
            inner.append(paragraph._p)
            document.element.body.insert(0, outer)

    assert sorted(read(boxed).text.split("\n\n")) == ["I en w:p.", "I en w:sdt.\n"]


@pytest.mark.parametrize(
    ("data", "telling"),
    [
        (b"Brua", "not a Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (word(), "no text"),
        (rewritten(word(), lambda xml: xml[:200]), "not a Word file"),
        (rewritten(word(), lambda xml: b'<!DOCTYPE w [<!ENTITY a "b">]>' + xml.partition(b"?>")[2]), "document type"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, telling: str) -> None:
    with pytest.raises(FormatError, match=telling):
        convert(data)


def test_a_style_that_is_based_on_itself_ends() -> None:
    def circle(document: Document) -> None:
        document.add_paragraph("Havnerådet møtes.", style="Body Text")
        based = document.styles["Body Text"].element.find(qn("w:basedOn"))
        based.set(qn("w:val"), document.styles["Body Text"].style_id)

    assert read(circle).text == "Havnerådet møtes.\n"
