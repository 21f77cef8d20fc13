"""What records of decisions change: the IRIs of things, the statements of documents, and what the authority says.

All of it happens when quads are made of what was read, so no document has to be read again.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Quad

from graph_builder.records.folder import Folder
from graph_builder.records.places import find
from graph_builder.records.record import Record
from graph_builder.records.splitting import Split, meet, split
from graph_builder.slugs import slug_of
from graph_builder.statement import Statement
from ontology import DCTERMS, FOAF, INNO, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, vocabulary

# Who reads what a steward says; what they said is taken to be right.
STEWARD = "steward"
REPORT = "decisions"
_CLASSIFYING = frozenset({ORG.classification, INNO.eventType, INNO.policyType})
_OF_STATEMENTS = frozenset({"accept", "reject", "correct"})
_SLUG_LENGTH = 60


@dataclass
class Decided:
    """The records that stand, ready to be applied to the documents of one build. `texts` are theirs by stem."""

    folder: Folder
    base_iri: str
    texts: Mapping[str, str] = field(default_factory=dict)
    _applied: set[str] = field(default_factory=set)
    _why: dict[str, str] = field(default_factory=dict)
    # Roles that are in several documents, known when the IRIs are.
    _shared_roles: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.standing = self.folder.standing
        self._of_stem: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
        for id, said in self.standing.items():
            for quote in said.quotes:
                text = self.texts.get(quote.stem)
                place = find(quote, text) if text is not None else None
                if place is None:
                    gone = "its words are gone" if text is not None else f"there is no document {quote.stem}"
                    self._why[id] = gone
                else:
                    self._of_stem[quote.stem].setdefault(id, []).append(place)
        self._moved = self._moves()

    @property
    def stems(self) -> frozenset[str]:
        """The documents whose words records are about."""
        return frozenset(self._of_stem)

    @property
    def apart(self) -> frozenset[frozenset[str]]:
        """Pairs of things that stewards say are two, by the IRIs that they have now."""
        said = self._said("distinct")
        return frozenset(frozenset(self._moved.get(iri, iri) for iri in each.entities) for each in said)

    def _moves(self) -> dict[str, str]:
        """Old IRI to new one: of things that are one with another, and of those of another kind."""
        moved: dict[str, str] = {}
        for said in self.standing.values():
            if said.verdict == "merge":
                kept, gone = said.entities
                moved[gone] = kept
            elif said.verdict == "retype":
                old = said.entities[0]
                moved[old] = f"{self.base_iri}id/{said.kind}/{old.rpartition('/')[2]}"
        return {old: new for old in moved if (new := _last(old, moved)) != old}

    def iris(self, iris: Mapping[int, str]) -> dict[int, str]:
        """The IRIs of entities after merges and changes of kind."""
        before = set(iris.values())
        roles = f"{self.base_iri}id/membership/"
        counted = Counter(iri for iri in iris.values() if iri.startswith(roles))
        self._shared_roles = frozenset(iri for iri, number in counted.items() if number > 1)
        for id, said in self.standing.items():
            if said.verdict in {"merge", "retype"}:
                gone = said.entities[-1]
                if gone in before:
                    self._applied.add(id)
                else:
                    self._why[id] = f"nothing has the IRI {gone}"
            elif said.verdict in {"rename", "link"}:
                thing = self._moved.get(said.entities[0], said.entities[0])
                if thing in before or thing in self._moved.values():
                    self._applied.add(id)
                else:
                    self._why[id] = f"nothing has the IRI {said.entities[0]}"
            elif said.verdict in {"assign", "waive", "distinct"}:
                self._applied.add(id)
        return {number: self._moved.get(iri, iri) for number, iri in iris.items()}

    def labels(self, labels: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
        """The names that things go by, after those that stewards gave them."""
        found = dict(labels)
        for said in self._said("rename"):
            if isinstance(said.value, Literal):
                thing = self._moved.get(said.entities[0], said.entities[0])
                found[thing, said.value.language or "nb"] = said.value.value
        return found

    def apart_at(self, stem: str, iri: str, spans: Collection[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """The mentions of a thing in a document: first those that it keeps, then those of each split.

        What is said of the thing as such, what it is and what it is called, is said of each of them.
        """
        left, parts = sorted(spans), []
        for id, places in self._of_stem.get(stem, {}).items():
            record = self.standing[id]
            if record.verdict == "split" and self._moved.get(record.entities[0], record.entities[0]) == iri:
                parts.append([span for span in left if any(meet(span, place) for place in places)])
                left = [span for span in left if span not in parts[-1]]
        return [left, *parts]

    def part(self, stem: str) -> str:
        """What of the records a document's graphs depend on, besides the IRIs and labels of its things."""
        records = self._of_stem.get(stem, {})
        splits = any(self.standing[id].verdict == "split" for id in records)
        return repr((sorted(records.items()), sorted(self._shared_roles) if splits else ()))

    def statements(self, stem: str, said: Iterable[Statement]) -> list[Statement]:
        """The statements of a document, as stewards left them."""
        found = [self._of_another_kind(statement) for statement in said]
        for id, places in self._of_stem.get(stem, {}).items():
            record = self.standing[id]
            if record.verdict in _OF_STATEMENTS:
                found = self._on(found, id, record, places)
            elif record.verdict == "add" and record.fact:
                found.append(self._added(record, places[0], id))
            elif record.verdict == "split":
                found = self._split(found, id, record, places)
        return self._without_strays(stem, found)

    def _without_strays(self, stem: str, found: list[Statement]) -> list[Statement]:
        """The statements without mentions of what is no thing any more here, since stewards rejected what it is."""
        records = (self.standing[id] for id in self._of_stem.get(stem, {}) if id in self._applied)
        rejected = {
            self._meant(record)[0]
            for record in records
            if record.verdict == "reject" and record.fact and record.fact[1] == RDF.type
        }
        if not rejected:
            return found
        strays = rejected - {each.subject for each in found if each.predicate.value == RDF.type}
        return [each for each in found if not (each.predicate.value == SCHEMA.mentions and each.object in strays)]

    def authority(self, quads: Iterable[Quad]) -> list[Quad]:
        """The authority's statements, with what stewards say of things themselves."""
        graph = NamedNode(f"{self.base_iri}graph/authority")
        found = list(quads)
        replaced = NamedNode(DCTERMS.isReplacedBy)
        found += (Quad(NamedNode(old), replaced, NamedNode(new), graph) for old, new in sorted(self._moved.items()))
        for said in self._applied_of("link"):
            if isinstance(said.value, NamedNode):
                thing = self._moved.get(said.entities[0], said.entities[0])
                found.append(Quad(NamedNode(thing), NamedNode(OWL.sameAs), said.value, graph))
        for said in self._applied_of("rename"):
            if isinstance(said.value, Literal):
                found = self._named(found, said, said.value, graph)
        return found

    def report(self) -> dict[str, dict[str, str]]:
        """The state of each record by its id: applied, stale or undone, and why it is stale."""
        found = {}
        for id, said in self.folder.records.items():
            if id not in self.standing and said.verdict != "undo":
                found[id] = {"state": "undone"}
            elif id in self._applied or said.verdict == "undo":
                found[id] = {"state": "applied"}
            else:
                found[id] = {"state": "stale", "why": self._why.get(id, "nothing says that at these words")}
        return found

    def _said(self, verdict: str) -> list[Record]:
        return [said for said in self.standing.values() if said.verdict == verdict]

    def _applied_of(self, verdict: str) -> list[Record]:
        return [said for said in self._said(verdict) if said.id in self._applied]

    def _named(self, quads: list[Quad], said: Record, name: Literal, graph: NamedNode) -> list[Quad]:
        thing = NamedNode(self._moved.get(said.entities[0], said.entities[0]))
        name = name if name.language else Literal(name.value, language="nb")
        kept = []
        for quad in quads:
            about = quad.subject == thing and quad.predicate.value in _PREFERRED and isinstance(quad.object, Literal)
            if about and isinstance(quad.object, Literal) and quad.object.language == name.language:
                quad = Quad(thing, NamedNode(SKOS.altLabel), quad.object, graph)
            if not (quad.subject == thing and quad.predicate == NamedNode(FOAF.name)):
                kept.append(quad)
        # No document may have the name, so the label that a thing must have is said here, as of the authority's things.
        given = [Quad(thing, NamedNode(property), name, graph) for property in sorted(_PREFERRED)]
        if thing.value.startswith(f"{self.base_iri}id/person/"):
            given.append(Quad(thing, NamedNode(FOAF.name), Literal(name.value), graph))
        return [*dict.fromkeys(kept), *given]

    def _meant(self, record: Record) -> tuple[NamedNode, NamedNode, NamedNode | Literal]:
        if record.fact is None:
            raise ValueError("the record is about no statement")
        subject, property, value = record.fact
        if isinstance(value, NamedNode):
            value = NamedNode(self._moved.get(value.value, value.value))
        return NamedNode(self._moved.get(subject, subject)), NamedNode(property), value

    def _on(self, found: list[Statement], id: str, record: Record, places: list[tuple[int, int]]) -> list[Statement]:
        meant = self._meant(record)
        kept = []
        for statement in found:
            triple = (statement.subject, statement.predicate, statement.object)
            if triple != meant or not any(meet(statement.span, place) for place in places):
                kept.append(statement)
                continue
            self._applied.add(id)
            if record.verdict == "accept":
                kept.append(replace(statement, certain=True, decision=id))
            elif record.verdict == "correct" and record.value is not None:
                value = record.value
                kept.append(replace(statement, object=value, extractor=STEWARD, certain=True, decision=id))
        return kept

    def _added(self, record: Record, place: tuple[int, int], id: str) -> Statement:
        self._applied.add(id)
        return Statement(*self._meant(record), place, STEWARD, certain=True, decision=id)

    def _split(self, found: list[Statement], id: str, record: Record, places: list[tuple[int, int]]) -> list[Statement]:
        """Give what is said at some of a thing's mentions to another thing."""
        old = NamedNode(self._moved.get(record.entities[0], record.entities[0]))
        name = record.value if record.value is None or isinstance(record.value, Literal) else None
        kept, applied = split(
            found, Split(id, old, self._new(record, old, id), tuple(places), name, self._shared_roles)
        )
        if applied:
            self._applied.add(id)
        return kept

    def _new(self, record: Record, old: NamedNode, id: str) -> NamedNode:
        path, _, slug = old.value.rpartition("/")
        named = slug_of(record.value.value, _SLUG_LENGTH) if record.value is not None else slug
        return NamedNode(f"{path}/{named or slug}-{id.rpartition('-')[2]}")

    def _of_another_kind(self, statement: Statement) -> Statement:
        for said in self._said("retype"):
            if statement.subject.value == self._moved.get(said.entities[0]):
                if statement.predicate.value == RDF.type:
                    return replace(statement, object=NamedNode(vocabulary().kinds[said.kind]))
                if statement.predicate.value in _CLASSIFYING:
                    return replace(
                        statement, predicate=NamedNode(RDF.type), object=NamedNode(vocabulary().kinds[said.kind])
                    )
        return statement


_PREFERRED = frozenset({SKOS.prefLabel, RDFS.label})


def _last(iri: str, moved: Mapping[str, str]) -> str:
    """Where an IRI ends up; two that lead to one another stay what they are."""
    seen = [iri]
    while (following := moved.get(seen[-1])) is not None:
        if following in seen:
            return iri
        seen.append(following)
    return seen[-1]
