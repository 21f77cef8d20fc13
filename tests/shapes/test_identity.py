"""The names of results: the same in every report, one for each result."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import shapes
from ontology import FOAF, INNO, RDF, RDFS, SHAPE
from shapes.identity import result_id, stable

PERSON = "https://w3id.org/innograf/id/person/haukvik"


def quads(*names: Literal) -> list[Quad]:
    person = NamedNode(PERSON)
    said = [Quad(person, NamedNode(RDF.type), NamedNode(INNO.Person))]
    return said + [Quad(person, NamedNode(RDFS.label), name) for name in names]


def test_a_result_has_the_same_name_in_another_report() -> None:
    first = shapes.validate(quads(Literal("Haukvik", language="nb")))
    more = [
        *quads(Literal("Haukvik", language="nb")),
        Quad(NamedNode(f"{PERSON}-2"), NamedNode(RDF.type), NamedNode(INNO.Person)),
    ]
    second = shapes.validate(more)
    ids = {result.id for result in first.results}
    assert ids
    assert ids <= {result.id for result in second.results}
    assert len({result.id for result in second.results}) == len(second.results)


def test_the_name_is_made_of_what_the_result_says() -> None:
    (result,) = (
        r for r in shapes.validate(quads(Literal("Haukvik", language="nb"))).results if r.shape == SHAPE["person-name"]
    )
    assert result.id == result_id(result.shape, result.component, PERSON, FOAF.name, result.term)
    assert len(result.id) == 16


def test_results_about_blank_nodes_have_names_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "people.ttl"
    file.write_text(f"[] a <{INNO.Person}> . [] a <{INNO.Person}> .")
    first, second = ({result.id for result in shapes.validate(file).results} for _ in range(2))
    assert first == second
    assert any(id.endswith("-2") for id in first)


@pytest.mark.parametrize(("a", "b"), [('"x"@nb', '"x"@nn'), ("x", None)])
def test_other_values_have_other_names(a: str, b: str | None) -> None:
    assert result_id("s", "c", "f", "p", a) != result_id("s", "c", "f", "p", b)
    assert stable(None) == ""
