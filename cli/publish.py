"""`innograf publish`: choose the build that is served."""

import click

from cli import options
from cli.output import SHORT_ID
from store import BuildStore


@click.command("publish")
@click.argument("ref", metavar="ID")
@click.option("--force", is_flag=True, help="Publish also a build with violations, or one that was not validated.")
@options.data
def command(ref: str, force: bool, data: str | None) -> None:
    """Make build ID (or its first characters) the published one.

    A running server changes over with the next request. Exit code 1 if the build has violations.
    """
    builds = BuildStore(options.read_settings(data=data).data)
    manifest = builds.open(ref).manifest
    if not force and not (manifest.validation or {}).get("conforms"):
        what = "has violations" if manifest.validation else "was not validated"
        click.echo(f"Error: build {manifest.id[:SHORT_ID]} {what}; --force publishes it all the same.", err=True)
        raise click.exceptions.Exit(1)
    builds.publish(manifest.id)
    click.echo(f"Published {manifest.id}")
