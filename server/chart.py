"""A chart of a result: one bar a row. It needs a column of numbers and one that says what each number is of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from server.values import NUMBERS

# Bars beyond this are left to the table.
MOST_BARS = 40
Binding = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Bar:
    """Where a bar begins and how long it is, in hundredths of the width; `row` is that of the result."""

    row: int
    start: float
    length: float


@dataclass(frozen=True)
class Chart:
    """The bars of one column of numbers. `columns` are all that could be shown; `label` is what each bar is of."""

    column: str
    columns: tuple[str, ...]
    label: str
    bars: tuple[Bar, ...]
    cut: bool


def chart_of(names: Sequence[str], rows: Sequence[Binding], wanted: str = "") -> Chart | None:
    """The chart of a result, of column `wanted` or else the last with numbers; None when there is nothing to show."""
    numbers = [name for name in names if _is_numeric(name, rows)]
    labels = [name for name in names if name not in numbers and any(name in row for row in rows)]
    if len(rows) < 2 or not numbers or not labels:
        return None
    column = wanted if wanted in numbers else numbers[-1]
    found = [(place, _number(row[column])) for place, row in enumerate(rows[:MOST_BARS]) if column in row]
    values = [value for _, value in found if value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    width = (high - low) or 1.0
    bars = tuple(
        Bar(place, round((min(value, 0.0) - low) / width * 100, 2), round(abs(value) / width * 100, 2))
        for place, value in found
        if value is not None
    )
    return Chart(column, tuple(numbers), labels[0], bars, len(rows) > MOST_BARS)


def _is_numeric(name: str, rows: Sequence[Binding]) -> bool:
    values = [row[name] for row in rows if name in row]
    return bool(values) and all(_number(value) is not None for value in values)


def _number(value: Mapping[str, str]) -> float | None:
    if value.get("datatype") not in NUMBERS:
        return None
    try:
        number = float(Decimal(value["value"]))
    except (InvalidOperation, OverflowError, ValueError):
        return None
    # Of what is endless or no number there is no bar.
    return number if abs(number) < 1e300 else None
