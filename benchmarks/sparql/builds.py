"""How fast a build is made of N-Quads and published, beside `oxigraph load` alone, and how soon it answers.

    python benchmarks/sparql/builds.py FILE.nq [--rounds 3]

`make_graph.py` makes a file of any size. Each round loads the file with the engine alone, then makes a build of it and
publishes it. `oxigraph load` is used when it is installed (`pip install oxigraph`), else the same engine's bulk loader
in a process of its own; what it makes is a database that was not tidied, without a hash and without the union.

Then it is measured how soon a build answers, its files in the system's cache: in a new process, where what it takes to
start Python is told from what it takes to open the build; from a server that starts; and from a server that runs when
the build is published. Printed are medians, as Markdown.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from opening import Opening, opening

from settings import load

PROJECT = Path(__file__).parents[2]
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


@dataclass(frozen=True)
class Taken:
    """The seconds that something took: by the clock, and of all processors."""

    wall: float
    processors: float


@dataclass(frozen=True)
class Making:
    """What each round took with the engine alone, which is named, and for a build."""

    name: str
    quads: int
    alone: list[Taken]
    build: list[Taken]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=lambda name: Path(name).resolve())
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = making(given.file, given.rounds, Path(scratch))
        print("\n".join(table(made, opening(Path(scratch) / "builds", Path(scratch), given.rounds))))


def making(file: Path, rounds: int, folder: Path) -> Making:
    """Load and build in turn; the last build stays in `folder/builds`, published."""
    name, engine = engine_alone()
    alone, build = [], []
    for _ in range(rounds):
        alone.append(taken(lambda: engine(folder / "alone", file)))
        shutil.rmtree(folder / "alone")
        shutil.rmtree(folder / "builds", ignore_errors=True)
        build.append(taken(lambda: python(CREATE, folder / "builds", file, load().base_iri)))
    with file.open("rb") as lines:
        return Making(name, sum(1 for _ in lines), alone, build)


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


def taken(work: Callable[[], object]) -> Taken:
    """What work in other processes takes."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - started, spent)


def table(made: Making, opened: Opening) -> list[str]:
    """The lines of two tables."""
    middle = statistics.median
    lines = [
        f"{made.quads} quads, {len(made.build)} rounds",
        "",
        "| | seconds | seconds of processors | quads a second |",
        "|---|---|---|---|",
    ]
    for name, parts in ((made.name, made.alone), ("made and published", made.build)):
        wall = middle(part.wall for part in parts)
        spent = middle(part.processors for part in parts)
        lines.append(f"| {name} | {wall:.2f} | {spent:.2f} | {made.quads / wall:,.0f} |")
    pairs = [*zip(made.alone, made.build, strict=True)]
    ratio, ratio_spent = (
        middle(getattr(alone, part) / getattr(build, part) for alone, build in pairs) for part in ("wall", "processors")
    )
    lines.append(f"| speed beside {made.name} | {ratio:.2f} | {ratio_spent:.2f} | |")
    lines += ["", "| until the first answer | seconds |", "|---|---|"]
    return lines + [f"| {name} | {middle(seconds):.2f} |" for name, seconds in opened.items()]


if __name__ == "__main__":
    main()
