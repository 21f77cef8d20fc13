"""Which readers there are, ours and those of other packages, and which of them run.

Another package adds a reader by an entry point of the group `innograf.readers`: its name is the reader's, its object
a function that takes a `Draft`. `docs/readers.md` shows one whole.
"""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from graph_builder.facts import READERS
from graph_builder.facts.reader import OWN_PACKAGE, Reader, ReaderError
from settings.model import ReaderSettings

GROUP = "innograf.readers"


def known() -> dict[str, str]:
    """Every reader's name → the package it is from, in the order in which they run: ours, then others by name.

    Raises `ReaderError` when two readers have one name.
    """
    found = dict.fromkeys(READERS, OWN_PACKAGE)
    for point in _points():
        if point.name in found:
            raise ReaderError(
                f"The package {_package(point)} has a reader {point.name!r}, and so has {found[point.name]}. "
                f"Uninstall one of them, or ask those who made it to give it another name."
            )
        found[point.name] = _package(point)
    return found


def chosen(settings: ReaderSettings) -> list[str]:
    """The names of the readers that run, in their order: those of `readers.run`, or all, without `readers.skip`.

    Raises `ReaderError` for a name that no reader has, and for one that is named twice.
    """
    names = known()
    for key in ("run", "skip"):
        for name in getattr(settings, key) or ():
            if name not in names:
                raise ReaderError(f"The setting readers.{key} names {name!r}; the readers are {', '.join(names)}.")
    run = names if settings.run is None else settings.run
    twice = next((name for n, name in enumerate(run) if name in tuple(run)[:n]), None)
    if twice:
        raise ReaderError(f"The setting readers.run names {twice!r} twice.")
    return [name for name in run if name not in settings.skip]


def load(names: Iterable[str]) -> tuple[Reader, ...]:
    """The readers of these names. Raises `ReaderError` for one that cannot be imported or is no function."""
    points = {point.name: point for point in _points()}
    return tuple(Reader(name, READERS[name]) if name in READERS else _load(points[name]) for name in names)


def _load(point: EntryPoint) -> Reader:
    where = f"The reader {point.name!r} of the package {_package(point)} ({point.value})"
    advice = f"Leave it out with the setting readers.skip, or repair or uninstall {_package(point)}."
    try:
        read = point.load()
    except Exception as error:
        raise ReaderError(f"{where} cannot be loaded ({type(error).__name__}: {error}). {advice}") from None
    if not callable(read):
        raise ReaderError(f"{where} is no function. {advice}")
    return Reader(point.name, read, _package(point))


def _points() -> list[EntryPoint]:
    # An installation that is named twice on the path lists its entry points once.
    points = {(point.name, point.value): point for point in entry_points(group=GROUP)}
    return [points[key] for key in sorted(points)]


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else point.value.partition(":")[0]
