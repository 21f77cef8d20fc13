"""`innograf builds`: what is in the folder of builds."""

import click

from cli import options
from cli.output import SHORT_ID, note, table
from store import BuildStore, Manifest


@click.command("builds", help="List the builds, the newest first; the published one has an asterisk.")
@options.data
def command(data: str | None) -> None:
    """List the builds."""
    builds = BuildStore(options.read_settings(data=data).data)
    current = builds.current_id()
    found = builds.builds()
    if not found:
        note(f"No builds in {builds.root}; `innograf build` makes one.")
        return
    rows = [_row(item, item.id == current) for item in found]
    click.echo(table(("", "id", "made (UTC)", "documents", "entities", "facts", "quads", "validation"), rows))


def _row(item: Manifest, is_current: bool) -> tuple[object, ...]:
    counts = (item.counts.get(name, "") for name in ("documents", "entities", "facts", "quads"))
    made = item.made[:19].replace("T", " ")
    return ("*" if is_current else "", item.id[:SHORT_ID], made, *counts, _validation(item))


def _validation(item: Manifest) -> str:
    if item.validation is None:
        return "not validated"
    if item.validation.get("conforms"):
        return "conforms"
    return f"{item.validation.get('violations', 0)} violations"
