"""One run of one engine, in this process: reading, validating, and what was found."""

import hashlib
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rdflib
from generator import BASE
from pyoxigraph import Store
from rdflib.namespace import SH

ENGINES = ("ours", "ours, all", "pyshacl", "pyshifty")
Steps = tuple[Callable[[], Any], Callable[[Any], Any], Callable[[Any], rdflib.Graph] | None]


def run(engine: str, folder: Path) -> dict[str, Any]:
    """The processor's seconds for reading and validating, the memory at most in MB, and a digest of the results."""
    steps = {"pyshacl": stock, "pyshifty": shifty}.get(engine, ours)
    read, validate, results_of = steps(engine, folder)
    start = time.process_time()
    data = read()
    middle = time.process_time()
    report = validate(data)
    end = time.process_time()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report = results_of(data) if results_of else report
    results = sorted({told(report, node) for node in report.objects(None, SH.result)})
    return {
        "read": middle - start,
        "validate": end - middle,
        "mb": memory,
        "triples": len(data) if data is not None else None,
        "results": len(results),
        "digest": hashlib.sha256(repr(results).encode()).hexdigest(),
    }


def ours(engine: str, folder: Path) -> Steps:
    """The validator of this project."""
    import shapes
    from shapes.run import run
    from shapes.shapes_graph import shapes_graph, shapes_to_run
    from shapes.source import Source

    every = engine == "ours, all"
    paths = None if every else (folder / "core.ttl",)
    shapes_graph(paths)  # the other engines have read the shapes before, too

    def read() -> Store:
        store = Store()
        store.load(path=str(folder / ("build.nq" if every else "data.nt")))
        return store

    # A report tells a fault once that several constraints with one message find; here each counts.
    return (
        read,
        lambda data: shapes.validate(data, BASE, shapes=paths),
        lambda data: run(Source(data), shapes_to_run(paths)),
    )


def stock(_: str, folder: Path) -> Steps:
    """pySHACL as it is installed, over rdflib."""
    import pyshacl

    shapes = rdflib.Graph().parse(folder / "core.ttl")
    return (
        lambda: rdflib.Graph().parse(folder / "data.nt", format="nt"),
        lambda data: pyshacl.validate(data, shacl_graph=shapes, inplace=True)[1],
        None,
    )


def shifty(_: str, folder: Path) -> Steps:
    """pyshifty, which reads the files itself: its time is that of both."""
    import shifty as engine

    return (
        lambda: None,
        lambda _: engine.validate(str(folder / "data.nt"), str(folder / "core.ttl"), infer=False)[1],
        None,
    )


def told(report: rdflib.Graph, node: Any) -> tuple[str, ...]:
    """What a result says; a path of several steps is not compared."""
    predicates = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity)
    values = [report.value(node, predicate) for predicate in predicates]
    path = report.value(node, SH.resultPath)
    return (*(str(value) for value in values), str(path) if isinstance(path, rdflib.URIRef) else "")
