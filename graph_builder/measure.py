"""The precision of each reader and mention finder, as evaluated: published as the confidence of a fact."""

from collections.abc import Mapping
from pathlib import Path

from graph_builder.findings import Counts
from graph_builder.precision import FILE

COMMAND = "innograf evaluate --write"
_HEAD = f"""\
# The confidence of what each reader and mention finder reads: its precision on the annotations in this folder, as
# (right + 1) / (right + wrong + 2), so that a reader seen a few times is not taken for perfect or for useless.
# Written by: {COMMAND}
[precision]
"""


def precision_table(readers: Mapping[str, Counts]) -> dict[str, float]:
    """Reader → the share of what it read that is right, with one right and one wrong added (Laplace), two decimals.

    `readers` are `Evaluation.readers`.
    """
    return {
        name: round((counts.right + 1) / (counts.right + counts.wrong + 2), 2)
        for name, counts in sorted(readers.items())
    }


def save_precision(readers: Mapping[str, Counts], gold: Path) -> Path:
    """Write the table of `readers` to `precision.toml` in the folder `gold` and return its path. Raises `OSError`."""
    target = gold / FILE
    lines = [f"{name} = {value:.2f}\n" for name, value in precision_table(readers).items()]
    target.write_text(_HEAD + "".join(lines), encoding="utf-8")
    return target
