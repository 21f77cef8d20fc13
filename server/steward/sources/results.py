"""What validation found in the build."""

from collections.abc import Iterator

from server import results
from server.live import Live
from server.steward.items import Item
from settings import StewardSettings
from shapes.results.write import term_of

WEIGHTS = {"Violation": 1.0, "Warning": 0.5, "Info": 0.15}


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each result, by the id that it has on `/quality` and in every form of the report."""
    known = results.index(live)
    for row in known.each() if known else ():
        result = row.result
        path = result.path or ""
        yield Item(
            "result",
            result.focus,
            predicate="" if set(path) & set(" ^|()") else path,
            value=None if result.term in {None, "", "_:"} else term_of(result.term),
            weight=WEIGHTS.get(result.severity, 1.0),
            severity=result.severity,
            about=result.shape,
            given=result.id,
            texts=result.messages,
        )
