"""Where the shapes are. Light to import: what needs rdflib and pySHACL is in the other modules."""

from pathlib import Path

_FOLDER = Path(__file__).parent


class ShapesError(ValueError):
    """A file of shapes cannot be used; the message names the file and, where known, the line or the shape."""


def files() -> tuple[Path, ...]:
    """The Turtle files with the shapes, sorted by name."""
    return tuple(sorted(_FOLDER.glob("*.ttl")))
