"""The formats of files that are read, and how each becomes a text.

A format of its own is a module here with `convert(data) -> Extracted`, and one line in `FORMATS`.
"""

from dataclasses import dataclass
from pathlib import PurePath

from graph_builder.formats.extracted import Extracted, FormatError

__all__ = ["ENDINGS", "FORMATS", "Extracted", "Format", "FormatError", "format_of"]


@dataclass(frozen=True)
class Format:
    """A format: the endings of its files, its media type, and what layout its text has (text or markdown).

    `module` makes the text; a format without one is text already.
    """

    endings: tuple[str, ...]
    media_type: str
    layout: str = "markdown"
    module: str = ""


FORMATS = (
    Format((".txt",), "text/plain", "text"),
    Format((".md", ".markdown"), "text/markdown"),
    Format((".html", ".htm", ".xhtml"), "text/html", module="graph_builder.formats.html"),
    Format((".pdf",), "application/pdf", module="graph_builder.formats.pdf"),
    Format(
        (".docx",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        module="graph_builder.formats.docx",
    ),
)
ENDINGS = tuple(ending for form in FORMATS for ending in form.endings)
ZIP = ".zip"


def format_of(path: PurePath) -> Format | None:
    """The format of a file, by the ending of its name."""
    ending = path.suffix.lower()
    return next((form for form in FORMATS if ending in form.endings), None)
