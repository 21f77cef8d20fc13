"""Readers of facts, one module a family; `READERS` lists them in the order in which they run."""

from collections.abc import Callable

from graph_builder.draft import Draft
from graph_builder.facts import (
    areas,
    awards,
    bodies,
    events,
    goals,
    measures,
    papers,
    programme,
    projects,
    publications,
    roles,
)

READERS: dict[str, Callable[[Draft], None]] = {
    "areas": areas.read,
    "measures": measures.read,
    "goals": goals.read,
    "papers": papers.read,
    "programme": programme.read,
    "events": events.read,
    "roles": roles.read,
    "bodies": bodies.read,
    "publications": publications.read,
    "awards": awards.read,
    "projects": projects.read,
}


def read_facts(draft: Draft) -> None:
    """Run every reader on the draft; each adds entities and facts to it."""
    for name, reader in READERS.items():
        draft.reader = name
        reader(draft)
