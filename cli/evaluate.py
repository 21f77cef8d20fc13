"""`innograf evaluate`: what is read, held against gold annotations."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.output import note, table
from cli.progress import Progress
from settings import Settings
from store import BuildStore

if TYPE_CHECKING:
    from graph_builder.findings import Counts, Evaluation

HEADER = ("precision", "recall", "F1", "right", "too much", "missed")


@click.command("evaluate")
@click.argument("gold", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--documents", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help="Documents to read; left out: those of the setting `documents`.",
)  # fmt: skip
@click.option(
    "--build",
    "ref",
    metavar="ID",
    help="Evaluate a build instead: its id, the first characters of it, or `current` for the published one.",
)
@click.option("--details/--no-details", default=True, show_default=True, help="List what is missed and too much.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Also write a page with the texts."
)
@click.option("--write", is_flag=True, help="Keep each reader's precision as the confidence of its facts from now on.")
@options.data
@options.setting("authority", metavar="FOLDER")
@options.setting("jobs", type=int, metavar="N")
@options.no_cache
def command(
    gold: tuple[Path, ...], documents: tuple[Path, ...], ref: str | None, details: bool, html: Path | None, write: bool,
    no_cache: bool, **given: object,
) -> None:  # fmt: skip
    """Read documents and compare with the annotations in GOLD (JSON files, or folders of them).

    Without GOLD, those in the folder of the setting `gold` are taken. Writes what is missed and what is too much, with
    the words around; then precision, recall and F1 of entities and relations by document, kind and reader, in per
    cent. `--write` keeps the table of readers as `precision.toml` in the folder GOLD.

    Exit code 2 if a document that has annotations was not read.
    """
    settings = options.read_settings(**given)
    folders = [path for path in gold or (settings.gold,) if path.is_dir()]
    paths = list(_files(gold or (settings.gold,)))
    if write and len(folders) != 1:
        raise click.UsageError("--write keeps the table in the folder of the annotations: name one folder.")
    found, texts = _evaluate(paths, documents, ref, settings, not no_cache)
    if details:
        click.echo(_details(found, texts) + "\n")
    click.echo(_summary(found))
    click.echo("\n" + _scores("kind", found.kinds))
    click.echo("\n" + _scores("reader", found.readers))
    if html:
        from graph_builder.evaluation_page import evaluation_page

        html.write_text(evaluation_page(found, texts), encoding="utf-8")
        note(f"Wrote {html}.")
    for stem in found.unread:
        note(f"{stem}: no such document was read; all of its annotations count as missed.")
    if found.unread:
        raise click.exceptions.Exit(2)
    if write:
        from graph_builder import measure

        note(f"Wrote {measure.save_precision(found.readers, folders[0])}; the next build has these confidences.")


def _evaluate(
    gold: list[Path], documents: tuple[Path, ...], ref: str | None, settings: Settings, cached: bool
) -> tuple["Evaluation", dict[str, str]]:
    """The evaluation, and the texts of the documents by stem."""
    from graph_builder.evaluate import evaluate

    if ref is not None:
        if documents:
            raise click.UsageError("Give --documents or --build, not both.")
        build = BuildStore(settings.data).open(ref)
        texts = {stem: build.text(stem) for stem in build.stems}
        return evaluate(build.quads, build.manifest.base_iri, gold, texts), texts
    import pyoxigraph

    from graph_builder.build import build_graph

    paths = documents or (settings.documents,)
    with Progress("Reading documents") as progress:
        result = build_graph(paths, settings, jobs=settings.jobs, progress=progress, cached=cached)
    for problem in result.problems:
        note(str(problem))
    store = pyoxigraph.Store()
    store.bulk_extend(result.quads)
    texts = {document.stem: document.text for document in result.documents}
    return evaluate(store, settings.base_iri, gold, texts), texts


def _files(gold: Iterable[Path]) -> Iterable[Path]:
    for path in gold:
        if path.is_dir():
            inside = sorted(path.glob("*.json"))
            if not inside:
                raise click.UsageError(f"There is no JSON file in the folder {path}.")
            yield from inside
        elif path.exists():
            yield path
        else:
            raise click.UsageError(f"There is no folder {path} with annotations; name one, or set `gold`.")


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


def _row(counts: "Counts") -> tuple[object, ...]:
    shares = (f"{100 * share:.1f}" for share in (counts.precision, counts.recall, counts.f1))
    return (*shares, counts.right, counts.wrong, counts.missed)


def _details(found: "Evaluation", texts: Mapping[str, str]) -> str:
    """A line for each fault, `-` for missed and `+` for too much, with a second line of the words around it."""
    from graph_builder.findings import faults
    from graph_builder.printed import around

    lines = ["Missed (-) and too much (+), with the words around:"]
    for stem in sorted(found.findings):
        for finding in faults(found.findings[stem]):
            readers = f"  [{', '.join(sorted(finding.readers))}]" if finding.readers else ""
            lines.append(f"{'-' if finding.verdict == 'missed' else '+'} {stem}: {finding.told}{readers}")
            words = around(texts.get(stem, ""), finding.spans)
            if words:
                lines.append(f"    {words}")
    return "\n".join(lines)
