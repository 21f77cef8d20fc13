"""Where names of places stand in a text: in lists, beside bodies, in longer names. Without knowing which they are."""

import re
from collections.abc import Iterator, Mapping

from graph_builder.lexicon import alternatives, given_names, words
from graph_builder.mentions.body_forms import CAP
from graph_builder.mentions.places import is_country

JOIN = re.compile(r"(?:,|,? (?:og|och|and|samt|eller|or)|/| &) ?(?=[A-ZÆØÅÄÖ])")
_TOWN = re.compile(rf"{CAP}(?:-{CAP})*(?![\w-])")
_SECOND = re.compile(rf" (?P<word>{CAP})(?![\w-])(?! [A-ZÆØÅÄÖ])")
# A word that only begins the sentence before a name: «I Moss», «Kommunene Moss og Lier».
_OPENS = re.compile(rf"{alternatives(words('openers'))}|\w*(?:[Kk]ommun|[Rr]egion|[Oo]rdfør)\w+|Municipalities|Of")
_HEAD = re.compile(rf" (?:[a-zæøåäö-]*{alternatives(words('localities', 'heads_of_names'))})(?:et|en|a)?(?!\w)")


def listed(
    text: str,
    start: int,
    known: Mapping[int, int],
    passed: Mapping[int, int],
    *,
    any_name: bool = False,
) -> Iterator[tuple[int, int]]:
    """The names of the list «A, B og C» that begins at `start`, as (start, end).

    Names are those that begin at the keys of `known`, which gives their ends, or with `any_name` all capitalised words
    that may be a town's; what begins at the keys of `passed` is gone past.
    """
    while True:
        if start in passed:
            end = passed[start]
        elif start in known or any_name:
            end = known.get(start) or _town(text, start)
            if not end:
                return
            yield start, end
        else:
            return
        joined = JOIN.match(text, end)
        if not joined:
            return
        start = joined.end()


def _town(text: str, start: int) -> int:
    """Where the town's name that begins at `start` ends, one word or two; 0 for a person's or a country's name, and none."""
    first = _TOWN.match(text, start)
    if not first or first[0] in given_names() or is_country(first[0]):
        return 0
    second = _SECOND.match(text, first.end())
    return second.end() if second and second["word"] not in given_names() else first.end()


def stands_among(text: str, start: int, end: int, bodies: Mapping[int, int]) -> bool:
    """«KS og Moss», «Moss og Digdir», «KS, Moss og Lier», not «NIFU, Oslo»; `bodies` gives their ends by their starts."""
    right = JOIN.match(text, end)
    left = re.search(r"(?:,|,? (?:og|och|and|samt)) $", text[max(0, start - 7) : start])
    if left and start - len(left[0]) in bodies.values():
        return left[0] != ", " or right is not None
    return right is not None and right.end() in bodies


def right_after(text: str, start: int, pattern: re.Pattern[str]) -> bool:
    """Whether what `pattern` matches stands right before `start`."""
    return any(m.end() == start for m in pattern.finditer(text, max(0, start - 12), start))


def opens_line(text: str, start: int) -> bool:
    """Whether `start` is where a block or a line begins."""
    return start == 0 or text[start - 1] == "\n" or text[max(0, start - 2) : start].isspace()


def in_longer_name(text: str, start: int, end: int) -> bool:
    """«Moss Avis», «Kari Lier», «Moss bibliotek»: the word before or after makes the name part of another."""
    before = re.search(r"([\w-]+) $", text[max(0, start - 30) : start])
    named = before is not None and before[1][0].isupper() and not _OPENS.fullmatch(before[1])
    after = re.match(r"s? (?!AS\b)[A-ZÆØÅÄÖ][\w-]", text[end : end + 5])
    return named or after is not None or _HEAD.match(text, end) is not None
