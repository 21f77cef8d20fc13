"""Each shape lets good data pass and finds the fault in bad data, and says so in every language of the pages."""

import re

import pyoxigraph
import pytest
import rdflib
import shape_cases as cases
from rdflib.namespace import RDF, SH

import ontology
import shapes
from shapes.shapes_graph import shapes_graph

SHAPE = ontology.SHAPE
GRAPH = shapes_graph()
NAMES = sorted({str(node).removeprefix(SHAPE) for node in GRAPH.subjects(SH.name)})
BLANK = {"Evidence", "Concept", "ConceptScheme", "ChangeEvent"}


def slug(name: str) -> str:
    return f"c{NAMES.index(name)}c"


def run(which: int) -> dict[str, list[shapes.Result]]:
    """All cases in one dataset: the results of each shape."""
    store = pyoxigraph.Store()
    for name, case in cases.CASES.items():
        text = cases.HEADER + case[which].replace("$", slug(name))
        store.load(text.encode(), format=pyoxigraph.RdfFormat.TRIG)
    found: dict[str, list[shapes.Result]] = {}
    for result in shapes.validate(store).results:
        found.setdefault(result.shape.removeprefix(SHAPE), []).append(result)
    return found


@pytest.fixture(scope="module")
def passing() -> dict[str, list[shapes.Result]]:
    return run(0)


@pytest.fixture(scope="module")
def failing() -> dict[str, list[shapes.Result]]:
    return run(1)


def of_case(results: list[shapes.Result], name: str) -> list[shapes.Result]:
    return [r for r in results if slug(name) in r.focus or slug(name) in (r.value or "")]


def test_every_shape_has_a_case() -> None:
    assert sorted(cases.CASES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_good_data_pass(name: str, passing: dict[str, list[shapes.Result]]) -> None:
    assert of_case(passing.get(name, []), name) == []


@pytest.mark.parametrize("name", NAMES)
def test_bad_data_fail(name: str, failing: dict[str, list[shapes.Result]]) -> None:
    found = failing.get(name, [])
    if name not in BLANK:  # a blank node has no name to find it by
        found = of_case(found, name)
        subjects = set(re.findall(rf"{slug(name)}-\d", cases.CASES[name][1].replace("$", slug(name))))
        if subjects and name.startswith(("identifier-", "date-", "class-", "property-", "name-")):
            assert {re.search(r"c\d+c-\d", r.focus)[0] for r in found} == subjects, "each bad value must be found"
    assert found
    for result in found:
        assert set(result.messages) == {"nb", "nn", "en"}
        assert set(result.shape_names) == {"nb", "nn", "en"}
        assert result.thing("en")
        assert not result.thing("en").startswith(("http", "_:"))
        assert "{?" not in "".join(result.messages.values())
        assert "{$" not in "".join(result.messages.values())


def test_each_shape_has_name_messages_and_severity() -> None:
    for kind in (SH.NodeShape, SH.PropertyShape):
        for node in GRAPH.subjects(RDF.type, kind):
            assert isinstance(node, rdflib.URIRef), "shapes have IRIs"
            assert {t.language for t in GRAPH.objects(node, SH.name)} == {"nb", "nn", "en"}, node
            assert len(list(GRAPH.objects(node, SH.severity))) == 1, node
            asked = [node, *GRAPH.objects(node, SH.sparql)]
            messages = [t.language for n in asked for t in GRAPH.objects(n, SH.message)]
            assert sorted(messages) == ["en", "nb", "nn"], node


def test_every_class_of_ours_is_checked() -> None:
    vocabulary = ontology.vocabulary()
    ours = {c for c in vocabulary.classes if c.startswith(ontology.INNO)} | set(vocabulary.kinds.values())
    checked = {str(c) for c in GRAPH.objects(None, SH.targetClass)}
    parents = {above for c in checked for above in vocabulary.superclasses(c)}
    assert ours - checked - parents == set()


def test_iri_patterns_are_the_kinds_of_the_ontology() -> None:
    for kind, class_iri in ontology.vocabulary().kinds.items():
        (node,) = (
            n for n in GRAPH.subjects(SH.targetClass, rdflib.URIRef(class_iri)) if (n, SH.pattern, None) in GRAPH
        )
        assert str(GRAPH.value(node, SH.pattern)).startswith(f"/id/{kind}/")


def test_links_checked_for_dangling_are_all_links_between_things() -> None:
    graph = rdflib.Graph().parse(ontology.files()[0])
    kinds = set(ontology.vocabulary().kinds.values()) | {ontology.INNO.PolicyElement}
    inherited = {ontology.INNO.hasElement, ontology.SCHEMA.mentions, ontology.ORG.originalOrganization}
    inherited |= {ontology.ORG.resultingOrganization}
    wanted = {
        str(p)
        for p in graph.subjects(RDF.type, rdflib.OWL.ObjectProperty)
        for r in (rdflib.RDFS.range, rdflib.URIRef(ontology.SCHEMA.rangeIncludes))
        for v in graph.objects(p, r)
        if str(v) in kinds
    }
    checked = {str(p) for p in GRAPH.objects(rdflib.URIRef(SHAPE.typed), SH.targetObjectsOf)}
    assert wanted - inherited <= checked


def test_terms_in_shapes_are_declared() -> None:
    """A misspelt class or property in a shape would check nothing."""
    declared = ontology.vocabulary().declared | {str(RDF.type)}
    for predicate in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH["class"], SH.path, SH.inversePath):
        for value in GRAPH.objects(None, predicate):
            if isinstance(value, rdflib.URIRef):
                assert str(value) in declared, value
