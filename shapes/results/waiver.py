"""What a steward let stand: a result that needs no mending until a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shapes.report import Result


@dataclass(frozen=True)
class Waiver:
    """Who let a result stand, why, and until which day (as ISO 8601 has it); `decision` is the id of the record."""

    who: str
    why: str
    until: str
    decision: str


def standing(results: Iterable[Result], waivers: Mapping[str, Waiver]) -> int:
    """How many of the results are violations that nobody let stand. `waivers` are by the results' ids."""
    return sum(result.severity == "Violation" and result.id not in waivers for result in results)
