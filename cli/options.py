"""Options that several subcommands have, taken from the settings so that each is described in one place."""

from collections.abc import Callable
from typing import Any

import click

from settings import Settings, load, variable


def setting(name: str, *flags: str, **attributes: Any) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Make an option for a setting; left out it is None, and the environment, the file or the default decides."""
    field = Settings.model_fields[name]
    default = "" if field.default is None else f"; default {field.default}"
    described = f"{field.description}  [{variable(name)}{default}]"
    return click.option(*(flags or (f"--{name.replace('_', '-')}",)), name, default=None, help=described, **attributes)


def read_settings(**options: Any) -> Settings:
    """Read the settings; the options given win. Raises `SettingsError`."""
    return load(**options)


no_cache = click.option(
    "--no-cache", is_flag=True, help="Read every document, also those that have not changed, and keep nothing."
)
data = setting("data", metavar="FOLDER")
endpoint = setting("endpoint", metavar="URL")
build = click.option(
    "--build",
    "ref",
    metavar="ID",
    default="current",
    help="Id of a build, or its first characters; left out: the published one.",
)
