"""What the screen does not know is run by pySHACL, what nothing knows is refused by name; nothing is passed over."""

import re
import warnings
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from random_shapes import PREFIXES
from rdflib import Graph
from told import told

import shapes
from shapes.run import run
from shapes.shapes_graph import to_run
from shapes.source import stored

DATA = ":a :p 1, :b ; :q 2 . :b :p :a ."
_COMPONENT = """
:component a sh:ConstraintComponent ; sh:parameter [ sh:path :only ] ;
    sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER ($value = $only) }" ] .
"""
LEFT = {
    "recursion": (
        ":s sh:targetNode :a ; sh:property [ sh:path :p ; sh:node :s ; sh:nodeKind sh:IRI ] .",
        {(":a", ":p", "1", "NodeKind", "Violation"), (":a", ":p", ":b", "Node", "Violation")},
    ),
    "a query that names its path": (
        ":s a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; "
        'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this $PATH ?value . FILTER (isLiteral(?value)) }" ] .',
        {(":a", ":p", "1", "SPARQL", "Violation")},
    ),
    "a query of another form": (
        ":s a sh:NodeShape ; sh:targetNode :a ; "
        'sh:sparql [ sh:select "SELECT $this WHERE { FILTER NOT EXISTS { $this <http://example.org/none> ?x } }" ] .',
        {(":a", "-", ":a", "SPARQL", "Violation")},
    ),
    "a constraint component of one's own": (
        f"{_COMPONENT} :s a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; :only 1 .",
        {(":a", ":p", ":b", "http://example.org/component", "Violation")},
    ),
    "an expression": (
        ":s a sh:NodeShape ; sh:targetNode :a ; sh:expression [ sh:path :q ] .",
        {(":a", "-", ":a", "Expression", "Violation")},
    ),
    "a type of targets": (
        ":kind a sh:SPARQLTargetType ; rdfs:subClassOf sh:Target ; sh:parameter [ sh:path :of ] ; "
        'sh:select "SELECT ?this WHERE { ?this <http://example.org/q> $of }" . '
        ":s a sh:NodeShape ; sh:target [ a :kind ; :of 2 ] ; sh:nodeKind sh:Literal .",
        {(":a", "-", ":a", "NodeKind", "Violation")},
    ),
    "a rule": (
        ":r a sh:NodeShape ; sh:targetNode :a ; "
        "sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:predicate :q ; sh:object 3 ] . "
        ":s a sh:PropertyShape ; sh:targetNode :a ; sh:path :q ; sh:maxCount 1 .",
        {(":a", ":q", "-", "MaxCount", "Violation")},
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_shapes_that_only_pyshacl_knows_have_their_results(name: str) -> None:
    turtle, expected = LEFT[name]
    source = stored(parse((PREFIXES + DATA).encode(), format=RdfFormat.TURTLE))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert told(run(source, to_run(Graph().parse(data=PREFIXES + turtle, format="turtle")))) == expected


@pytest.mark.parametrize(
    ("turtle", "names"),
    [
        (":s sh:targetNode :a ; sh:minCnt 1 .", "sh:minCnt"),
        (":s sh:targetNode :a ; sh:js [ sh:jsFunctionName 'x' ] .", "sh:js"),
        (":s sh:target [ a :Own ] ; sh:closed true .", "example.org/Own"),
        (":x sh:entailment <http://www.w3.org/ns/entailment/RDFS> .", "sh:entailment"),
        (":s sh:targetNode :a ; sh:reifierShape :t .", "sh:reifierShape"),
        (":s sh:targetNode :a ; sh:path :p ; sh:pattern '[' .", "sh:pattern"),
        (":s sh:targetNode :a ; sh:path [ sh:inversePath ( :p ) ] ; sh:minCount 1 .", "[Pp]ath"),
    ],
)
def test_what_nothing_supports_is_refused_by_name(turtle: str, names: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    data = tmp_path / "data.ttl"
    data.write_text(PREFIXES + DATA, encoding="utf-8")
    with pytest.raises(shapes.ShapesError) as error:
        shapes.validate(data, shapes=(path,))
    assert re.search(names, str(error.value))
