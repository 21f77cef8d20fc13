"""Regular expressions that are tried only on lines that could match.

Most of our patterns need one of a few words («direktoratet», «strategi») or marks («»), and most lines have none of
them. To look for these first takes a fraction of the time. A match never goes past the end of a line: there a block
ends.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Texts = frozenset[str]
# Letters fewer than these are on every line.
_SHORTEST = 3

_known: dict[int, tuple[re.Pattern[str], list[tuple[str, ...]]]] = {}


def find_all(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """As `pattern.finditer(text)`, but for matches that go past the end of a line."""
    # By identity, since Python reads a whole pattern through to hash it; the pattern is kept, and with it its number.
    _, wanted = _known.get(id(pattern)) or _known.setdefault(id(pattern), (pattern, _sorted(needed(pattern))))
    if not wanted:
        yield from pattern.finditer(text)
        return
    there, lines = _lines(text)
    here = [[word for word in words if there[word]] for words in wanted]
    if not all(here):
        return
    for start, end, lower in lines:
        for words in here:
            for word in words:
                if word in lower:
                    break
            else:
                break
        else:
            yield from pattern.finditer(text, start, end)


class _There(dict[str, bool]):
    """Whether a text has a word; many patterns ask for the same."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, word: str) -> bool:
        self[word] = word in self._text
        return self[word]


@lru_cache(maxsize=2)
def _lines(text: str) -> tuple[_There, list[tuple[int, int, str]]]:
    """Which words the text has, and each line: where it begins and ends (with its break); all in small letters."""
    lines = []
    start = 0
    for line in text.split("\n"):
        end = min(start + len(line) + 1, len(text))
        lines.append((start, end, line.lower()))
        start = end
    return _There(text.lower()), lines


def needed(pattern: re.Pattern[str]) -> set[Texts]:
    """Sets of texts in small letters: every match has at least one text of each set. Empty when nothing can be said.

    Read from the pattern as Python's own compiler parses it.
    """
    found = _of_sequence(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    words = [texts for texts in found if min(map(len, texts)) >= _SHORTEST]
    best = _best(words)
    return {texts for texts in found if texts is best or texts not in words}


def _sorted(sets: set[Texts]) -> list[tuple[str, ...]]:
    """Each set without texts that another is part of; the smallest set first."""
    small = [[text for text in texts if not any(o != text and o in text for o in texts)] for texts in sets]
    return sorted((tuple(sorted(texts)) for texts in small), key=lambda texts: (len(texts), texts))


def _of_sequence(items: Any) -> list[Texts]:
    """What each part of a sequence needs: words, or marks."""
    found: list[Texts] = []
    run = ""
    for operation, value in [*items, (None, None)]:
        letters = _letters(operation, value)
        if len(letters) == 1:
            run += letters.pop()
            continue
        if len(run) >= _SHORTEST or _are_marks({run}):
            found.append(frozenset([run]))
        run = ""
        if _are_marks(letters):
            found.append(frozenset(letters))
        found += _of_item(operation, value)
    return found


def _are_marks(texts: set[str]) -> bool:
    return any(texts) and not any(letter.isalnum() or letter.isspace() for text in texts for letter in text)


def _letters(operation: Any, value: Any) -> set[str]:
    """The characters, in small letters, of which one must stand here; empty when it may be any."""
    if operation is sre.LITERAL:
        return {chr(value).lower()}
    if operation is sre.IN and all(kind is sre.LITERAL for kind, _ in value):
        return {chr(code).lower() for _, code in value}
    return set()


def _of_item(operation: Any, value: Any) -> list[Texts]:
    if operation is sre.SUBPATTERN:
        return _of_sequence(value[3])
    if operation is sre.BRANCH:
        best = [_best(_of_sequence(choice)) for choice in value[1]]
        return [frozenset().union(*(texts for texts in best if texts))] if all(best) else []
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[0] >= 1:
        return _of_sequence(value[2])
    if operation is sre.ATOMIC_GROUP:
        return _of_sequence(value)
    return []


def _best(found: list[Texts]) -> Texts | None:
    return max(found, key=lambda texts: (min(map(len, texts)), -len(texts)), default=None)
