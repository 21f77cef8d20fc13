"""What validation found in the build that is shown: its index, from the build or made of the report once."""

from threading import Lock
from weakref import WeakKeyDictionary

from server.live import Live
from shapes.results import FILE, Index
from store import Build

_kept: WeakKeyDictionary[Live, Index | None] = WeakKeyDictionary()
_lock = Lock()


def counts(live: Live) -> dict[str, int] | None:
    """How many results each shape has, by its IRI; None for a build that was not validated."""
    validation = live.build.manifest.validation
    if validation is None:
        return None
    return {iri: int(number) for iri, number in validation.get("by_shape", {}).items()}


def index(live: Live) -> Index | None:
    """The index of the results; None where the report is not at hand, as of a build in another engine."""
    with _lock:
        if live not in _kept:
            _kept[live] = _open(live)
        return _kept[live]


def _open(live: Live) -> Index | None:
    if not isinstance(live.build, Build):
        return None
    file = live.build.report_file(FILE)
    if file is not None:
        return Index(file)
    # A build of an earlier version has only the report itself.
    report = live.build.report("validation")
    if not report:
        return None
    from shapes.results import index_of
    from shapes.saved import load
    from shapes.validator import with_results

    return Index(index_of(with_results(load(report), live.build.quads), live.build.quads, live.base))
