"""Which graphs a query sees: by the protocol's parameters, by FROM, and by itself."""

import pytest

from tests.server.sparql import region
from tests.server.sparql.conftest import FORM, Endpoint, form

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
BOTH = [region.NORTH, region.SOUTH]
UNKNOWN = "https://example.org/graph/unknown"
# Default graphs, named graphs, triples in the default graph, graphs that GRAPH reaches.
DATASETS: list[tuple[list[str], list[str], int, list[str]]] = [
    ([], [], 33, [region.EVIDENCE, region.NORTH, region.SOUTH]),
    ([region.NORTH], [], 21, []),
    ([region.SOUTH], [], 15, []),
    ([region.EVIDENCE], [], 2, []),
    (BOTH, [], 33, []),
    ([region.NORTH, region.NORTH], [], 21, []),
    ([*BOTH, region.EVIDENCE], [], 35, []),
    ([region.SOUTH, region.EVIDENCE], [], 17, []),
    ([], [region.NORTH], 0, [region.NORTH]),
    ([], BOTH, 0, BOTH),
    ([region.NORTH], [region.SOUTH], 21, [region.SOUTH]),
    ([region.SOUTH, region.EVIDENCE], [region.NORTH, region.SOUTH], 17, BOTH),
    (BOTH, BOTH, 33, BOTH),
    ([UNKNOWN], [], 0, []),
    ([UNKNOWN, region.SOUTH], [UNKNOWN], 15, []),
]


def number(towns: Endpoint, query: str, **parameters: list[str]) -> int:
    [(found,)] = towns.ask(query, **parameters).values()
    return int(found or "")


def names(towns: Endpoint, query: str, **parameters: list[str]) -> list[str]:
    return [str(row[0]) for row in towns.ask(query, **parameters).values()]


@pytest.mark.parametrize(("default", "named", "size", "reached"), DATASETS)
def test_by_parameters(towns: Endpoint, default: list[str], named: list[str], size: int, reached: list[str]) -> None:
    given = {"default_graph_uri": default, "named_graph_uri": named}
    assert number(towns, COUNT, **given) == size
    assert names(towns, NAMES, **given) == reached
    body = form(query=COUNT, **given)
    assert towns.request("POST", "/sparql", body, FORM).values() == [(str(size),)]
    address = "/sparql?" + form(**given)
    assert towns.request("POST", address, COUNT, "application/sparql-query").values() == [(str(size),)]
    # What the query itself says does not count then.
    if default or named:
        clauses = f"FROM <{region.SOUTH}> FROM <{region.EVIDENCE}> FROM NAMED <{region.NORTH}>"
        assert number(towns, COUNT.replace("{", clauses + " {"), **given) == size
        assert names(towns, NAMES.replace("{", clauses + " {", 1), **given) == reached


@pytest.mark.parametrize(("default", "named", "size", "reached"), DATASETS)
def test_by_from(towns: Endpoint, default: list[str], named: list[str], size: int, reached: list[str]) -> None:
    clauses = " ".join([*(f"FROM <{iri}>" for iri in default), *(f"FROM NAMED <{iri}>" for iri in named)])
    assert number(towns, COUNT.replace("{", clauses + " {")) == size
    assert names(towns, NAMES.replace("{", clauses + " {", 1)) == reached


def test_an_aggregate_counts_a_shared_triple_once(towns: Endpoint) -> None:
    total = region.PREFIXES + "SELECT (SUM(?n) AS ?all) {} {{ ?x d:people ?n }}"
    assert number(towns, total.format("")) == 1800
    assert number(towns, total.format("FROM g:north FROM g:south")) == 1800
    assert number(towns, total.format("FROM g:south FROM e:north")) == 1200
    assert number(towns, total.format(""), default_graph_uri=[region.SOUTH, region.EVIDENCE, region.NORTH]) == 1800


def test_patterns_join_across_the_graphs_of_a_merge(towns: Endpoint) -> None:
    query = region.PREFIXES + "SELECT ?x {} {{ :aase d:chief+ ?x . ?x d:name ?n }}"
    assert len(names(towns, query.format("FROM g:north"))) == 0
    assert len(names(towns, query.format("FROM g:north FROM g:south"))) == 2
    assert len(names(towns, query.format("FROM g:north FROM g:south FROM e:north"))) == 2


def test_ask_and_describe_see_the_dataset(towns: Endpoint) -> None:
    ask = region.PREFIXES + "ASK { :haukvik d:next ?x . :sund d:share ?y }"
    assert towns.ask(ask).json()["boolean"] is True
    assert towns.ask(ask, default_graph_uri=region.NORTH).json()["boolean"] is False
    assert towns.ask(ask, default_graph_uri=BOTH).json()["boolean"] is True
    describe = region.PREFIXES + "DESCRIBE :haukvik"
    for graphs, size in (([region.NORTH], 7), ([region.SOUTH], 3), (BOTH, 7), ([region.SOUTH, region.EVIDENCE], 3)):
        answer = towns.ask(describe, "application/n-triples", default_graph_uri=graphs)
        assert len(answer.body.splitlines()) == size


def test_no_graph_is_fetched(towns: Endpoint) -> None:
    """A graph that is not here is empty, wherever its IRI leads."""
    assert number(towns, COUNT.replace("{", "FROM <http://127.0.0.1:1/graph> {")) == 0
    assert number(towns, COUNT, default_graph_uri=["http://127.0.0.1:1/graph", "file:///etc/passwd"]) == 0
