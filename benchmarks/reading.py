"""How fast documents are read, beside spaCy's bare tokenizer over the same texts in the same run.

    python benchmarks/reading.py [PATH…] [--rounds 7]

Prints the median seconds of each (after a warm-up, so start-up is left out), words a second, and the ratio. The reader
and the tokenizer take turns, so that a machine that slows down slows both.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from graph_builder import build_graph
from graph_builder.read import Document, read_documents
from settings import load


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    settings = load()
    paths = given.paths or [settings.documents]
    documents, _ = read_documents(paths, settings.max_document_bytes)
    words = sum(len(document.text.split()) for document in documents)
    tokenizers = {document.language: spacy.blank(document.language) for document in documents}

    def tokenize() -> None:
        for document in documents:
            tokenizers[document.language].make_doc(document.text)

    ours, bare = in_turn(lambda: build_graph(paths, settings), tokenize, given.rounds)
    report(documents, words, ours, bare)


def in_turn(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """The seconds that `one` and `other` take in each of `rounds`, by turns, after one round that does not count."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for counted in [False] + [True] * rounds:
        for times, work in zip(seconds, (one, other), strict=True):
            started = time.perf_counter()
            work()
            if counted:
                times.append(time.perf_counter() - started)
    return seconds


def report(documents: Sequence[Document], words: int, ours: list[float], bare: list[float]) -> None:
    """Print the medians and the ratio."""
    print(f"{len(documents)} documents, {words} words, {len(ours)} rounds; median seconds (fastest – slowest)")
    for name, times in (("read, with quads and evidence", ours), ("spaCy's tokenizer alone", bare)):
        middle = statistics.median(times)
        print(f"{name:<30} {middle:.3f} ({min(times):.3f} – {max(times):.3f})  {words / middle:,.0f} words/s")
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    print(f"{'ratio':<30} {ratio:.1f}")


if __name__ == "__main__":
    main()
