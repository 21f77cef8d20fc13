"""How fast search is in a large build, and what its indexes cost.

    python benchmarks/search.py [--entities 1000000] [--queries 500] [--seed 1] [--keep FOLDER]

A graph of invented people, bodies and events is made into a build. Then names from it are asked for as people type
them: letter by letter for completion, whole and with faults for search, and words that are in very many names. Printed
are seconds and size of the indexes beside those of the rest of the build, and milliseconds of completion and search.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ontology import INNO, ORG, RDF, RDFS, SCHEMA, XSD
from settings import load
from store import BuildStore
from store.search import Asked, Filters, Search, write

GIVEN = [
    "Aud",
    "Åse",
    "Bo",
    "Dag",
    "Eli",
    "Finn",
    "Gro",
    "Hege",
    "Iver",
    "Kåre",
    "Mona",
    "Nils",
    "Øyvind",
    "Per",
    "Siv",
]
SYLLABLES = ["bek", "dal", "eng", "fjell", "grøn", "hauk", "holt", "kve", "lund", "moe", "næs", "ravn", "sand", "ås"]
WORDS = ["åpen", "data", "deling", "helse", "innovasjon", "kommune", "kvalitet", "læring", "mot", "nettverk", "plan"]
BODIES = ["agency", "county", "hospital", "ministry", "municipality", "university"]
FACETS = ("kind", "class", "document", "year")
# Things that a document names.
NAMED = 500


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entities", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the build here, or use the one that is here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        builds = BuildStore(folder / "builds")
        if builds.current_id() is None:
            file = folder / "graph.nq"
            folder.mkdir(exist_ok=True)
            with file.open("w", encoding="utf-8") as out:
                out.writelines(lines(given.entities, given.seed))
            info = {"base_iri": load().base_iri}
            taken = seconds(lambda: builds.publish(builds.create(file, {}, info).id))
            print(f"{'build with its indexes':<34} {taken:>9.1f} s")
        measure(builds.open().path, given.queries, given.seed, folder)


def measure(build: Path, queries: int, seed: int, folder: Path) -> None:
    """Print what the indexes of a build cost, and how fast they answer."""
    size = sum(path.stat().st_size for path in (build / "search").rglob("*"))
    rest = sum(path.stat().st_size for path in build.rglob("*") if path.is_file()) - size
    print(f"{'size of the indexes':<34} {size / 1e6:>9.1f} MB, {size / rest:.0%} of the rest")
    again = folder / "again"
    again.mkdir(exist_ok=True)
    for part in ("lines", "documents"):
        (again / part).symlink_to(build / part)
    print(f"{'indexes alone':<34} {seconds(lambda: write(again, load().base_iri, [])):>9.1f} s")
    print(f"{'opening':<34} {1000 * seconds(lambda: Search(build)):>9.1f} ms")
    search = Search(build)
    choice = random.Random(seed)
    person = Filters(kind="person")
    people = search.things(Asked(()), person, limit=0).total
    rows = (search.things(Asked(()), person, offset=choice.randrange(people), limit=1) for _ in range(queries))
    names = [label[0].text for found in rows for hit in found.hits for label in hit.names.values()]
    typed = [text[:length] for text in names for length in (1, 2, 3, 4, 5, 8)]
    wrong = [text[:-3] + text[-2:] for text in names]
    report("completion, letter by letter", [timed(lambda: search.complete(text)) for text in typed])  # noqa: B023
    ask = lambda text, **more: search.things(Asked.read(text), facets=FACETS, **more)  # noqa: E731
    report("search, a name", [timed(lambda: ask(text)) for text in names])  # noqa: B023
    report("search, a name with a fault", [timed(lambda: ask(text)) for text in wrong])  # noqa: B023
    report("search, a word of many names", [timed(lambda: ask(text)) for text in WORDS])  # noqa: B023
    report("a list of a kind by name", [timed(lambda: ask("", filters=person, order="name")) for _ in range(20)])
    offset = ask("").total // 4
    deep = {"filters": person, "order": "name", "offset": offset}
    report(f"the same, {offset} further on", [timed(lambda: ask("", **deep)) for _ in range(5)])


def lines(entities: int, seed: int) -> Iterator[str]:
    """The N-Quads of a graph with so many entities, some of them with many more statements than others."""
    choice = random.Random(seed)
    base = load().base_iri
    for number in range(entities):
        stem = f"{number // NAMED:06d}.nb"
        kind = ("person", "organisation", "event")[number % 3]
        thing = f"<{base}id/{kind}/{kind}-{number}>"
        said = [(RDF.type, f"<{INNO[kind.capitalize()]}>"), (RDFS.label, f'"{label(kind, choice)}"@nb')]
        other = f"<{base}id/organisation/organisation-{int(entities ** choice.random()) // 3 * 3 + 1}>"
        if kind == "organisation":
            said += [(ORG.classification, f"<{INNO}organisation-{choice.choice(BODIES)}>"), (ORG.unitOf, other)]
        elif kind == "event":
            day = f"{choice.randint(2010, 2025)}-{choice.randint(1, 12):02d}-{choice.randint(1, 28):02d}"
            said += [(SCHEMA.startDate, f'"{day}"^^<{XSD.date}>'), (SCHEMA.organizer, other)]
        else:
            said += [(SCHEMA.affiliation, other)]
        for predicate, value in said:
            yield f"{thing} <{predicate}> {value} <{base}graph/{stem}> .\n"


def label(kind: str, choice: random.Random) -> str:
    """The name of a thing of a kind."""
    person = name(choice.randrange(10**6))
    if kind == "person":
        return person
    words = " ".join(choice.sample(WORDS, 2))
    return f"{person.split()[-1]} {words}" if kind == "organisation" else f"{words} i {person.split()[-1]}".capitalize()


def name(which: int) -> str:
    """The name of a person."""
    parts = []
    rest = which // len(GIVEN)
    while rest or len(parts) < 2:
        parts.append(SYLLABLES[rest % len(SYLLABLES)])
        rest //= len(SYLLABLES)
    return f"{GIVEN[which % len(GIVEN)]} {''.join(parts).capitalize()}"


def seconds(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def timed(work: Callable[[], object]) -> float:
    """The milliseconds that `work` takes."""
    return 1000 * seconds(work)


def report(what: str, taken: list[float]) -> None:
    """Print the middle, the 95th percentile and the most."""
    p95 = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    print(f"{what:<34} {statistics.median(taken):>9.1f} ms, p95 {p95:.1f}, most {max(taken):.1f} ({len(taken)})")


if __name__ == "__main__":
    main()
