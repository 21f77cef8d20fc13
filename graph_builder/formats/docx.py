"""Word files (DOCX): headings, paragraphs, lists and tables in the order of the text; title, date and language."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from graph_builder.formats.extracted import Extracted, FormatError, extracted
from graph_builder.formats.pieces import Bullet, Heading, Paragraph, Piece, Table, is_tabular
from graph_builder.formats.word_styles import Styles

_TEXT, _BREAKS, _TAB, _HYPHEN = qn("w:t"), {qn("w:br"), qn("w:cr")}, qn("w:tab"), qn("w:noBreakHyphen")
_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BOX = qn("w:txbxContent")
# Deleted or moved away; the codes of fields; what is kept for programs that do not know the element beside it.
_LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:instrText"),
    qn("w:pPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
# What Word files of before 2007 and those with a password begin with.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def convert(data: bytes) -> Extracted:
    """Read a Word file. Raises `FormatError` when it is none, is locked with a password, or has no text."""
    if data.startswith(_OLE):
        raise FormatError("it has a password, or is in the format of Word before 2007; save it as DOCX without one.")
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        styles = Styles(document)
    except (OpcError, zipfile.BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError, EOFError) as error:
        raise FormatError(f"it is not a Word file that can be read ({type(error).__name__}: {error}).") from None
    if document.element.getroottree().docinfo.doctype:
        raise FormatError("its XML declares a document type, which no Word file does; it was not read.")
    pieces = list(_pieces(body, styles, Counter()))
    return extracted(pieces, _values(document, pieces))


def _values(document: Document, pieces: list[Piece]) -> dict[str, str | None]:
    told = document.core_properties
    first = next((piece for piece in pieces[:3] if isinstance(piece, Heading) and piece.level == 1), None)
    made = told.created
    return {
        "title": first.text if first else told.title,
        "issued": made.date().isoformat() if made else None,
        "language": told.language or None,
    }


def _pieces(parent: etree._Element, styles: Styles, counts: Counter[tuple[str, int]]) -> Iterator[Piece]:
    """The pieces below `parent`; `counts` keeps how far each numbered list has come."""
    for element in parent:
        if element.tag == _P:
            yield from _paragraph(element, styles, counts)
        elif element.tag == _TBL:
            yield from _table(element, styles, counts)
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            # Content controls, and the like, hold paragraphs of the text.
            yield from _pieces(element, styles, counts)


def _paragraph(element: etree._Element, styles: Styles, counts: Counter[tuple[str, int]]) -> Iterator[Piece]:
    text = "".join(_words(element))
    look = styles.look_of(element)
    if text.strip() and not look.contents:
        if look.heading:
            yield Heading(look.heading, text)
        elif look.list:
            counts[look.list, look.depth] += 1
            for deeper in [key for key in counts if key[0] == look.list and key[1] > look.depth]:
                del counts[deeper]
            yield Bullet(text, look.depth, str(counts[look.list, look.depth]) if look.numbered else "")
        else:
            yield Paragraph(text)
    for box in element.iter(_BOX):
        if not any(above.tag in _LEFT_OUT or above.tag == _BOX for above in box.iterancestors()):
            yield from _pieces(box, styles, counts)


def _table(element: etree._Element, styles: Styles, counts: Counter[tuple[str, int]]) -> Iterator[Piece]:
    rows = [[cell for cell in row.iter(_TC) if _row_of(cell) is row] for row in element.iter(_TR) if _of(row, element)]
    table = Table(tuple(tuple("\n".join("".join(_words(p)) for p in cell.iter(_P)) for cell in row) for row in rows))
    if not is_tabular(table) or any(cell.find(_TBL) is not None for row in rows for cell in row):
        # What is in its cells keeps its own form.
        for row in rows:
            for cell in row:
                yield from _pieces(cell, styles, counts)
        return
    yield table


def _row_of(cell: etree._Element) -> etree._Element:
    return next(above for above in cell.iterancestors() if above.tag == _TR)


def _of(row: etree._Element, table: etree._Element) -> bool:
    return next(above for above in row.iterancestors() if above.tag == _TBL) is table


def _words(parent: etree._Element) -> Iterator[str]:
    """The text of a paragraph, text boxes left to themselves."""
    for element in parent:
        if element.tag == _TEXT:
            yield element.text or ""
        elif element.tag == _TAB:
            yield "\t"
        elif element.tag == _HYPHEN:
            yield "-"
        elif element.tag in _BREAKS:
            yield "\n"
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT and element.tag != _BOX:
            yield from _words(element)
