"""How often what a reader reads is right: its precision on the gold documents, which its facts have as confidence."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

FILE = "precision.toml"
UNMEASURED = 0.5


class PrecisionError(ValueError):
    """A table of precisions that cannot be used; the message names the file and what is wrong."""


def load_precision(gold: Path) -> Mapping[str, float]:
    """The table in the folder `gold`; where there is none, that of Innograf. Raises `PrecisionError`."""
    path = gold / FILE
    return _read(path) if path.is_file() else shipped()


@cache
def shipped() -> Mapping[str, float]:
    """Innograf's own table: in the repository that of `data/gold`, in an installed package the copy of it."""
    repository = Path(__file__).parents[1] / "data" / "gold" / FILE
    return _read(repository if repository.is_file() else Path(str(files(__package__) / FILE)))


def confidence(table: Mapping[str, float], extractor: str) -> float:
    """The measured precision of a reader or mention finder, 0 … 1; 0.5 for one that has not been measured."""
    return table.get(extractor, UNMEASURED)


def _read(path: Path) -> Mapping[str, float]:
    advice = "`innograf evaluate --write` writes it anew."
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("precision")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PrecisionError(f"{path} cannot be used: {error}. {advice}") from None
    if not isinstance(table, dict) or not all(
        isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1 for value in table.values()
    ):
        raise PrecisionError(f"{path} must have a table [precision] of numbers from 0 to 1. {advice}")
    return table
