"""Pairs of things that may be one, each with why: how alike the names are, the documents and facts that both have."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from graph_builder.duplicates.blocks import Numbers, pairs, unpack
from graph_builder.duplicates.likeness import are_two, of_context, of_names, shared_facts
from graph_builder.duplicates.thing import KINDS, Fact, Thing

# Names this alike (of 100) are enough by themselves; what things share makes up for some of it.
_ALIKE = 92.0
_MAKES_UP = 0.15
# What a name needs more for each doubling of those who have it, and what things of names that mean their document need.
_COMMON = 4.0
_ENOUGH = 50.0
# Pairs whose names are less alike are not looked at closer.
_SCREEN = 76.0
_SCREENED = 1_000_000
# Part of the score that is the context's.
_CONTEXT = 0.25
# More than any queue is worked through; the best are kept.
MOST = 20_000
_MOST_SHOWN = 10


@dataclass(frozen=True)
class Candidate:
    """Two things that may be one.

    `alike` says how alike their names are and `context` how much they share, each of 100, and `score` both together;
    `way` how the names are alike (`same`, `also`, `alike`, `longer`, `initial`, `acronym`).
    """

    one: Thing
    other: Thing
    score: float
    alike: float
    context: float
    way: str
    documents: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    def told(self) -> dict[str, Any]:
        """As the build's report has it."""
        return {
            "kind": self.one.kind,
            "names": [self.one.name, self.other.name],
            "iris": [self.one.iri, self.other.iri],
            "score": round(self.score),
            "alike": round(self.alike),
            "way": self.way,
            "context": round(self.context),
            "documents": list(self.documents[:_MOST_SHOWN]),
            "facts": [list(fact) for fact in self.facts[:_MOST_SHOWN]],
        }


def find_candidates(
    things: Iterable[Thing], apart: Collection[frozenset[str]] = (), most: int = MOST
) -> list[Candidate]:
    """The pairs of things of one kind that may be one, the likeliest first; the same whatever the order of `things`.

    `apart` are pairs of IRIs that are known to be two.
    """
    of_kind: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        of_kind[thing.kind].append(thing)
    found = [
        candidate
        for kind in KINDS
        for candidate in _of_kind(sorted(of_kind[kind], key=lambda thing: (thing.names, thing.iri)))
        if frozenset((candidate.one.iri, candidate.other.iri)) not in apart
    ]
    found.sort(key=lambda candidate: (-candidate.score, candidate.one.iri, candidate.other.iri))
    return found[:most]


def _of_kind(things: Sequence[Thing]) -> Iterator[Candidate]:
    if len(things) < 2:
        return
    frequency = Counter(fact for thing in things for fact in thing.facts)
    bearers = Counter(thing.names[0] for thing in things)
    told, near = pairs(things)
    for packed in (told, _screened(things, near)):
        for one, other in zip(*(side.tolist() for side in unpack(packed, len(things))), strict=True):
            candidate = _compare(things[one], things[other], frequency, bearers)
            if candidate:
                yield candidate


def _screened(things: Sequence[Thing], packed: Numbers) -> Numbers:
    """The pairs whose names are alike at all, compared many at a time."""
    names = np.array([thing.names[0] for thing in things], dtype=object)
    kept = []
    for start in range(0, len(packed), _SCREENED):
        part = packed[start : start + _SCREENED]
        one, other = unpack(part, len(things))
        alike = process.cpdist(names[one], names[other], scorer=fuzz.token_set_ratio, score_cutoff=_SCREEN)
        kept.append(part[alike > 0])
    return np.concatenate([packed[:0], *kept])


def _compare(one: Thing, other: Thing, frequency: Counter[Fact], bearers: Counter[str]) -> Candidate | None:
    if are_two(one, other):
        return None
    alike, way = of_names(one, other)
    if alike < _ALIKE - 100 * _MAKES_UP:
        return None
    facts = shared_facts(one, other)
    context = of_context(one, other, frequency)
    needed = _ALIKE - context * _MAKES_UP
    if not facts:
        # A name that many have says little.
        needed += _COMMON * log2(max(1, bearers[one.names[0]] - 1, bearers[other.names[0]] - 1))
    # «Strategien» of two documents is one only when they say the same of it.
    if alike < needed or ((one.generic or other.generic) and not (facts and context >= _ENOUGH)):
        return None
    score = (1 - _CONTEXT) * alike + _CONTEXT * context
    documents = tuple(sorted(one.documents & other.documents))
    first, second = sorted((one, other), key=lambda thing: (thing.name, thing.iri))
    return Candidate(first, second, score, alike, context, way, documents, tuple(facts))
