"""Readers of facts, one module a family; `READERS` lists them in the order in which they run.

A new one is a module with a function `read` and a line here. `registry` adds those of other packages.
"""

from collections.abc import Callable, Iterable

from graph_builder.draft import Draft, Value
from graph_builder.facts import (
    areas,
    awards,
    bodies,
    events,
    goals,
    measures,
    nationality,
    observations,
    papers,
    programme,
    projects,
    publications,
    roles,
    rounds,
    undertakings,
)
from graph_builder.facts.reader import Reader
from ontology import SCHEMA

READERS: dict[str, Callable[[Draft], None]] = {
    "areas": areas.read,
    "papers": papers.read,
    "programme": programme.read,
    "events": events.read,
    "rounds": rounds.read,
    "roles": roles.read,
    "bodies": bodies.read,
    "nationality": nationality.read,
    "publications": publications.read,
    "awards": awards.read,
    "projects": projects.read,
    "undertakings": undertakings.read,
    "measures": measures.read,
    "goals": goals.read,
    "observations": observations.read,
}


BUILT_IN = tuple(Reader(name, read) for name, read in READERS.items())


def read_facts(draft: Draft, readers: Iterable[Reader] = BUILT_IN) -> None:
    """Run the readers on the draft; each adds entities and facts to it. Raises `ReaderError`."""
    for reader in readers:
        reader(draft)
    _drop_ends_before_starts(draft)


def _drop_ends_before_starts(draft: Draft) -> None:
    """Leave out an end that is before the start: one of the two was misread, or a year is missing between them."""
    for event in (e for e in draft.entities if e.kind == "Event"):
        starts = [v.text for v in draft.objects(event, SCHEMA.startDate) if isinstance(v, Value)]
        for end in draft.objects(event, SCHEMA.endDate):
            if isinstance(end, Value) and any(_before(end.text, start) for start in starts):
                draft.retract(event, SCHEMA.endDate, end)


def _before(one: str, other: str) -> bool:
    """Whether the part that two moments both state is earlier in `one`; those with and without a year cannot be told."""
    stated = min(len(one), len(other))
    return one.startswith("--") == other.startswith("--") and one[:stated] < other[:stated]
