"""What graphs are called in another engine: in queries there, in answers back."""

import pyoxigraph
import pytest

from store.renaming import Renaming

BASE = "https://example.org/"
NAMES = Renaming(BASE, "b1", [f"{BASE}graph/a.nb", f"{BASE}graph/y", f"{BASE}evidence/a.nb"])
A = f"<{BASE}graph/a.nb?build=b1>"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ GRAPH <{BASE}graph/a.nb> {{ ?s ?p ?o }} }}",
        f"PREFIX g: <{BASE}graph/> SELECT * {{ GRAPH g:a.nb {{ ?s ?p ?o }} }}",
        f"BASE <{BASE}> PREFIX g: <graph/> SELECT * {{ GRAPH g:a\\.nb {{ ?s ?p ?o }} }}".replace("\\.", "."),
        f"BASE <{BASE}graph/> SELECT * {{ GRAPH <a.nb> {{ ?s ?p ?o }} }}",
        f"PREFIX : <{BASE}graph/> SELECT * {{ GRAPH :a.nb {{ ?s ?p ?o }} }}",
        "SELECT * { GRAPH <https://example.org/gr\\u0061ph/a.nb> { ?s ?p ?o } }",
    ],
)
def test_a_graph_is_found_however_it_is_written(query: str) -> None:
    asked = NAMES.asked(query)
    assert f"GRAPH {A} {{" in asked.text
    assert asked.default_graphs == (NAMES.union,)
    assert asked.named_graphs == (A[1:-1],)


def test_declarations_strings_and_comments_stay() -> None:
    query = f"PREFIX g: <{BASE}graph/y> # <{BASE}graph/y>\nSELECT * {{ ?s ?p '<{BASE}graph/y>' }}"
    assert NAMES.asked(query).text == query


def test_a_graph_as_a_term_is_renamed_too() -> None:
    asked = NAMES.asked(f"SELECT * {{ VALUES ?g {{ <{BASE}graph/a.nb> }} GRAPH ?g {{ ?s ?p ?o }} }}")
    assert f"VALUES ?g {{ {A} }}" in asked.text


@pytest.mark.parametrize(
    ("query", "confined"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", "SELECT * {U GRAPH ?g { ?s ?p ?o }F } }"),
        (
            "ASK { ?s a ?c OPTIONAL { GRAPH $g { ?s ?p ?o } } }",
            "ASK {U ?s a ?c OPTIONAL { GRAPH $g { ?s ?p ?o }$ } } }",
        ),
        (
            "CONSTRUCT { ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p ?o } } VALUES ?s { <urn:x> }",
            "CONSTRUCT { ?s ?p 1 } WHERE {U GRAPH ?g { ?s ?p ?o }F } } VALUES ?s { <urn:x> }",
        ),
        (
            "SELECT (EXISTS { ?a ?b ?c } AS ?x) { { SELECT ?g { GRAPH ?g { ?s ?p '}' } } } }",
            "SELECT (EXISTS {U ?a ?b ?c } } AS ?x) {U { SELECT ?g { GRAPH ?g { ?s ?p '}' }F } } } }",
        ),
    ],
)
def test_graphs_by_variable_are_kept_to_the_build(query: str, confined: str) -> None:
    filters = {sign: f' FILTER(STRENDS(STR({sign}g), "?build=b1"))' for sign in "?$"}
    expected = confined.replace("}F", f"}}{filters['?']}").replace("}$", f"}}{filters['$']}")
    asked = NAMES.asked(query)
    assert asked.text == expected.replace("{U", f"{{ GRAPH <{NAMES.union}> {{")
    assert (asked.default_graphs, asked.named_graphs) == ((), ())
    pyoxigraph.Store().query(asked.text)


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(?a<'#>' ) GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_might_be_misread_has_every_graph_named(query: str) -> None:
    asked = NAMES.asked(query)
    assert asked.text == query
    assert asked.default_graphs == (NAMES.union,)
    assert len(asked.named_graphs) == 3


def test_a_graph_that_is_not_there_is_empty() -> None:
    for other in (f"<{BASE}graph/z>", f"<{BASE}graph/a.nb?build=b0>", "<https://elsewhere.example/secret>"):
        asked = NAMES.asked(f"ASK {{ GRAPH {other} {{ ?s ?p ?o }} }}")
        assert f"GRAPH <{NAMES.nothing}>" in asked.text
        assert NAMES.nothing in asked.named_graphs


def test_from_is_taken_out_and_made_the_dataset() -> None:
    graphs = "FROM g:y FROM <https://elsewhere.example/> FROM NAMED g:a.nb"
    query = f"PREFIX g: <{BASE}graph/> SELECT ?s {graphs} {{ ?s ?p ?o }}"
    asked = NAMES.asked(query)
    assert "FROM" not in asked.text
    assert asked.default_graphs == (f"{BASE}graph/y?build=b1", NAMES.nothing)
    assert asked.named_graphs == (f"{BASE}graph/a.nb?build=b1",)


def test_the_protocols_graphs_win_over_from() -> None:
    asked = NAMES.asked(f"SELECT ?s FROM <{BASE}graph/y> {{ ?s ?p ?o }}", [f"{BASE}evidence/a.nb"], ["urn:x"])
    assert "FROM" not in asked.text
    assert asked.default_graphs == (f"{BASE}evidence/a.nb?build=b1",)
    assert asked.named_graphs == (NAMES.nothing,)


def test_a_query_without_graph_names_none() -> None:
    assert NAMES.asked("ASK { ?s ?p ?o }").named_graphs == (NAMES.nothing,)


def test_an_answer_has_the_builds_own_names() -> None:
    assert NAMES.answer(A.encode()) == f"<{BASE}graph/a.nb>".encode()
