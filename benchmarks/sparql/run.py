"""How fast SPARQL queries are answered, beside other servers over the same data in the same run.

    python benchmarks/sparql/run.py [--quads 1M] [--clients 1,4,16] [--rounds 3] [--seconds 2] [--minutes 30]
        [--folder FOLDER] [--save FILE]

Makes a graph and a build of it, starts `innograf serve`, `oxigraph serve`, rdflib-endpoint and Virtuoso, checks that
all answer the same, and prints the median requests a second of each query. "Seen" is one query asked again and again,
"unseen" are queries that never come twice, asked of a server of ours that keeps no answers. The peers take turns in
each round; one that is not installed, or is not ready in time, is named and left out (`pip install oxigraph
rdflib-endpoint uvicorn`, `apt install virtuoso-opensource`). Before that, it is measured how long making and
publishing the build takes beside `oxigraph load`, and how soon the build answers (`builds.py`).

The load comes from wrk (`apt install wrk`); what it takes of the processors is printed. No round begins that would
not end within `--minutes` (30; 60 for more than 2 M quads). With `--folder` the data is kept for the next run, also
what peers have loaded. The tables are Markdown, and are saved with `--save`.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import pyoxigraph
from answers import check, queries
from builds import making, table
from make_graph import generate, number
from opening import opening
from peers import PEERS, Data, Missing
from queries import NAMES
from rates import measure, settle
from tables import tables

from settings import load
from store import Build, BuildStore

# Making a build is measured as often as this when it is this large, and once when it is larger.
BUILT, LARGE = 3, 2_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quads", default="1M")
    parser.add_argument("--clients", default="1,4,16")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--minutes", type=float, help="begin no round that would end later")
    parser.add_argument("--evidence", type=float, default=1.0, help="share of the facts that have evidence")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--folder", type=Path, help="keep the data here")
    parser.add_argument("--save", type=Path, help="save the tables in this file")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed (apt install wrk).")
    quads = number(given.quads)
    minutes = given.minutes or (30 if quads <= LARGE else 60)
    until = time.monotonic() + 60 * minutes
    clients = [int(count) for count in given.clients.split(",")]
    if given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
    lines = [about(), ""]
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=given.folder)))
        data, build = prepare((given.folder or scratch).resolve(), quads, given.evidence)
        (measured := scratch / "measured").mkdir()
        times = BUILT if quads <= LARGE else 1
        said = table(making(data.quads, times, measured), opening(data.builds, measured, BUILT))
        print("\n".join(said), flush=True)
        lines += said
        shutil.rmtree(measured)
        texts = {name: queries(name, build, scratch) for name in NAMES}
        peers = []
        for name in given.peers.split(","):
            (folder := scratch / name.replace(" ", "-")).mkdir()
            started = time.perf_counter()
            try:
                peers.append(stack.enter_context(PEERS[name](data, folder)))
                print(f"{name} ready after {time.perf_counter() - started:.1f} s", flush=True)
            except Missing as missing:
                lines += ["", f"Left out: {missing}"]
                print(lines[-1], flush=True)
        taken = {(peer.name, name): check(peer, name, texts[name], build) for peer in peers for name in NAMES}
        for peer in peers:
            # A graph that is loaded into memory meanwhile is not part of the answers.
            settle(peer)
            settle(peer.uncached or peer)
        rates = measure(peers, texts, taken, clients, given.rounds, given.seconds, until)
    said = tables(rates, [peer.name for peer in peers], clients)
    print("\n".join(said))
    lines += [*said, "", about()]
    if given.save:
        given.save.write_text("\n".join(lines) + "\n", encoding="utf-8")


def about() -> str:
    """A line on what is measured with."""
    loads = " ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{os.cpu_count()} processors, pyoxigraph {version('pyoxigraph')}, load average {loads}"


def prepare(folder: Path, quads: int, evidence: float) -> tuple[Data, Build]:
    """The data for all peers, made unless it is in the folder."""
    name = f"{quads}-{evidence}"
    data = Data(folder / name / "graph.nq", folder / name / "union.nt", folder / name / "builds")
    if not data.union.exists():
        data.quads.parent.mkdir(parents=True, exist_ok=True)
        count = generate(data.quads, quads, evidence=evidence)
        build = BuildStore(data.builds).create(data.quads, {}, {"base_iri": load().base_iri})
        BuildStore(data.builds).publish(build.id)
        build.with_union.dump(str(data.union), pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        print(f"{count} quads", flush=True)
    return data, BuildStore(data.builds).open()


if __name__ == "__main__":
    main()
