"""PDF files: headings, paragraphs, lists and tables from the lines of the pages; title, date and language."""

import io
import logging
import re
from collections.abc import Mapping
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.utils import decode_text

from graph_builder.formats.extracted import Extracted, FormatError, extracted
from graph_builder.formats.pdf_blocks import blocks_of
from graph_builder.formats.pdf_lines import Region, regions_of
from graph_builder.formats.pdf_margins import without_margins
from graph_builder.formats.pdf_page import pages_of
from graph_builder.formats.pieces import Heading, Piece

_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
# Titles that a program has given, not a person.
_NO_TITLE = re.compile(
    r"microsoft|untitled|uten navn|\.(?:docx?|dotx?|indd|pptx?|pdf|qxd|html?)\b|^(?:print|document|dokument)\d*$|^\W*$",
    re.IGNORECASE,
)


def convert(data: bytes) -> Extracted:
    """Read a PDF. Raises `FormatError` when it is none, is locked with a password, or has no text."""
    # The library warns of every slip in a file; what matters is whether it finds text.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    logging.getLogger("pdfplumber").setLevel(logging.CRITICAL)
    regions: list[Region] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pages_of(pdf):
                regions += regions_of(page)
                page.close()
            info, catalog = pdf.metadata, pdf.doc.catalog
    except (MemoryError, RecursionError):
        raise
    except Exception as error:
        # A broken file makes the library raise whatever comes first, often within an error of its own.
        if any(isinstance(inner, MemoryError) for inner in error.args):
            raise MemoryError from None
        raise FormatError(_reason(error)) from None
    pieces = list(blocks_of(without_margins(regions)))
    if not pieces:
        raise FormatError("there is no text in it; pages that were scanned need text recognition (OCR) first.")
    return extracted(pieces, _values(info, catalog, pieces))


def _reason(error: Exception) -> str:
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(inner, PDFPasswordIncorrect):
        return "it is locked with a password; save a copy without one."
    said = " ".join(str(inner).split())[:200]
    return f"it is not a PDF that can be read ({type(inner).__name__}{': ' if said else ''}{said})."


def _values(info: Mapping[str, Any], catalog: Mapping[str, Any], pieces: list[Piece]) -> dict[str, str | None]:
    title = str(info.get("Title") or "").strip()
    heading = next((piece.text for piece in pieces[:6] if isinstance(piece, Heading) and piece.level == 1), None)
    made = _DATE.match(str(info.get("CreationDate") or ""))
    language = catalog.get("Lang")
    return {
        "title": heading or (None if _NO_TITLE.search(title) else title),
        "issued": "-".join(made.groups()) if made else None,
        "language": decode_text(language) if isinstance(language, bytes) else None,
    }
