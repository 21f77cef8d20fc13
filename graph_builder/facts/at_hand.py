"""What the document at hand is: the paper that it is or treats, and whom a stretch of it names."""

import re

from graph_builder.draft import Draft, Entity

_OWN = frozenset({"strategy", "plan", "agreement", "declaration"})
_NEWS = re.compile(r"(?:[Nn]ye?|[Nn]ytt|[Nn]ya|[Nn]ew|[Ee]in? ny)\b")  # «Ny strategi for …» tells of it
_FIRST = 12  # mentions among which a document's own title stands
_LAUNCHED = frozenset({"strategy", "plan"})
_TOLD = 3  # the only strategy or plan of a text, named so often, is what it tells of
_AT_HAND = 5  # a paper that is named this often is what the document is about


def paper_at_hand(draft: Draft) -> Entity | None:
    """The one white paper, strategy or plan that the document is about: the one named most often, five times or more."""
    own = own_paper(draft)
    if own:
        return own
    papers = [e for e in draft.entities if e.kind == "PolicyDocument"]
    launched = [e for e in papers if e.notation in _LAUNCHED and _in_title(draft, e)]
    if len(launched) == 1:
        return launched[0]
    told = [e for e in papers if e.notation in ("strategy", "plan")]
    if len(told) == 1 and _count(told[0]) >= _TOLD:
        return told[0]
    counted = sorted(papers, key=lambda e: -_count(e))
    return counted[0] if counted and _count(counted[0]) >= _AT_HAND else None


def _count(paper: Entity) -> int:
    return sum(map(len, paper.names.values()))


def _in_title(draft: Draft, paper: Entity) -> bool:
    """Whether the document's title names the paper: it is news of it."""
    title = next((b for b in draft.layout.blocks if b.kind == "heading"), None)
    spans = [span for spans in paper.names.values() for span in spans]
    return title is not None and any(start < title.end and title.start < end for start, end in spans)


def own_paper(draft: Draft) -> Entity | None:
    """The paper that the document is: it begins with a number and title, or its title names a plan from the first word."""
    own = next((m for m in draft.mentions[:_FIRST] if m.finder == "own-title" and m in draft.of_mention), None)
    if own:
        return draft.entity(own)
    title = next((b for b in draft.layout.blocks if b.kind == "heading"), None)
    if title is None or title is not draft.layout.blocks[0]:
        return None
    for mention in draft.mentions_in(title.start, title.end, "PolicyDocument"):
        begins = mention.start == title.start and mention.notation in _OWN and mention in draft.of_mention
        if begins and not _NEWS.match(mention.name):
            return draft.entity(mention)
    return None


def bodies_before(draft: Draft, start: int, end: int, *kinds: str) -> list[Entity]:
    """The entities of `kinds` that are named in `[start, end)`, in their order, each once."""
    found: list[Entity] = []
    for mention in draft.mentions_in(start, end, *kinds):
        if mention in draft.of_mention and draft.entity(mention) not in found:
            found.append(draft.entity(mention))
    return found


def government(draft: Draft) -> Entity | None:
    """The government, when the document names it."""
    return next((e for e in draft.entities if e.kind == "Organisation" and e.notation == "government"), None)
