"""Counts of what a query without FROM sees, made with the build: for VoID, which tells of classes and properties."""

from pathlib import Path
from typing import Any

from ontology import RDF


def statistics(columns: Path) -> dict[str, Any]:
    """Count by the columns in a folder; empty when there are none.

    `triples`, `subjects` (different ones), `objects` and `entities` (those with a class) are totals; `classes` has how
    many things each has, `properties` for each its triples, and its different subjects and objects.
    """
    if not (columns / "index.json").is_file():
        return {}
    import numpy as np

    from store.analytics import Columns

    opened = Columns(columns)
    names = opened.predicates()
    found = {name: column for name in names if (column := opened.column(name)) is not None}
    types = found.get(f"<{RDF.type}>")
    classes = [] if types is None else zip(types.by_object.keys, np.diff(types.by_object.starts), strict=True)
    return {
        "triples": sum(len(column) for column in found.values()),
        "subjects": _different([column.by_subject.keys for column in found.values()]),
        "objects": _different([column.by_object.keys for column in found.values()]),
        "entities": 0 if types is None else len(types.by_subject.keys),
        "classes": {_iri(opened.term(int(number))): int(count) for number, count in classes},
        "properties": {
            _iri(name): [len(column), len(column.by_subject.keys), len(column.by_object.keys)]
            for name, column in sorted(found.items())
        },
    }


def _different(parts: list[Any]) -> int:
    import numpy as np

    return len(np.unique(np.concatenate(parts))) if parts else 0


def _iri(term: str) -> str:
    return term[1:-1]
