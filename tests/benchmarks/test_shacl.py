"""The benchmark of validation runs, and our results are those of pySHACL; how fast it is is not tested."""

import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "shacl"


def run(*options: str) -> list[str]:
    command = [sys.executable, str(BENCHMARK), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_it_prints_each_engine_and_whether_the_results_are_the_same() -> None:
    lines = run("--sizes", "1000", "--rounds", "1")
    assert [line.split()[1] for line in lines[1:]] == ["ours", "ours,", "pyshacl", "pyshifty"]
    assert all(lines[number].endswith("the same") for number in (1, 3, 4))


def test_an_engine_that_would_take_too_long_is_left_out_and_that_is_said() -> None:
    lines = run("--sizes", "1000", "2000", "--rounds", "1", "--limit", "0", "--engines", "ours")
    assert lines[1].endswith("the same")
    assert "left out: it would take some" in lines[2]
