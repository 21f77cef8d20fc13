"""Records of decisions as the desk sees them: what is settled, what waits for the next build, who has which item."""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from server.faults import Refusal
from server.live import Live
from server.shown import Ref
from server.steward.wishes import Wish

# Whether decisions can be recorded; until the builder has records of them, pages show no forms to decide with.
AVAILABLE = False


@dataclass(frozen=True)
class Quoted:
    """Words that a record is about."""

    exact: str
    title: str
    href: str


@dataclass(frozen=True)
class Record:
    """A record as pages show it."""

    id: str
    verdict: str
    who: str
    when: str
    why: str
    state: str
    note: str = ""
    about: tuple[Ref, ...] = ()
    value: Ref | None = None
    quotes: tuple[Quoted, ...] = ()
    file: str = ""
    turtle: str = ""
    can_be_undone: bool = False


@dataclass(frozen=True)
class Settled:
    """What records say of items: those that need no decision any more, by which record, and whose the others are."""

    hidden: frozenset[str] = frozenset()
    assigned: dict[str, str] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)


def settled(live: Live) -> Settled:
    """What records say of the items of a build."""
    return Settled()


def listed(live: Live) -> list[Record]:
    """All records, the newest first."""
    return []


def one(live: Live, id: str) -> Record | None:
    """A record by its id; None when there is none."""
    return None


def write(live: Live, wish: Wish, who: str) -> str:
    """Write a record; its id."""
    raise Refusal(503, "no-records", _("Decisions cannot be recorded here yet, so nothing was done."))
