"""Whose statement a goal, an area or a measure is: what the sentence names before it, «vi» of the one who speaks, the paper at hand."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.at_hand import bodies_before, government, own_paper
from graph_builder.facts.voice import told_paper, voice
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.speech import body_of, speeches
from ontology import DCTERMS

_GOVERNMENT = re.compile(rf"\b{alternatives(words('will', 'governments'))}(?=s?\b)", re.IGNORECASE)
_WE = re.compile(r"\b(?:vi|we|jeg|eg|jag)\b", re.IGNORECASE)
# «Ordningen skal …»: the scheme that was named last.
_THE_ONE = re.compile(rf"\b{alternatives(words('at_hand', 'schemes'))}\b", re.IGNORECASE)


def speaker_body(draft: Draft, block: Block, offset: int) -> Entity | None:
    """Who «vi» is at `offset`: the body of the one who speaks, else the speaker, else whose voice the text is."""
    speech = speeches(draft).at(offset)
    if speech is None:
        # «Regjeringen ønsker … Vi skal …»: the body or government that willed before in the paragraph.
        before = subject(draft, block, (block.start, offset), we=False)
        willing = [e for e in before if e.kind == "Organisation"]
        return willing[-1] if willing else voice(draft, block)
    return body_of(draft, speech.speaker) or speech.speaker


_WILLING = ("Organisation", "Programme", "Award", "Project", "PolicyDocument")


def subject(
    draft: Draft, block: Block, clause: Span, *, we: bool = True, kinds: tuple[str, ...] = _WILLING
) -> list[Entity]:
    """Who the words in `clause`, before a verb of willing, name as the one that wills: bodies, the government, «vi»."""
    found = bodies_before(draft, *clause, *kinds)
    said = draft.text[slice(*clause)]
    if _GOVERNMENT.search(said) and (state := government(draft)) and state not in found:
        found.append(state)
    if not found:
        found += the_one(draft, block, clause)
    if not found and we and _WE.search(said):
        who = speaker_body(draft, block, clause[0])
        found += [who] if who else []
    return found


def the_one(draft: Draft, block: Block, clause: Span) -> list[Entity]:
    """What «ordningen» or «prosjektet» in `clause` stands for: the scheme that the section named last."""
    if not _THE_ONE.search(draft.text, *clause):
        return []
    return bodies_before(draft, _section_start(draft, block), clause[0], "Programme", "Award", "Project")[-1:]


def with_government(draft: Draft, owners: list[Entity]) -> list[Entity]:
    """The owners, and with a white paper the government that the text names: what stands there it wills."""
    state = government(draft)
    if state and state not in owners and any(e.notation == "white-paper" for e in owners):
        return [*owners, state]
    return owners


def with_issuers(draft: Draft, owners: list[Entity]) -> list[Entity]:
    """The owners, and with a strategy or plan that the document is the one body that issued it: what stands there it wills.

    Of one that several issued, or the government, the text tells itself who wills what.
    """
    own = own_paper(draft)
    if own is None or own not in owners or own.notation not in ("strategy", "plan"):
        return owners
    issuers = [o for o in draft.objects(own, DCTERMS.creator) if isinstance(o, Entity) and o.kind == "Organisation"]
    if len(issuers) != 1 or issuers[0].notation in ("government", "ministry"):
        return owners
    return [*owners, *(o for o in issuers if o not in owners)]


def with_paper(draft: Draft, owners: list[Entity]) -> list[Entity]:
    """The owners, and with the government the paper at hand: what it wills stands there."""
    paper = told_paper(draft)
    if paper and paper not in owners and any(e.notation == "government" for e in owners):
        return [*owners, paper]
    return owners


def _section_start(draft: Draft, block: Block) -> int:
    headings = draft.layout.headings_of(block)
    return headings[0].start if headings else 0
