"""How fast data are validated, beside stock pySHACL and pyshifty, and whether all three find the same.

    python benchmarks/shacl.py [--sizes 10000 100000] [--rounds 3] [--engines ours pyshacl pyshifty]

Made-up builds of about so many triples, in our vocabulary, one statement in a hundred of which is wrong: gone, or with
a text in place of its value. They are checked with our own shapes, without those in SPARQL, which ask for named graphs
(`ours, all` runs these too, over the build with its graphs). Each engine runs in a process of its own, by turns. Told
are the medians of the processor's seconds for validation (reading the files apart), the memory at most, how many times
as long as ours, and whether the results are those of pySHACL: focus node, path, value, component and severity.

Sizes of 1000000 and 10000000 take stock pySHACL minutes and hours: leave it out with `--engines ours pyshifty`.
pyshifty is run where it is installed: `pip install pyshifty`.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import rdflib
from pyoxigraph import DefaultGraph, Literal, Quad, RdfFormat, Store
from rdflib.namespace import RDF, SH

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "shapes"))
from synthetic_build import BASE, build

TRIPLES_OF_THE_ONTOLOGY, TRIPLES_PER_DOCUMENT = 1_900, 7_400
ENGINES = ("ours", "ours, all", "pyshacl", "pyshifty")


def main() -> None:
    """Make the data, run each engine by turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], metavar="TRIPLES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--run", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(run(given.run[0], Path(given.run[1]))))
        return
    engines = [name for name in given.engines if name != "pyshifty" or importlib.util.find_spec("shifty")]
    print(f"{'triples':>10}  {'engine':<10} {'validate':>9} {'read':>8} {'memory':>8}  times ours  results")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            triples = make(size, Path(name))
            runs: dict[str, list[dict[str, Any]]] = {engine: [] for engine in engines}
            for _ in range(given.rounds):
                for engine in engines:
                    runs[engine].append(measure(engine, name))
        show(triples, runs)


def show(triples: int, runs: dict[str, list[dict[str, Any]]]) -> None:
    """One line for each engine."""
    seconds = {engine: statistics.median(run["validate"] for run in each) for engine, each in runs.items()}
    reference = runs.get("pyshacl", runs.get("ours", [{"digest": ""}]))[0]["digest"]
    for engine, each in runs.items():
        first = each[0]
        ratio = f"{seconds[engine] / seconds['ours']:.1f}" if "ours" in seconds else ""
        same = "" if engine == "ours, all" else "the same" if first["digest"] == reference else "others"
        print(
            f"{triples:>10,}  {engine:<10} {seconds[engine]:>7.2f} s {first['read']:>6.1f} s {first['mb']:>5.0f} MB"
            f"  {ratio:>10}  {first['results']:,} {same}"
        )


def make(size: int, folder: Path) -> int:
    """Write the data, as a build and as one graph, and the shapes without SPARQL; how many triples there are."""
    documents = max(1, round((size - TRIPLES_OF_THE_ONTOLOGY) / TRIPLES_PER_DOCUMENT))
    events = 22 if size > TRIPLES_PER_DOCUMENT else 1
    store, union = Store(), Store()
    store.bulk_extend(broken(build(documents, events)))
    union.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    store.dump(str(folder / "build.nq"), format=RdfFormat.N_QUADS)
    union.dump(str(folder / "data.nt"), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    core_shapes().serialize(folder / "core.ttl", format="turtle")
    return len(union)


def broken(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with one in a hundred wrong; the ontology as it is."""
    chance = random.Random(1)  # the same faults each time
    for quad in quads:
        if "graph/ontology" in quad.graph_name.value or chance.random() > 0.01:
            yield quad
        elif chance.random() < 0.5:
            yield Quad(quad.subject, quad.predicate, Literal("wrong"), quad.graph_name)


def core_shapes() -> rdflib.Graph:
    """Our shapes without those that have a query."""
    from shapes.shapes_graph import shapes_graph

    source, core = shapes_graph(), rdflib.Graph()
    queries = {node for node in source.subjects() if (node, SH.sparql, None) in source}
    queries |= {node for node in source.subjects() if (node, SH.target, None) in source}
    queries |= set(source.subjects(RDF.type, SH.SPARQLConstraint)) | set(source.subjects(RDF.type, SH.SPARQLTarget))
    for triple in source:
        if triple[0] not in queries:
            core.add(triple)
    return core


def measure(engine: str, folder: str) -> dict[str, Any]:
    """One run in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--run", engine, folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{engine}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run(engine: str, folder: Path) -> dict[str, Any]:
    """Read and validate, in this process."""
    read, validate, results_of = {"pyshacl": stock, "pyshifty": shifty}.get(engine, ours)(engine, folder)
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
        "results": len(results),
        "digest": hashlib.sha256(repr(results).encode()).hexdigest(),
    }


Steps = tuple[Callable[[], Any], Callable[[Any], Any], Callable[[Any], rdflib.Graph] | None]


def ours(engine: str, folder: Path) -> Steps:
    """The validator of this project."""
    import shapes
    from shapes.run import run
    from shapes.shapes_graph import shapes_to_run
    from shapes.source import Source

    every = engine == "ours, all"
    shapes.validate([])  # reads our shapes

    def read() -> Store:
        store = Store()
        store.bulk_load(path=str(folder / ("build.nq" if every else "data.nt")))
        return store

    paths = None if every else (folder / "core.ttl",)
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
    predicates = (SH.focusNode, SH.value, SH.sourceConstraintComponent, SH.resultSeverity, SH.sourceShape)
    values = [report.value(node, predicate) for predicate in predicates]
    path = report.value(node, SH.resultPath)
    return (*(str(value) for value in values), str(path) if isinstance(path, rdflib.URIRef) else "")


if __name__ == "__main__":
    main()
