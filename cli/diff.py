"""`innograf diff`: what one build has that another has not."""

import click

from cli import options
from cli.output import table
from store import BuildStore, diff


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--quads", is_flag=True, help="Write the quads themselves, each after '- ' or '+ '.")
@options.data
def command(before: str, after: str, quads: bool, data: str | None) -> None:
    """Show how many quads were removed and added from build A to build B, by graph.

    A and B are ids, their first characters, or `current`. Exit code 1 if the builds differ.
    """
    builds = BuildStore(options.read_settings(data=data).data)
    found = diff(builds.open(before), builds.open(after))
    if found.is_empty:
        click.echo("The builds hold the same quads.")
        return
    if quads:
        for sign, changed in (("-", found.removed_quads()), ("+", found.added_quads())):
            for line in sorted(str(quad) for quad in changed):
                click.echo(f"{sign} {line} .")
    else:
        graphs = sorted({*found.removed, *found.added})
        rows = [(graph, found.removed.get(graph, 0), found.added.get(graph, 0)) for graph in graphs]
        total = ("all", sum(found.removed.values()), sum(found.added.values()))
        click.echo(table(("graph", "removed", "added"), [*rows, total]))
    raise click.exceptions.Exit(1)
