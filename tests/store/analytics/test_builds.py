"""A build has columns, and its queries are answered by them where that is the same."""

import shutil
import subprocess
import sys

import pyoxigraph as ox
import pytest

from store import BuildStore, QuerySyntaxError, query
from store.analytics import candidates

BASE = "https://example.org/"
PREFIX = f"PREFIX : <{BASE}def#> "
COUNT = f"{PREFIX}SELECT ?kind (COUNT(?s) AS ?n) WHERE {{ ?s :kind ?kind }} GROUP BY ?kind ORDER BY ?kind"
FIND = f'{PREFIX}SELECT ?s ?name WHERE {{ ?s :name ?name FILTER(CONTAINS(LCASE(?name), "hauk")) }}'


@pytest.fixture
def build(builds, quad, info, monkeypatch):
    monkeypatch.setattr(candidates, "FEWEST", 1)
    kinds = [ox.NamedNode(f"{BASE}def#body"), ox.NamedNode(f"{BASE}def#person")]
    quads = [
        quad(f"t{number}", "kind", kinds[number % 2], graph) for number in range(9) for graph in ("graph/x", "graph/y")
    ]
    quads += [quad(f"t{number}", "name", name) for number, name in enumerate(["Haukvik", "Tindvik", "Havnerådet"])]
    quads += [quad("e1", "kind", kinds[0], "evidence/x"), quad("e1", "name", "Haukvik", "evidence/x")]
    return builds.create(quads, {}, info)


@pytest.fixture
def seen(monkeypatch):
    """The texts that the engine gets."""
    texts = []
    asked = ox.Store.query

    class Noted:
        def __init__(self, store):
            self.store = store

        def query(self, text, **options):
            texts.append(text)
            return asked(self.store, text, **options)

    from store import build

    opened = build.Build.with_union.fget
    monkeypatch.setattr(build.Build, "with_union", property(lambda self: Noted(opened(self))))
    return texts


def rows(build, text, **options):
    return [tuple(value.value for value in row) for row in query(build, text, **options)]


def test_counts_are_made_on_the_columns(build, seen):
    assert rows(build, COUNT) == [(f"{BASE}def#body", "5"), (f"{BASE}def#person", "4")]
    assert "GROUP BY" not in seen[0]


def test_a_filter_looks_only_at_what_can_pass(build, seen):
    assert rows(build, FIND) == [(f"{BASE}id/t0", "Haukvik")]
    assert 'VALUES ?name { "Haukvik" }' in seen[0]


def test_prefixes_that_are_given_count(build, seen):
    text = COUNT.removeprefix(PREFIX)
    assert rows(build, text, prefixes={"": f"{BASE}def#"}) == rows(build, COUNT)
    assert "GROUP BY" not in seen[0]


@pytest.mark.parametrize("graph", ["graph/x", "evidence/x"])
def test_another_dataset_is_left_to_the_engine(build, seen, graph):
    named = f"{BASE}{graph}"
    found = rows(build, FIND, default_graph=[named])
    assert found == rows(build, FIND.replace("WHERE", f"FROM <{named}> WHERE"))
    assert found == rows(build, FIND.replace("{ ?s", f"{{ GRAPH <{named}> {{ ?s").replace("?name FIL", "?name } FIL"))
    assert all("VALUES" not in text for text in seen)


def test_a_build_without_columns_answers_the_same(build, seen):
    shutil.rmtree(build.path / "columns")
    again = BuildStore(build.path.parent).open(build.id)
    assert again.columns is None
    assert rows(again, COUNT) == rows(build, COUNT)
    assert rows(again, FIND) == rows(build, FIND)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?kind (COUNT(?s) AS ?n) WHERE { ?s :kind ?kind ?more } GROUP BY ?kind",
        "SELECT ?s (COUNT(?s) AS ?n) WHERE { ?s :kind ?kind } GROUP BY ?kind",
        "SELECT ?kind (COUNT(?s) AS ?kind) WHERE { ?s :kind ?kind } GROUP BY ?kind",
        "SELECT ?kind (COUNT(?s) AS ?n) WHERE { ?s :kind ?kind } GROUP BY ?kind LIMIT many",
        "SELECT ?kind (COUNT(?s) AS ?n) WHERE { ?s :kind ?kind } GROUP BY ?kind }",
        'SELECT ?s WHERE { ?s :name ?name FILTER(CONTAINS(?name, "hauk")) ',
        'SELECT ?s WHERE { ?s :name ?name FILTER(CONTAINS(?name, "hauk")) } ORDER BY',
    ],
)
def test_what_is_not_sparql_is_refused_where_it_is_wrong(build, text):
    with pytest.raises(QuerySyntaxError) as found:
        query(build, PREFIX + text)
    with pytest.raises(SyntaxError) as expected:
        ox.Store().query(PREFIX + text)
    assert f"{found.value.line}:{found.value.column}:" in str(expected.value) or not found.value.line


def test_a_graph_with_nothing_in_sight_has_no_columns(builds, quad, info):
    build = builds.create([quad("e1", "name", "Haukvik", "evidence/x")], {}, info)
    assert build.columns is None
    assert rows(build, COUNT) == []


def test_a_process_that_has_read_nothing_has_no_threads():
    # NumPy may start some, and a process with threads may not leave the network.
    said = "import os, sys, server.nursery; print('numpy' in sys.modules, len(os.listdir('/proc/self/task')))"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True).stdout == "False 1\n"
