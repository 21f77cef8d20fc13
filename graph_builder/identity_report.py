"""What a build tells of identity: what was merged and why, what may be the same, what a steward decided."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graph_builder.decisions import Decision
from graph_builder.draft import Draft, Entity
from graph_builder.duplicates import Candidate, find_candidates, things_of
from graph_builder.merges import fold
from graph_builder.who_is_who import Key, WhoIsWho

Report = dict[str, list[dict[str, Any]]]


def identity_report(
    drafts: Sequence[Draft], iris: Mapping[int, str], found: WhoIsWho, apart: Collection[frozenset[str]] = ()
) -> dict[str, list[dict[str, Any]]]:
    """`merges` (within a document, with the place; then across documents), `decisions`, `proposals`, `unknown`.

    `apart` are pairs of IRIs that a steward's record says are two; they are not proposed.
    """
    return {
        "merges": [*_within(drafts), *_across(drafts, iris, found.keys)],
        "decisions": found.decided,
        "proposals": _proposals(drafts, iris, found, apart),
        "unknown": [{"note": note} for note in found.notes],
    }


def _within(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    return [
        {
            "kind": merge.kind,
            "name": merge.name,
            "other": merge.other,
            "reason": merge.reason,
            "documents": [merge.stem],
            "start": merge.span[0],
            "end": merge.span[1],
        }
        for draft in drafts
        for merge in draft.merges
    ]


def _across(drafts: Sequence[Draft], iris: Mapping[int, str], keys: Mapping[int, Key]) -> list[dict[str, Any]]:
    told: dict[str, list[tuple[Draft, Entity]]] = defaultdict(list)
    for draft in drafts:
        for entity in draft.entities:
            if entity.kind not in ("Membership", "Grant", "Amount"):
                told[iris[id(entity)]].append((draft, entity))
    found = []
    for iri, places in sorted(told.items()):
        stems = sorted({draft.document.stem for draft, _ in places})
        if len(stems) > 1:
            entity = places[0][1]
            # The fullest name first.
            names = sorted({name for _, e in places for name in e.names}, key=lambda n: (" " not in n, -len(n), n))
            found.append(
                {
                    "kind": entity.kind,
                    "name": names[0],
                    "other": " / ".join(names[1:]),
                    "reason": _reason(entity, keys[id(entity)]),
                    "documents": stems,
                    "iri": iri,
                }
            )
    return found


def _reason(entity: Entity, key: Key) -> str:
    if key[0] == "authority":
        return "same authority entry"
    if entity.kind == "Person":
        return "same name, and a body in common or none told"
    return "same name, number or date"


def _proposals(
    drafts: Sequence[Draft], iris: Mapping[int, str], found: WhoIsWho, apart: Collection[frozenset[str]]
) -> list[dict[str, Any]]:
    """Things that may be one, for a steward to decide on, without those that are decided."""
    candidates = find_candidates(things_of(drafts, iris, found.taken_out), apart)
    return [each.told() for each in candidates if not any(_is_decided(decision, each) for decision in found.different)]


def _is_decided(decision: Decision, candidate: Candidate) -> bool:
    """Whether the decision names both things, each by its name or its IRI."""
    one, other = (
        {
            name
            for name in decision.names
            if fold(name) in thing.names or f"/{thing.iri}".endswith(f"/{name.strip('/')}")
        }
        for thing in (candidate.one, candidate.other)
    )
    return decision.kind == candidate.one.kind and bool(one and other and len(one | other) > 1)
