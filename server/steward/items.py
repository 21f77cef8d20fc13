"""Items of the queue: what may be wrong, and how much would be mended by deciding it."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from server.live import Live
from server.reader import Term
from settings import StewardSettings

# In the order in which filters list them.
KINDS = ("result", "fact", "duplicate", "name", "stale", "link")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide.

    `subject`, `predicate` and `value` are the statement that it is about, as far as there is one; `stem`, `start` and
    `end` the words in a document; `others` further things, as the other of two that may be one. `weight` is how sure
    it is that something is wrong, from 0 to 1. `note` and `texts` (by language) say more; `severity` is that of a
    result, and `about` its shape, or what has found the item.
    """

    kind: str
    subject: str
    predicate: str = ""
    value: Term | None = None
    stem: str = ""
    start: int = -1
    end: int = -1
    others: tuple[str, ...] = ()
    weight: float = 0.5
    severity: str = ""
    about: str = ""
    note: str = ""
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    # What speaks for two things' being one: the kind of reason first (see `server.steward.reasons`).
    reasons: tuple[tuple[str, ...], ...] = ()
    # An id that its source has given; else it is made of what the item is about.
    given: str = ""

    @property
    def id(self) -> str:
        """A short name, the same in every build where the matter is the same."""
        if self.given:
            return f"{self.kind}-{self.given}"
        said = [self.kind, self.subject, self.predicate, str(self.value), self.stem, self.about, *self.others]
        if self.kind != "result":
            said += [str(self.start), str(self.end)]
        return f"{self.kind}-{hashlib.sha256(chr(10).join(said).encode()).hexdigest()[:12]}"


def gain(item: Item, mentions: int) -> float:
    """How much deciding an item would mend: how sure it is that it is wrong, times how much hangs on the thing.

    What many documents mention counts more, but not in proportion: the hundredth page is seen less than the first.
    """
    return round(item.weight * (1 + math.log2(1 + mentions)), 4)


class Source(Protocol):
    """What fills the queue with items of one kind. It is asked once for each build."""

    def __call__(self, live: Live, own: StewardSettings) -> Iterator[Item]:
        """The items in a build."""
        ...
