"""What a query sees of a build."""

import pytest

from store import QueryRefused, QuerySyntaxError, dataset, merged, query

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


COUNT = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"


@pytest.fixture
def shared(builds, quad, info):
    """A build with a triple in three graphs and one in a single graph."""
    graphs = ("graph/x.nb", "graph/y", "graph/z", "evidence/x.nb")
    quads = [quad("a", "p", graph=graph) for graph in graphs]
    return builds.create([*quads, quad("b", "p", graph="graph/y"), quad("c", "p", graph="graph/z")], {}, info)


def number(build, sparql, **options):
    [row] = query(build, sparql, **options)
    return int(row[0].value)


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        (["graph/x.nb"], 1),
        (["graph/x.nb", "graph/x.nb"], 1),
        (["graph/x.nb", "graph/y"], 2),
        (["graph/x.nb", "evidence/x.nb"], 1),
        (["graph/x.nb", "graph/y", "graph/z"], 3),
        (["graph/x.nb", "graph/nothing"], 1),
        (["graph/nothing", "graph/nought"], 0),
        (["graph/nothing"], 0),
    ],
)
def test_graphs_that_are_named_together_are_merged(shared, graphs, expected):
    iris = [BASE + graph for graph in graphs]
    assert number(shared, COUNT.format(""), default_graph=iris) == expected
    assert number(shared, COUNT.format(" ".join(f"FROM <{iri}>" for iri in iris))) == expected


@pytest.mark.parametrize(
    "head",
    [
        "BASE <{base}> SELECT (COUNT(*) AS ?n) FROM <graph/x.nb> FROM <graph/y>",
        "PREFIX g: <{base}graph/> SELECT (COUNT(*) AS ?n)FROM g:x.nb from<{base}graph/y>",
        "PREFIX : <{base}graph/> # FROM here\nSELECT (COUNT(*) AS ?n) FROM :y # from there\nFROM :x.nb FROM NAMED :y",
        "SELECT (COUNT(*) AS ?n) (SAMPLE('FROM <a:b>') AS ?t) FROM <{base}graph/x.nb> FROM <{base}graph/y>",
    ],
)
def test_from_is_merged_however_it_is_written(shared, head):
    assert number(shared, head.format(base=BASE) + " WHERE { ?s ?p ?o }") == 2


def test_a_merge_has_the_named_graphs_beside_it(shared):
    merge = f"FROM <{BASE}graph/x.nb> FROM <{BASE}graph/y>"
    reach = "{ ?s ?p ?o . GRAPH ?g { ?s ?q ?r } }"
    assert names(shared, f"SELECT ?s {merge} FROM NAMED <{BASE}graph/z> {reach}") == ["a"]
    assert names(shared, f"SELECT ?s {merge} FROM NAMED <{BASE}graph/y> {reach}") == ["a", "b"]
    assert names(shared, f"SELECT ?s {merge} {reach}") == []
    both = {"default_graph": [f"{BASE}graph/x.nb", f"{BASE}graph/y"], "named_graph": [f"{BASE}graph/z"]}
    assert names(shared, f"SELECT ?s {reach}", **both) == ["a"]
    assert names(shared, "SELECT ?g { GRAPH ?g {} }", **both) == [f"{BASE}graph/z"]
    # The protocol's graphs win over those of the query.
    assert names(shared, f"SELECT ?s {merge} {{ ?s ?p ?o }}", default_graph=[f"{BASE}graph/z"]) == ["a", "c"]


def test_every_form_of_query_sees_the_merge(shared):
    merge = f"FROM <{BASE}graph/x.nb> FROM <{BASE}graph/y>"
    assert bool(query(shared, f"ASK {merge} {{ <{BASE}id/b> ?p ?o }}"))
    assert not bool(query(shared, f"ASK {merge} {{ <{BASE}id/c> ?p ?o }}"))
    assert len(list(query(shared, f"DESCRIBE <{BASE}id/a> {merge}"))) == 1
    assert len(list(query(shared, f"CONSTRUCT {{ ?s ?p ?o }} {merge} {{ ?s ?p ?o }}"))) == 2
    assert len(list(query(shared, f"CONSTRUCT {merge} WHERE {{ ?s ?p ?o }}"))) == 2


def test_a_fault_after_from_has_its_place(shared):
    with pytest.raises(QuerySyntaxError) as caught:
        query(shared, "SELECT *\nFROM <a:b> FROM x:c { ?s ?p ?o }")
    assert caught.value.line == 2


def test_merges_that_are_kept_stay_few(shared, monkeypatch):
    monkeypatch.setattr("store.merged.MOST_KEPT", 4)
    kept = merged._KEPT._stores
    kept.clear()
    pairs = (("x.nb", "y"), ("x.nb", "z"), ("x.nb", "y"))
    for pair in pairs:
        assert number(shared, COUNT.format(""), default_graph=[f"{BASE}graph/{name}" for name in pair]) == 2
    assert sum(map(len, kept.values())) <= 4
