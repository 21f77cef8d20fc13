"""`innograf evaluate`: a build against gold annotations."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.output import note, table
from store import BuildStore

if TYPE_CHECKING:
    from graph_builder.evaluate import Counts, Evaluation

HEADER = ("precision", "recall", "F1", "right", "wrong", "missed")


@click.command("evaluate")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--details", is_flag=True, help="Also list what is missing and what is too much, by document.")
@click.option(
    "--save-precision",
    is_flag=True,
    help="Keep each reader's precision as the confidence of what it reads from now on.",
)
@options.build
@options.data
def command(gold: tuple[Path, ...], details: bool, save_precision: bool, ref: str, data: str | None) -> None:
    """Compare a build with the gold annotations in GOLD (JSON files, or folders of them).

    Writes precision, recall and F1 of entities and relations by document and by kind, and each reader's precision, in
    per cent.
    Exit code 2 if the build lacks a document that has gold annotations.
    """
    build = BuildStore(options.read_settings(data=data).data).open(ref)
    paths = list(_files(gold))
    from graph_builder.evaluate import evaluate

    found = evaluate(build.quads, build.manifest.base_iri, paths)
    click.echo(_summary(found))
    click.echo("\n" + _scores("kind", found.kinds))
    click.echo("\n" + _readers(found.readers))
    if details:
        click.echo("\n" + _details(found))
    for stem in found.unread:
        note(f"{stem}: the build has no such document; all of its annotations count as missed.")
    if found.unread:
        raise click.exceptions.Exit(2)
    if save_precision:
        from graph_builder import measure

        note(f"Wrote {measure.save_precision(found.readers)}; the next build has these confidences.")


def _files(gold: Iterable[Path]) -> Iterable[Path]:
    for path in gold:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(path.glob("*.json"))
        if not inside:
            raise click.UsageError(f"There is no JSON file in the folder {path}.")
        yield from inside


def _summary(found: "Evaluation") -> str:
    rows = [
        (stem, what, *_row(counts[what]))
        for stem, counts in sorted(found.documents.items())
        for what in ("entity", "relation")
    ]
    rows += [("all", what, *_row(found.overall(what))) for what in ("entity", "relation")]
    return table(("document", "of", *HEADER), rows)


def _scores(title: str, scores: Mapping[str, "Counts"]) -> str:
    return table((title, *HEADER), [(name, *_row(counts)) for name, counts in sorted(scores.items())])


def _readers(scores: Mapping[str, "Counts"]) -> str:
    # What was missed was missed by all of them, so a reader has no recall.
    rows = [
        (name, f"{100 * counts.precision:.1f}", counts.right, counts.wrong) for name, counts in sorted(scores.items())
    ]
    return table(("reader", "precision", "right", "wrong"), rows)


def _row(counts: "Counts") -> tuple[object, ...]:
    shares = (f"{100 * share:.1f}" for share in (counts.precision, counts.recall, counts.f1))
    return (*shares, counts.right, counts.wrong, counts.missed)


def _details(found: "Evaluation") -> str:
    lines = []
    for stem in sorted(found.documents):
        lines += [f"- {stem}: {item}" for item in sorted(found.missing.get(stem, []))]
        lines += [f"+ {stem}: {item}" for item in sorted(found.extra.get(stem, []))]
    return "\n".join(["Missing (-) and too much (+):", *lines])
