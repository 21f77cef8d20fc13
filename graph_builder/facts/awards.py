"""Prizes: who confers them, who is nominated, who won, who sits on the jury, the sum."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention
from ontology import INNO

READER = "awards"
_WON = re.compile(r"\b(?:vant|vann|vandt|won|wins|vinner|vinder|vinnare|tildelt|tildeles|mottok)\b")
_WINNER = re.compile(
    r"\b(?:[Vv]inneren|[Vv]inderen|[Vv]innaren|[Tt]he winner|[Vv]innar)\b[^.]{0,80}?\b(?:var|er|ble|blei|blev|is|was|är|blev)\s+$"
)
_GIVEN = re.compile(
    r"\b(?:given|awarded|presented|tildelt|tildelat|delt ut|gikk|går|gick|går|gik)\s+(?:to|til|till)\s+(?:the\s+)?$"
)
_NOMINATED = re.compile(r"\b(?:nominert|nominerte|nomineret|nominerade|nominated|finalister|shortlisted)\b")
_JURY = re.compile(r"\b[Jj]ury(?:en|medlem\w*)?\b[^.]{0,40}?\b(?:består av|består af|consists of|består|er|are|:)")


def read(draft: Draft) -> None:
    """Read what is said of each prize that the document names."""
    prizes = [e for e in draft.entities if e.kind == "Award"]
    if not prizes:
        return
    for block in draft.layout.blocks:
        for sentence in draft.sentences(block):
            inside = draft.mentions_in(*sentence, "Award")
            prize = draft.entity(inside[0]) if inside else (prizes[0] if len(prizes) == 1 else None)
            if prize is not None:
                _of_sentence(draft, block, sentence, prize, inside)


def _of_sentence(draft: Draft, block: Block, sentence: Span, prize: Entity, inside: list[Mention]) -> None:
    text = draft.text[sentence[0] : sentence[1]]
    actors = [m for m in draft.mentions_in(*sentence, "Organisation", "Person") if m in draft.of_mention]
    for award in inside:
        owner = next(
            (
                m
                for m in actors
                if re.fullmatch(r"['’]?s\s+(?:årlige\s+|eigen\s+|egen\s+)?", draft.text[m.end : award.start])
            ),
            None,
        )
        if owner:
            draft.state(prize, INNO.conferredBy, draft.entity(owner), (owner.start, award.end), READER)
    for actor in actors:
        winner = _WINNER.search(draft.text[sentence[0] : actor.start])
        after = re.match(r"\s+(?:som\s+)?(?P<verb>\w+)", draft.text[actor.end : sentence[1]])
        given = inside and _GIVEN.search(draft.text[sentence[0] : actor.start])
        if winner or given or (inside and after and _WON.fullmatch(after["verb"])):
            draft.state(prize, INNO.winner, draft.entity(actor), (min(actor.start, sentence[0]), sentence[1]), READER)
    nominated = _NOMINATED.search(text)
    if nominated:
        for actor in _nominees(draft, actors, sentence, nominated):
            draft.state(prize, INNO.nominee, draft.entity(actor), sentence, READER)
    jury = _JURY.search(text)
    if jury:
        for actor in actors:
            if actor.kind == "Person" and actor.start >= sentence[0] + jury.end():
                draft.state(prize, INNO.juror, draft.entity(actor), (sentence[0], actor.end), READER)


def _nominees(draft: Draft, actors: list[Mention], sentence: Span, nominated: re.Match[str]) -> list[Mention]:
    """«A, B og C er nominert», «juryen har nominert A, B og C»: the list on the side that has one."""
    before = [
        m
        for m in actors
        if m.end <= sentence[0] + nominated.start() and draft.text[m.end : m.end + 1] not in ("s", "'", "’")
    ]
    after = [
        m
        for m in actors
        if m.start >= sentence[0] + nominated.end() and draft.text[m.end : m.end + 1] not in ("s", "'", "’")
    ]
    return before or after
