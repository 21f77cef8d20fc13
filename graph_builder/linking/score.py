"""How likely a thing of a register is the one that was asked for: its names, its kind, what stands around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from graph_builder.linking.book import Proposal
from graph_builder.linking.wanted import Wanted
from graph_builder.merges import fold

_NAME, _KIND, _AROUND = 0.7, 0.1, 0.2
_UNSURE = 50.0
_EACH = 50.0
_LONGEST = 300
_MOST_SHOWN = 5
_YEAR = re.compile(r"[+-]?(\d{4})")
# What a register calls its kinds, by ours. Wikidata's are those of P31; others' the last part of the class's IRI.
_OF_KIND = {
    kind: frozenset(names.split())
    for kind, names in {
        "person": "Q5 person human",
        "organisation": "Q43229 Q4830453 Q783794 Q327333 Q192350 Q3918 Q31855 Q163740 Q755707 Q192299 Q127448 Q2177636 "
        "Q484652 organisation organization corporation governmentorganization ngo collegeoruniversity "
        "educationalorganization formalorganization company agent",
        "place": "Q515 Q3957 Q486972 Q532 Q6256 Q755707 Q192299 Q127448 Q2177636 Q41176 Q27686 place city country "
        "location administrativearea spatialthing feature settlement populatedplace municipality",
        "event": "Q1656682 Q2020153 Q2761147 event conference educationevent businessevent",
        "award": "Q618779 award prize",
        "project": "Q170584 Q1298668 project researchproject",
        "programme": "Q170584 Q22222786 programme program project",
        "policy": "Q1156854 policydocument policy legislation report document creativework",
    }.items()
}
_ALL_KINDS = frozenset().union(*_OF_KIND.values())
# Pages about names, lists and categories are about no thing at all.
_NO_THING = "Q4167410 Q4167836 Q13406463 Q101352 Q202444 Q12308941 Q11879590 Q11266439 class property"
_NEVER = frozenset(_NO_THING.split())


@dataclass
class Told:
    """What a register tells of one of its things."""

    iri: str
    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)


def judge(thing: Wanted, told: Told) -> Proposal | None:
    """What a register's thing is worth as the one wanted; None when it is of another kind."""
    kind = _kind(thing.kind, told.kinds)
    if kind is None:
        return None
    pairs = [(fuzz.ratio(fold(ours), fold(theirs)), theirs) for ours in thing.names for theirs in told.names]
    alike, name = max(pairs, default=(0.0, ""))
    shared = sorted({other for other in told.around if fold(other) in thing.around})
    years = sorted({match[1] for date in told.dates if (match := _YEAR.match(date))} & thing.years)
    around = min(100.0, _EACH * (len({fold(other) for other in shared}) + len(years)))
    score = _NAME * alike + _KIND * kind + _AROUND * around
    return Proposal(
        iri=told.iri,
        label=_short(next(iter(told.labels), name)),
        name=_short(name),
        said=_short(next(iter(told.said), "")),
        kinds=tuple(_local(each)[:_LONGEST] for each in sorted(set(told.kinds))[:_MOST_SHOWN]),
        score=round(score),
        alike=round(alike),
        kind="same" if kind == 100 else "unsure",
        around=tuple(map(_short, (*shared, *years)))[:_MOST_SHOWN],
    )


def _kind(ours: str, theirs: Iterable[str]) -> float | None:
    """100 for the same kind, 50 where it cannot be told, None for another."""
    given = {_local(kind) for kind in theirs} | {_local(kind).casefold() for kind in theirs}
    if given & _OF_KIND.get(ours, frozenset()):
        return 100.0
    return None if given & (_NEVER | _ALL_KINDS) else _UNSURE


def _local(iri: str) -> str:
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
