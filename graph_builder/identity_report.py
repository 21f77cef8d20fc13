"""What a build tells of identity: what was merged and why, what may be the same, what a steward decided."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph_builder.draft import Draft, Entity
from graph_builder.who_is_who import Key, WhoIsWho, propose

Report = dict[str, list[dict[str, Any]]]


def identity_report(
    drafts: Sequence[Draft], iris: Mapping[int, str], found: WhoIsWho
) -> dict[str, list[dict[str, Any]]]:
    """`merges` (within a document, with the place; then across documents), `decisions`, `proposals`, `unknown`."""
    return {
        "merges": [*_within(drafts), *_across(drafts, iris, found.keys)],
        "decisions": found.decided,
        "proposals": propose(drafts, found, iris),
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
