"""What holding a graph against gold found: right, wrong and missed items, and how they are counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

Span = tuple[int, int]


@dataclass
class Counts:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The part of what was read that is right; 1 when nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The part of what is in gold that was read; 1 when there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Finding:
    """One entity or relation of a document.

    `what` is entity or relation, `kind` its class or predicate, `verdict` right, wrong (too much) or missed; `told`
    says it in words, `spans` where it was read, or where what was missed is printed.
    """

    document: str
    what: str
    kind: str
    verdict: str
    told: str
    spans: tuple[Span, ...] = ()
    readers: frozenset[str] = frozenset()


@dataclass
class Evaluation:
    """All findings by document (its stem), and the documents of gold that were not read."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Finding]:
        """The findings of every document."""
        return chain.from_iterable(self.findings.values())

    def overall(self, what: str) -> Counts:
        """The counts over all documents of `what`: entity or relation."""
        return count(f for f in self.all() if f.what == what)

    @property
    def documents(self) -> dict[str, dict[str, Counts]]:
        """The counts of each document, by entity and relation."""
        return {
            stem: {what: count(f for f in findings if f.what == what) for what in ("entity", "relation")}
            for stem, findings in self.findings.items()
        }

    @property
    def kinds(self) -> dict[str, Counts]:
        """The counts of each kind, as `entity Person` and `relation role`."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.all():
            found[f"{finding.what} {finding.kind}"].append(finding)
        return defaultdict(Counts, {kind: count(items) for kind, items in found.items()})

    @property
    def readers(self) -> dict[str, Counts]:
        """The counts of each reader and mention finder.

        No one reader misses an item, so as missed counts what gold has of the kinds that the reader gets right, and
        which it did not read.
        """
        kinds = self.kinds
        found: dict[str, Counts] = {}
        for reader in sorted({reader for f in self.all() for reader in f.readers}):
            mine = [f for f in self.all() if reader in f.readers]
            counts = found[reader] = count(mine)
            read = {f"{f.what} {f.kind}" for f in mine if f.verdict == "right"}
            counts.missed = sum(kinds[kind].right + kinds[kind].missed for kind in read) - counts.right
        return found


def count(findings: Iterable[Finding]) -> Counts:
    """How many are right, wrong and missed."""
    counts = Counts()
    for finding in findings:
        setattr(counts, finding.verdict, getattr(counts, finding.verdict) + 1)
    return counts


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """What was missed and what was too much, in the order of the text."""
    wrong = (f for f in findings if f.verdict != "right")
    return sorted(wrong, key=lambda f: (min(f.spans, default=_END), f.what, f.kind, f.told))


_END = (1 << 60, 0)
