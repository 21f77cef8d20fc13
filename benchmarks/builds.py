"""How fast a build is made of N-Quads and published, beside `oxigraph load` alone, and how soon it answers.

    python benchmarks/builds.py FILE.nq [--rounds 3]

`sparql/make_graph.py` makes a file of any size. Each round loads the file with the engine alone, then makes a build of
it and publishes it. `oxigraph load` is used when it is installed (`pip install oxigraph`), else the same engine's bulk
loader in a process of its own; what it makes is a database that was not tidied, without a hash and without the union.
Printed are the medians, quads a second, and the seconds that a new process takes to open the build and answer.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from settings import load
from store import BuildStore

PROJECT = Path(__file__).parents[1]
LOAD = """
import sys, pyoxigraph
pyoxigraph.Store(sys.argv[1]).bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)
"""
CREATE = """
import sys
from pathlib import Path
from store import BuildStore
builds = BuildStore(Path(sys.argv[1]))
builds.publish(builds.create(Path(sys.argv[2]), {}, {"base_iri": sys.argv[3]}).id)
"""
ANSWER = """
import sys
from pathlib import Path
from store import BuildStore, query
next(iter(query(BuildStore(Path(sys.argv[1])).open(), "SELECT * { ?thing ?property ?value } LIMIT 1")))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=lambda name: Path(name).resolve())
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    name, alone = engine_alone()
    times: dict[str, list[float]] = {"alone": [], "build": [], "answer": []}
    for _ in range(given.rounds):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            times["alone"].append(seconds(lambda: alone(folder / "alone", given.file)))  # noqa: B023
            shutil.rmtree(folder / "alone")
            create = (CREATE, folder / "builds", given.file, load().base_iri)
            times["build"].append(seconds(lambda: python(*create)))  # noqa: B023
            times["answer"].append(seconds(lambda: python(ANSWER, folder / "builds")))  # noqa: B023
            manifest = BuildStore(folder / "builds").open().manifest
    report(name, manifest.counts["quads"], times)


def engine_alone() -> tuple[str, Callable[[Path, Path], None]]:
    """What to call the peer, and what loads a file into a new folder with it."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        return "pyoxigraph bulk_load", lambda folder, file: python(LOAD, folder, file)
    return "oxigraph load", lambda folder, file: run(program, "load", "-l", str(folder), "-f", str(file))


def python(code: str, *given: object) -> None:
    """Run Python code in a new process."""
    run(sys.executable, "-c", code, *map(str, given))


def run(*command: str) -> None:
    """Run a command to its end; raises `CalledProcessError` when it fails."""
    quiet = subprocess.DEVNULL
    subprocess.run(command, cwd=PROJECT, check=True, stdout=quiet, stderr=quiet)


def seconds(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def report(name: str, quads: int, times: dict[str, list[float]]) -> None:
    """Print the medians and the ratio."""
    middle = {what: statistics.median(taken) for what, taken in times.items()}
    print(f"{quads} quads, {len(times['build'])} rounds; median seconds")
    print(f"{name:<34} {middle['alone']:>9.2f} s  {quads / middle['alone']:>9,.0f} quads/s")
    print(f"{'made and published':<34} {middle['build']:>9.2f} s  {quads / middle['build']:>9,.0f} quads/s")
    ratio = statistics.median(a / b for a, b in zip(times["alone"], times["build"], strict=True))
    print(f"{'speed beside ' + name:<34} {ratio:>9.2f}")
    print(f"{'from a new process to an answer':<34} {middle['answer']:>9.2f} s")


if __name__ == "__main__":
    main()
