"""How fast data are validated, beside stock pySHACL and pyshifty, and whether all three find the same.

    python benchmarks/shacl [--sizes 10000 100000 1000000 10000000] [--rounds 3] [--engines ours pyshacl pyshifty]

Made-up builds of about so many triples, in our vocabulary, one statement in a hundred of which is wrong: gone, or with
a text in place of its value. They are checked with our own shapes, without those in SPARQL, which ask for named graphs
(`ours, all` runs these too, over the build with its graphs). Each engine runs in a process of its own, by turns. Told
are the medians of the processor's seconds for validation (reading the files apart), the memory at most, how many times
as long as ours, and whether the results are those of pySHACL: focus node, path, value, component and severity.

An engine is left out of a size that, by what it took for the one before, would take it more than `--limit` seconds or
`--memory` GB.
pyshifty is run where it is installed: `pip install pyshifty`.
"""

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from engines import ENGINES, run
from generator import make

Runs = dict[str, list[dict[str, Any]]]


def main() -> None:
    """Make the data, run each engine by turns, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10**n for n in (4, 5, 6, 7)], metavar="TRIPLES")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=400, metavar="SECONDS", help="for one run (default: %(default)s)")
    parser.add_argument("--memory", type=int, default=10, metavar="GB", help="for one run (default: %(default)s)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--run", nargs=2, metavar=("ENGINE", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(json.dumps(run(given.run[0], Path(given.run[1]))))
        return
    engines = list(given.engines)
    if "pyshifty" in engines and not importlib.util.find_spec("shifty"):
        engines.remove("pyshifty")
        print("pyshifty is not installed, and left out.")
    print(f"{'triples':>10}  {'engine':<10} {'validate':>9} {'read':>8} {'memory':>8}  times ours  results", flush=True)
    before: dict[str, tuple[int, dict[str, Any]]] = {}
    for size in sorted(given.sizes):
        runs: Runs = {}
        for engine in engines:
            reason = too_much(size, *before[engine], given.limit, given.memory) if engine in before else ""
            if reason:
                print(f"{size:>10,}  {engine:<10} left out: it would take some {reason}", flush=True)
            else:
                runs[engine] = []
        with tempfile.TemporaryDirectory() as name:
            make(size, Path(name))
            for _ in range(given.rounds):
                for engine, each in runs.items():
                    each.append(measure(engine, name))
        show(size, runs)
        before |= {engine: (size, each[0]) for engine, each in runs.items()}


def too_much(size: int, before: int, took: dict[str, Any], seconds: int, gigabytes: int) -> str:
    """What an engine would need more of than it may have, by what it took for the size before; empty if nothing."""
    times = size / before
    if (expected := (took["read"] + took["validate"]) * times) > seconds:
        return f"{expected:,.0f} s"
    return f"{expected:,.1f} GB" if (expected := took["mb"] * times / 1024) > gigabytes else ""


def show(size: int, runs: Runs) -> None:
    """One line for each engine."""
    seconds = {engine: statistics.median(run["validate"] for run in each) for engine, each in runs.items()}
    reference = runs.get("pyshacl", runs.get("pyshifty", runs.get("ours", [{"digest": ""}])))[0]["digest"]
    triples = runs["ours"][0]["triples"] if "ours" in runs else size
    for engine, each in runs.items():
        first = each[0]
        read, memory = statistics.median(run["read"] for run in each), max(run["mb"] for run in each)
        ratio = f"{seconds[engine] / seconds['ours']:.1f}" if "ours" in seconds else ""
        same = "" if engine == "ours, all" else "the same" if first["digest"] == reference else "others"
        print(
            f"{triples:>10,}  {engine:<10} {seconds[engine]:>7.2f} s {read:>6.1f} s {memory:>5.0f} MB"
            f"  {ratio:>10}  {first['results']:,} {same}",
            flush=True,
        )


def measure(engine: str, folder: str) -> dict[str, Any]:
    """One run in a process of its own."""
    command = [sys.executable, str(Path(__file__).parent), "--run", engine, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{engine}: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
