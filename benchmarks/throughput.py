"""How fast many documents are read: beside the bare mention model, by two processes, and when one has changed.

    python benchmarks/throughput.py [--documents 2000] [--seed 1] [--rounds 3] [--whole]

The documents are made anew (`generate.py`). Printed are:

1. words a second of reading (layout, mentions, identity, facts) and of the mention model alone over the same texts, in
   one process; they take turns by batches of documents, and the ratio is the median of the batches'
2. how much faster two processes read all documents than one, with their start
3. seconds to read all documents with an empty cache (files to drafts), and again when one has changed
4. with `--whole`: seconds of the whole command `innograf build`, with an empty cache and when one document has changed.
   Besides reading that is identity across documents, which looks at all each time, and quads, validation and the store,
   of which the second time only what differs is made
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from generate import generate
from spacy.language import Language

from graph_builder.authority import load_authority
from graph_builder.cache import Cache
from graph_builder.mentions.trained import load_model
from graph_builder.read import Document, read_documents
from graph_builder.reading import Means, read_all
from settings import Settings, load

BATCH = 100


def main() -> None:
    """Make the documents, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args()
    settings = load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        words = generate(folder, given.documents, given.seed)
        documents, _ = read_documents([folder], settings.max_document_bytes)
        print(f"{len(documents)} documents, {words} words; {os.cpu_count()} processors")
        means = Means(load_authority(settings.authority, settings.base_iri), mentions=settings.mentions)
        beside_the_model(documents, means, settings)
        two_processes(documents, means, given.rounds)
        one_changed(folder, means, settings, Path(scratch) / "cache")
        if given.whole:
            whole_command(folder, Path(scratch))


def beside_the_model(documents: Sequence[Document], means: Means, settings: Settings) -> None:
    """Print words a second of the reader and of the model, and their ratio."""
    title, model = bare_model(settings)

    def read(batch: Sequence[Document]) -> None:
        for _ in read_all(batch, means, jobs=1):
            pass

    def name(batch: Sequence[Document]) -> None:
        for _ in model.pipe(document.text for document in batch):
            pass

    # The first documents of each language pay for what is built once.
    warm_up = list({document.language: document for document in documents}.values())
    read(warm_up)
    name(warm_up)
    rates: list[tuple[float, float]] = []
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        words = sum(len(document.text.split()) for document in batch)
        rates.append((words / seconds(lambda: read(batch)), words / seconds(lambda: name(batch))))  # noqa: B023
    print(f"{'reader':<34} {statistics.median(rate for rate, _ in rates):>9,.0f} words/s")
    print(f"{title:<34} {statistics.median(rate for _, rate in rates):>9,.0f} words/s")
    print(f"{'reader / model':<34} {statistics.median(ours / bare for ours, bare in rates):>9.2f}")


def bare_model(settings: Settings) -> tuple[str, Language]:
    """What to call it, and the mention model that the settings name; without one, spaCy's tokenizer."""
    model = load_model(settings.mentions.model)
    return ("mention model alone", model) if model else ("tokenizer alone (no model)", spacy.blank("nb"))


def two_processes(documents: Sequence[Document], means: Means, rounds: int) -> None:
    """Print the seconds of one process and of two, and how many times faster two are."""
    taken: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, times in taken.items():
            times.append(seconds(lambda: list(read_all(documents, means, jobs=jobs))))  # noqa: B023
    one, two = (statistics.median(times) for times in taken.values())
    print(f"{'read by one process':<34} {one:>9.2f} s")
    print(f"{'read by two':<34} {two:>9.2f} s")
    print(f"{'one / two':<34} {one / two:>9.2f}")


def one_changed(folder: Path, means: Means, settings: Settings, cached: Path) -> None:
    """Print the seconds of reading all with an empty cache, and again with one document changed."""

    def read() -> None:
        documents, _ = read_documents([folder], settings.max_document_bytes)
        cache = Cache(cached, means.fingerprint(), settings.cache_bytes)
        assert all(not isinstance(draft, str) for draft in read_all(documents, means, cache, jobs=1))

    first = seconds(read)
    change(folder)
    again = seconds(read)
    print(f"{'read with an empty cache':<34} {first:>9.2f} s")
    print(f"{'read again, one changed':<34} {again:>9.2f} s")
    print(f"{'again / first':<34} {again / first:>9.1%}")


def whole_command(folder: Path, scratch: Path) -> None:
    """Print the seconds of `innograf build` with an empty cache, and again with one document changed."""
    environment = {
        **os.environ,
        "INNOGRAF_DATA": str(scratch / "builds"),
        "INNOGRAF_CACHE": str(scratch / "cache-of-command"),
    }
    innograf = [sys.executable, "-m", "cli.main", "build", str(folder)]

    def build() -> None:
        subprocess.run(innograf, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    first = seconds(build)
    change(folder)
    # What the first build left to be written is not part of the second.
    os.sync()
    again = seconds(build)
    print(f"{'innograf build, empty cache':<34} {first:>9.2f} s")
    print(f"{'innograf build, one changed':<34} {again:>9.2f} s")
    print(f"{'again / first':<34} {again / first:>9.1%}")


def change(folder: Path) -> None:
    """Add a sentence to one document."""
    path = sorted(folder.iterdir())[0]
    path.write_text(path.read_text(encoding="utf-8") + "\nKari Haukvik.\n", encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    """The seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
