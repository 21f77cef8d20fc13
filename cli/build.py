"""`innograf build`: documents in, a validated build out."""

import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pyoxigraph

from cli import options
from cli.checking import Checked, Checker, check
from cli.output import InputError, note, number
from cli.progress import Progress
from cli.validation import validation_quads
from cli.waived import waived_violations
from ontology import prefixes
from settings import Settings
from shapes.results import FILE as INDEX
from store import Build, BuildStore, Changes, StoreError, can_be_revised
from store.dumps import write_dumps

if TYPE_CHECKING:
    from graph_builder.build import GraphResult


@dataclass(frozen=True)
class Outcome:
    """A build that was made, and what validation says of it."""

    build: Build
    validation: dict[str, Any]


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--publish/--no-publish", default=True, show_default=True, help="Publish the build when it conforms.")
@click.option("--force", is_flag=True, help="Publish also a build with violations.")
@click.option(
    "--dumps/--no-dumps",
    default=None,
    help="Write the files to download, or not. Left out: unless only what differs from the last build is built.",
)
@options.setting("jobs", type=int, metavar="N")
@options.data
@options.setting("base_iri", metavar="IRI")
@options.setting("authority", metavar="FOLDER")
@options.setting("max_document_bytes", type=int, metavar="N")
@options.setting("cache", metavar="FOLDER")
@options.no_cache
def command(
    paths: tuple[Path, ...], publish: bool, force: bool, dumps: bool | None, no_cache: bool, **given: Any
) -> None:
    """Build the graph from the documents in PATH (files and folders), validate it and publish it.

    Without PATH, the documents in the folder of the setting `documents` are read. A document that cannot be read is
    reported, and the others are built.

    Violations that stewards waived do not hold a build back.

    Exit codes: 0 done; 1 violations, so the build is kept but not published; 2 a document could not be read.
    """
    settings = options.read_settings(**given)
    started = time.monotonic()
    sources = paths or (settings.documents,)
    before = None if no_cache else _before(settings)
    with Checker(before, settings.base_iri, settings.jobs) if before else nullcontext() as checker:
        result = _read(sources, settings, not no_cache, before)
        for said in result.notes:
            note(said)
        for problem in result.problems:
            note(f"{problem.path}: {problem.reason}")
        if not result.documents:
            raise InputError("No document could be read, so nothing was built.")
        try:
            outcome = _revise(result, settings, started, before, checker) or _make(result, settings, started)
        except StoreError as error:
            if result.changes is None:
                raise
            note(f"{error} All is made from scratch.")
            result = _read(sources, settings, not no_cache, None)
            outcome = _make(result, settings, started)
    if dumps or (dumps is None and result.changes is None):
        note("Writing the files to download …")
        write_dumps(outcome.build, prefixes())
    waived = 0 if outcome.validation["conforms"] else waived_violations(outcome.build, settings)
    conforms = outcome.validation["violations"] == waived
    published = publish and (conforms or force)
    if published:
        BuildStore(settings.data).publish(outcome.build.id, settings.keep_builds)
    _report(result, outcome, published, waived)
    if not conforms:
        raise click.exceptions.Exit(1)
    if result.problems:
        raise click.exceptions.Exit(2)


def _before(settings: Settings) -> Build | None:
    """The published build, when one that differs in a few documents can be made from it."""
    from shapes.made_with import made_with

    try:
        build = BuildStore(settings.data).open()
        build.prepare()
        validation = build.report("validation")
    except StoreError:
        return None
    same = build.manifest.base_iri == settings.base_iri and build.manifest.builder == _builder()
    # By other shapes all would be checked, which is faster in memory.
    alike = bool(validation) and validation["made_with"] == made_with(None)
    return build if same and alike and can_be_revised(build) else None


def _read(paths: tuple[Path, ...], settings: Settings, cached: bool, before: Build | None) -> "GraphResult":
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"There is no folder {path} to read documents from; name one, or set `documents`.")
    from graph_builder.build import build_graph

    with Progress("Reading documents") as progress:
        return build_graph(list(paths), settings, jobs=settings.jobs, progress=progress, cached=cached, before=before)


def _make(result: "GraphResult", settings: Settings, started: float) -> Outcome:
    """Validate the quads and write them, with what validation says, as a build."""
    memory = pyoxigraph.Store()
    memory.bulk_extend(result.quads)
    note("Validating …")
    checked = check(memory, settings.base_iri)
    note("Writing the build …")
    memory.extend(validation_quads(checked.summary, settings.base_iri))
    info, reports = _info(result, settings, started, checked.summary), _reports(result, checked)
    return Outcome(BuildStore(settings.data).create(memory, _texts(result), info, reports), checked.summary)


def _revise(
    result: "GraphResult", settings: Settings, started: float, before: Build | None, checker: Checker | None
) -> Outcome | None:
    """The same by what differs from the build `before`; None where that was not found out."""
    if before is None or checker is None or result.changes is None:
        return None
    builds = BuildStore(settings.data)
    with builds.revise(before) as revision:
        revision.change(result.changes)
        note("Validating …")
        validated = checker.begin(revision, (*result.changes.removed, *result.changes.added))
        # The report on identity takes a while, as validation does.
        _ = result.identity
        checked = validated()
        note("Writing the build …")
        revision.change(Changes([], validation_quads(checked.summary, settings.base_iri)))
        info, reports = _info(result, settings, started, checked.summary), _reports(result, checked)
        return Outcome(builds.keep(revision, _texts(result), info, reports), checked.summary)


def _texts(result: "GraphResult") -> dict[str, str]:
    return {document.stem: document.text for document in result.documents}


def _reports(result: "GraphResult", checked: Checked) -> dict[str, Any]:
    of_graph = {"identity": result.identity, "parts": result.parts, "decisions": result.decisions}
    return {**of_graph, "validation": checked.saved, INDEX: checked.index}


def _info(result: "GraphResult", settings: Settings, started: float, summary: dict[str, Any]) -> dict[str, Any]:
    """What the build's manifest is to tell."""
    return {
        "seconds": round(time.monotonic() - started, 3),
        "builder": _builder(),
        "base_iri": settings.base_iri,
        "counts": result.counts,
        "documents": result.records(),
        "problems": [{"file": problem.path.name, "reason": problem.reason} for problem in result.problems],
        "validation": summary,
        "settings": {
            "max_document_bytes": settings.max_document_bytes,
            "jobs": settings.jobs,
            "readers": result.readers,
        },
    }


def _report(result: "GraphResult", outcome: Outcome, published: bool, waived: int) -> None:
    counts = outcome.build.manifest.counts
    for name in ("documents", "entities", "facts", "quads"):
        click.echo(f"{name:<11} {number(counts.get(name, 0))}")
    validation = outcome.validation
    verdict = "conforms" if validation["conforms"] else "does not conform"
    found = ", ".join(f"{number(validation[name])} {name}" for name in ("violations", "warnings", "infos"))
    click.echo(f"{'validation':<11} {verdict}: {found}{f'; {number(waived)} violations waived' if waived else ''}")
    click.echo(f"{'build':<11} {outcome.build.id}")
    click.echo(f"{'published':<11} {'yes' if published else 'no'}")
    if result.problems:
        click.echo(f"{'left out':<11} {len(result.problems)}; the reasons are above")
    if validation["violations"] != waived:
        note(f"The violations: innograf validate --build {outcome.build.id[:12]}")


def _builder() -> str:
    from importlib.metadata import version

    return f"innograf {version('innograf')}"
