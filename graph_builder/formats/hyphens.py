"""Words that were broken at the end of a line, made whole."""

import re
from collections.abc import Iterable

_BROKEN = re.compile(r"(\w+)[-\u2010]$")
_FIRST = re.compile(r"\w+")
_HYPHENATED = re.compile(r"\w+-\w+")
# «kommunal- og moderniseringsdepartementet», «små- och medelstora»
_JOINS = frozenset({"og", "eller", "och", "and", "or", "samt", "som", "men", "til", "till", "to"})


class Hyphens:
    """Joins the lines of one document: a word that it also writes with a hyphen within a line keeps the hyphen."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._hyphenated = {word.lower() for line in lines for word in _HYPHENATED.findall(line)}

    def join(self, first: str, second: str) -> str:
        """Two lines as one."""
        if first.endswith("\u00ad"):
            return first[:-1] + second
        broken = _BROKEN.search(first)
        if not broken:
            return f"{first} {second}"
        start = _FIRST.match(second)
        if start and start[0].lower() in _JOINS:
            return f"{first} {second}"
        left = broken[1]
        kept = (
            not second[:1].islower()
            or len(left) == 1
            or left.isupper()
            or left[-1].isdigit()
            or (start and f"{left}-{start[0]}".lower() in self._hyphenated)
        )
        return first + second if kept else first[: broken.end(1)] + second
