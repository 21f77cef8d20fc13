"""What one build has that another has not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph

from store.build import Build


@dataclass(frozen=True)
class Difference:
    """The quads that differ between two builds, by graph IRI in numbers, and themselves when asked for."""

    before: Build
    after: Build
    added: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True when both builds hold the same quads."""
        return not self.added and not self.removed

    def added_quads(self) -> Iterator[pyoxigraph.Quad]:
        """Give the quads that only the second build has."""
        return _only_in(self.after, self.before)

    def removed_quads(self) -> Iterator[pyoxigraph.Quad]:
        """Give the quads that only the first build has."""
        return _only_in(self.before, self.after)


def diff(before: Build, after: Build) -> Difference:
    """Compare two builds quad by quad."""
    if before.id == after.id:
        return Difference(before, after)
    return Difference(before, after, _count(_only_in(after, before)), _count(_only_in(before, after)))


def _only_in(one: Build, other: Build) -> Iterator[pyoxigraph.Quad]:
    return (quad for quad in one.quads if quad not in other.quads)


def _count(quads: Iterator[pyoxigraph.Quad]) -> dict[str, int]:
    return dict(sorted(Counter(str(quad.graph_name)[1:-1] for quad in quads).items()))
