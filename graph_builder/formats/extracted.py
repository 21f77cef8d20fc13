"""What a reader of a format gives back."""

from dataclasses import asdict, dataclass, field

from graph_builder.formats.pieces import Piece, to_markdown


class FormatError(Exception):
    """A file that its reader cannot use; the message is the reason, for people."""


@dataclass(frozen=True)
class Extracted:
    """The text of a file, as Markdown, and what the file itself says of the document.

    `values` may have title, language, issued, source, publisher, as the file has them; they are checked later.
    """

    text: str
    values: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Plain JSON values."""
        return asdict(self)


def extracted(pieces: list[Piece], values: dict[str, str | None]) -> Extracted:
    """Put together what a reader found. Raises `FormatError` when there is no text in it."""
    text = to_markdown(pieces)
    if not text:
        raise FormatError("there is no text in it.")
    return Extracted(text, {name: " ".join(value.split()) for name, value in values.items() if value and value.strip()})
