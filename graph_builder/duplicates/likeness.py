"""How alike two things are: by their names (rapidfuzz), and by what documents say of both."""

import math
import re
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from graph_builder.duplicates.blocks import acronyms
from graph_builder.duplicates.thing import Fact, Thing
from graph_builder.lexicon import given_names

# What a steward is told that the names have in common.
SAME, ALSO, ALIKE, LONGER, INITIAL, ACRONYM = "same", "also", "alike", "longer", "initial", "acronym"
# Of 100: what other forms than nearly one name are worth.
# The name of one is a short form or other name of both, or of one of them: «Tindvik» may be the town or the county.
_ALSO = {1: 97.0, 2: 88.0}
_LONGER = {1: 80.0, 2: 88.0}
_INITIAL = 86.0
_ACRONYM = {2: 80.0, 3: 86.0}
_OTHER_GIVEN_NAME = 15.0
_WITH_A_NUMBER = 8.0
# A fact that only two things have is worth as much as this; one that all have, little.
_FACT = 70.0
_DOCUMENT = 15.0
_MOST_DOCUMENTS = 2
_DIGITS = re.compile(r"\d+")


def of_names(one: Thing, other: Thing) -> tuple[float, str]:
    """How alike the names are, of 100, and in which way: the best of all forms."""
    best = (0.0, ALIKE)
    for name, to in _forms(one, other):
        others = (name != one.names[0]) + (to != other.names[0])
        found = (_ALSO[others], ALSO) if name == to and others else _likeness(one.kind, name, to)
        if found > best:
            best = found
    if best[0] < _ACRONYM[3] and one.kind != "Person":
        letters = _letters(one, other) or _letters(other, one)
        best = max(best, (_ACRONYM[min(letters, 3)], ACRONYM)) if letters else best
    return best


def _forms(one: Thing, other: Thing) -> Iterator[tuple[str, str]]:
    """Forms to compare: a short form («DN») says nothing beside another's long one, so it counts only when equal."""
    for name in one.names:
        for to in other.names:
            if name == to or min(len(name), len(to)) >= 4:
                yield name, to


def _likeness(kind: str, one: str, other: str) -> tuple[float, str]:
    if one == other:
        return 100.0, SAME
    numbers, others = _DIGITS.findall(one), _DIGITS.findall(other)
    if numbers != others:
        if numbers and others:
            return 0.0, ALIKE
        one, other = (" ".join(_DIGITS.sub("", name).split()) for name in (one, other))
        if not one or not other:
            return 0.0, ALIKE
    alike, way = max(_ways(kind, one, other))
    return (alike - _WITH_A_NUMBER if numbers != others else alike), way


def _ways(kind: str, one: str, other: str) -> Iterator[tuple[float, str]]:
    words, others = one.split(), other.split()
    alike = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    if kind == "Person" and words[0] != others[0] and {words[0].capitalize(), others[0].capitalize()} <= given_names():
        alike -= _OTHER_GIVEN_NAME
    yield alike, ALIKE
    shorter, longer = sorted((set(words), set(others)), key=len)
    if shorter < longer and (len(shorter) > 1 or kind != "Person"):
        yield _LONGER[min(len(shorter), 2)], LONGER
    if kind == "Person" and len(words) > 1 and len(others) > 1 and words[-1] == others[-1]:
        first, to = sorted((words[0], others[0]), key=len)
        if len(first) == 1 and to.startswith(first):
            yield _INITIAL, INITIAL


def _letters(short: Thing, long: Thing) -> int:
    """How many letters an acronym among the names of one thing has that a name of the other begins its words with."""
    forms = {form.casefold() for form in short.printed if form.isupper() and form.isalpha()}
    return max((len(form) for name in long.names for form in forms & acronyms(name)), default=0)


def shared_facts(one: Thing, other: Thing) -> list[Fact]:
    """What is said of both."""
    return sorted(one.facts & other.facts)


def of_context(one: Thing, other: Thing, frequency: Mapping[Fact, int]) -> float:
    """How much the documents and facts that two things share speak for their being one, of 100.

    `frequency` says of how many things of the kind each fact is told.
    """
    facts = sum(_FACT / math.log2(frequency.get(fact, 2)) for fact in one.facts & other.facts)
    documents = _DOCUMENT * min(len(one.documents & other.documents), _MOST_DOCUMENTS)
    return min(100.0, facts + documents)


def are_two(one: Thing, other: Thing) -> bool:
    """Whether two things cannot be one: two entries of the authority, or events of different days."""
    if one.known and other.known:
        return True
    if one.dates and other.dates:
        return not any(a.startswith(b) or b.startswith(a) for a in one.dates for b in other.dates)
    return False
