"""Tables in text and Markdown."""

import pytest

from tests.graph_builder.reading import layout

BARS = """Vi gir penger.

| Prosjekt | Søker | Beløp |
|----------|-------|-------|
| Båt på nett | Tindvik kommune | 2 mill. |
| Tau uten knuter |  | 3 mill. |

Takk for i dag.
"""


TABS = """Vi gir penger.

Prosjekt\tSøker\tBeløp
Båt på nett\tTindvik kommune\t2 mill.
Tau uten knuter\t\t3 mill.
"""
WIDE = """Prosjekt          Søker      Beløp
Båt på nett     Tindvik kommune    2 mill.
Tau    Havn      3 mill.
"""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (BARS, "markdown"),
        (BARS, "text"),
        (TABS, "text"),
        (WIDE, "text"),
    ],
)
def test_cells(text: str, form: str) -> None:
    laid = layout(text, form)
    (table,) = laid.tables
    assert [text[a:b].strip() for a, b in table.header][:3] == ["Prosjekt", "Søker", "Beløp"]
    assert [text[a:b].strip() for a, b in table.rows[0]][:3] == ["Båt på nett", "Tindvik kommune", "2 mill."]
    assert len(table.rows) == 2
    # No name goes on from one cell to the next.
    assert "|" in laid.flat[table.rows[0][0][1] : table.rows[0][1][0]]


@pytest.mark.parametrize("text", ["En linje.\nTo linjer.\n", "a | b\n", "09.00   Åpning\n\nNoe annet.\n"])
def test_what_is_no_table(text: str) -> None:
    assert layout(text).tables == ()
