"""`innograf settings`: what is set, and where."""

import click

from cli.output import note, table
from settings import origins, unknown_variables, variable


@click.command("settings")
def command() -> None:
    """List every setting, its value and where it comes from.

    An option wins over the environment, that over the settings file (innograf.toml, or the file that
    INNOGRAF_SETTINGS names), that over the default.
    """
    rows = [(item.name, variable(item.name), _shown(item.value), item.source, item.description) for item in origins()]
    click.echo(table(("setting", "variable", "value", "from", "meaning"), rows))
    for name in unknown_variables():
        note(f"Warning: {name} is set in the environment, but there is no such setting.")


def _shown(value: object) -> object:
    """A list as the environment has it, nothing as nothing."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else value
