"""Things that may be one, as the build that is shown found them by their names."""

from collections.abc import Iterator
from itertools import islice

from server.live import Live
from server.steward.items import Item
from settings import StewardSettings
from store import Build

# More than any queue is worked through.
MOST = 100_000


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each pair."""
    report = live.build.report("identity") if isinstance(live.build, Build) else None
    for proposal in islice((report or {}).get("proposals", ()), MOST):
        one, other = sorted(proposal["iris"])
        if one != other:
            note = " / ".join(proposal["names"])
            yield Item("duplicate", one, others=(other,), weight=proposal["alike"] / 200, about="names", note=note)
