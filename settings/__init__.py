"""Every setting of Innograf in one place.

A value is looked for in this order: option of the command line, environment (`INNOGRAF_…`), the TOML settings file
(`innograf.toml` in the current folder, or the file that `INNOGRAF_SETTINGS` names), the default below.
Relative paths count from the current folder.
"""

from settings.model import Settings, SettingsError, load

__all__ = ["Settings", "SettingsError", "load"]
