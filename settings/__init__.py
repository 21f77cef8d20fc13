"""Every setting of Innograf in one place.

A value is looked for in this order: option of the command line, environment (`INNOGRAF_…`), the TOML settings file
(`innograf.toml` in the current folder, or the file that `INNOGRAF_SETTINGS` names), the default.
Relative paths count from the current folder.
"""

from settings.model import (
    FetchSettings,
    FormatSettings,
    LinkSettings,
    MentionSettings,
    Settings,
    SettingsError,
    StewardSettings,
    fields,
    load,
    settings_file,
    variable,
)
from settings.origins import Origin, origins, unknown_variables

__all__ = [
    "FetchSettings",
    "FormatSettings",
    "LinkSettings",
    "MentionSettings",
    "Origin",
    "Settings",
    "SettingsError",
    "StewardSettings",
    "fields",
    "load",
    "origins",
    "settings_file",
    "unknown_variables",
    "variable",
]
