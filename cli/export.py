"""`innograf export`: a build as RDF."""

import sys
from pathlib import Path

import click

from cli import options
from ontology import prefixes
from store import BuildStore
from store.files import replacing

FORMATS = ("nq", "trig", "ttl")


@click.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), default=Path("-"), metavar="[OUT]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="nq",
    show_default=True,
    help="N-Quads and TriG hold every graph; Turtle what a query without FROM sees, in one graph.",
)
@options.build
@options.data
def command(out: Path, form: str, ref: str, data: str | None) -> None:
    """Write a build to the file OUT, or to standard output."""
    build = BuildStore(options.read_settings(data=data).data).open(ref)
    if str(out) == "-":
        build.dump(form, sys.stdout.buffer, prefixes())
        return
    # A pipe or a device is written to; a file is replaced when all is written.
    special = out.exists() and not out.is_file()
    with out.open("wb") if special else replacing(out.resolve()) as file:
        build.dump(form, file, prefixes())
