"""What is the same thing in several documents: keys that entities of different documents share, and why they do.

Deterministic: the same entities get the same keys whatever the order of the documents.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph_builder.decisions import Decision, Decisions
from graph_builder.draft import Draft, Entity
from graph_builder.merges import fold
from ontology import ORG

Key = tuple[str, ...]
_APART = "in"  # in the key of a thing that a steward took out of a name: «in» which document


@dataclass
class WhoIsWho:
    """The key of every entity by `id(entity)`, what a steward decided, and faults in the decisions.

    `different` are the decisions that things of two names are two.
    """

    keys: dict[int, Key] = field(default_factory=dict)
    different: list[Decision] = field(default_factory=list)
    decided: list[dict[str, object]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def taken_out(self) -> set[int]:
        """The entities, by `id`, that a steward took out of a name: of them nothing is left to decide."""
        return {number for number, key in self.keys.items() if key[2:3] == (_APART,)}


@dataclass(frozen=True)
class _Person:
    """A person in one document, with the keys of the bodies that the document names with them."""

    entity: Entity
    draft: Draft
    bodies: frozenset[Key]

    def order(self) -> tuple[str, str, str]:
        """The document told of first comes first: by day of issue, then by name."""
        return (self.draft.document.metadata.issued or "9999", self.draft.document.stem, self.entity.scope)


def part_persons(drafts: Sequence[Draft], keys: dict[int, Key]) -> None:
    """Give persons of one name whose bodies differ, and whom nothing links, keys of their own.

    Those told of first keep the plain key, so that another document does not change it; the others' keys end in a body.
    A person without any body is the one who is told of first.
    """
    of_name: dict[Key, list[_Person]] = defaultdict(list)
    bodies = _bodies(drafts, keys)
    for draft in drafts:
        for entity in draft.entities:
            if entity.kind == "Person" and keys[id(entity)][0] == "Person":
                of_name[keys[id(entity)]].append(_Person(entity, draft, frozenset(bodies[id(draft), id(entity)])))
    for key, told in of_name.items():
        groups = _linked(sorted(told, key=_Person.order))
        for group in groups[1:]:
            name = min(body[-1] if body[0] == "authority" else body[1] for person in group for body in person.bodies)
            for person in group:
                keys[id(person.entity)] = (*key[:2], "of", name.rpartition("/")[2])


def _linked(told: list[_Person]) -> list[list[_Person]]:
    """Persons that share a body, directly or through others; those without one with the first."""
    groups: list[tuple[list[_Person], set[Key]]] = []
    without: list[_Person] = []
    for person in told:
        if not person.bodies:
            without.append(person)
            continue
        own = {person.draft.document.stem: person.entity}
        linked = [g for g in groups if g[1] & person.bodies and not _namesake_in(g[0], own)]
        merged: tuple[list[_Person], set[Key]] = ([person], set(person.bodies))
        if linked:
            merged = ([p for g in linked for p in g[0]] + [person], set().union(*(g[1] for g in linked), person.bodies))
        first = groups.index(linked[0]) if linked else len(groups)
        groups = [g for g in groups if g not in linked]
        groups.insert(min(first, len(groups)), merged)
    if not groups:
        return [without]
    groups[0][0].extend(without)
    return [group for group, _ in groups]


def _namesake_in(group: list[_Person], own: dict[str, Entity]) -> bool:
    """Whether the group has another person of the same name from the same document."""
    return any(own.get(p.draft.document.stem, p.entity) is not p.entity for p in group)


def _bodies(drafts: Sequence[Draft], keys: dict[int, Key]) -> dict[tuple[int, int], set[Key]]:
    """(draft, person) → the keys of the bodies that the person has a role in, and of those that these are part of."""
    found: dict[tuple[int, int], set[Key]] = defaultdict(set)
    for draft in drafts:
        for membership in (e for e in draft.entities if e.kind == "Membership"):
            bodies = [b for b in draft.objects(membership, ORG.organization) if isinstance(b, Entity)]
            bodies += [p for b in bodies for p in draft.objects(b, ORG.unitOf) if isinstance(p, Entity)]
            for person in draft.objects(membership, ORG.member):
                found[id(draft), id(person)].update(keys[id(body)] for body in bodies)
    return found


def decide(drafts: Sequence[Draft], found: WhoIsWho, decisions: Decisions, iris: dict[Key, str]) -> None:
    """Apply a steward's decisions to the keys; `iris` are those that the keys would have without them."""
    for decision in decisions.of("different"):
        meant = _meant(drafts, found, decisions, decision, iris)
        if len(decision.names) == 1:
            _apart(found, decision, meant)
        elif meant:
            # Within a document the two were never made one: `Decisions.forbid`.
            found.different.append(decision)
            found.decided.append(_told(decision))
    for decision in decisions.of("same"):
        _together(found, decision, _meant(drafts, found, decisions, decision, iris))


def _meant(
    drafts: Sequence[Draft], found: WhoIsWho, decisions: Decisions, decision: Decision, iris: dict[Key, str]
) -> list[Entity]:
    """The entities that the names or IRIs of a decision mean; one that means none is told in the notes."""
    all_meant: list[Entity] = []
    for name in decision.names:
        wanted, path = fold(name), f"/{name.strip('/')}"
        meant = [
            entity
            for draft in drafts
            if decision.applies(draft.document.stem)
            for entity in draft.entities
            if entity.kind == decision.kind
            and (any(fold(n) == wanted for n in entity.names) or f"/{iris[found.keys[id(entity)]]}".endswith(path))
        ]
        if not meant:
            where = f" in {', '.join(decision.documents)}" if decision.documents else ""
            found.notes.append(f"{decisions.path}: no {decision.kind} is called {name!r}{where} ({decision.label()}).")
        all_meant += meant
    return all_meant


def _together(found: WhoIsWho, decision: Decision, meant: list[Entity]) -> None:
    joined = {found.keys[id(entity)] for entity in meant}
    if len(joined) < 2:
        return
    # The authority's own key stays; else that of the name that stands first in the decision.
    kept = min((key for key in joined if key[0] == "authority"), default=found.keys[id(meant[0])])
    for number, key in found.keys.items():
        if key in joined:
            found.keys[number] = kept
    found.decided.append(_told(decision))


def _apart(found: WhoIsWho, decision: Decision, meant: list[Entity]) -> None:
    for entity in meant:
        key = found.keys[id(entity)]
        name = fold(entity.label) if key[0] == "authority" else key[1]
        found.keys[id(entity)] = (decision.kind, name, _APART, min(decision.documents))
    if meant:
        found.decided.append(_told(decision))


def _told(decision: Decision) -> dict[str, object]:
    return {"decision": decision.label(), "why": decision.why, "kind": decision.kind}
