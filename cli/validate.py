"""`innograf validate`: a build or a file against the shapes."""

from pathlib import Path

import click

from cli import options
from cli.output import note
from store import BuildStore

FORMATS = ("text", "ttl", "json", "html", "junit")


@click.command("validate")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--build", "ref", metavar="ID", help="Id of a build, or its first characters; left out: the published one."
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
    file: Path | None, ref: str | None, form: str, lang: str, every: bool, data: str | None, base_iri: str | None
) -> None:
    """Check a build, or the RDF in FILE, against the shapes and write a report.

    Exit codes: 0 no violations; 1 violations; 2 the file could not be read.
    """
    if file and ref:
        raise click.UsageError("Give a FILE or --build, not both.")
    settings = options.read_settings(data=data, base_iri=base_iri)
    from shapes import reports, validate

    if not file:
        build = BuildStore(settings.data).open(ref or "current")
        note(f"Validating build {build.id} …")
        report = validate(build.quads, build.manifest.base_iri)
    else:
        report = validate(file, settings.base_iri)
    if form == "text" and every:
        click.echo(reports.text(report, lang, limit=None))
    else:
        click.echo(reports.FORMATS[form](report, lang))
    if not report.conforms:
        raise click.exceptions.Exit(1)
