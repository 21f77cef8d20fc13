"""When a built entity is the one that gold means: equal names, near-equal wordings, dates that agree."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store
from rapidfuzz import fuzz

from graph_builder.findings import Span
from graph_builder.gold import Gold
from ontology import FOAF, INNO, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, vocabulary

# Kinds whose names are wordings, with how alike (0 … 100) two must be; a name of any other kind must be equal.
WORDINGS = {
    "Event": 82, "PolicyDocument": 88, "Goal": 80, "Principle": 85, "PriorityArea": 85, "Measure": 88, "Programme": 90,
    "Project": 80, "Award": 85, "Publication": 85, "Observation": 70,
}  # fmt: skip
_NAMES = {RDFS.label, SKOS.prefLabel, SKOS.altLabel, FOAF.name}
_EQUAL = 200.0
_SPAN = re.compile(r"#char=(\d+),(\d+)>?$")


def normal(text: str) -> str:
    """The text without capitals, quotation marks, kinds of dash and marks at its ends."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"[«»\"“”„’'`´]", "", text)
    text = re.sub(r"[‐‑–—-]", "-", text)
    return re.sub(r"\s+", " ", text).strip(" .,:;–-!?")


def close(a: str, b: str) -> float:
    """How alike two normal texts are, 0 … 100 (rapidfuzz: as they stand, words sorted, or one within the other)."""
    within = 0.97 * fuzz.token_set_ratio(a, b) if min(len(a), len(b)) > 14 else 0
    return max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b), within)


def agrees(gold: str, built: str) -> bool:
    """Whether the part of a moment that gold states (perhaps no year: `--11-24T14:05`) agrees with what was built."""
    gold_date, _, gold_time = gold.strip().partition("T")
    built_date, _, built_time = built.strip().partition("T")
    if gold_time and gold_time[:5] != built_time[:5]:
        return False
    if gold_date.startswith("--"):
        part = gold_date[2:]
        return built_date.endswith(part) or f"-{part}" in built_date
    return built_date.startswith(gold_date)


@dataclass(frozen=True)
class BuiltMembership:
    """A role in the built graph."""

    node: NamedNode
    person: NamedNode
    body: NamedNode | None
    title: str


class BuiltGraph:
    """What the graph of one document says, and which reader said it."""

    def __init__(self, store: Store, base_iri: str, stem: str) -> None:
        kinds = {iri: iri[len(INNO) :] for iri in vocabulary().kinds.values() if iri.startswith(INNO)}
        self.kinds: dict[NamedNode, str] = {}
        self.names: dict[NamedNode, set[str]] = defaultdict(set)
        self._shown: dict[NamedNode, str] = {}
        self._out: dict[str, list[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, NamedNode(f"{base_iri}graph/{stem}")):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            if predicate == RDF.type and value.value in kinds:
                self.kinds[subject] = kinds[value.value]
            elif predicate in _NAMES:
                self.names[subject].add(normal(value.value))
                self._shown[subject] = min(value.value, self._shown.get(subject, value.value))
            self._out[predicate].append((subject, value))
        self._readers, self._spans = _evidence(store, NamedNode(f"{base_iri}evidence/{stem}"))
        self._document = NamedNode(f"{base_iri}doc/{stem}")
        self.memberships = self._memberships()

    def statements(self, predicate: str, *, literal: bool) -> list[tuple[NamedNode, NamedNode | Literal]]:
        """What entities have as `predicate`, sorted: literals, or other nodes."""
        found = [(s, o) for s, o in self._out[predicate] if s in self.kinds and isinstance(o, Literal) == literal]
        return sorted(found, key=str)

    def name(self, node: object) -> str:
        """One of the node's names, to show."""
        return self._shown.get(node, str(node)) if isinstance(node, NamedNode) else str(node)

    def readers(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> set[str]:
        """The readers that the evidence of a statement names."""
        return self._readers.get((str(subject), predicate, str(value)), set())

    def spans(self, subject: NamedNode, predicate: str, value: NamedNode | Literal) -> tuple[Span, ...]:
        """Where a statement was read, in the order of the text."""
        return tuple(sorted(self._spans.get((str(subject), predicate, str(value)), ())))

    def spans_of(self, node: NamedNode) -> tuple[Span, ...]:
        """Where the document names an entity."""
        return self.spans(self._document, SCHEMA.mentions, node) or self.spans(
            node, RDF.type, NamedNode(INNO[self.kinds[node]])
        )

    def reader_of_type(self, node: NamedNode) -> set[str]:
        """The readers that found the entity."""
        return self.readers(node, RDF.type, NamedNode(INNO[self.kinds[node]]))

    def _memberships(self) -> list[BuiltMembership]:
        body = {s: o for p in (ORG.organization, SCHEMA.memberOf) for s, o in self._out[p] if isinstance(o, NamedNode)}
        title = {s: o.value for s, o in self._out[SCHEMA.roleName]}
        found = [
            BuiltMembership(node, person, body.get(node), title.get(node, ""))
            for node, person in self._out[ORG.member]
            if isinstance(person, NamedNode)
        ]
        return sorted(found, key=str)


def _evidence(
    store: Store, graph: NamedNode
) -> tuple[dict[tuple[str, str, str], set[str]], dict[tuple[str, str, str], set[Span]]]:
    """(subject, predicate, object) of each statement → its readers; and → the spans that it was read at."""
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    places: dict[str, set[Span]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, None, graph):
        predicate, value = quad.predicate.value, quad.object
        if predicate in (RDF.subject, RDF.object):
            parts[str(quad.subject)][predicate] = str(value)
        elif predicate in (RDF.predicate, INNO.extractor):
            parts[str(quad.subject)][predicate] = value.value  # type: ignore[union-attr]
        elif predicate == PROV.wasDerivedFrom and (span := _SPAN.search(str(value))):
            places[str(quad.subject)].add((int(span[1]), int(span[2])))
    readers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    spans: dict[tuple[str, str, str], set[Span]] = defaultdict(set)
    for node, part in parts.items():
        if len(part) == 4:
            statement = part[RDF.subject], part[RDF.predicate], part[RDF.object]
            readers[statement].add(part[INNO.extractor])
            spans[statement] |= places[node]
    return readers, spans


def pair_entities(gold: Gold, built: BuiltGraph) -> dict[str, NamedNode]:
    """Gold id → built node, one to one within each kind; what begins at the stated moment goes first among equals."""
    wanted = {r.subject: r.object for r in gold.relations if r.predicate == "startDate" and r.object}
    begins = {s: o.value for s, o in built.statements(SCHEMA.startDate, literal=True)}
    candidates = []
    for entity in gold.entities:
        names = {normal(name) for name in entity.names}
        for node, kind in built.kinds.items():
            if kind != entity.kind:
                continue
            if names & built.names[node]:
                score = _EQUAL
            else:
                score = max((close(a, b) for a in names for b in built.names[node]), default=0.0)
                if score < WORDINGS.get(kind, 101):
                    continue
            if entity.id in wanted and node in begins:
                score += 50 if agrees(wanted[entity.id], begins[node]) else -20
            candidates.append((-score, entity.id, str(node), node))
    pairs: dict[str, NamedNode] = {}
    taken: set[NamedNode] = set()
    for _, gid, _key, node in sorted(candidates, key=lambda c: c[:3]):
        if gid not in pairs and node not in taken:
            pairs[gid] = node
            taken.add(node)
    return pairs
