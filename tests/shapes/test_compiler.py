"""Which shapes are compiled, and which are left to pySHACL."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store
from random_shapes import EX, PREFIXES, XSD
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from shapes.run import run
from shapes.screen import Compiler, NotCompilable
from shapes.screen.simple_form import is_simple
from shapes.shapes_graph import shapes_to_run, to_run
from shapes.source import Source

COMPILED = """sh:class :C| sh:datatype xsd:date| sh:nodeKind sh:IRI| sh:minCount 1| sh:maxCount 1| sh:minExclusive 0
sh:minInclusive 0| sh:maxExclusive 0| sh:maxInclusive 0| sh:minLength 1| sh:maxLength 1| sh:pattern "a"
sh:languageIn ("en")| sh:uniqueLang true| sh:equals :q| sh:disjoint :q| sh:lessThan :q| sh:lessThanOrEquals :q
sh:not [ sh:class :C ]| sh:and ( [ sh:class :C ] )| sh:or ( [ sh:class :C ] )| sh:xone ( [ sh:class :C ] )
sh:node [ sh:class :C ]| sh:property [ sh:path :q ; sh:minCount 1 ]| sh:closed true| sh:hasValue 1| sh:in ( 1 2 )
sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1"""
PATHS = """:p| ( :p :q )| [ sh:inversePath :p ]| [ sh:alternativePath ( :p :q ) ]| [ sh:zeroOrMorePath :p ]
[ sh:oneOrMorePath [ sh:inversePath :p ] ]| [ sh:zeroOrOnePath ( :p :q ) ]| [ sh:inversePath ( :p :q ) ]"""
NODES = {name: NamedNode(EX + name) for name in "abcpq"}


def pieces(text: str) -> list[str]:
    return [piece.strip() for line in text.splitlines() for piece in line.split("|")]


def compiled(turtle: str) -> object:
    shapes = to_run(Graph().parse(data=PREFIXES + turtle, format="turtle"))
    shapes.shapes  # noqa: B018 - pySHACL reads them then
    return Compiler().compile(shapes.lookup_shape_from_node(URIRef(EX + "s")))


@pytest.mark.parametrize("constraint", pieces(COMPILED))
def test_every_constraint_of_the_core_is_compiled(constraint: str) -> None:
    compiled(f":s a sh:PropertyShape ; sh:path :p ; {constraint} .")


@pytest.mark.parametrize("path", pieces(PATHS))
def test_every_path_is_compiled(path: str) -> None:
    compiled(f":s a sh:PropertyShape ; sh:path {path} ; sh:minCount 1 .")


@pytest.mark.parametrize(
    ("turtle", "why"),
    [
        (":s a sh:NodeShape ; sh:property [ sh:path :p ; sh:node :s ] .", "recursion"),
        (
            ':s a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this WHERE { BIND ($currentShape AS ?x) }" ] .',
            "its path",
        ),
        (":s a sh:NodeShape ; sh:expression true .", "sh:expression"),
        (":s a sh:NodeShape ; sh:minCount 1 .", "only be present on a PropertyShape"),
        (":s a sh:PropertyShape ; sh:path [ sh:inversePath ( :p ) ] ; sh:minCount 1 .", "path"),
    ],
)
def test_what_pyshacl_has_to_judge_is_left_to_it(turtle: str, why: str) -> None:
    with pytest.raises(NotCompilable, match=why):
        compiled(turtle)


def test_all_our_own_shapes_are_compiled() -> None:
    for shape in shapes_to_run().shapes:
        Compiler().compile(shape)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this ?value WHERE { $this :p ?value FILTER (?value > 3) }",
        "SELECT $this WHERE { ?value :p ?this . FILTER NOT EXISTS { $this :q ?other } }",
        "SELECT $this WHERE { { $this :p+ $this } UNION { ?x :q $this BIND (:q AS ?path) } }",
        "SELECT $this ?n WHERE { { SELECT $this ?n WHERE { $this :p ?n } ORDER BY ?n } FILTER (?n > 1) }",
        "SELECT $this (COUNT(?x) AS ?value) WHERE { $this :p ?x } GROUP BY $this HAVING (COUNT(?x) > 1)",
        'SELECT $this WHERE { $this :p ?x . FILTER (?x != "LIMIT }") } # OFFSET {',
        "SELECT $this WHERE { GRAPH ?g { $this :p ?x } }",
    ],
)
def test_queries_that_may_be_run_once_for_all_nodes(query: str) -> None:
    assert is_simple(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { BIND (STR($this) AS ?text) ?x :p ?text }",
        "SELECT $this WHERE { ?x :p ?y . FILTER (?x = $this) }",
        "SELECT $this WHERE { $this :p ?x } LIMIT 1",
        "SELECT $this WHERE { $this :p ?x . OPTIONAL { ?x :q ?y FILTER (?y != $this) } FILTER (!BOUND(?y)) }",
        "SELECT $this WHERE { { $this :p ?x } UNION { ?x :q ?y FILTER (?y != $this) } }",
        "SELECT $this WHERE { $this :p ?x . { SELECT (COUNT(?y) AS ?n) WHERE { $this :q ?y } } }",
        "SELECT $this WHERE { $this :p ?x . { SELECT $this (COUNT(?y) AS ?n) WHERE { $this :q ?y } GROUP BY ?n } }",
        "SELECT ?x WHERE { $this :p ?x }",
        "SELECT $this WHERE { OPTIONAL { $this :p ?x } }",
        "SELECT $this WHERE { $this $PATH ?x }",
        "ASK { $this :p ?x }",
        "SELECT $this WHERE { $this :p ?x",
    ],
)
def test_queries_that_must_be_run_for_each_node(query: str) -> None:
    assert not is_simple(query)


def values_of(constraint: str, *objects: object, other: object = None) -> int:
    """How many results a property shape on `:p` has for a thing with these values."""
    store = Store()
    store.extend(Quad(NODES["a"], NODES["p"], value) for value in objects)
    if other is not None:
        store.add(Quad(NODES["a"], NODES["q"], other))
    shapes = Graph().parse(data=f"{PREFIXES}:s sh:targetNode :a ; sh:path :p ; {constraint} .", format="turtle")
    return len(list(run(Source(store), to_run(shapes)).objects(None, SH.result)))


def test_a_text_in_the_data_is_the_same_as_in_the_shapes() -> None:
    assert values_of('sh:in ( "nb" "nn" )', Literal("nb")) == 0
    assert values_of('sh:hasValue "nb"', Literal("nb")) == 0
    assert values_of('sh:in ( "nb"@EN )', Literal("nb", language="en")) == 0


@pytest.mark.parametrize("constraint", ["sh:lessThan :q", "sh:lessThanOrEquals :q"])
def test_values_that_cannot_be_compared_are_results(constraint: str) -> None:
    zone, none = (
        Literal(text, datatype=NamedNode(XSD + "dateTime")) for text in ("2020-01-01T10:00:00Z", "2020-01-02T10:00:00")
    )
    assert values_of(constraint, BlankNode("x"), other=Literal("a")) == 1
    assert values_of(constraint, Literal("a"), other=BlankNode("x")) == 1
    assert values_of(constraint, NODES["b"], other=NODES["c"]) == 1
    assert values_of(constraint, zone, other=none) == 1
    assert values_of(constraint, Literal("1"), other=Literal("a")) == 0
