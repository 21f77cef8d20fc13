"""Where each setting's value comes from, for `innograf settings`."""

import os
import tomllib
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from settings.model import FILE_VARIABLE, PREFIX, Settings, fields, load, settings_file, variable


@dataclass(frozen=True)
class Origin:
    """A setting with its value and its source: `option`, `environment`, the settings file's path, or `default`."""

    name: str
    value: Any
    source: str
    description: str


def origins(**options: Any) -> list[Origin]:
    """Return every setting in the order of `Settings`. `options` as for `load`; raises `SettingsError`."""
    values = load(**options)
    file = settings_file()
    in_file = tomllib.loads(file.read_text("utf-8")) if file else {}
    in_environment = {name.upper() for name, value in os.environ.items() if value}

    def source(name: str) -> str:
        if options.get(name) is not None:
            return "option"
        if variable(name) in in_environment:
            return "environment"
        return str(file) if _at(in_file, name) is not None else "default"

    return [
        Origin(name, attrgetter(name)(values), source(name), field.description or "")
        for name, field in fields().items()
    ]


def _at(table: Any, name: str) -> Any:
    for key in name.split("."):
        table = table.get(key) if isinstance(table, dict) else None
    return table


def unknown_variables() -> list[str]:
    """Return environment variables that look like settings and are none: most often a slip of the pen."""
    # A section may also be given whole, as JSON.
    known = {FILE_VARIABLE, *(variable(name) for name in (*Settings.model_fields, *fields()))}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)
