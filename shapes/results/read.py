"""Reads the index of a report: counts, and results by filters, a page at a time."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from threading import Lock
from typing import Any, Self

from shapes.report import SEVERITIES, Result

FACETS = ("severity", "shape", "kind", "document")


@dataclass(frozen=True)
class Filters:
    """Which results are wanted: an empty text means any. `shape` is an IRI, `document` a stem.

    `waived` is "yes" for those whose ids are in `ids`, "no" for the others.
    """

    severity: str = ""
    shape: str = ""
    kind: str = ""
    document: str = ""
    waived: str = ""
    ids: frozenset[str] = frozenset()

    def given(self) -> dict[str, str]:
        """The filters that narrow, by name."""
        return {
            field.name: value for field in fields(self) if field.name != "ids" and (value := getattr(self, field.name))
        }

    def with_(self, facet: str, value: str) -> Self:
        """The same with another value of one filter."""
        return replace(self, **{facet: value})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Row:
    """A result with the kind of its thing and the documents (stems) that say what it is about."""

    result: Result
    kind: str
    documents: tuple[str, ...]


class Index:
    """The index in a file, or its bytes. Several threads may read it."""

    def __init__(self, source: Path | bytes) -> None:
        if isinstance(source, Path):
            # It never changes, so nothing need be locked, and the folder may be read-only.
            address = f"{source.resolve().as_uri()}?mode=ro&immutable=1"
            self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        else:
            self._database = sqlite3.connect(":memory:", check_same_thread=False)
            self._database.deserialize(source)
        self._lock = Lock()
        self._shapes: dict[str, int] = dict(self._ask("SELECT iri, number FROM shape"))
        self._names: dict[int, tuple[str, dict[str, str]]] = {
            number: (iri, json.loads(names)) for number, iri, names in self._ask("SELECT * FROM shape")
        }

    def _ask(self, sql: str, *values: object) -> list[Any]:
        with self._lock:
            return self._database.execute(sql, values).fetchall()

    def name(self, shape: str) -> dict[str, str]:
        """The names of a shape that has results, by language."""
        return self._names[self._shapes[shape]][1] if shape in self._shapes else {}

    def total(self, filters: Filters = Filters()) -> int:
        """How many results there are."""
        table, where, values = self._counted(filters)
        return int(self._ask(f"SELECT COALESCE(SUM(number), 0) FROM {table} {where}", *values)[0][0])  # noqa: S608

    def counts(self, facet: str, filters: Filters = Filters()) -> list[tuple[str, int]]:
        """How many of the results have each value of a facet, the most first; severities from the gravest.

        The filter by the facet itself does not count. A result that several documents stand for counts for each.
        """
        if facet not in FACETS:
            raise ValueError(f"There is no facet {facet!r}; use one of {', '.join(FACETS)}.")
        filters = filters.with_(facet, "")
        table, where, values = self._counted(filters, facet == "document")
        rows = self._ask(f"SELECT {facet}, SUM(number) FROM {table} {where} GROUP BY {facet}", *values)  # noqa: S608
        if facet == "severity":
            return [(SEVERITIES[number], count) for number, count in sorted(rows)]
        named = [(self._names[value][0] if facet == "shape" else value, count) for value, count in rows]
        return sorted(named, key=lambda pair: (-pair[1], pair[0]))

    def by_kind(self) -> dict[tuple[str, str], int]:
        """How many results each shape has on things of each kind."""
        rows = self._ask("SELECT shape, kind, SUM(number) FROM total GROUP BY shape, kind")
        return {(self._names[shape][0], kind): count for shape, kind, count in rows}

    def page(self, filters: Filters, offset: int, limit: int) -> list[Row]:
        """Some results, in the order of the report: the gravest first, then by shape and thing."""
        where, values = self._where(filters)
        source = "stands JOIN result USING (place)" if filters.document else "result"
        places = f"SELECT place FROM {source} {where} ORDER BY place LIMIT ? OFFSET ?"  # noqa: S608
        rows = self._ask(
            f"SELECT result.*, texts FROM result JOIN message ON number = message WHERE place IN ({places}) "  # noqa: S608
            "ORDER BY place",
            *(*values, limit, offset),
        )
        return [self._row(row) for row in rows]

    def each(self, filters: Filters = Filters(), at_once: int = 1000) -> Iterator[Row]:
        """All results of the filters, read in pages."""
        offset = 0
        while rows := self.page(filters, offset, at_once):
            yield from rows
            offset += at_once

    def get(self, id: str) -> Row | None:
        """The result of an id (see `shapes.identity`); None when there is none."""
        rows = self._ask("SELECT result.*, texts FROM result JOIN message ON number = message WHERE id = ?", id)
        return self._row(rows[0]) if rows else None

    def _counted(self, filters: Filters, by_document: bool = False) -> tuple[str, str, list[object]]:
        """The table of counts that has what the filters ask, and a condition."""
        by_document = by_document or bool(filters.document)
        if filters.waived:
            # Counts that were made before do not know what is waived today.
            source = "stands JOIN result USING (place)" if by_document else "result"
            return f"(SELECT *, 1 AS number FROM {source})", *self._where(filters)  # noqa: S608
        table = "by_document" if by_document else "total"
        return table, *self._where(filters)

    def _where(self, filters: Filters) -> tuple[str, list[object]]:
        asked: dict[str, object] = dict(filters.given())
        if filters.severity:
            asked["severity"] = SEVERITIES.index(filters.severity) if filters.severity in SEVERITIES else -1
        if filters.shape:
            asked["shape"] = self._shapes.get(filters.shape, -1)
        waived = asked.pop("waived", "")
        conditions = [f"{name} = ?" for name in asked]
        if waived:
            conditions.append(("id IN " if waived == "yes" else "id NOT IN ") + "(SELECT value FROM json_each(?))")  # noqa: S608
            asked["waived"] = json.dumps(sorted(filters.ids))
        where = " AND ".join(conditions)
        return f"WHERE {where}" if where else "", list(asked.values())

    def _row(self, row: Any) -> Row:
        (_, id, severity, shape, kind, component, focus, focus_label, focus_blank) = row[:9]
        path, value, value_label, value_blank, term, _, documents, texts = row[9:]
        iri, names = self._names[shape]
        result = Result(
            focus=focus,
            path=path,
            value=value,
            shape=iri,
            severity=SEVERITIES[severity],
            shape_names=names,
            messages=json.loads(texts),
            component=component,
            focus_label=focus_label,
            value_label=value_label,
            focus_blank=bool(focus_blank),
            value_blank=bool(value_blank),
            id=id,
            term=term,
        )
        return Row(result, kind, tuple(json.loads(documents)))
