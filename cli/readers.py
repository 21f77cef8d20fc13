"""`innograf readers`: which readers of facts there are, and which of them run."""

import click

from cli import options
from cli.output import table


@click.command("readers")
def command() -> None:
    """List the readers of facts in the order in which they run, those that do not run last.

    The settings readers.run and readers.skip choose; another package can add readers (docs/readers.md).
    """
    settings = options.read_settings().readers
    from graph_builder.facts import registry
    from graph_builder.facts.reader import ReaderError

    packages = registry.known()
    run = registry.chosen(settings)
    rows = []
    for name in [*run, *(name for name in packages if name not in run)]:
        try:
            (reader,) = registry.load([name])
            meaning = reader.meaning
        except ReaderError as error:
            meaning = f"cannot be used: {error}"
        rows.append((name, packages[name], "on" if name in run else "off", meaning))
    click.echo(table(("reader", "from", "runs", "reads"), rows))
