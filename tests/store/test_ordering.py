"""ORDER BY over values of many kinds."""

import random

import pyoxigraph
import pytest

from store.ordering import by_kind

KINDS = ["{}", '"x{}"', '"{}"^^<urn:x>', '"{}"@nb', "<urn:y:{}>", '"NaN"^^<http://www.w3.org/2001/XMLSchema#double>']


def values(count: int) -> str:
    found = [kind.format(number * 7 % 60) for number in range(count) for kind in KINDS]
    random.Random(1).shuffle(found)
    return f"VALUES ?v {{ UNDEF {' '.join(found)} }}"


def ordered(sparql: str) -> list[pyoxigraph.Literal | None]:
    return [row["v"] for row in pyoxigraph.Store().query(sparql)]  # type: ignore[union-attr]


@pytest.mark.parametrize("direction", ["{}", "ASC({})", "DESC({})", "desc ({})"])
def test_what_the_engine_aborts_on_is_put_in_order(direction: str) -> None:
    query = by_kind(f"SELECT ?v {{ {values(400)} }} ORDER BY {direction.format('?v')}")
    assert query
    found = ordered(query)
    if direction.lower().startswith("desc"):
        found.reverse()
    assert found[0] is None
    kinds = [type(value).__name__ for value in found[1:]]
    assert kinds == sorted(kinds, reverse=True)
    integers = [
        int(value.value)
        for value in found
        if isinstance(value, pyoxigraph.Literal) and value.datatype.value.endswith("integer")
    ]
    assert len(integers) == 400
    assert integers == sorted(integers)


@pytest.mark.parametrize(
    "tail",
    [
        "ORDER BY ?a DESC(?b) LIMIT 5 OFFSET 2",
        "ORDER BY STR(?a) (?b + 1) ASC(?v) VALUES ?c { 1 2 }",
        "order by desc(strlen(str(?a))) <http://www.w3.org/2001/XMLSchema#integer>(?b) ?v # ORDER BY ?x\n LIMIT 7",
        "GROUP BY ?a ?b ?v HAVING (COUNT(*) > 0) ORDER BY (COUNT(*)) ?a ?b ?v",
    ],
)
def test_the_order_of_values_of_one_kind_stays(tail: str) -> None:
    query = (
        "SELECT ?a ?b ?v { VALUES (?a ?b) { (2 1) (1 2) (10 3) (9 1) (1 1) (10 7) } BIND(?a * 100 + ?b AS ?v) } " + tail
    )
    other = by_kind(query)
    assert other is not None
    assert other != query
    assert ordered(other) == ordered(query)


def test_a_query_within_another_counts_too() -> None:
    query = f"SELECT ?v {{ {{ SELECT ?v {{ {values(400)} }} ORDER BY ?v LIMIT 3 }} }} ORDER BY DESC(?v)"
    other = by_kind(query)
    assert other is not None
    assert len(ordered(other)) == 3


def test_without_order_there_is_nothing_to_do() -> None:
    assert by_kind("SELECT * { ?order ?by 'ORDER BY ?x' } # ORDER BY ?y") is None
