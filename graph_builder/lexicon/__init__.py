"""The word lists that the reader goes by (`words.toml`, `given_names.txt`), and months' names from CLDR."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import get_day_names, get_month_names


@cache
def words(*path: str) -> Any:
    """What `words.toml` has at `path` (as `words("fields", "when")`). Raises `KeyError` when there is no such list."""
    value: Any = _toml()
    for key in path:
        value = value[key]
    return value


@cache
def _toml() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def given_names() -> frozenset[str]:
    """Given names usual in the Nordic countries."""
    lines = (files(__package__) / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def towns() -> frozenset[str]:
    """Towns of the Nordic countries, and others that their documents often name."""
    lines = (files(__package__) / "towns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def months() -> dict[str, int]:
    """Month names of all our languages, lower case, long and short → 1 … 12."""
    names: dict[str, int] = dict(words("months", "short"))
    for locale in ("nb", "nn", "da", "sv", "en"):
        for number, name in get_month_names("wide", locale=locale).items():
            names[name.lower()] = number
    return names


@cache
def weekdays() -> dict[str, int]:
    """Names of the days of the week in all our languages, lower case → 0 (Monday) … 6."""
    names: dict[str, int] = {}
    for locale in ("nb", "nn", "da", "sv", "en"):
        for number, name in get_day_names("wide", locale=locale).items():
            names[name.lower()] = number
    return names


@cache
def function_words() -> frozenset[str]:
    """The stop words of all our languages (spaCy's), lower case: words that name and count nothing."""
    from spacy.util import get_lang_class

    lists = (get_lang_class(language).Defaults.stop_words for language in ("nb", "nn", "da", "sv", "en"))
    return frozenset().union(*lists, words("phrase_stops"))


def alternatives(items: Iterable[str]) -> str:
    """A regular expression that matches any of `items`, the longest first."""
    return "(?:" + "|".join(re.escape(item) for item in sorted(set(items), key=lambda i: (-len(i), i))) + ")"
