"""How fast SPARQL queries are answered, beside other servers over the same data in the same run.

    python benchmarks/sparql/run.py [--quads 1M] [--clients 1,4,16] [--rounds 3] [--seconds 2] [--folder FOLDER]

Makes a graph and a build of it, starts `innograf serve`, `oxigraph serve`, rdflib-endpoint and Virtuoso, checks that
all answer the same, and prints the median requests a second of each query. "Seen" is one query asked again and again,
"unseen" are queries that never come twice. The peers take turns in each round; one that is not installed is named and
left out (`pip install oxigraph rdflib-endpoint uvicorn`, `apt install virtuoso-opensource`).

The load comes from wrk (`apt install wrk`); what it takes of the processors is printed. With `--folder` the data is
kept for the next run.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph
from make_graph import generate, number
from peers import PEERS, Data, Missing, Peer
from queries import ANALYTIC, NAMES, variants

from settings import load
from store import Build, BuildStore

FIXED = 3
VARIANTS = 2000
# A peer that takes longer for one query is not asked by many clients: its rate is that of one after another.
SLOW = 2.0
SEEN, UNSEEN = "seen", "unseen"
Rates = dict[tuple[str, str, str, int], list[float]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quads", default="1M")
    parser.add_argument("--clients", default="1,4,16")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--evidence", type=float, default=1.0, help="share of the facts that have evidence")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--folder", type=Path, help="keep the data here")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not installed (apt install wrk).")
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data, build = prepare(given.folder or scratch, number(given.quads), given.evidence)
        texts = {name: queries(name, build, scratch) for name in NAMES}
        peers = []
        for name in given.peers.split(","):
            (folder := scratch / name.replace(" ", "-")).mkdir()
            started = time.perf_counter()
            try:
                peers.append(stack.enter_context(PEERS[name](data, folder)))
                print(f"{name} ready after {time.perf_counter() - started:.1f} s")
            except Missing as missing:
                print(f"left out: {missing}")
        clients = [int(count) for count in given.clients.split(",")]
        taken = {(peer.name, name): check(peer, name, texts[name], build) for peer in peers for name in NAMES}
        for peer in peers:
            # A graph that is loaded into memory meanwhile is not part of the answers.
            settle(peer)
        rates = measure(peers, texts, taken, clients, given.rounds, given.seconds)
    report(rates, [peer.name for peer in peers], clients)


def prepare(folder: Path, quads: int, evidence: float) -> tuple[Data, Build]:
    """The data for all peers, made unless it is in the folder."""
    name = f"{quads}-{evidence}"
    data = Data(folder / name / "graph.nq", folder / name / "union.nt", folder / name / "builds")
    if not data.union.exists():
        data.quads.parent.mkdir(parents=True, exist_ok=True)
        count = generate(data.quads, quads, evidence=evidence)
        started = time.perf_counter()
        build = BuildStore(data.builds).create(data.quads, {}, {"base_iri": load().base_iri})
        BuildStore(data.builds).publish(build.id)
        build.with_union.dump(str(data.union), pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
        print(f"{count} quads; a build of them made in {time.perf_counter() - started:.1f} s")
    return data, BuildStore(data.builds).open()


def queries(name: str, build: Build, folder: Path) -> Path:
    """A file with the variants of a query, one a line, escaped for an address."""
    base = load().base_iri
    documents = sum(graph.endswith(".nb") and "/graph/" in graph for graph in build.graphs())
    text = variants(name, base, documents)
    path = folder / f"{name.replace(' ', '-')}.txt"
    path.write_text("\n".join(urllib.parse.quote(text(each), safe="") for each in range(VARIANTS)))
    return path


def accept(name: str) -> str:
    """The format that is asked for."""
    return "text/plain, application/n-triples" if name == "construct" else "application/sparql-results+json"


def check(peer: Peer, name: str, texts: Path, build: Build) -> float:
    """Compare a few answers with the engine's own; returns the seconds that one took."""
    times = []
    for text in texts.read_text().split("\n")[:FIXED]:
        request = urllib.request.Request(peer.address + text, headers={"Accept": accept(name)})
        started = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                found = read(name, answer.read())
        except (OSError, ValueError, SyntaxError) as error:
            print(f"{peer.name} does not answer {name!r}: {error}")
            return float("inf")
        times.append(time.perf_counter() - started)
        result = build.with_union.query(urllib.parse.unquote(text))
        graph = isinstance(result, pyoxigraph.QueryTriples)
        format = pyoxigraph.RdfFormat.N_TRIPLES if graph else pyoxigraph.QueryResultsFormat.JSON
        expected = read(name, result.serialize(format=format) or b"")  # type: ignore[union-attr, arg-type]
        if found != expected:
            print(
                f"{peer.name} answers {name!r} with {len(found)} rows, {len(expected)} expected; the first that differ:"
            )
            for one, other in [(one, other) for one, other in zip(found, expected, strict=False) if one != other][:1]:
                print(f"    {one}\n    {other}")
    return statistics.median(times)


def read(name: str, body: bytes) -> list[str]:
    """The rows of an answer, sorted; of a term only its value, since engines write datatypes in their own ways."""
    if name == "construct":
        triples = pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return sorted({" ".join(term.value for term in (t.subject, t.predicate, t.object)) for t in triples})
    rows = json.loads(body)["results"]["bindings"]
    return sorted(" ".join(f"{key}={row[key]['value']}" for key in sorted(row)) for row in rows)


def measure(
    peers: list[Peer],
    texts: dict[str, Path],
    taken: dict[tuple[str, str], float],
    clients: list[int],
    rounds: int,
    seconds: int,
) -> Rates:
    """The requests a second in each round."""
    rates: Rates = {}
    requests, before = 0, resource.getrusage(resource.RUSAGE_CHILDREN)
    for round in range(rounds):
        for name, path in texts.items():
            for count in clients:
                for peer in peers:
                    for kind in (SEEN, UNSEEN):
                        each = taken[peer.name, name]
                        rate = 1 / each
                        if each < SLOW:
                            # Long enough for every client to get some answers.
                            lasts = max(seconds, min(20, round_up(each * count)))
                            start = SEEN if kind == SEEN else str(1_000_000 * (round + 1) + 100_000 * count)
                            rate, done = wrk(peer, name, path, count, lasts, start)
                            requests += done
                            settle(peer)
                        rates.setdefault((peer.name, kind, name, count), []).append(rate)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"wrk took {1e6 * spent / max(1, requests):.0f} µs of a processor for each of {requests} requests")
    return rates


def settle(peer: Peer) -> None:
    """Wait until a server is done with what it was still asked when the load ended; some minutes at most."""
    for _ in range(400):
        before = busy(peer)
        time.sleep(0.5)
        if busy(peer) - before < 0.03:
            return


def busy(peer: Peer) -> float:
    """The seconds of processors that a server has taken, with the processes that it has started."""
    parents, times = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            pid = int(path.parent.name)
            parents[pid], times[pid] = int(fields[1]), int(fields[11]) + int(fields[12])

    def belongs(pid: int) -> bool:
        while pid in parents and pid != peer.pid:
            pid = parents[pid]
        return pid == peer.pid

    return sum(taken for pid, taken in times.items() if belongs(pid)) / os.sysconf("SC_CLK_TCK")


def round_up(seconds: float) -> int:
    """Whole seconds."""
    return int(seconds) + 1


def wrk(peer: Peer, name: str, path: Path, clients: int, seconds: int, start: str) -> tuple[float, int]:
    """Requests a second that were answered, and how many there were."""
    script = Path(__file__).with_name("vary.lua")
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "120s", "-s", str(script), peer.address]
    said = subprocess.run([*command, "--", str(path), start, accept(name)], capture_output=True, text=True, check=True)
    found = said.stdout.rpartition("=> ")[2].split()
    requests, microseconds, refused, broken = (int(part) for part in found)
    if refused or broken:
        print(
            f"{peer.name}, {name}, {clients} clients: {refused} of {requests} answers are errors, {broken} broken off"
        )
    return (requests - refused) / microseconds * 1e6, requests


def report(rates: Rates, peers: list[str], clients: list[int]) -> None:
    """Print the medians and the ratios."""
    middle = {key: statistics.median(found) for key, found in rates.items()}
    columns = [
        (peer, kind) for kind in (SEEN, UNSEEN) for peer in peers if (peer, kind, NAMES[0], clients[0]) in middle
    ]
    for count in clients:
        print(f"\nrequests a second, {count} clients")
        print(f"{'':<16}" + "".join(f"{f'{peer} ({kind})':>25}" for peer, kind in columns))
        for name in NAMES:
            print(f"{name:<16}" + "".join(f"{middle[peer, kind, name, count]:>25,.1f}" for peer, kind in columns))
    count = clients[-1]
    for kind in (SEEN, UNSEEN):
        for peer in peers:
            if peer != "innograf" and "innograf" in peers:
                ratios = {
                    name: middle["innograf", kind, name, count] / max(middle[peer, kind, name, count], 1e-3)
                    for name in NAMES
                }
                print(f"\ninnograf, {kind}, as a multiple of {peer}, {count} clients")
                print(", ".join(f"{name} {ratio:,.2f}" for name, ratio in ratios.items()))
                mean, least = statistics.geometric_mean(ratios.values()), min(ratios.values())
                analytic = min(ratios[name] for name in ANALYTIC)
                print(f"geometric mean {mean:,.2f}, least {least:,.2f}, least of the analytic {analytic:,.2f}")


if __name__ == "__main__":
    main()
