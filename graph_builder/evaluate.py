"""Hold a built graph against gold files: which entities and relations are right, too much or missed.

Entities are paired one to one within a kind, by equal printed names first, then by near-equal wordings for the kinds
that are wordings. A relation counts when both ends are paired; a date when the part that gold states agrees; a role
needs a near-equal title, and the unit or its parent is accepted for the body.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graph_builder.findings import Counts, Evaluation, Finding, Span
from graph_builder.gold import LITERAL, PREDICATES, Gold, GoldRelation, read_gold
from graph_builder.matching import BuiltGraph, agrees, close, normal, pair_entities
from graph_builder.printed import find_printed, nearest
from ontology import ORG

__all__ = ["Counts", "Evaluation", "evaluate"]


def evaluate(
    store: Store, base_iri: str, gold_paths: Iterable[Path], texts: Mapping[str, str] | None = None
) -> Evaluation:
    """Compare the graphs in `store` (`{base}graph/{stem}`, `{base}evidence/{stem}`) with gold files.

    `texts` (stem → text) tell where what was missed is printed. A gold file whose document is not in the store is
    listed in `unread` and counts as all missed. Raises `GoldError`.
    """
    result = Evaluation()
    for path in gold_paths:
        gold = read_gold(path)
        graph = NamedNode(f"{base_iri}graph/{gold.stem}")
        if not any(True for _ in store.quads_for_pattern(None, None, None, graph)):
            result.unread.append(gold.stem)
        text = (texts or {}).get(gold.stem, "")
        findings = result.findings.setdefault(gold.stem, [])
        _Document(gold, BuiltGraph(store, base_iri, gold.stem), text, findings).compare()
    return result


class _Document:
    """The comparison of one document."""

    def __init__(self, gold: Gold, built: BuiltGraph, text: str, findings: list[Finding]) -> None:
        self.gold, self.built, self.text, self.findings = gold, built, text, findings
        self.names = {entity.id: entity.names for entity in gold.entities}
        self.pairs = pair_entities(gold, built)
        self.back = {node: gid for gid, node in self.pairs.items()}

    def compare(self) -> None:
        for entity in self.gold.entities:
            if entity.id not in self.pairs:
                told = f"{entity.kind}: {entity.names[0]}"
                self._add("entity", entity.kind, "missed", told, tuple(find_printed(self.text, entity.names)))
        for node, kind in self.built.kinds.items():
            verdict = "right" if node in self.back else "wrong"
            told = f"{kind}: {self.built.name(node)}"
            self._add("entity", kind, verdict, told, self.built.spans_of(node), self.built.reader_of_type(node))
        self._roles()
        for predicate, (iri, reverse) in PREDICATES.items():
            self._relations(predicate, iri, reverse)

    def _add(
        self, what: str, kind: str, verdict: str, told: str, spans: tuple[Span, ...] = (), readers: Iterable[str] = ()
    ) -> None:
        self.findings.append(Finding(self.gold.stem, what, kind, verdict, told, spans, frozenset(readers)))

    def _built(self, kind: str, verdict: str, told: str, statement: tuple[NamedNode, str, NamedNode | Literal]) -> None:
        self._add("relation", kind, verdict, told, self.built.spans(*statement), self.built.readers(*statement))

    def _missed(self, relation: GoldRelation) -> None:
        subject = self.names[relation.subject]
        value = self.names.get(relation.object or "", (relation.object,) if relation.object else ())
        wordings = value if not relation.role else (*value, relation.role)
        spans = nearest(find_printed(self.text, subject), find_printed(self.text, wordings))
        if relation.predicate == "role":
            told = _role(subject[0], relation.role, value[0] if value else None)
        else:
            told = f"{relation.predicate}: {subject[0]} -> {value[0] if value else None}"
        self._add("relation", relation.predicate, "missed", told, spans)

    def _roles(self) -> None:
        parents = defaultdict(set)
        for relation in self.gold.relations:
            if relation.predicate == "unitOf" and relation.object:
                parents[relation.subject].add(relation.object)
                parents[relation.object].add(relation.subject)
        free = list(self.built.memberships)
        right = []
        for relation in (r for r in self.gold.relations if r.predicate == "role"):
            hit = next((m for m in free if self._is_role(relation, m.person, m.body, m.title, parents)), None)
            if hit is None:
                self._missed(relation)
            else:
                free.remove(hit)
                right.append(hit)
        for verdict, memberships in (("right", right), ("wrong", free)):
            for m in memberships:
                told = _role(self.built.name(m.person), m.title, self.built.name(m.body) if m.body else None)
                self._built("role", verdict, told, (m.node, ORG.member, m.person))

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
                self._missed(relation)
            else:
                free.remove(hit)
                self._built(predicate, "right", self._told(predicate, hit), (hit[0], iri, hit[1]))
        used = {pair for pair in have if pair not in free}
        for subject, value in free:
            if predicate == "collaboratesWith" and (value, subject) in used:
                continue
            self._built(predicate, "wrong", self._told(predicate, (subject, value)), (subject, iri, value))

    def _told(self, predicate: str, pair: tuple[NamedNode, NamedNode | Literal]) -> str:
        value = pair[1].value if isinstance(pair[1], Literal) else self.built.name(pair[1])
        return f"{predicate}: {self.built.name(pair[0])} -> {value}"

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


def _role(person: str, title: str, body: str | None) -> str:
    return f"role: {person}, {title}, {body}"
