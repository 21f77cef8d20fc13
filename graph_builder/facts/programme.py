"""Printed programmes: each line with a time is a session of the event, with its title and who speaks."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import takewhile

from graph_builder.clocks import hours_minutes
from graph_builder.dates import Date
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import announced, moderators, occasion, particulars, series
from graph_builder.facts.roles import state_role
from graph_builder.facts.sessions import Session, is_talk, read_session
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from graph_builder.moments import date_value
from ontology import SCHEMA

READER = "programme"
_PARALLEL = re.compile(
    r"(?:(?:to|tre|fire|två|fyra|two|three|four|valbara|valgfrie?|valfria|parallel\w*|digitale|fysiske)\s*)*"
    r"(?:(?:sesjon\w*|session\w*|pass|spor|spår|tracks?|streams?|breakouts?|workshops?|seminar\w*|delseminar\w*|verksted\w*|verkstad\w*|værksted\w*|grupper|gruppearbeid|grupparbete|gruppearbejde)\s*)?[\s\dA-H,–og-]*(?:\([^()]*\)\s*)?:?$",
    re.IGNORECASE,
)
_FINISH = re.compile(
    rf"\(?{alternatives(words('end_words'))}\s+(?:kl\.?\s*)?(?P<time>\d{{1,2}}[.:]\d{{2}})", re.IGNORECASE
)


def read(draft: Draft) -> None:
    """Read every programme of the document."""
    programmes: dict[int, list[Block]] = defaultdict(list)
    for block in draft.layout.blocks:
        if block.kind == "session":
            programmes[block.programme].append(block)
    after = 0
    for blocks in programmes.values():
        _read_programme(draft, blocks, after)
        after = blocks[-1].end
    series.read(draft)
    announced.read(draft)
    moderators.read(draft)


def _read_programme(draft: Draft, blocks: list[Block], after: int) -> None:
    event, date = occasion.main_event(draft, blocks[0], blocks[-1], after)
    over = False
    tracks: dict[int, Entity] = {}
    holder: Entity | None = None  # the session whose tracks follow: «Verksted i grupper»
    for n, block in enumerate(blocks):
        if block.label == "part":
            continue
        session, talks = _with_talks(draft, block, blocks[n + 1 :])
        if over:
            if not session.is_break:
                _separate(draft, session, date)
            continue
        finish = _FINISH.search(draft.text, block.clock[0], block.end)
        ends_here = session.is_end and len(draft.printed((block.start, block.end)).split()) <= 2
        if finish or ends_here:
            over = True
            at = hours_minutes(finish["time"]) if finish else block.begins
            if date:
                _when(draft, event, SCHEMA.endDate, date, at, (block.clock[0], block.end))
        if not session.is_break and not _only_tracks(session, blocks[n + 1 :], talks):
            within = tracks.get(block.track, event) if block.label != "track" else holder or event
            part = _within(draft, within, session, date)
            if block.label == "track":
                tracks[block.track] = part
            elif not block.track:
                holder = part if _track_follows(blocks[n + 1 :]) else None
            for talk in talks:
                _within(draft, part, talk, None)
        elif not block.track:
            holder = None
            for talk in talks:  # the bullets under «Parallelle sesjoner» are the sessions
                talk.block = replace(talk.block, begins=block.begins, finishes=block.finishes)
                _within(draft, event, talk, date)
    if date and not draft.objects(event, SCHEMA.startDate):
        first = blocks[0]
        _when(draft, event, SCHEMA.startDate, date, first.begins, first.clock)


def _with_talks(draft: Draft, block: Block, following: list[Block]) -> tuple[Session, list[Session]]:
    """The session, and the talks that the bullets below its title are; bullets that name who speaks are its own lines."""
    parts = list(takewhile(lambda b: b.label == "part", following))
    talks = [read_session(draft, part) for part in parts]
    if talks and sum(is_talk(draft, talk) for talk in talks) * 2 > len(talks):
        return read_session(draft, block), [talk for talk in talks if not talk.is_break]
    whole = replace(block, end=parts[-1].end, lines=sum((p.lines for p in parts), block.lines)) if parts else block
    return read_session(draft, whole), []


def _track_follows(following: list[Block]) -> bool:
    after = next((b for b in following if b.label != "part"), None)
    return after is not None and after.label == "track"


def _only_tracks(session: Session, following: list[Block], talks: list[Session]) -> bool:
    """Whether the line only says that parallel sessions follow."""
    opens = _track_follows(following) or bool(talks)
    return opens and bool(_PARALLEL.match(session.title)) and not session.speakers


def _when(draft: Draft, event: Entity, predicate: str, date: Date, time: str, span: Span) -> None:
    # The date and the time stand apart: each is evidence of the moment.
    value = date_value(date, time)
    draft.state(event, predicate, value, span, READER)
    draft.state(event, predicate, value, (date.start, date.end), READER)


def _within(draft: Draft, event: Entity, session: Session, date: Date | None) -> Entity:
    block = session.block
    whole = (block.clock[0], block.end)
    part = _event(draft, session, date)
    draft.state(part, SCHEMA.superEvent, event, whole, READER)
    _details(draft, part, session, date)
    return part


def _separate(draft: Draft, session: Session, date: Date | None) -> None:
    """A line after the programme's end is an event of its own, held by the body that its title begins with."""
    part = _event(draft, session, date, notation=occasion.notation(session.title) or "meeting")
    for mention in draft.mentions_in(*session.title_span, "Organisation"):
        if mention.start == session.title_span[0] and mention in draft.of_mention:
            draft.state(part, SCHEMA.organizer, draft.entity(mention), session.title_span, READER)
    _details(draft, part, session, date)


def _event(draft: Draft, session: Session, date: Date | None, notation: str = "session") -> Entity:
    moment = date_value(date, session.block.begins).text if date else session.block.begins
    # Two sessions of one name are two: the moment tells them apart.
    event = draft.new("Event", session.title, session.title_span, notation=notation, date=moment, scope="session")
    if session.also:
        event.preferred = session.title
        event.called(draft.printed(session.also).rstrip(" ."), session.also)
    return event


def _details(draft: Draft, part: Entity, session: Session, date: Date | None) -> None:
    block = session.block
    if date:
        _when(draft, part, SCHEMA.startDate, date, block.begins, block.clock)
        if block.finishes:
            _when(draft, part, SCHEMA.endDate, date, block.finishes, block.clock)
    for speaker, span in session.speakers:
        draft.state(
            part, SCHEMA.performer, speaker, (session.title_span[0], max(span[1], session.title_span[1])), READER
        )
    for host, word, span in session.hosts:
        draft.state(part, SCHEMA.performer, host, span, READER)
        state_role(draft, host, word, part, span, READER, at=True)
    for hall in session.places:
        particulars.place(draft, part, hall, hall)
    for mention in draft.mentions_in(*session.title_span, "Programme", "PolicyDocument"):
        if mention in draft.of_mention:
            draft.state(part, SCHEMA.about, draft.entity(mention), session.title_span, READER)
