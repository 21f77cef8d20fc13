"""Every constraint component, path and target of SHACL Core by cases of our own."""

import pytest
from core_cases import COMPONENTS, HELPERS, PATHS, TARGETS, Case
from pyoxigraph import RdfFormat, parse
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from random_shapes import PREFIXES
from rdflib import Graph
from told import told

from shapes.run import run
from shapes.shapes_graph import to_run
from shapes.source import stored

CASES = {**COMPONENTS, **PATHS, **TARGETS}


def results(case: Case, data: str) -> list[str]:
    source = stored(parse((PREFIXES + data).encode(), format=RdfFormat.TURTLE))
    shapes = Graph().parse(data=f"{PREFIXES}{HELPERS} :s {case.shape} .", format="turtle")
    return sorted(" ".join(result) for result in told(run(source, to_run(shapes))))


@pytest.mark.parametrize("name", [name for name in CASES if name != "targetNode of a literal"])
def test_good_data_pass(name: str) -> None:
    assert results(CASES[name], CASES[name].good) == []


@pytest.mark.parametrize("name", CASES)
def test_bad_data_have_these_results(name: str) -> None:
    assert results(CASES[name], CASES[name].bad) == sorted(CASES[name].results)


ALONE = [
    (name, value)
    for name, case in COMPONENTS.items()
    for value in case.bad.removeprefix(":a :p ").partition(" .")[0].split(", ")
    if any(result.startswith(f":a :p {'_:' if '[' in value else value} ") for result in case.results)
]


@pytest.mark.parametrize(("name", "value"), ALONE)
def test_each_bad_value_alone_has_its_result(name: str, value: str) -> None:
    """The screen passes whole things on: one value that it finds would bring along others that it misses."""
    case = CASES[name]
    _, dot, rest = case.bad.removeprefix(":a :p ").partition(" .")
    told = [result for result in case.results if result.startswith(f":a :p {'_:' if '[' in value else value} ")]
    assert set(told) <= set(results(case, f":a :p {value}{dot}{rest}"))


def test_every_component_of_the_core_has_a_case() -> None:
    kinds = {str(kind.shacl_constraint_component).rpartition("#")[2] for kind in CONSTRAINT_PARAMETERS_MAP.values()}
    # These two are told by the counts.
    kinds -= {"QualifiedValueShapeConstraintComponent", "SPARQLConstraintComponent"}
    kinds |= {"QualifiedMinCountConstraintComponent", "QualifiedMaxCountConstraintComponent"}
    kinds -= {"PropertyConstraintComponent", "NotImplemented"}  # tells the results of the shape that it names
    seen = {f"{result.rsplit(' ', 2)[1]}ConstraintComponent" for case in CASES.values() for result in case.results}
    assert kinds <= seen
