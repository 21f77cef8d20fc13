"""What a query sees of a build."""

import pytest

from store import QueryRefused, QuerySyntaxError, dataset, query

BASE = "https://example.org/"


@pytest.fixture
def build(builds, quad, info):
    quads = [quad("a", "p"), quad("b", "p", graph="graph/y"), quad("e", "p", graph="evidence/x.nb")]
    return builds.create(quads, {}, info)


def names(build, sparql, **options):
    return sorted(row[0].value.removeprefix(f"{BASE}id/") for row in query(build, sparql, **options))


def test_the_default_graph_is_the_union_without_evidence(build):
    assert names(build, "SELECT ?s { ?s ?p ?o }") == ["a", "b"]
    default, named = dataset(build)
    assert [graph.value for graph in default] == [f"{BASE}graph/x.nb", f"{BASE}graph/y"]
    assert [graph.value for graph in named] == build.graphs()


def test_a_triple_in_several_graphs_is_found_once(builds, quad, info):
    graphs = ("graph/x.nb", "graph/y", "graph/z")
    build = builds.create([quad("a", "p", graph=graph) for graph in graphs], {}, info)
    assert names(build, "SELECT ?s { ?s ?p ?o }") == ["a"]
    assert [row[0].value for row in query(build, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")] == ["1"]
    assert names(build, "SELECT ?s { GRAPH ?g { ?s ?p ?o } }") == ["a", "a", "a"]


def test_graph_reaches_evidence(build):
    assert names(build, "SELECT ?s { GRAPH ?g { ?s ?p ?o } }") == ["a", "b", "e"]


def test_from_in_the_query_counts(build):
    assert names(build, f"SELECT ?s FROM <{BASE}evidence/x.nb> {{ ?s ?p ?o }}") == ["e"]
    assert names(build, f"SELECT ?s FROM NAMED <{BASE}graph/y> {{ GRAPH ?g {{ ?s ?p ?o }} }}") == ["b"]


def test_the_protocols_graphs_win_over_from(build):
    sparql = f"SELECT ?s FROM <{BASE}evidence/x.nb> {{ ?s ?p ?o }}"
    assert names(build, sparql, default_graph=[f"{BASE}graph/y"]) == ["b"]
    assert names(build, sparql, named_graph=[f"{BASE}graph/y"]) == []


def test_a_syntax_error_has_its_place(build):
    with pytest.raises(QuerySyntaxError, match="line 2, column") as caught:
        query(build, "SELECT *\n { ?s ?p }")
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT * { ?s ?p ?o", 'expected one of ",", ".", ";", "{", "{|", "}", "~"'),
        ("ASK { ?s a foo:x }", "Prefix not found"),
        ("ASK { FILTER(1+) }", "expected one of ABS, "),
        ("hello", ""),
    ],
)
def test_what_the_parser_says_is_made_readable(build, sparql, told):
    with pytest.raises(QuerySyntaxError, match="not SPARQL at line 1") as caught:
        query(build, sparql)
    assert caught.value.parser.startswith(told) if told else not caught.value.parser
    assert caught.value.parser in str(caught.value)
    assert "u{" not in str(caught.value)
    assert len(str(caught.value)) < 250


def test_an_update_and_a_call_out_are_refused(build):
    for sparql in ("CLEAR ALL", "SELECT * { SERVICE <https://e.org/> { ?s ?p ?o } }"):
        with pytest.raises(QueryRefused):
            query(build, sparql)


def test_queries_of_ours_see_the_same(build):
    assert len(build.select("SELECT ?s { ?s ?p ?o }")) == 2
    assert len(build.select("SELECT ?s { GRAPH ?g { ?s ?p ?o } }")) == 3
    assert len(build.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")) == 2
    assert {quad.graph_name.value for quad in build.matching()} == set(build.graphs())
