"""The results that stewards let stand, as commands take them into account."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from settings import Settings
from store import Build

if TYPE_CHECKING:
    from shapes.results.waiver import Waiver


def waivers_of(settings: Settings, base_iri: str) -> "dict[str, Waiver]":
    """The waivers in the folder of records that have not expired, by the ids of results."""
    from graph_builder.records import read_records
    from graph_builder.records.waivers import waivers

    return waivers(read_records(settings.records, base_iri), datetime.now(UTC).date())


def waived_violations(build: Build, settings: Settings) -> int:
    """How many violations of a build that was validated are waived."""
    from shapes.results import FILE, Filters, Index

    file = build.report_file(FILE)
    ids = frozenset(waivers_of(settings, build.manifest.base_iri))
    if file is None or not ids:
        return 0
    return dict(Index(file).counts("severity", Filters(waived="yes", ids=ids))).get("Violation", 0)
