"""How fast the pages of things are made, on a generated graph with a hub, beside Trifid over the same data.

    python benchmarks/pages.py [--entities 1M] [--hub 100k] [--rounds 200] [--folder FOLDER] [--no-peer]

Makes a graph of so many entities as `benchmarks/sparql/make_graph.py` does (some fifteen quads each: the first 200
documents have a text and evidence of each fact, of the others one fact in fifty has), and in it a body that arranged
`--hub` events; builds it with its search index, starts `innograf serve` with one worker, and asks for pages one after
another: things of each kind that were not asked for before, then the hub. The server keeps no pages, so each is made
when it is asked for. What is printed are the median and the 95th percentile of the time that a request takes, in
milliseconds. A page that is asked for again with its ETag is measured too.

Beside it stands what the server's processes took of a processor for each page, which says more on a machine that has
other work too.

Prez is not on the package index. Trifid (`npm install --prefix benchmarks/peer trifid @zazuko/trifid-entity-renderer`)
shows what is said of the same things, not what points to them, from `oxigraph serve` over the same quads; it is left
out, and named, when it is not there. With `--folder` the data is kept.
"""

import argparse
import contextlib
import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "sparql"))

from make_graph import WORDS, Graph, number

from ontology import INNO, RDF, RDFS, SCHEMA, XSD
from settings import Settings, load
from store import BuildStore

HUB = "organisation/the-hub"
KINDS = ("person", "organisation", "event", "policy", "project", "measure", "place")
# Requests before those that are measured: the first ones open files and compile templates.
WARM = 5
PEER = Path(__file__).parent / "peer"
IN_A_DOCUMENT = 500
# Documents that have a text, and evidence of everything they say.
TOLD = 200


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entities", type=number, default=1_000_000)
    parser.add_argument("--hub", type=number, default=100_000, help="events that the hub arranged")
    parser.add_argument("--rounds", type=int, default=200, help="pages of each kind")
    parser.add_argument("--folder", type=Path, help="keep the data here")
    parser.add_argument("--no-peer", action="store_true")
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = given.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        prepare(folder, given.entities, given.hub)
        things = sample(folder, given.rounds)
        ours = stack.enter_context(innograf(folder))
        rows, taken = {}, {}
        print(f"{'page':16}{'median':>9}{'p95':>9}{'processor':>11}   ms")
        for kind, paths in things.items():
            before = processor(ours.session)
            rows[kind] = measure(ours, "/page/", paths)
            taken[kind] = (processor(ours.session) - before) / (len(paths) + WARM) * 1000
            show(kind, rows[kind], taken[kind])
        kinds = [kind for kind in rows if kind != "hub"]
        typical = [each for kind in kinds for each in rows[kind]]
        show("typical", typical, statistics.mean(taken[kind] for kind in kinds))
        show("unchanged (304)", measure(ours, "/page/", things["person"][:50], again=True))
        if given.no_peer:
            return
        try:
            theirs = stack.enter_context(trifid(folder))
        except Missing as missing:
            print(f"left out: {missing}")
            return
        for kind, paths in things.items():
            found = measure(theirs, "/id/", paths[: max(5, given.rounds // 10)])
            show(f"trifid {kind}", found)
            print(f"{'':16}{statistics.median(found) / statistics.median(rows[kind]):8.1f} times ours")


def prepare(folder: Path, entities: int, hub: int) -> None:
    """Make the graph and a build of it, unless they are there."""
    builds = BuildStore(folder / "builds")
    if builds.current_id() is not None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "graph.nq"
    count, documents, things = write_graph(path, entities, hub)
    started = time.perf_counter()
    records = [
        {"stem": f"{each:06d}.nb", "title": f"Dokument {each}", "issued": f"20{each % 25:02}-01-01", "language": "nb"}
        for each in range(documents)
    ]
    words = " ".join(WORDS[place % len(WORDS)] for place in range(2_000))
    texts = {f"{each:06d}.nb": words for each in range(min(TOLD, documents))}
    build = builds.create(path, texts, {"base_iri": load().base_iri, "documents": records})
    builds.publish(build.id)
    print(f"{things} entities, {count} quads; a build of them made in {time.perf_counter() - started:.0f} s")


def write_graph(path: Path, entities: int, hub: int) -> tuple[int, int, int]:
    """Write the N-Quads; returns how many there are, of how many documents, and how many entities they speak of."""
    graph = Graph(1, 1.0, entities * 10)
    base = f"<{load().base_iri}id/"
    things: set[str] = set()
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for lines in (graph.ontology(), about_hub(hub)):
            for line in lines:
                out.write(line)
                count += 1
                things.update([line.partition(" ")[0]] if line.startswith(base) else ())
        while len(things) < entities:
            graph.evidence = 1.0 if graph.documents < TOLD else 0.02
            lines = list(graph.document())
            out.writelines(lines)
            count += len(lines)
            things.update(line.partition(" ")[0] for line in lines if line.startswith(base))
    return count, graph.documents, len(things)


def about_hub(events: int) -> Iterator[str]:
    """A body and the events that it arranged, as documents say them."""
    base = load().base_iri
    hub, date = f"<{base}id/{HUB}>", f"^^<{XSD.date}>"
    for start in range(0, events, IN_A_DOCUMENT):
        stem = f"hub-{start:06d}.nb"
        graph = f"<{base}graph/{stem}> .\n"
        yield f"{hub} <{RDF.type}> <{INNO.Organisation}> {graph}"
        yield f'{hub} <{RDFS.label}> "Navet"@nb {graph}'
        yield f"<{base}doc/{stem}> <{SCHEMA.mentions}> {hub} {graph}"
        for place in range(start, min(start + IN_A_DOCUMENT, events)):
            event = f"<{base}id/event/hub-{place}>"
            yield f"{event} <{RDF.type}> <{INNO.Event}> {graph}"
            yield f'{event} <{RDFS.label}> "Møte {place}"@nb {graph}'
            yield f'{event} <{SCHEMA.startDate}> "20{place % 25:02}-01-{place % 28 + 1:02}"{date} {graph}'
            yield f"{event} <{SCHEMA.organizer}> {hub} {graph}"


def sample(folder: Path, rounds: int) -> dict[str, list[str]]:
    """Things of each kind, drawn by chance, and the hub as often as one kind; all as `kind/slug`."""
    build, base = BuildStore(folder / "builds").open(), load().base_iri
    from ontology import vocabulary

    found = {}
    for kind in KINDS:
        class_iri = vocabulary().kinds[kind]
        rows = build.select(f"SELECT DISTINCT ?s WHERE {{ ?s a <{class_iri}> }} LIMIT {rounds * 50}")
        iris = sorted(row["s"].value.removeprefix(f"{base}id/") for row in rows)
        found[kind] = random.Random(1).sample(iris, min(rounds, len(iris)))
    return found | {"hub": [HUB] * min(rounds, 50)}


@dataclass(frozen=True)
class Server:
    """Where a server listens, and the session that its processes are in."""

    port: int
    session: int


def processor(session: int) -> float:
    """The seconds that the processes of a session have taken of a processor; 0 where there is no /proc."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12]) if int(fields[3]) == session else 0
    return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def innograf(folder: Path) -> Iterator[Server]:
    """The server over the build."""
    port = free_port()
    settings = Settings(data=folder / "builds", server_workers=1, query_workers=1, port=port)
    from server.serve import environment

    code = "from server.serve import run; from settings import load; run(load())"
    variables = {**os.environ, **environment(settings)}
    with running([sys.executable, "-c", code], variables, port, folder / "server.log") as server:
        yield server


class Missing(Exception):
    """A peer is not installed."""


@contextlib.contextmanager
def trifid(folder: Path) -> Iterator[Server]:
    """Trifid over `oxigraph serve` over the quads of the build."""
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    oxigraph, command = shutil.which("oxigraph", path=here), PEER / "node_modules" / ".bin" / "trifid"
    if oxigraph is None or not command.exists():
        raise Missing("Trifid or Oxigraph (see the top of this file)")
    engine, port = free_port(), free_port()
    location = str(BuildStore(folder / "builds").open().path / "quads")
    serve = [oxigraph, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{engine}"]
    config = folder / "trifid.yaml"
    config.write_text(TRIFID.format(base=load().base_iri, engine=engine, port=port))
    with (
        running([*serve, "--union-default-graph"], dict(os.environ), engine, folder / "oxigraph.log"),
        running([str(command), "-c", str(config)], dict(os.environ), port, folder / "trifid.log", PEER) as server,
    ):
        yield server


TRIFID = """
server: {{listener: {{host: 127.0.0.1, port: {port}}}, logLevel: warn}}
globals: {{datasetBaseUrl: "{base}", rewrite: true, endpoints: {{default: {{url: /query}}}}}}
plugins:
  entity-renderer: {{module: "@zazuko/trifid-entity-renderer", config: {{rewrite: true}}}}
  sparql-proxy:
    module: "@zazuko/trifid-plugin-sparql-proxy"
    paths: /query
    config: {{endpointUrl: "http://127.0.0.1:{engine}/query", formats: {{ttl: text/turtle}}}}
"""


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str], port: int, log: Path, cwd: Path | None = None
) -> Iterator[Server]:
    """A process that listens on a port, ended afterwards."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=cwd, start_new_session=True)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if process.poll() is not None:
                raise RuntimeError(log.read_text(errors="replace")[-2000:])
            time.sleep(0.1)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(20)


def measure(server: Server, prefix: str, paths: list[str], *, again: bool = False) -> list[float]:
    """The milliseconds that each page takes, over one connection; with `again` those of asking a second time."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    times = []
    headers = {"Accept": "text/html", "Accept-Language": "nb"}

    def ask(path: str, more: dict[str, str]) -> http.client.HTTPResponse:
        connection.request("GET", path, headers=headers | more)
        answer = connection.getresponse()
        answer.read()
        return answer

    for _ in range(WARM):
        ask(f"{prefix}{paths[0]}", {})
    for path in paths:
        etag = ask(f"{prefix}{path}", {}).headers["ETag"] if again else None
        started = time.perf_counter()
        status = ask(f"{prefix}{path}", {"If-None-Match": etag} if etag else {}).status
        times.append((time.perf_counter() - started) * 1000)
        if status != (304 if again else 200):
            sys.exit(f"{path}: {status}")
    connection.close()
    return times


def show(name: str, times: list[float], taken: float | None = None) -> None:
    """Print a row."""
    ordered = sorted(times)
    print(
        f"{name:16}{statistics.median(ordered):9.1f}{ordered[int(len(ordered) * 0.95)]:9.1f}"
        f"{'' if taken is None else f'{taken:11.1f}'}"
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
