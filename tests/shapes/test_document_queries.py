"""Queries over the graphs of one document are run with the graphs' names in them; the answers stay the same."""

import pyoxigraph
import pytest
from rdflib.namespace import SH

from shapes.document_queries import of_document
from shapes.shapes_graph import shapes_graph

BASE = "https://example.org/"
QUERIES = sorted(str(query) for query in shapes_graph().objects(None, SH.select))
OF_GRAPHS = [query for query in QUERIES if '"/graph/$1")) AS ?graph' in query]
DATA = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://example.org/> .
<graph/a.nb> { <x> <p> <y> , "two" . <z> <p> <x> }
<evidence/a.nb> { <1> rdf:subject <x> ; rdf:predicate <p> ; rdf:object <y> .
    <2> rdf:subject <w> ; rdf:predicate <p> ; rdf:object <y> }
<graph/b.nb> { <w> <p> <y> ; a <k> }
<graph/ontology> { <k> rdfs:isDefinedBy <o> }
<evidence/b.nb> { <3> rdf:subject <z> ; rdf:predicate <p> ; rdf:object <x> .
    <4> rdf:subject <w> ; rdf:predicate <p> ; rdf:object <y> }
"""


def test_there_are_such_queries() -> None:
    assert len(OF_GRAPHS) == 3


@pytest.mark.parametrize("query", OF_GRAPHS)
def test_the_graphs_are_constants_and_the_answers_the_same(query: str) -> None:
    store = pyoxigraph.Store()
    store.load(DATA, format=pyoxigraph.RdfFormat.TRIG)
    found = []
    for stem in ("a.nb", "b.nb", "none"):
        this = f"{BASE}doc/{stem}"
        fast = of_document(query, this)
        assert f"<{BASE}graph/{stem}>" in fast
        assert (f"<{BASE}evidence/{stem}>" in fast) == ("?evidence" in query)
        assert "BIND" not in fast
        assert "?graph" not in fast
        answers = [_answers(store, text, this) for text in (query, fast)]
        assert answers[0] == answers[1]
        found += answers[0]
    assert len(found) >= 2


def test_other_queries_and_other_things_are_left_alone() -> None:
    for query in QUERIES:
        assert of_document(query, f"{BASE}id/person/kari") == query
        if query not in OF_GRAPHS:
            assert of_document(query, f"{BASE}doc/a.nb") == query


def _answers(store: pyoxigraph.Store, query: str, this: str) -> list[str]:
    bound = {pyoxigraph.Variable("this"): pyoxigraph.NamedNode(this)}
    prefixes = {
        "inno": "https://w3id.org/innograf/def#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    }
    return sorted(str(row) for row in store.query(query, prefixes=prefixes, substitutions=bound))
