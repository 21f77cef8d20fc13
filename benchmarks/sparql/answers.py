"""Whether a server gives the answers that the engine itself gives, and how long one takes."""

import json
import statistics
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph
from peers import Peer
from queries import variants

from settings import load
from store import Build

FIXED = 3
VARIANTS = 2000
# A server that takes longer for one answer is not asked again for that query; and how long it may take.
ENOUGH, LONGEST = 5.0, 120


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
            with urllib.request.urlopen(request, timeout=LONGEST) as answer:
                found = read(name, answer.read())
        except (OSError, ValueError, SyntaxError) as error:
            print(f"{peer.name} does not answer {name!r}: {error}")
            return float("inf")
        times.append(time.perf_counter() - started)
        result = build.with_union.query(urllib.parse.unquote(text))
        graph = isinstance(result, pyoxigraph.QueryTriples)
        format = pyoxigraph.RdfFormat.N_TRIPLES if graph else pyoxigraph.QueryResultsFormat.JSON
        expected = read(name, result.serialize(format=format) or b"")  # type: ignore[arg-type]
        if found != expected:
            print(
                f"{peer.name} answers {name!r} with {len(found)} rows, {len(expected)} expected; the first that differ:"
            )
            for one, other in [(one, other) for one, other in zip(found, expected, strict=False) if one != other][:1]:
                print(f"    {one}\n    {other}")
        if times[-1] > ENOUGH:
            break
    return statistics.median(times)


def read(name: str, body: bytes) -> list[str]:
    """The rows of an answer, sorted; of a term only its value, since engines write datatypes in their own ways."""
    if name == "construct":
        triples = pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return sorted({" ".join(term.value for term in (t.subject, t.predicate, t.object)) for t in triples})
    rows = json.loads(body)["results"]["bindings"]
    return sorted(" ".join(f"{key}={row[key]['value']}" for key in sorted(row)) for row in rows)
