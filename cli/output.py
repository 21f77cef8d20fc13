"""How results look on the terminal."""

import sys
from collections.abc import Iterable, Sequence

import click

SHORT_ID = 12


class InputError(click.ClickException):
    """What was given to a command cannot be used; ends it with exit code 2."""

    exit_code = 2


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Lay out rows in columns, numbers to the right, two spaces between."""
    cells = [[str(cell) for cell in row] for row in rows]
    numeric = [bool(cells) and all(_is_number(row[index]) for row in cells) for index in range(len(header))]
    widths = [max(len(row[index]) for row in [list(header), *cells]) for index in range(len(header))]
    lines = []
    for row in [list(header), ["-" * width for width in widths], *cells]:
        padded = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def note(text: str) -> None:
    """Tell on standard error what is going on, so that standard output holds results only."""
    click.echo(text, err=True)


def on_terminal() -> bool:
    """Say whether standard output is a terminal."""
    return sys.stdout.isatty()


def number(value: int) -> str:
    """Write a count: with a space between thousands for people, without for programs that read the output."""
    return f"{value:,}".replace(",", "\u00a0") if on_terminal() else str(value)


def _is_number(cell: str) -> bool:
    return cell.replace("\u00a0", "").replace(".", "", 1).lstrip("+-").isdigit() or cell in {"", "–"}
