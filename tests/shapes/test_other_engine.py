"""The results are those of another engine, pyshifty, for random data and random shapes.

Where pySHACL departs from the standard (`docs/validation.md`), the two agree because that is put right here.
"""

import os
import warnings
from pathlib import Path

import pytest
import random_shapes
import shifty
from hypothesis import HealthCheck, event, given, settings
from pyoxigraph import Quad, RdfFormat, serialize
from pyshacl.errors import ReportableRuntimeError
from rdflib import Graph
from told import Result, told

from shapes.run import run
from shapes.shapes_graph import to_run
from shapes.source import stored

# More on demand: EXAMPLES=5000 pytest tests/shapes/test_other_engine.py
EXAMPLES = int(os.environ.get("EXAMPLES", 150))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


def comparable(report: Graph) -> set[Result]:
    """The results; a path of several steps is only told to be one, for pyshifty does not describe it."""
    return {
        (focus, path if path in ("-", ":p", ":q", ":r") else "steps", *rest)
        for focus, path, *rest in told(report, rewritten=True)
    }


def other(folder: Path, quads: list[Quad], turtle: str) -> set[Result]:
    """What pyshifty finds in the union of the graphs. It reads files: rdflib would rewrite literals."""
    data, shapes = folder / "data.nt", folder / "shapes.ttl"
    triples = dict.fromkeys(quad.triple for quad in quads)
    data.write_bytes(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    shapes.write_text(turtle, encoding="utf-8")
    return comparable(shifty.validate(str(data), str(shapes), infer=False)[1])


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES == 150)
@given(random_shapes.quads(), random_shapes.turtle())
def test_results_are_those_of_pyshifty(folder: Path, quads: list[Quad], turtle: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            own = comparable(run(stored(quads), to_run(Graph().parse(data=turtle, format="turtle"))))
        except ReportableRuntimeError:
            event("refused")
            return
        try:
            theirs = other(folder, quads, turtle)
        except (RuntimeError, ValueError) as error:
            event(f"pyshifty refuses: {error}")
            return
    assert own == theirs
