"""Goals («målet er …», «har som mål å …», «regjeringen vil at …») and principles (the bullets after «prinsipper»)."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.measures import following_bullets
from graph_builder.facts.papers import own_paper, paper_at_hand
from ontology import INNO

READER = "goals"
_GOALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:mål(?:et|a)?|formål(?:et)?|hensikten|målsettingen|målsetning(?:en)?|the (?:goal|aim)|syfte(?:t)?|målet)(?:\s+(?:med|for|of|with|til)\s+[^.:,]{2,80}?)?\s+"
        r"(?:er|var|is|är)\s+(?:at\s+|to\s+|att\s+)?(?P<goal>[^:].{10,400})$",
        r"\b(?:har|hadde|have|has|med)\s+(?:blant annet\s+|også\s+)?som\s+(?:mål|formål|målsetting)\s+(?:at\s+|att\s+)?(?P<goal>.{10,400})$",
        r"\b(?:har|hatt)\s+(?:det\s+)?(?:vært|været)\s+(?:et|eit)\s+mål\s+(?:at\s+)?(?P<goal>.{10,400})$",
        r"\b(?:skal|vil|ska|shall)\s+(?P<goal>(?:stimulere|styrke|styrkja|inspirere|bidra|fremme|fremja|øke|auke|støtte|stimulera|stärka|främja|styrke|fremme)\b.{10,400})$",
        r"\bregjeringen\s+vil\s+at\s+(?P<goal>.{10,400})$",
    )
)
_PRINCIPLES = re.compile(r"\b(?:prinsipper|prinsipp|prinsippene|principper|principer|principles)\b", re.IGNORECASE)


def read(draft: Draft) -> None:
    """Read the document's goals and principles."""
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind not in ("paragraph", "bullet"):
            continue
        for sentence in draft.sentences(block):
            for pattern in _GOALS:
                match = pattern.search(draft.text[sentence[0] : sentence[1]])
                if match:
                    span = (sentence[0] + match.start("goal"), sentence[0] + match.end("goal"))
                    _state(draft, "Goal", INNO.hasGoal, span, sentence)
                    break
        if _PRINCIPLES.search(draft.text, block.start, block.end) and draft.text[block.end - 1] == ":":
            for bullet in following_bullets(blocks, n):
                _state(draft, "Principle", INNO.hasPrinciple, (bullet.start, bullet.end), (block.start, block.end))


def _state(draft: Draft, kind: str, predicate: str, span: Span, said: Span) -> None:
    end = span[0] + len(draft.text[span[0] : span[1]].rstrip(' .;,»”"'))
    name = draft.printed((span[0], end))
    if len(name.split()) < 3:
        return
    element = draft.find(kind, name)
    if element is None:
        element = draft.new(kind, name, (span[0], end))
    else:
        element.called(name, (span[0], end))
    for owner in _owners(draft, said, span):
        draft.state(owner, predicate, element, (min(said[0], span[0]), end), READER)


def _owners(draft: Draft, said: Span, span: Span) -> list[Entity]:
    """Whose goal it is: what the sentence names before it, else the paper at hand."""
    upto = span[0] if said[0] <= span[0] <= said[1] else said[1]
    named = [
        m
        for m in draft.mentions_in(said[0], upto, "Organisation", "PolicyDocument", "Programme", "Award")
        if m in draft.of_mention
    ]
    owners = []
    for mention in named:
        entity = draft.entity(mention)
        if entity not in owners:
            owners.append(entity)
    lead = draft.text[said[0] : upto].lower()
    if "regjering" in lead and (government := draft.find("Organisation", "regjeringen")) and government not in owners:
        owners.append(government)
    programmes = [e for e in owners if e.kind in ("Programme", "Award")]
    if programmes:
        return programmes[-1:]
    if not owners and (own := own_paper(draft)):
        return [own]
    paper = paper_at_hand(draft)
    if paper and paper not in owners and any(e.notation == "government" for e in owners):
        owners.append(paper)
    return owners
