"""Words that stand for a paper named before: «strategien», «planen», «avtalen»."""

from bisect import bisect_left

from graph_builder.draft import Draft, Entity
from graph_builder.mentions.model import Mention
from graph_builder.merges import call

FINDER = "policy-stand-in"


def resolve_stand_ins(draft: Draft) -> None:
    """Give each stand-in the paper of its kind that the text names last before it; one without any names nothing."""
    named: dict[str, list[tuple[int, Entity]]] = {}
    for mention, entity in draft.of_mention.items():
        if mention.kind == "PolicyDocument":
            named.setdefault(mention.notation, []).append((mention.start, entity))
    for places in named.values():
        places.sort(key=lambda place: place[0])
    own = next((e for m, e in draft.of_mention.items() if m.finder == "own-title"), None)
    for mention in draft.mentions:
        if mention.finder == FINDER:
            mine = own if own and own.notation == mention.notation else None
            paper = mine or _before(named.get(mention.notation, []), mention)
            if paper:
                paper.preferred = paper.preferred or paper.label
                call(draft, paper, mention, "the paper at hand")


def _before(places: list[tuple[int, Entity]], mention: Mention) -> Entity | None:
    n = bisect_left([start for start, _ in places], mention.start)
    return places[n - 1][1] if n else None
