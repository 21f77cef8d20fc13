"""How often what a reader reads is right: its precision on the gold documents, published as the confidence of its facts."""

import tomllib
from functools import cache
from importlib.resources import files

UNMEASURED = 0.5


def confidence(extractor: str) -> float:
    """The measured precision of a reader or mention finder, 0 … 1; 0.5 for one that has not been measured."""
    return _table().get(extractor, UNMEASURED)


@cache
def _table() -> dict[str, float]:
    return {
        name: float(value)
        for name, value in tomllib.loads((files(__package__) / "precision.toml").read_text(encoding="utf-8"))[
            "precision"
        ].items()
    }
