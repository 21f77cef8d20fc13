"""Writes the index of a report: a small SQLite database.

A report may have 100,000 results and more, and a page shows few of them. Counts by severity, shape, kind and document
are made here, once, so that a page reads them however many results there are.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import islice

from pyoxigraph import Literal, NamedNode, Store, parse
from pyoxigraph import RdfFormat as Format

from shapes.report import SEVERITIES, Report, Result

FILE = "results.sqlite"
"""Its name among the reports of a build."""
MOST_DOCUMENTS = 100
"""A thing that more documents speak of is counted for these only."""
_OTHER = frozenset({"authority", "build", "inferred", "ontology", "shapes", "validation"})
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE shape (number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, names TEXT NOT NULL);
CREATE TABLE message (number INTEGER PRIMARY KEY, texts TEXT NOT NULL);
CREATE TABLE result (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, severity INTEGER NOT NULL, shape INTEGER NOT NULL,
    kind TEXT NOT NULL, component TEXT NOT NULL, focus TEXT NOT NULL, focus_label TEXT NOT NULL,
    focus_blank INTEGER NOT NULL, path TEXT, value TEXT, value_label TEXT, value_blank INTEGER NOT NULL, term TEXT,
    message INTEGER NOT NULL, documents TEXT NOT NULL
);
CREATE TABLE stands (document TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE total (severity INTEGER, shape INTEGER, kind TEXT, number INTEGER);
CREATE TABLE by_document (document TEXT, severity INTEGER, shape INTEGER, kind TEXT, number INTEGER);
"""
_INDEXES = """
CREATE INDEX result_severity ON result (severity, place);
CREATE INDEX result_shape ON result (shape, place);
CREATE INDEX result_kind ON result (kind, place);
"""


def index_of(report: Report, store: Store, base_iri: str) -> bytes:
    """The index of a report on the data in `store`, as the bytes of a file."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_TABLES)
        shapes, messages = _Numbers(), _Numbers()
        total: Counter[tuple[int, int, str]] = Counter()
        by_document: Counter[tuple[str, int, int, str]] = Counter()
        rows, stands = [], []
        for place, result in enumerate(report.results):
            severity, shape = SEVERITIES.index(result.severity), shapes.of(result.shape, result.shape_names)
            kind, documents = kind_of(result.focus, base_iri), list(_documents(result, store, base_iri))
            total[severity, shape, kind] += 1
            by_document.update((document, severity, shape, kind) for document in documents)
            stands += [(document, place) for document in documents]
            message = messages.of(json.dumps(dict(sorted(result.messages.items())), ensure_ascii=False))
            rows.append(
                (
                    *(place, result.id, severity, shape, kind, result.component, result.focus, result.focus_label),
                    *(result.focus_blank, result.path, result.value, result.value_label, result.value_blank),
                    *(result.term, message, json.dumps(documents, ensure_ascii=False)),
                )
            )
        database.executemany(f"INSERT INTO result VALUES ({','.join('?' * 16)})", rows)  # noqa: S608
        database.executemany("INSERT INTO stands VALUES (?,?)", stands)
        database.executemany("INSERT INTO total VALUES (?,?,?,?)", ((*key, n) for key, n in total.items()))
        database.executemany(
            "INSERT INTO by_document VALUES (?,?,?,?,?)", ((*key, n) for key, n in by_document.items())
        )
        database.executemany("INSERT INTO shape VALUES (?,?,?)", ((n, iri, names) for iri, n, names in shapes.named()))
        database.executemany("INSERT INTO message VALUES (?,?)", ((n, text) for text, n, _ in messages.named()))
        notes = json.dumps([dict(note) for note in report.notes], ensure_ascii=False)
        database.executemany("INSERT INTO about VALUES (?,?)", [("shapes", str(report.shapes)), ("notes", notes)])
        database.executescript(_INDEXES)
        database.commit()
        return database.serialize()


class _Numbers:
    """Gives each text a number, the same each time, and keeps what is said of it first."""

    def __init__(self) -> None:
        self._given: dict[str, tuple[int, str]] = {}

    def of(self, text: str, said: object = None) -> int:
        if text not in self._given:
            about = json.dumps(dict(sorted(said.items())), ensure_ascii=False) if hasattr(said, "items") else ""
            self._given[text] = len(self._given), about
        return self._given[text][0]

    def named(self) -> Iterator[tuple[str, int, str]]:
        return ((text, number, about) for text, (number, about) in self._given.items())


def kind_of(iri: str, base_iri: str) -> str:
    """The kind in the IRI of a thing, `{base}id/{kind}/{slug}`; else the first part after the base, or nothing."""
    if not base_iri or not iri.startswith(base_iri):
        return ""
    parts = iri[len(base_iri) :].partition("#")[0].split("/")
    return parts[1] if parts[0] == "id" and len(parts) > 2 else parts[0] if len(parts) > 1 else ""


def _documents(result: Result, store: Store, base_iri: str) -> Iterator[str]:
    """The stems of the documents that say what a result is about: its fact, else the thing itself."""
    for start in ("doc/", "evidence/"):
        if result.focus.startswith(f"{base_iri}{start}"):
            yield result.focus[len(base_iri) + len(start) :].partition("#")[0].partition("/")[0]
            return
    graphs = f"{base_iri}graph/"
    found: dict[str, None] = {}
    for subject, predicate, value in _patterns(result):
        for quad in islice(store.quads_for_pattern(subject, predicate, value, None), MOST_DOCUMENTS * 100):
            graph = getattr(quad.graph_name, "value", "")
            stem = graph.removeprefix(graphs)
            if graph != stem and stem not in _OTHER:
                found[stem] = None
        if found:
            break
    yield from sorted(found)[:MOST_DOCUMENTS]


def _patterns(result: Result) -> Iterator[tuple[NamedNode, NamedNode | None, NamedNode | Literal | None]]:
    try:
        focus = NamedNode(result.focus)
        path = None if result.path is None or " " in result.path else result.path
        if path and path.startswith("^") and result.value:
            yield NamedNode(result.value), NamedNode(path[1:]), focus
        elif path and result.term:
            yield focus, NamedNode(path), term_of(result.term)
            yield focus, NamedNode(path), None
        yield focus, None, None
    except ValueError:
        # What stands in a file that is no build need not have IRIs that one can ask for.
        return


def term_of(text: str) -> NamedNode | Literal:
    """The term that `shapes.identity.stable` wrote. Raises `ValueError` for a blank node or no term."""
    if not text.startswith('"'):
        return NamedNode(text)
    try:
        (triple,) = parse(f"<x:s> <x:p> {text} .", format=Format.N_TRIPLES)
    except SyntaxError as error:
        raise ValueError(text) from error
    if not isinstance(triple.object, Literal):
        raise ValueError(text)
    return triple.object
