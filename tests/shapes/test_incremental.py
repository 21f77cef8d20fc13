"""A report made of the report before and what changed is the report of the whole."""

import os
import random
import warnings
from typing import Any

import pyoxigraph
import pytest
import random_shapes
from core_cases import COMPONENTS, HELPERS, PATHS, TARGETS
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph, URIRef
from rdflib.namespace import SH
from synthetic_build import BASE, build
from test_screen import results

import shapes
import shapes.run
from ontology import FOAF, INNO, NIF, RDF, RDFS, SCHEMA
from shapes.run import run, run_again
from shapes.saved import load, save
from shapes.screen import Changes, Index, Unbounded
from shapes.shapes_graph import to_run
from shapes.source import Source

CASES = {**COMPONENTS, **PATHS, **TARGETS}
EXAMPLES = int(os.environ.get("EXAMPLES", 200))


def with_names(shapes: Graph) -> Graph:
    """The shapes with IRIs for those that are blank nodes, so that their results can be known again."""
    named = [*(shapes.objects(None, predicate) for predicate in (SH.property, SH.node, SH["not"]))]
    nodes = {node for group in named for node in group}
    for predicate in (SH["and"], SH["or"], SH.xone):
        nodes |= {node for each in shapes.objects(None, predicate) for node in shapes.items(each)}
    names = {node: URIRef(f"{random_shapes.EX}shape-{number}") for number, node in enumerate(sorted(nodes))}
    found = Graph()
    for subject, predicate, value in shapes:
        found.add((names.get(subject, subject), predicate, names.get(value, value)))
    return found


def stored(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def _followed(store: Store, changed: set[Quad]) -> bool:
    try:
        return bool(changed) and bool(Changes(Index(Source(store)), changed))
    except Unbounded:
        return False


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES == 200)
@given(
    # Changes about blank nodes are not followed: such a report is made anew.
    random_shapes.quads(blank_nodes=False),
    random_shapes.quads(blank_nodes=False),
    st.integers(0, 99),
    random_shapes.turtle(with_queries=True),
)
def test_random_changes(base: list[Quad], other: list[Quad], seed: int, turtle: str) -> None:
    plan = to_run(with_names(Graph().parse(data=turtle, format="turtle")))
    gone = set(random.Random(seed).sample(base, min(len(base), seed % 5)))
    new = other[: seed % 4]
    store, after = stored(base), stored([quad for quad in base if quad not in gone] + new)
    changed = set(store) ^ set(after)
    event("changes that are followed" if _followed(after, changed) else "changes that may concern any node")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            before, whole = run(Source(store), plan), run(Source(after), plan)
        except ReportableRuntimeError:
            return
        assert results(run_again(Source(after), plan, before, changed)) == results(whole)


# Changes about blank nodes are not followed.
NAMED = [name for name, case in CASES.items() if "[]" not in case.good + case.bad]


@pytest.mark.parametrize("name", NAMED)
def test_changes_of_what_every_component_path_and_target_looks_at(name: str) -> None:
    case = CASES[name]
    shape = f"{random_shapes.PREFIXES}{HELPERS} :s {case.shape} ."
    plan = to_run(with_names(Graph().parse(data=shape, format="turtle")))
    good, bad = (stored(parsed(random_shapes.PREFIXES + data)) for data in (case.good, case.bad))
    changed = set(good) ^ set(bad)
    for first, second in ((good, bad), (bad, good)):
        again = run_again(Source(second), plan, run(Source(first), plan), changed)
        assert results(again) == results(run(Source(second), plan))


def parsed(turtle: str) -> list[Quad]:
    return list(pyoxigraph.parse(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return build(documents=3, events=3)


EVENT, PERSON, PLACE = (NamedNode(f"{BASE}id/{name}") for name in ("event/e-0-0", "person/p-0-0", "place/town-1"))
GRAPH = NamedNode(f"{BASE}graph/made-0.en")
SPAN = NamedNode(f"{BASE}doc/made-1.en#char=0,12")
ADDED = [
    Quad(EVENT, NamedNode(SCHEMA.endDate), Literal("2017"), GRAPH),
    Quad(EVENT, NamedNode(SCHEMA.performer), NamedNode(f"{BASE}id/event/none"), GRAPH),
    Quad(EVENT, NamedNode(SCHEMA.superEvent), EVENT, GRAPH),
    Quad(PERSON, NamedNode(RDF.type), NamedNode(INNO.Evnt), GRAPH),
    Quad(PERSON, NamedNode(INNO.foo), Literal("x"), GRAPH),
    Quad(PERSON, NamedNode(RDFS.label), Literal("Another", language="en"), GRAPH),
    Quad(PLACE, NamedNode("urn:unknown"), Literal("x"), NamedNode(f"{BASE}graph/made-1.en")),
    Quad(SPAN, NamedNode(NIF.endIndex), Literal("9"), GRAPH),
    Quad(NamedNode(f"{BASE}x"), NamedNode(RDF.type), NamedNode(INNO.Place), NamedNode(f"{BASE}graph/undeclared.en")),
]
REMOVED = [
    (PERSON, FOAF.name),
    (PERSON, RDF.type),
    (PLACE, RDF.type),
    (PLACE, RDFS.label),
    (EVENT, SCHEMA.startDate),
    (SPAN, RDF.type),
    (NamedNode(SCHEMA.startDate), RDFS.isDefinedBy),
]


def removed(quads: list[Quad], subject: NamedNode, predicate: str) -> list[Quad]:
    return [quad for quad in quads if quad.subject == subject and quad.predicate.value == predicate]


@pytest.mark.parametrize("number", range(len(ADDED) + len(REMOVED)))
def test_changes_of_a_build(number: int, quads: list[Quad]) -> None:
    """Each change alone, there and back: the faults appear and go."""
    if number < len(ADDED):
        good, bad, changed = quads, [*quads, ADDED[number]], [ADDED[number]]
    else:
        changed = removed(quads, *REMOVED[number - len(ADDED)])
        good, bad = quads, [quad for quad in quads if quad not in changed]
    assert changed
    first, second = shapes.validate(stored(good), BASE), shapes.validate(stored(bad), BASE)
    assert second.results
    there = shapes.validate(stored(bad), BASE, changed=changed, before=first)
    assert there == second
    assert results(there.graph) == results(second.graph)
    assert shapes.validate(stored(good), BASE, changed=changed, before=there) == first


def test_only_what_a_change_concerns_is_checked(quads: list[Quad], monkeypatch: pytest.MonkeyPatch) -> None:
    first = shapes.validate(stored(quads), BASE)
    checked: dict[str, int] = {}
    plain = shapes.run._Run._failing

    def count(self: Any, shape: Any, nodes: set[int]) -> set[int]:
        checked[str(shape.node).rsplit("#", 1)[-1]] = len(nodes)
        return plain(self, shape, nodes)

    monkeypatch.setattr(shapes.run._Run, "_failing", count)
    shapes.validate(stored([*quads, ADDED[5]]), BASE, changed=[ADDED[5]], before=first)
    assert checked.pop("document-declared") == 1
    # The person, who has another name, and the document, whose graph has another fact.
    assert set(checked.values()) <= {0, 1}
    assert {name for name, number in checked.items() if number} >= {
        "name",
        "name-language",
        "fact-evidence",
        "declared",
    }
    assert "span-text" not in checked


def test_a_report_is_kept_and_read_again(quads: list[Quad]) -> None:
    bad = [*quads, *ADDED[:3]]
    report = shapes.validate(stored(bad), BASE)
    again = load(save(report))
    assert results(again.graph) == results(report.graph)
    assert shapes.validate(stored(bad), BASE, changed=(), before=again) == report


def test_a_report_of_other_shapes_is_not_built_upon(quads: list[Quad], tmp_path: Any) -> None:
    other = tmp_path / "other.ttl"
    other.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<urn:s> sh:targetNode <urn:x> ; sh:in () .\n")
    report = shapes.validate(stored(quads), BASE, shapes=(other,))
    assert [result.shape for result in report.results] == ["urn:s"]
    assert shapes.validate(stored(quads), BASE, changed=(), before=report).results == ()


def test_a_report_about_blank_nodes_is_made_anew(quads: list[Quad]) -> None:
    blank = Quad(pyoxigraph.BlankNode("x"), NamedNode(RDF.type), NamedNode(INNO.Place))
    report = shapes.validate(stored([*quads, blank]), BASE)
    renamed = Quad(pyoxigraph.BlankNode("y"), NamedNode(RDF.type), NamedNode(INNO.Place))
    again = shapes.validate(stored([*quads, renamed]), BASE, changed=[], before=report)
    assert len(again.results) == len(report.results) > 0
    assert {result.focus for result in again.results} == {"_:y"}
