"""Whose voice a text is where nobody is quoted: its author, the paper at hand, or the body that publishes it."""

from collections import Counter

from graph_builder.draft import Draft, Entity
from graph_builder.facts.at_hand import own_paper, paper_at_hand
from graph_builder.layout import Block
from ontology import INNO

_CONTENTS = 3  # measures that make a text the account of a paper, not news of it
_LEADS_BY = 1.3  # how much oftener than the next a body is named that is taken for the one that speaks
_FEWEST = 3


def voice(draft: Draft, block: Block) -> Entity | None:
    """Who speaks in `block` where no one is quoted; None when the document leaves it open."""
    return author(draft, block) or told_paper(draft) or publisher(draft)


def told_paper(draft: Draft) -> Entity | None:
    """The paper that the document is or gives the contents of: it has measures or areas read from its headings."""
    paper = paper_at_hand(draft)
    listed = paper is not None and paper.notation == "white-paper" and len(draft.objects(paper, INNO.hasMeasure))
    if paper and (own_paper(draft) is paper or (listed or 0) >= _CONTENTS):
        return paper
    return None


def author(draft: Draft, block: Block) -> Entity | None:
    """Who signed the article that `block` belongs to: «Av: NN» at its top, or a byline field."""
    headings = [draft.layout.headings_of(block)[-1:], draft.layout.headings_of(block)[:1]]
    tops = {heading.start for group in headings for heading in group}
    for field in (b for b in draft.layout.blocks if b.kind == "field" and b.label == "byline"):
        mine = {h.start for h in draft.layout.headings_of(field)[:1]}
        people = [m for m in draft.mentions_in(field.start, field.end, "Person") if m in draft.of_mention]
        if people and field.start <= block.start and (mine & tops or not mine):
            return draft.entity(people[0])
    return None


def publisher(draft: Draft) -> Entity | None:
    """The body that the metadata names as publisher, else the one that the text names by far the most often."""
    bodies = [e for e in draft.entities if e.kind == "Organisation"]
    named = draft.document.metadata.publisher
    if named:
        wanted = named.casefold()
        return next((e for e in bodies if any(n.casefold() == wanted for n in e.names)), None)
    counts = Counter({n: sum(map(len, e.names.values())) for n, e in enumerate(bodies)}).most_common(2)
    if not counts or counts[0][1] < _FEWEST or (len(counts) > 1 and counts[0][1] < _LEADS_BY * counts[1][1]):
        return None
    return bodies[counts[0][0]]
