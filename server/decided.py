"""What stewards decided, and what of it counts at once, without a build: the results that they let stand today."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from flask import url_for

from graph_builder.records import Folder, read_records
from graph_builder.records.waivers import waivers as waivers_on
from server.configured import settings
from server.live import Live
from shapes.results.waiver import Waiver


def today() -> date:
    """The day by which waivers expire, in UTC."""
    return datetime.now(UTC).date()


def folder_of(base_iri: str) -> Folder:
    """The records, read anew when a file came, went or changed."""
    folder = settings().records
    try:
        stamp = tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("[!.]*.ttl")))
    except OSError:
        stamp = ()
    return _read(folder, base_iri, stamp)


@lru_cache(maxsize=4)
def _read(folder: Path, base_iri: str, stamp: tuple[tuple[str, int], ...]) -> Folder:
    return read_records(folder, base_iri)


@dataclass(frozen=True)
class DecidedBy:
    """Who decided what a piece of evidence says, as far as the record is still there, and the address of the record."""

    who: str
    href: str


def decided_by(live: Live, evidence: str) -> DecidedBy | None:
    """The decision behind a piece of evidence, by its IRI; None where there is none."""
    id = live.decisions.get(evidence)
    if id is None:
        return None
    said = folder_of(live.base).records.get(id)
    return DecidedBy(said.who if said else "", url_for("decision_pages.page", id=id) if said else "")


def waivers(live: Live) -> dict[str, Waiver]:
    """The waivers that hold today, by the ids of results."""
    return waivers_on(folder_of(live.base), today())


def stamp_of(held: dict[str, Waiver]) -> str:
    """A short name of some waivers, for validators of what depends on them; empty when there are none."""
    return hashlib.sha256(repr(sorted(held.items())).encode()).hexdigest()[:12] if held else ""
