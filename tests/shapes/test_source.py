"""Literals are judged as they were written, though the store rewrites them."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from random_shapes import PREFIXES

import shapes
from shapes.source import Source, stored

DATA = """
:a :p "007"^^xsd:integer . :b :p "100"^^xsd:byte . :g :p "300"^^xsd:byte .
:c :p "1"^^xsd:int, "1"^^xsd:integer, "01"^^xsd:integer .
:d :p "2.50"^^xsd:decimal, 3.0 . :e :p "2020-01-01T10:00:00+00:00"^^xsd:dateTime . :f :p "x", "x"@en, 7 .
"""


def failing(constraint: str, folder: Path, data: str = DATA) -> set[str]:
    """The things whose values do not meet the constraint."""
    (folder / "data.ttl").write_text(PREFIXES + data, encoding="utf-8")
    path = folder / "shapes.ttl"
    path.write_text(f"{PREFIXES}:s sh:targetSubjectsOf :p ; sh:path :p ; {constraint} .", encoding="utf-8")
    return {result.focus[-1] for result in shapes.validate(folder / "data.ttl", shapes=(path,)).results}


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ('sh:pattern "^00"', "bcdefg"),
        ("sh:datatype xsd:integer", "bcdefg"),
        ("sh:datatype xsd:byte", "acdefg"),
        ("sh:maxCount 2", "cf"),
        ("sh:minCount 3", "abdeg"),
        ("sh:hasValue 1", "abdefg"),
        ('sh:hasValue "01"^^xsd:integer', "abdefg"),
        ('sh:hasValue "001"^^xsd:integer', "abcdefg"),
        ("sh:in ( 2.50 3.0 )", "abcefg"),
        ("sh:maxLength 3", "de"),
        ("sh:equals :p", ""),
        ("sh:disjoint :p", "abcdefg"),
        ('sh:not [ sh:in ( "2020-01-01T10:00:00+00:00"^^xsd:dateTime ) ]', "e"),
    ],
)
def test_literals_are_judged_as_they_were_written(constraint: str, expected: str, tmp_path: Path) -> None:
    assert failing(constraint, tmp_path) == set(expected)


def test_values_are_reported_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"{PREFIXES}:s sh:targetObjectsOf :p ; sh:nodeKind sh:IRI .", encoding="utf-8")
    data = rdflib.Graph().parse(data=f'{PREFIXES}:b :p "300"^^xsd:byte .', format="turtle")
    for given in (data, [Quad(*_terms(triple)) for triple in data]):
        (result,) = shapes.validate(given, shapes=(path,)).results
        assert (result.focus, result.value) == ("300", "300")


def _terms(triple: tuple[rdflib.term.Node, ...]) -> list[object]:
    *two, value = triple
    return [*(NamedNode(str(node)) for node in two), Literal(str(value), datatype=NamedNode(str(value.datatype)))]


def test_a_source_finds_what_was_written() -> None:
    text = PREFIXES + DATA
    store = Store()
    store.load(text.encode(), format=RdfFormat.TURTLE)
    (plain,) = stored(list(store)).quads_for_pattern(NamedNode("http://example.org/a"), None, None)
    assert plain.object.value == "7"
    one = Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    p = NamedNode("http://example.org/p")
    source = stored([Quad(NamedNode("urn:x"), p, one)])
    assert [quad.object for quad in source.quads_for_pattern(None, p, one)] == [one]
    assert list(source.quads_for_pattern(None, p, Literal("1", datatype=one.datatype))) == []
    assert list(Source(store).quads_for_pattern(None, p, Literal("x"))) != []
