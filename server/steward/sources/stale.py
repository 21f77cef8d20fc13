"""Decisions that no longer fit: their words, or the thing that they are about, are gone from the build."""

from collections.abc import Iterator

from graph_builder.records import read_records
from graph_builder.records.decided import REPORT
from server.configured import settings
from server.live import Live
from server.steward.items import Item
from settings import StewardSettings
from store import Build


def items(live: Live, own: StewardSettings) -> Iterator[Item]:
    """An item for each."""
    states = live.build.report(REPORT) if isinstance(live.build, Build) else None
    stale = {id: state for id, state in (states or {}).items() if state["state"] == "stale"}
    known = read_records(settings().records, live.base).standing if stale else {}
    for id, state in sorted(stale.items()):
        said = known.get(id)
        # One that was undone since then needs nobody any more.
        if said is not None:
            about = said.entities or ((said.fact[0],) if said.fact else ())
            subject = about[0] if about else f"{live.base}decision/{id}"
            yield Item("stale", subject, weight=0.9, about=id, note=state.get("why", ""), given=id)
