"""How many words a second the mention model reads on one core, by itself.

    OMP_NUM_THREADS=1 python benchmarks/mentions.py [PATH…] [--model NAME] [--rounds 7]

PATH are documents; their blocks' texts are what a build gives the model. Prints the median of the rounds, after one
that does not count.
"""

import argparse
import statistics
import time
from pathlib import Path

from graph_builder.layout import lay_out
from graph_builder.mentions.trained import load_model
from graph_builder.read import read_documents
from settings import load

# Fewer words than this are read several times in a round, so that a round is long enough to measure.
WORDS = 20_000


def main() -> None:
    """Measure and print."""
    settings = load()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--model", default=settings.mentions.model)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    model = load_model(given.model)
    if model is None:
        parser.error("there is no model to measure; name one with --model.")
    documents, _ = read_documents(given.paths or [settings.documents], settings.max_document_bytes)
    layouts = [lay_out(document) for document in documents]
    texts = [layout.flat[block.start : block.end] for layout in layouts for block in layout.blocks]
    words = sum(len(text.split()) for text in texts)
    if not words:
        parser.error("there are no words to read in what PATH names.")
    texts *= -(-WORDS // words)
    words = sum(len(text.split()) for text in texts)
    seconds = []
    for counted in [False] + [True] * given.rounds:
        started = time.process_time()
        for _ in model.pipe(texts):
            pass
        if counted:
            seconds.append(time.process_time() - started)
    middle = statistics.median(seconds)
    speed = f"{words / middle:,.0f} words/s of processor time"
    print(f"{given.model}: {speed} (median of {given.rounds} rounds, {words} words)")


if __name__ == "__main__":
    main()
