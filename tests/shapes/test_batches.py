"""A query for many nodes is asked for parts of them, so that no other nodes are looked at."""

import pytest
from pyoxigraph import NamedNode, Quad, Store

from shapes.screen import queries
from shapes.screen.index import Index
from shapes.source import Source

QUERY = "SELECT DISTINCT ?this WHERE { ?this <x:of> ?thing }"


@pytest.fixture
def index() -> Index:
    store = Store()
    store.extend(Quad(NamedNode(f"x:{n}"), NamedNode("x:of"), NamedNode("x:a")) for n in range(9))
    return Index(Source(store))


@pytest.mark.parametrize(("few", "batches", "found"), [(2, 5, 7), (1, 3, 9), (10, 1, 7)])
def test_only_the_nodes_are_looked_at_as_long_as_they_are_not_too_many(
    index: Index, monkeypatch: pytest.MonkeyPatch, few: int, batches: int, found: int
) -> None:
    monkeypatch.setattr(queries, "FEW", few)
    monkeypatch.setattr(queries, "BATCHES", batches)
    nodes = index.ids(NamedNode(f"x:{n}") for n in (*range(7), 100))
    rows = queries.rows_of(index, QUERY, nodes)
    assert len(rows) == found
    assert rows & nodes == index.ids(NamedNode(f"x:{n}") for n in range(7))
