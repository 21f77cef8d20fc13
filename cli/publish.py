"""`innograf publish`: choose the build that is served, here or in another engine."""

from typing import Any

import click

from cli import options
from cli.output import SHORT_ID, note
from cli.progress import Progress
from settings import Settings
from store import Build, BuildStore


@click.command("publish")
@click.argument("ref", metavar="ID")
@click.option("--force", is_flag=True, help="Publish also a build with violations, or one that was not validated.")
@options.data
@options.endpoint
@options.setting("endpoint_graph_store", "--graph-store", metavar="URL")
def command(ref: str, force: bool, **given: Any) -> None:
    """Make build ID (or its first characters) the published one.

    A running server changes over with the next request. With `--endpoint` the build is brought to that engine and
    published there, not here; what was broken off goes on where it stopped. Exit code 1 if the build has violations.
    """
    settings = options.read_settings(**given)
    builds = BuildStore(settings.data)
    build = builds.open(ref)
    manifest = build.manifest
    if not force and not (manifest.validation or {}).get("conforms"):
        what = "has violations" if manifest.validation else "was not validated"
        click.echo(f"Error: build {manifest.id[:SHORT_ID]} {what}; --force publishes it all the same.", err=True)
        raise click.exceptions.Exit(1)
    if settings.endpoint:
        _publish_there(build, settings)
    else:
        builds.publish(manifest.id, settings.keep_builds)
    click.echo(f"Published {manifest.id}")


def _publish_there(build: Build, settings: Settings) -> None:
    from store.endpoint import Endpoint
    from store.publishing import publish

    with Progress("Graphs") as progress:
        sent = publish(build, Endpoint.of(settings), progress)
    note(f"{sent} graphs were sent to {settings.endpoint_graph_store}; the others were there.")
