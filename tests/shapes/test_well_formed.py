"""Shapes that are not well formed are refused with the name of the shape, never passed over or judged at random."""

import re
from pathlib import Path

import pytest
from core_cases import COMPONENTS, HELPERS, PATHS, TARGETS
from random_shapes import PREFIXES
from rdflib import Graph

import shapes
from shapes.reports import FORMATS
from shapes.shapes_graph import shapes_graph
from shapes.well_formed import refuse_ill_formed


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("sh:in [ rdf:first :a ; rdf:rest :nowhere ]", ":s .* sh:in: this is no list"),
        ("sh:in _:l . _:l rdf:first :a, :b ; rdf:rest ()", ":s .* sh:in: this is no list"),
        ("sh:in _:l . _:l rdf:first :a ; rdf:rest _:l", "a list of a blank node of :s leads back to itself"),
        ("sh:languageIn ( 1 )", ":s .* a member of a list in it is of the wrong kind"),
        ("sh:or :list", "sh:or .*list: this is no list"),
        ("sh:property :nowhere", ":nowhere is not well formed: sh:path: it is missing"),
        ("sh:property [ sh:nodeKind sh:IRI ]", "a blank node of :s is not well formed: sh:path: it is missing"),
        ("sh:property [ sh:path _:p ] . _:p sh:inversePath _:p", "sh:path of a blank node of :s leads back"),
        ("sh:property [ sh:path [ rdf:first :p ; rdf:rest [ rdf:first :q ] ] ]", "sh:path: this is not what"),
        ("sh:property [ sh:path [ sh:inversePath :p ; sh:zeroOrMorePath :q ] ]", "sh:path: this is not what"),
        ('sh:node "x"', ":s names a text as a shape: sh:node x"),
        ("sh:minCount 1", ":s is not well formed: it is neither a node shape"),
        ("sh:nodeKind :Kind", ":s is not well formed: sh:nodeKind .*Kind"),
        ('sh:class "x"', "sh:class x"),
        ('sh:datatype "x"', "sh:datatype x"),
        ('sh:closed "true"', "sh:closed true: .* xsd:boolean"),
        ('sh:deactivated "true"', "sh:deactivated true"),
        ('sh:severity "Warning"', "sh:severity Warning"),
        ("sh:severity sh:Info, sh:Warning", "sh:severity: it stands there too often"),
        ("sh:message 1", "sh:message 1: this is not what"),
        ('sh:targetClass "x"', "sh:targetClass x"),
        ("sh:targetNode []", "sh:targetNode"),
        ('sh:sparql [ sh:select "SELECT ?x WHERE { ?x ?y $this }" ]', "a query of .* does not show \\$this"),
        ('sh:sparql [ sh:select "SELECT $this { GRAPH $shapesGraph { $this ?p ?o } }" ]', "uses \\$shapesGraph"),
    ],
)
def test_shapes_that_are_not_well_formed_are_refused(said: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"{PREFIXES} :s a sh:NodeShape ; sh:targetNode :a ; {said} .", encoding="utf-8")
    with pytest.raises(shapes.ShapesError) as error:
        shapes.validate([], shapes=(path,))
    assert re.search(told, str(error.value).replace("http://example.org/", ":"))


@pytest.mark.parametrize("select", ["$this", "?value ?this", "*", "DISTINCT ?this", "(?x AS ?this)"])
def test_a_query_that_shows_this_is_well_formed(select: str) -> None:
    text = f"SELECT {select} WHERE {{ ?this <urn:p> ?value }}"
    refuse_ill_formed(Graph().parse(data=f"{PREFIXES} :s sh:targetNode :a ; sh:sparql [ sh:select '{text}' ] ."))


def test_well_formed_shapes_are_not_refused() -> None:
    refuse_ill_formed(shapes_graph())
    for case in (*COMPONENTS.values(), *PATHS.values(), *TARGETS.values()):
        refuse_ill_formed(Graph().parse(data=f"{PREFIXES}{HELPERS} :s {case.shape} .", format="turtle"))


def test_files_of_one_name_and_with_spaces_are_files_of_their_own(tmp_path: Path) -> None:
    paths = []
    for number, predicate in enumerate([":p", ":q"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "my shapes (1).ttl"
        path.write_text(f"{PREFIXES} :s{number} sh:targetNode :a ; sh:path {predicate} ; sh:minCount 1 .")
        paths.append(path)
    report = shapes.validate([], shapes=tuple(paths))
    assert sorted(str(result.path)[-1] for result in report.results) == ["p", "q"]
    assert len(Graph().parse(data=FORMATS["nt"](report, "en"), format="nt")) > 4


def test_imports_that_were_not_given_are_told(tmp_path: Path) -> None:
    first, second = tmp_path / "first.ttl", tmp_path / "second.ttl"
    prefixes = f"{PREFIXES}@prefix owl: <http://www.w3.org/2002/07/owl#> ."
    first.write_text(f"{prefixes} :first owl:imports :second . :s sh:targetNode :a ; sh:nodeKind sh:IRI .")
    second.write_text(f"{prefixes} :second a owl:Ontology .")
    (note,) = shapes.validate([], shapes=(first,)).notes
    assert "http://example.org/second" in note["en"]
    assert set(note) == {"nb", "nn", "en"}
    assert shapes.validate([], shapes=(first, second)).notes == ()
