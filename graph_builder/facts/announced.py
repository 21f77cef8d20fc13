"""Events that a text announces without a programme: «Tid: …» and «Sted: …» under a heading or title that names one."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import occasion, organisers, particulars, when
from graph_builder.facts.event_titles import is_event, names_of, without_lead
from graph_builder.facts.voice import publisher
from graph_builder.layout import Block
from graph_builder.layout.kinds import is_day_heading
from graph_builder.moments import date_value
from ontology import SCHEMA

READER = "programme"
_INVITES = re.compile(
    r"(?:.*\n)*[^\n]*\b(?:velkommen|velkomen|välkommen|invitasjon|invitation|inbjudan|indbydelse|welcome)\b",
    re.IGNORECASE,
)
_FIELDS = ("when", "where", "organiser", "moderator")
# «På plats: …», «Medvirkende: …»: who is there to speak.
_THERE = re.compile(
    r"(?:på plats|på stedet|til stede|til stades|tilstede|medverkande|medvirkende|medvirkande|deltar|deltakere|deltakarar|deltagere|deltagare|deltager|talere|talare|talarar|foredragsholdere|foredragshaldarar|"
    r"oplægsholdere|innledere|innleiarar|inledare|panel|i panelet|i panelen|speakers?|panell?ists?|with|participants|you will meet|du møter|du möter|møt|möt|gjester?|gäster?|gæster?|guests?)\s*:",
    re.IGNORECASE,
)


def read(draft: Draft) -> None:
    """Read the events that labelled lines, or a line with day and hour below a title, tell of."""
    if any(e.scope == "main" for e in draft.entities) or any(b.kind == "session" for b in draft.layout.blocks):
        return
    blocks = draft.layout.blocks
    done = 0
    for n, block in enumerate(blocks):
        if n < done or not (block.label == "when" or _day_line(draft, n)):
            continue
        names = _names(draft, block)
        date = next(iter(when.days(draft, (block.start, block.end))), None)
        if not names or not date:
            continue
        event = occasion.named_event(draft, names)
        event.date = date_value(date).text
        last = n
        while last + 1 < len(blocks) and blocks[last + 1].label in _FIELDS:
            last += 1
        first = n
        while first and blocks[first - 1].label in _FIELDS:
            first -= 1
        particulars.read_lines(draft, event, blocks[first : last + 1], date)
        if not draft.objects(event, SCHEMA.startDate):
            draft.state(event, SCHEMA.startDate, date_value(date), (date.start, date.end), READER)
        _around(draft, event, block)
        owner = publisher(draft) if _INVITES.match(draft.text, max(0, names[0][0] - 40), names[0][0]) else None
        if owner and not draft.objects(event, SCHEMA.organizer):
            draft.state(event, SCHEMA.organizer, owner, names[0], READER)
        done = last + 1


def _names(draft: Draft, block: Block) -> list[Span]:
    """The names of the event in the nearest heading that has a word for one, else in the title."""
    headings = draft.layout.headings_of(block)
    for heading in headings[:1]:
        start, end = without_lead(draft, (heading.start, heading.end))
        end = start + len(draft.text[start:end].rstrip(" !?:."))
        if is_event(draft.text[start:end]):
            return [(start, end)]
    names = names_of(draft, block)
    return names if any(is_event(draft.printed(name)) for name in names) else []


def _day_line(draft: Draft, n: int) -> bool:
    """Whether block `n` is a line with a day right below a heading that has a word for an event."""
    blocks = draft.layout.blocks
    block = blocks[n]
    if block.kind not in ("paragraph", "heading") or not n or blocks[n - 1].kind != "heading" or not block.lines:
        return False
    start, end = block.lines[0]
    above = blocks[n - 1]
    return is_day_heading(draft.text[start:end]) and is_event(draft.text[above.start : above.end])


def _around(draft: Draft, event: Entity, block: Block) -> None:
    """Who arranges it and who is there, told under the same heading."""
    for near in draft.layout.blocks:
        if near.heading != block.heading or near.kind not in ("paragraph", "bullet"):
            continue
        for sentence in draft.sentences(near):
            for body in organisers.of_programme(draft, sentence):
                draft.state(event, SCHEMA.organizer, draft.entity(body), sentence, READER)
            there = _THERE.match(draft.text, *sentence)
            for person in draft.mentions_in(*sentence, "Person") if there else []:
                if person in draft.of_mention:
                    draft.state(event, SCHEMA.performer, draft.entity(person), sentence, READER)
