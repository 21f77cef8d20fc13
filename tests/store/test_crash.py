"""A builder killed at any moment leaves the last good build published and whole."""

import random
import subprocess
import sys
import time
from pathlib import Path

from store import BuildStore

# Makes and publishes builds until it is killed; says "ready" after the first.
BUILDER = """
import sys
from pathlib import Path
import pyoxigraph as ox
from store import BuildStore

store = BuildStore(Path(sys.argv[1]))
graph = ox.NamedNode("https://example.org/graph/x")
number = int(sys.argv[2]) * 1_000_000
while True:
    number += 1
    name = ox.NamedNode(f"https://example.org/{number}")
    quads = (ox.Quad(name, name, ox.Literal(str(i)), graph) for i in range(300))
    store.publish(store.create(quads, {"x.nb": f"text {number}"}).id)
    print(number, flush=True)
"""

KILLS = 12


def test_kill_at_random_moments_leaves_the_last_good_build(tmp_path):
    builds = BuildStore(tmp_path / "builds")
    moments = random.Random()
    published = 0
    for turn in range(KILLS):
        published = max(published, _run_and_kill(builds.root, turn, moments.uniform(0.0, 0.25)))
        build = builds.open()
        assert build.is_whole()
        # What the builder had said was published is published, or something newer.
        assert int(build.text("x.nb").removeprefix("text ")) >= published
    assert all(builds.open(item.id).is_whole() for item in builds.builds())
    builds.clean()
    assert list(builds.root.glob("tmp-*")) == []


def _run_and_kill(root: Path, turn: int, delay: float) -> int:
    """Start a builder, kill it `delay` seconds after its first build; returns the last build it told of."""
    command = [sys.executable, "-c", BUILDER, str(root), str(turn)]
    project = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=project) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(delay)
        process.kill()
        told = [first, *process.stdout.read().splitlines()]
    assert process.returncode == -9
    return int(told[-1])
