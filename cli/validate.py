"""`innograf validate`: a build, a file or what an end point has, against our shapes or others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli import options
from cli.fetching import MOST, check_address, fetch
from cli.output import note
from cli.waived import waivers_of
from store import Build, BuildStore

if TYPE_CHECKING:
    from shapes.report import Report
    from shapes.results import Index, Row, Words
    from shapes.results.waiver import Waiver

FORMATS = ("text", "json", "csv", "html", "junit", "sarif", "ttl", "nt", "jsonld", "rdf")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("validate")
@click.argument("file", required=False, type=_FILE)
@click.option(
    "--build", "ref", metavar="ID", help="Id of a build, or its first characters; left out: the published one."
)
@click.option("--endpoint", "address", metavar="URL", help="Fetch the data from this SPARQL end point.")
@click.option(
    "--query", metavar="CONSTRUCT", help="What to fetch from the end point; left out: all of its default graph."
)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=MOST,
    show_default=True,
    metavar="N",
    help="Triples to fetch at most; an end point with more is refused.",
)
@click.option(
    "--shapes",
    "own",
    multiple=True,
    type=_FILE,
    help="A file of SHACL shapes to check against instead of ours; again for more.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report."
)
@click.option(
    "--lang", type=click.Choice(["en", "nb", "nn"]), default="en", show_default=True, help="Language of the report."
)
@click.option("--all", "every", is_flag=True, help="Write every result, also where a shape has very many (text).")
@options.data
@options.setting("base_iri", metavar="IRI")
def command(
    file: Path | None,
    ref: str | None,
    address: str | None,
    query: str | None,
    most: int,
    own: tuple[Path, ...],
    form: str,
    lang: str,
    every: bool,
    data: str | None,
    base_iri: str | None,
) -> None:
    """Check a build, the RDF in FILE, or what a SPARQL end point has, against shapes and write a report.

    A build's results that stewards waived are told as such, and do not fail.

    Exit codes: 0 no violations, or only waived ones; 1 violations; 2 the call was wrong, or something could not be
    read or fetched.
    """
    if sum(map(bool, (file, ref, address))) > 1:
        raise click.UsageError("Give one of FILE, --build and --endpoint.")
    if query and not address:
        raise click.UsageError("--query says what to fetch from an --endpoint; name one.")
    settings = options.read_settings(data=data, base_iri=base_iri)
    from shapes import validate
    from shapes.results.waiver import standing

    waivers: dict[str, Waiver] = {}
    checked = partial(validate, shapes=own or None)
    if address:
        report = checked(fetch(check_address(address), query, most), settings.base_iri)
        _write(report, form, lang, every, _Source())
    elif file:
        _write(report := checked(file, settings.base_iri), form, lang, every, _Source(file=file))
    else:
        build = BuildStore(settings.data).open(ref or "current")
        note(f"Validating build {build.id} …")
        report = checked(build.quads, build.manifest.base_iri)
        waivers = waivers_of(settings, build.manifest.base_iri)
        _write(report, form, lang, every, _Source(build=build), waivers)
    if not report.conforms and standing(report.results, waivers):
        raise click.exceptions.Exit(1)


@dataclass(frozen=True)
class _Source:
    """Where the data came from, for what a report says of words and files."""

    build: Build | None = None
    file: Path | None = None

    def index(self, report: "Report") -> "Index":
        from shapes.results import Index, index_of

        if self.build:
            return Index(index_of(report, self.build.quads, self.build.manifest.base_iri))
        from pyoxigraph import Store

        return Index(index_of(report, Store(), ""))

    def words(self) -> "Callable[[Row], Words | None] | None":
        if self.build is None:
            return None
        from shapes.results import words_of

        build = self.build
        return lambda row: words_of(build.matching, build.manifest.base_iri, row.result, row.documents)


def _write(
    report: "Report",
    form: str,
    lang: str,
    every: bool,
    source: _Source,
    waivers: "Mapping[str, Waiver] | None" = None,
) -> None:
    from shapes import reports
    from shapes.results.sarif import sarif

    if form in {"json", "csv", "junit", "sarif"}:
        each = reports.told_of(report, source.index(report), source.words(), waivers)
        if form == "sarif":
            more: dict[str, Any] = {"checked": source.file.as_posix()} if source.file else {}
            if source.build:
                documents = source.build.manifest.documents
                files = {str(record["stem"]): str(record.get("file") or "") for record in documents}
                more = {"text": source.build.text, "files": files}
            click.echo(sarif(each, lang, **more))
        else:
            click.echo(reports.OF_RESULTS[form](report, lang, each))
    elif form == "text":
        words, index = source.words(), source.index(report) if report.results else None

        def said(id: str) -> "Words | None":
            row = index.get(id) if index and words else None
            return words(row) if row and words else None

        limit = None if every else reports.MOST
        click.echo(reports.text(report, lang, limit=limit, words=said if words else None, waivers=waivers))
    else:
        click.echo(reports.FORMATS[form](report, lang))
