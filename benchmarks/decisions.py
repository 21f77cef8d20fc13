"""How soon a page shows what a steward decided, beside the first build of the same documents.

    python benchmarks/decisions.py [--documents 300] [--seed 1] [--rounds 3] [--folder FOLDER]

The documents are made anew (`generate.py`), built, and served. Then, round by round, the date of an event is rejected,
two of the bodies that most documents name are merged, and both are undone; after each decision `innograf build` runs as
the desk starts it. Printed are the medians: seconds of the command, and until the page of the event or body that was
asked for all the while shows it. With `--folder` the builds and the cache are kept for the next run.
"""

import argparse
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph
from generate import generate
from pages import free_port

from graph_builder.records import Quote, Record, write_record
from graph_builder.records.record import record
from store import Build, BuildStore

# What nobody waits for longer, in seconds.
LONGEST = 120
PAUSE = 0.02
# Dates that one place says, so that they go when that is rejected.
DATES = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?s ?p ?o (SAMPLE(?where) AS ?span) WHERE {
    ?s a <https://w3id.org/innograf/def#Event> .
    ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; <http://www.w3.org/ns/prov#wasDerivedFrom> ?where
    FILTER (?p = <https://schema.org/startDate>)
} GROUP BY ?s ?p ?o HAVING (COUNT(DISTINCT ?where) = 1) ORDER BY ?s
"""
BODIES = """
SELECT ?s WHERE { ?d <https://schema.org/mentions> ?s . ?s a <http://www.w3.org/ns/org#Organization> }
GROUP BY ?s ORDER BY DESC(COUNT(?d)) ?s
"""


def main() -> None:
    """Make the documents, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        (folder / "records").mkdir(parents=True, exist_ok=True)
        for old in (folder / "records").glob("*.ttl"):
            old.unlink()
        generate(folder / "documents", given.documents, given.seed)
        first = build(folder)
        quads = BuildStore(folder / "builds").open().manifest.counts["quads"]
        print(f"{given.documents} documents, {quads:,} quads; {os.cpu_count()} processors")
        print(f"{'all built, as it was before':<30} {first:>8.1f} s")
        taken: dict[str, list[tuple[float, float]]] = {}
        with serving(folder) as address:
            for number in range(given.rounds):
                for title, said, page in decisions(folder, number):
                    taken.setdefault(title, []).append(decide(folder, said, f"{address}{page}"))
        for title, times in taken.items():
            command, shown = (statistics.median(each) for each in zip(*times, strict=True))
            print(f"{title:<30} {command:>8.1f} s, shown after {shown:.1f} s")


def decisions(folder: Path, number: int) -> Iterator[tuple[str, Record, str]]:
    """Of a round, one after the other: what to call a decision, its record, and the page that shows it."""
    now = Clock()
    live = BuildStore(folder / "builds").open()
    base = live.manifest.base_iri
    dates, bodies = rows(live, DATES), rows(live, BODIES)
    row = dates[number * 7 % len(dates)]
    event = row["s"].value
    rejected = record(
        verdict="reject", who="kari", when=now(), fact=(event, row["p"].value, row["o"]), quotes=(quote(live, row),)
    )
    kept, gone = (bodies[2 * number + place]["s"].value for place in (0, 1))
    merged = record(verdict="merge", who="kari", when=now(), entities=(kept, gone))
    on_event, on_body = (f"/page/{iri.removeprefix(f'{base}id/')}" for iri in (event, gone))
    yield "a date rejected", rejected, on_event
    yield "undone", record(verdict="undo", who="kari", when=now(), undoes=rejected.id), on_event
    yield "two bodies merged", merged, on_body
    yield "split again", record(verdict="undo", who="kari", when=now(), undoes=merged.id), on_body


class Clock:
    """Now, and at each further call a second later, so that no two records have one time."""

    def __init__(self) -> None:
        self._now = datetime.now(UTC).replace(microsecond=0)

    def __call__(self) -> datetime:
        """The next time."""
        self._now += timedelta(seconds=1)
        return self._now


def rows(live: Build, query: str) -> list[pyoxigraph.QuerySolution]:
    """The rows of a query over all graphs as one, those with evidence too."""
    return list(live.quads.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]


def quote(live: Build, row: pyoxigraph.QuerySolution) -> Quote:
    """The words of a row's span, with what stands around them."""
    document, _, at = row["span"].value.partition("#char=")
    stem = document.rpartition("/")[2]
    start, end = map(int, at.split(","))
    text = live.text(stem)
    around = (text[max(0, start - 32) : start], text[end : end + 32])
    return Quote(stem=stem, exact=text[start:end], prefix=around[0], suffix=around[1], start=start, end=end)


def decide(folder: Path, said: Record, page: str) -> tuple[float, float]:
    """Record a decision and build; the seconds of the command, and until the page is another."""
    before = asked(page)
    base = BuildStore(folder / "builds").open().manifest.base_iri
    started = time.perf_counter()
    write_record(folder / "records", said, base)
    command = build(folder)
    until(lambda: asked(page) != before)
    return command, time.perf_counter() - started


def asked(page: str) -> tuple[int, bytes]:
    """The status and the body of a page, as Turtle; a redirect is not followed."""
    request = urllib.request.Request(page, headers={"Accept": "text/turtle"})
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a merged thing answers with one."""

    def redirect_request(self, *_: object) -> None:
        """None: do not follow."""


def build(folder: Path) -> float:
    """Run `innograf build`; its seconds."""
    command = [sys.executable, "-m", "cli.main", "build", str(folder / "documents")]
    started = time.perf_counter()
    subprocess.run(command, env=environment(folder), check=True, capture_output=True)
    return time.perf_counter() - started


def environment(folder: Path) -> dict[str, str]:
    """The settings of the command and the server."""
    return {
        **os.environ,
        "INNOGRAF_DATA": str(folder / "builds"),
        "INNOGRAF_CACHE": str(folder / "cache"),
        "INNOGRAF_RECORDS": str(folder / "records"),
    }


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of `innograf serve` over the builds."""
    port = free_port()
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=environment(folder), stdout=quiet, stderr=quiet)
    try:
        until(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


def answers(address: str) -> bool:
    """Whether anything answers there."""
    with contextlib.suppress(OSError):
        return asked(address)[0] == 200
    return False


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds. Raises `TimeoutError`."""
    end = time.perf_counter() + LONGEST
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError(f"Nothing after {LONGEST} s.")
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
