"""Things that may be one, as the build that is shown found them by their names and by what is said of both."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from server.live import Live
from server.steward.items import Item
from settings import StewardSettings
from store import Build

# More than any queue is worked through.
MOST = 100_000
# A score of 100 makes it this sure that two things are one.
_SURE = 0.008


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each pair."""
    report = live.build.report("identity") if isinstance(live.build, Build) else None
    for proposal in islice((report or {}).get("proposals", ()), MOST):
        one, other = sorted(proposal["iris"])
        if one != other:
            note = " / ".join(proposal["names"])
            # Builds of older versions tell how alike the names are, and no more.
            weight = proposal["score"] * _SURE if "score" in proposal else proposal["alike"] / 200
            reasons = tuple(_reasons(proposal))
            yield Item("duplicate", one, others=(other,), weight=weight, about="names", note=note, reasons=reasons)


def _reasons(proposal: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    yield ("names", proposal.get("way", "alike"), str(proposal["alike"]))
    yield from (("fact", property, value) for property, value in proposal.get("facts", ()))
    yield from (("document", stem) for stem in proposal.get("documents", ()))
    if "score" in proposal:
        yield ("score", str(proposal["score"]))
