"""Builds compared statement by statement, and the patch that makes one of the other."""

import pyoxigraph as ox
import pytest

from store import StoreError, comparison
from store.comparison import Change, Wanted, compare, known


@pytest.fixture
def two(builds, quad, info):
    before = [
        quad("person/kari", "name", "Kari"),
        quad("person/kari", "age", "4"),
        quad("place/haukvik", "name", "Haukvik"),
        quad("evidence", "p", "old words", "evidence/x.nb"),
        quad("place/a", "x", "1"),
        quad("place/a", "x", "2"),
    ]
    after = [
        quad("person/kari", "name", "Kari T."),
        quad("person/kari", "age", "4"),
        quad("person/ola", "name", "Ola", "graph/y.nb"),
        quad("evidence", "p", "new words", "evidence/x.nb"),
        quad("place/a", "x", "3"),
    ]
    return builds.create(before, {}, info), builds.create(after, {}, info)


def test_a_value_that_takes_the_place_of_another_is_one_change(builds, two):
    found = compare(builds.root, *two)
    rows = [(c.op, c.kind, c.graph, c.old, c.new) for c in found.changes(Wanted())]
    assert rows == [
        ("changed", "person", "x.nb", '"Kari"', '"Kari T."'),
        ("appeared", "person", "y.nb", "", '"Ola"'),
        ("gone", "place", "x.nb", '"1"', ""),
        ("gone", "place", "x.nb", '"2"', ""),
        ("appeared", "place", "x.nb", "", '"3"'),
        ("gone", "place", "x.nb", '"Haukvik"', ""),
    ]
    assert found.summary["changed"] == 1
    assert found.summary["evidence_added"] == found.summary["evidence_removed"] == 1


def test_changes_are_counted_filtered_and_paged(builds, two):
    found = compare(builds.root, *two)
    assert found.counts("kind", Wanted()) == {"place": 4, "person": 2}
    assert found.counts("op", Wanted(kind="person")) == {"appeared": 1, "changed": 1}
    assert found.counts("graph", Wanted()) == {"x.nb": 5, "y.nb": 1}
    assert [c.new for c in found.changes(Wanted(graph="y.nb"))] == ['"Ola"']
    assert [c.old for c in found.changes(Wanted(op="gone"), 1, 1)] == ['"2"']
    assert isinstance(next(found.changes(Wanted())), Change)


def test_the_patch_makes_one_build_of_the_other(builds, two):
    before, after = two
    store = ox.Store()
    store.extend(before.quads)
    for line in b"".join(compare(builds.root, before, after).patch()).splitlines():
        (quad,) = ox.parse(line[2:], ox.RdfFormat.N_QUADS)
        (store.add if line.startswith(b"A ") else store.remove)(quad)
    assert set(store) == set(after.quads)


def test_it_is_done_once_and_outlives_the_builds(builds, two):
    assert known(builds.root, two[0].id, two[1].id) is None
    compare(builds.root, *two)
    for build in two:
        build.path.rename(builds.root / f"away-{build.id}")
    assert known(builds.root, two[0].id, two[1].id) is not None


def test_too_much_is_refused_and_leaves_nothing(builds, two, monkeypatch):
    monkeypatch.setattr(comparison, "MOST", 3)
    with pytest.raises(StoreError, match="More than 3 quads"):
        compare(builds.root, *two)
    assert list((builds.root / "differences").iterdir()) == []


def test_only_so_many_are_kept(builds, two, monkeypatch):
    monkeypatch.setattr(comparison, "KEPT", 1)
    compare(builds.root, *two)
    compare(builds.root, *reversed(two))
    assert known(builds.root, two[0].id, two[1].id) is None
    assert known(builds.root, two[1].id, two[0].id) is not None
