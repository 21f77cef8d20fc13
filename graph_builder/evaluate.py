"""Hold a built graph against gold files: precision, recall and F1 of entities and relations, by kind and by reader.

Entities are paired one to one within a kind, by equal printed names first, then by near-equal wordings for the kinds
that are wordings. A relation counts when both ends are paired; a date when the part that gold states agrees; a role
needs a near-equal title, and the unit or its parent is accepted for the body.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graph_builder.gold import LITERAL, PREDICATES, Gold, GoldRelation, read_gold
from graph_builder.matching import BuiltGraph, agrees, close, normal, pair_entities
from ontology import ORG


@dataclass
class Counts:
    """True positives, false positives and false negatives."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Counts") -> None:
        """Add another's counts to these."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

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


@dataclass
class Evaluation:
    """Counts by document and by kind (`entity Person`, `relation role`), by reader, and what is missing or too much."""

    documents: dict[str, dict[str, Counts]] = field(default_factory=dict)
    kinds: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    readers: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    missing: dict[str, list[str]] = field(default_factory=dict)
    extra: dict[str, list[str]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def overall(self, what: str) -> Counts:
        """The counts over all documents of `what`: entity or relation."""
        total = Counts()
        for counts in self.documents.values():
            total.add(counts[what])
        return total


def evaluate(store: Store, base_iri: str, gold_paths: Iterable[Path]) -> Evaluation:
    """Compare the graphs in `store` (`{base}graph/{stem}`, `{base}evidence/{stem}`) with gold files.

    A gold file whose document is not in the store is listed in `unread` and counts as all missed. Raises `GoldError`.
    """
    result = Evaluation()
    for path in gold_paths:
        gold = read_gold(path)
        graph = NamedNode(f"{base_iri}graph/{gold.stem}")
        if not any(True for _ in store.quads_for_pattern(None, None, None, graph)):
            result.unread.append(gold.stem)
        _Document(gold, BuiltGraph(store, base_iri, gold.stem), result).compare()
    return result


class _Document:
    """The comparison of one document."""

    def __init__(self, gold: Gold, built: BuiltGraph, result: Evaluation) -> None:
        self.gold, self.built, self.result = gold, built, result
        self.pairs = pair_entities(gold, built)
        self.back = {node: gid for gid, node in self.pairs.items()}
        self.counts = {"entity": Counts(), "relation": Counts()}
        self.missing: list[str] = []
        self.extra: list[str] = []

    def compare(self) -> None:
        for entity in self.gold.entities:
            if entity.id not in self.pairs:
                self._count("entity", entity.kind, missed=f"{entity.kind}: {entity.names[0]}")
        for node, kind in self.built.kinds.items():
            hit = node in self.back
            self._count(
                "entity", kind, self.built.reader_of_type(node), None if hit else f"{kind}: {self.built.name(node)}"
            )
        self._roles()
        for predicate, (iri, reverse) in PREDICATES.items():
            self._relations(predicate, iri, reverse)
        self.result.documents[self.gold.stem] = self.counts
        self.result.missing[self.gold.stem] = self.missing
        self.result.extra[self.gold.stem] = self.extra

    def _count(
        self, what: str, kind: str, readers: Iterable[str] = (), wrong: str | None = None, missed: str | None = None
    ) -> None:
        for counts in (self.counts[what], self.result.kinds[f"{what} {kind}"]):
            counts.right += wrong is None and missed is None
            counts.wrong += wrong is not None
            counts.missed += missed is not None
        for reader in readers:
            self.result.readers[reader].right += wrong is None
            self.result.readers[reader].wrong += wrong is not None
        if missed is not None:
            self.missing.append(missed)
        if wrong is not None:
            self.extra.append(wrong)

    def _roles(self) -> None:
        parents = defaultdict(set)
        for relation in self.gold.relations:
            if relation.predicate == "unitOf" and relation.object:
                parents[relation.subject].add(relation.object)
                parents[relation.object].add(relation.subject)
        free = list(self.built.memberships)
        for relation in (r for r in self.gold.relations if r.predicate == "role"):
            hit = next((m for m in free if self._is_role(relation, m.person, m.body, m.title, parents)), None)
            if hit is None:
                self._count("relation", "role", missed=f"role: {relation.subject}, {relation.role}, {relation.object}")
            else:
                free.remove(hit)
                self._count("relation", "role", self.built.readers(hit.node, ORG.member, hit.person))
        for m in free:
            told = f"role: {self.built.name(m.person)}, {m.title}, {self.built.name(m.body) if m.body else None}"
            self._count("relation", "role", self.built.readers(m.node, ORG.member, m.person), told)

    def _is_role(
        self,
        relation: GoldRelation,
        person: NamedNode,
        body: NamedNode | None,
        title: str,
        parents: dict[str, set[str]],
    ) -> bool:
        if self.back.get(person) != relation.subject:
            return False
        where = self.back.get(body) if body is not None else None
        same = (
            (body is None)
            if relation.object is None
            else (where == relation.object or where in parents[relation.object])
        )
        wanted = normal(relation.role)
        return same and (not wanted or close(wanted, normal(title)) >= 80 or wanted in normal(title))

    def _relations(self, predicate: str, iri: str, reverse: bool) -> None:
        have = self.built.statements(iri, literal=predicate in LITERAL)
        free = list(have)
        for relation in (r for r in self.gold.relations if r.predicate == predicate):
            hit = next((pair for pair in free if self._is(relation, pair, reverse)), None)
            if hit is None:
                self._count("relation", predicate, missed=f"{predicate}: {relation.subject} -> {relation.object}")
            else:
                free.remove(hit)
                self._count("relation", predicate, self.built.readers(hit[0], iri, hit[1]))
        used = {pair for pair in have if pair not in free}
        for subject, value in free:
            if predicate == "collaboratesWith" and (value, subject) in used:
                continue
            told = value.value if isinstance(value, Literal) else self.built.name(value)
            self._count(
                "relation",
                predicate,
                self.built.readers(subject, iri, value),
                f"{predicate}: {self.built.name(subject)} -> {told}",
            )

    def _is(self, relation: GoldRelation, pair: tuple[NamedNode, NamedNode | Literal], reverse: bool) -> bool:
        subject, value = pair
        if isinstance(value, Literal):
            if self.back.get(subject) != relation.subject or relation.object is None:
                return False
            if relation.predicate == "identifier":
                return normal(value.value) == normal(relation.object)
            return agrees(relation.object, value.value)
        ends = (
            (self.back.get(value), self.back.get(subject))
            if reverse
            else (self.back.get(subject), self.back.get(value))
        )
        wanted = (relation.subject, relation.object)
        return ends == wanted or (relation.predicate == "collaboratesWith" and ends[::-1] == wanted)
