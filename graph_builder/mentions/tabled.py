"""Undertakings in the rows of tables, whose columns have names as «Prosjekt», «Søker», «Beløp (mill. kr)»."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.layout import Layout, Table
from graph_builder.mentions.listing import LONGEST_TITLE, Listed, Span, role_of, titled

_WIDEST = 5
_COLUMNS = (
    ("partners", re.compile(r"partner|partnar|deltak|deltag|øvrige|övriga|medsøk|medsök|participant|samarbeid|samarbejd|samarbet|consortium")),
    ("leader", re.compile(r"eier|eigar|ejer|ägare|owner|søker|søkar|sökande|ansøger|applicant|koordinator|coordinator|leder\b|\blead|ansvarl|ansvarig|mottak|modtag|mottag|recipient|kommun|virksom|verksem|organis|myndig|institution|hvem")),
    ("sum", re.compile(r"beløp|belopp|\bkr\b|\bsum|tilskud|tilskot|støtte|stöd|bevil|bevilj|grant|amount|funding|mill|mnok|\bnok\b|\bsek\b|\beur\b|tildel|bidrag")),
    ("project", re.compile(r"prosjekt|projekt|project|titt?el|title|\bnavn|\bnamn|\bname|tiltak|initiativ|pilot|forsøk|forsøg|försök")),
)  # fmt: skip


@cache
def role_of_column(name: str) -> str:
    """The role of a table's column, also by a part of its name: «Ansøger (kommune)», «Tilskud i kr.»."""
    name = name.strip().lower()
    return role_of(name) or next((role for role, pattern in _COLUMNS if len(name) < 40 and pattern.search(name)), "")


def of_tables(layout: Layout) -> Iterator[Listed]:
    """The undertakings in the document's tables."""
    for table in (*layout.tables, *_stacked(layout)):
        names = [role_of_column(layout.flat[start:end]) for start, end in table.header]
        title = _title_column(table, names, layout.flat)
        if title is None or not {"leader", "partners", "sum"} & set(names):
            continue
        header = layout.flat[slice(*table.header[names.index("sum")])] if "sum" in names else ""
        unit = re.search(r"\((.*?)\)|\bi (kr\b\.?|mill\w*\.?(?: kr\w*)?|mio\.?(?: kr)?|tusen(?: kr\w*)?)", header)
        for row in table.rows:
            name, short = titled(layout.flat, *row[title])
            if name:
                parts = [(role, cell) for role, cell in zip(names, row, strict=True) if role and role != "project"]
                yield Listed(name, tuple(parts), (row[0][0], row[-1][1]), short, (unit[1] or unit[2]) if unit else "")


def _stacked(layout: Layout) -> Iterator[Table]:
    """Tables whose cells stand one a line: two to five lines that name the columns, then the rows."""
    lines = [line for block in layout.blocks for line in block.lines]
    n = 0
    while n < len(lines):
        width = 0
        while n + width < len(lines) and width < _WIDEST and _is_column(layout.flat[slice(*lines[n + width])]):
            width += 1
        header = tuple(lines[n : n + width])
        roles = [role_of_column(layout.flat[slice(*cell)]) for cell in header]
        if width >= 2 and "project" in roles and len(set(roles)) == width:
            rows = []
            n += width
            while n + width <= len(lines) and _fits(layout.flat, roles, lines[n : n + width]):
                rows.append(tuple(lines[n : n + width]))
                n += width
            if len(rows) >= 2:
                yield Table(header, tuple(rows))
        else:
            n += 1


def _is_column(text: str) -> bool:
    return len(text) < 30 and len(text.split()) <= 4 and bool(role_of_column(text)) and not re.search(r"[.:!?\d]", text)


def _fits(text: str, roles: list[str], row: Sequence[Span]) -> bool:
    """Whether a row has a sum, or at least a number, where its table has sums."""
    return all(
        role != "sum" or re.search(r"\d", text[slice(*cell)]) for role, cell in zip(roles, row, strict=True)
    ) and all(end - start <= LONGEST_TITLE for start, end in row)


def _title_column(table: Table, names: list[str], text: str) -> int | None:
    if "project" in names:
        return names.index("project")
    free = [n for n, name in enumerate(names) if not name and len(text[slice(*table.header[n])].strip()) > 3]
    return free[0] if len(free) == 1 and len(set(names) & {"leader", "sum", "partners"}) >= 2 else None
