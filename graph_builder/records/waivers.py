"""The results of validation that stewards let stand, on a day."""

from datetime import date

from graph_builder.records.folder import Folder
from shapes.results.waiver import Waiver

# What items of the queue that are results are called by, before the id of the result.
RESULT = "result-"


def waivers(folder: Folder, today: date) -> dict[str, Waiver]:
    """The waivers that have not expired by `today`, by the ids of results; the last one of each counts."""
    return {
        said.item.removeprefix(RESULT): Waiver(said.who, said.why, said.expires.isoformat(), id)
        for id, said in folder.standing.items()
        if said.verdict == "waive" and said.item.startswith(RESULT) and said.expires and said.expires >= today
    }
