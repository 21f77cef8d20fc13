"""`innograf train`: the mention model, from the corpus NorNE."""

from pathlib import Path

import click

from cli.output import note, table
from cli.progress import Progress

STEPS = 6000


@click.command("train")
@click.argument("corpus", type=click.Path(path_type=Path), metavar="NORNE")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    default=Path("data/models/norne"),
    show_default=True,
    help="Folder for the model; a model that is there is replaced.",
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Start of chance.")
@click.option("--steps", type=click.IntRange(1), default=STEPS, show_default=True, help="Batches to train on.")
def command(corpus: Path, output: Path, seed: int, steps: int) -> None:
    """Train the model that finds names, from NorNE: its archive, or the folder that it unpacks to.

    The same corpus, seed and steps give the same model on the same kind of machine. The model's figures on NorNE's
    test parts are written, and kept in its card. The setting `mentions.model` chooses the model that `innograf build`
    uses.

    Exit codes: 0 done; 2 the corpus or the folder cannot be used.
    """
    from graph_builder import training

    training.check(output)
    read = training.read_norne(corpus)
    note(f"{len(read.train)} sentences to train on.")
    with Progress("Training") as progress:
        nlp = training.train(read, seed=seed, steps=steps, progress=progress)
    figures = {language: training.measure(nlp, part) for language, part in read.test.items()}
    speed = training.words_a_second(nlp, [s for part in read.test.values() for s in part])
    by_act = tuple(training.measure(nlp, part, training.MERGED_BY_ACT)["all"].f1 for part in read.test.values())
    training.save(nlp, output, figures, training.Made(seed, steps, len(read.train), speed, by_act))
    rows = [
        (language, label, *(f"{100 * share:.1f}" for share in (f.precision, f.recall, f.f1)))
        for language, found in figures.items()
        for label, f in found.items()
    ]
    click.echo(table(("test part", "label", "precision", "recall", "F1"), rows))
    note(f"{speed:,.0f} words a second. The model and its card are in {output}.")
