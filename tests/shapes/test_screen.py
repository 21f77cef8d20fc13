"""The screen changes no result: what it lets through conforms, for random data and random shapes of every kind."""

import os
import warnings

import pyshacl
import pytest
import random_shapes
from hypothesis import HealthCheck, event, given, settings
from pyoxigraph import Quad, Store
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph
from rdflib.namespace import SH

from shapes.quads import Quads
from shapes.run import run
from shapes.shapes_graph import to_run
from shapes.source import Source

# More on demand: EXAMPLES=10000 pytest tests/shapes/test_screen.py
EXAMPLES = int(os.environ.get("EXAMPLES", 300))
Results = set[tuple[object, ...]] | str
_TOLD = (SH.focusNode, SH.resultPath, SH.value, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape)


def results(report: Graph) -> Results:
    """What a report says, each result once."""
    return {tuple(report.value(node, told) for told in _TOLD) for node in report.objects(None, SH.result)}


def full(store: Store, shapes: Graph) -> Results:
    """pySHACL on every focus node."""
    try:
        _, report, text = pyshacl.validate(Quads(Source(store)), shacl_graph=shapes, advanced=True, inplace=True)
    except ReportableRuntimeError as error:
        return error.message
    assert isinstance(report, Graph), text
    return results(report)


def screened(store: Store, shapes: Graph) -> Results:
    try:
        return results(run(Source(store), to_run(shapes)))
    except ReportableRuntimeError as error:
        return error.message


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES == 300)
@given(random_shapes.quads(), random_shapes.turtle(with_queries=True))
def test_results_are_those_of_pyshacl_on_every_node(quads: list[Quad], turtle: str) -> None:
    store = Store()
    store.extend(quads)
    shapes = Graph().parse(data=turtle, format="turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            expected = full(store, shapes)
        except TypeError:  # pySHACL itself falls over
            event("pySHACL fails")
            return
        event("conforms" if not expected else "refused" if isinstance(expected, str) else "violations")
        assert screened(store, shapes) == expected
