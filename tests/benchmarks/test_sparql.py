"""The graph for the measurement of queries has the shape of a build, and every query finds something in it."""

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from settings import load
from store import BuildStore, query
from store.analytics import rewritten

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks" / "sparql"))
from make_graph import generate, number
from queries import ANALYTIC, NAMES, variants

BASE = load().base_iri
QUADS = 30_000


@pytest.fixture(scope="module")
def build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("graph")
    assert QUADS <= generate(folder / "graph.nq", QUADS) < 1.2 * QUADS
    return BuildStore(folder / "builds").create(folder / "graph.nq", {}, {"base_iri": BASE})


def test_the_same_seed_gives_the_same_graph(tmp_path):
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        generate(tmp_path / name, 9000, seed)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != (tmp_path / "three").read_bytes()


def test_numbers_are_read():
    assert [number("1M"), number("100k"), number("7")] == [1_000_000, 100_000, 7]


def test_there_are_graphs_of_each_sort(build):
    names = {graph.removeprefix(BASE) for graph in build.graphs()}
    assert {"graph/ontology", "graph/inferred", "graph/000000.nb", "evidence/000000.nb"} <= names


@pytest.mark.parametrize("name", NAMES)
def test_a_query_finds_something_and_another_variant_is_another_text(build, name):
    text = variants(name, BASE, 5)
    assert text(0) != text(1)
    assert any(list(query(build, text(each))) for each in range(300))


@pytest.mark.parametrize("name", ANALYTIC)
def test_the_analytic_ones_are_answered_by_columns_with_the_same_answer(build, name, monkeypatch):
    monkeypatch.setattr("store.analytics.candidates.FEWEST", 1)
    for each in range(0, 252, 12):
        text = variants(name, BASE, 5)(each)
        other = rewritten(text, build.columns)
        assert other
        found, expected = ([tuple(map(str, row)) for row in build.with_union.query(one)] for one in (other, text))
        assert found == expected


def test_all_terms_are_fit_for_publishing(build):
    assert not [quad for quad in build.quads if isinstance(quad.object, ox.BlankNode)]
