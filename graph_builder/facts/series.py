"""Series of events, each told of under its day: «24. januar» on a line, then a title and who speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.clocks import Clock, find_clocks
from graph_builder.dates import Date
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import occasion, particulars, when
from graph_builder.facts.sessions import Session, read_session
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, weekdays
from graph_builder.moments import date_value, end_value
from ontology import SCHEMA

READER = "programme"
_FEWEST = 2
_BEFORE_DAY = re.compile(rf"[\W_]*(?:{alternatives(weekdays())}\b[\s,]*(?:den\s+|d\.\s+)?)?", re.IGNORECASE)
# What may stand after the day on its line: a clock, then nothing or a mark and the title.
_AFTER_DAY = re.compile(r"(?:\s*[:|–—-]\s*|\s*\t\s*|\s{2,}|\s*\.\s+|\s*,\s+|\s*$)")
_MOVED = re.compile(
    r"\b(?:innstilt|inställt|inställd|avlyst|aflyst|cancelled|canceled|flytt\w*|flyt\w*|moved|postponed|utsatt|udsat|ny dato|nytt datum|new date|fullt|fullbooket|fulltecknat|udsolgt)\b",
    re.IGNORECASE,
)
# What is done by a day and is no event: «1. mars: Frist for å søke».
_NO_EVENT = re.compile(
    r"(?:\w*frist\w*|deadline\w*|sist\w* (?:dag|dato|anmäl)\w*|publi[sc]\w*|oppdat\w*|opdater\w*|uppdat\w*|updat\w*|utlysning\w*|søknad\w*|påmelding\w*|anmälan|tilmelding|svar på|vedtak\w*|"
    r"kunngjør\w*|tildeling\w*|oppstart|opstart|applications?|call|ikrafttred\w*|sluttrapport\w*|rapport\w*|innlevering\w*)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:i|for|om|lasts|varer|varar|varar i|varer i)\s+(?P<n>\d{1,3}|en|én|ein|ett|et|one|an|to|två|two)\s+(?P<unit>time|timer|timar|timme|timmar|hours?|minutter|minuttar|minuter|minutes)\b",
    re.IGNORECASE,
)
_ONE_OR_TWO = {"to": 2, "två": 2, "two": 2}


@dataclass
class _Part:
    """One event of a series: its day, the block that the text tells of it in, and what stands there."""

    date: Date
    home: Block
    session: Session


def read(draft: Draft) -> None:
    """Read the series of the document."""
    parts = list(_parts(draft))
    if len(parts) < _FEWEST or not _alike(parts):
        return
    first, last = parts[0], parts[-1]
    whole = occasion.series_event(draft, first.home, last.home)
    if whole is None and not all(part.session.speakers for part in parts):
        return
    usual = _usual_hours(draft, [part.session.block for part in parts])
    for part in parts:
        _state(draft, part, whole, usual)
    if whole:
        for predicate, day in ((SCHEMA.startDate, first.date), (SCHEMA.endDate, last.date)):
            if not draft.objects(whole, predicate):
                draft.state(whole, predicate, date_value(day), (day.start, day.end), READER)


def _parts(draft: Draft) -> Iterator[_Part]:
    blocks = draft.layout.blocks
    for n, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph", "bullet"):
            continue
        starts = [k for k, line in enumerate(block.lines) if _day_of(draft, line)]
        if not starts or starts[0] != 0:
            continue
        for k, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
            date, rest = _day_of(draft, block.lines[k]) or (None, 0)
            lines = [(rest, block.lines[k][1])] if draft.text[rest : block.lines[k][1]].strip() else []
            lines += block.lines[k + 1 : end]
            home = block
            if not lines:
                home, lines = _below(blocks, n)
            if date and lines and home.kind != "session":
                whole = Block(
                    "session", lines[0][0], lines[-1][1], clock=(date.start, date.end), lines=tuple(lines),
                    label="" if lines[0][0] == rest else "part",
                )  # fmt: skip
                session = read_session(draft, whole)
                if not session.is_break and len(session.title) > 3 and not _NO_EVENT.match(session.title):
                    yield _Part(date, home, session)


def _below(blocks: tuple[Block, ...], n: int) -> tuple[Block, list[Span]]:
    """The block that a day alone on its line stands over, with the text below that when the block is a title."""
    after = blocks[n + 1 : n + 3]
    if not after or after[0].kind not in ("heading", "paragraph", "bullet"):
        return blocks[n], []
    lines = list(after[0].lines)
    if after[0].kind == "heading" and len(after) > 1 and after[1].kind == "paragraph":
        lines += after[1].lines
        return after[1], lines
    return after[0], lines


def _day_of(draft: Draft, line: Span) -> tuple[Date, int] | None:
    """The day that a line begins with and where the rest of the line begins; None for any other line."""
    lead = _BEFORE_DAY.match(draft.text, *line)
    days = when.days(draft, line)
    if not days or not lead or not line[0] <= days[0].start <= lead.end() or days[0].last:
        return None
    end = days[0].end
    clock = next(find_clocks(draft.text, end, line[1], bare=True), None)
    if clock and len(draft.text[end : clock.start].strip(" ,.:–-")) <= 3:
        end = clock.end
    rest = _AFTER_DAY.match(draft.text, end, line[1])
    if not rest:
        return None
    if _MOVED.search(draft.text, rest.end(), line[1]):
        return days[-1], line[1]  # the day that it was moved to stands last
    return days[0], rest.end()


def _alike(parts: list[_Part]) -> bool:
    """Whether the days go on and not back, and half of the parts or more tell who speaks."""
    days = [(p.date.year or 0, p.date.month, p.date.day) for p in parts]
    return days == sorted(days) and 2 * sum(bool(p.session.speakers) for p in parts) >= len(parts)


def _usual_hours(draft: Draft, told: list[Block]) -> Clock | None:
    """The hours that the text tells of the whole series: the only ones outside its parts."""
    found = {}
    for block in draft.layout.blocks:
        if block.kind in ("paragraph", "field", "heading", "bullet") and not any(
            b.start < block.end and block.start < b.end for b in told
        ):
            for clock in find_clocks(draft.text, block.start, block.end, bare=block.label == "when"):
                found[clock.begin, clock.finish] = clock
    ranges = [clock for clock in found.values() if clock.finish]
    return next(iter(found.values())) if len(found) == 1 else ranges[0] if len(ranges) == 1 else None


def _state(draft: Draft, part: _Part, whole: Entity | None, usual: Clock | None) -> None:
    session, date = part.session, part.date
    block = session.block
    said = (date.start, block.end)
    notation = "session" if whole else occasion.notation(session.title) or "seminar"
    event = draft.new(
        "Event", session.title, session.title_span, notation=notation, date=date_value(date).text, scope="session"
    )
    if whole:
        draft.state(event, SCHEMA.superEvent, whole, said, READER)
    own = next(find_clocks(draft.text, *said), None)
    clock = own or usual
    begin, finish = (clock.begin, clock.finish) if clock else ("", "")
    if own and not own.finish:
        finish = _later(own.begin, _LASTS.search(draft.text, own.end, block.end))
    for span in {(date.start, date.end), (clock.start, clock.end) if clock else (date.start, date.end)}:
        draft.state(event, SCHEMA.startDate, date_value(date, begin), span, READER)
        if finish:
            draft.state(event, SCHEMA.endDate, end_value(date, begin, finish), span, READER)
    for speaker, span in session.speakers:
        draft.state(
            event, SCHEMA.performer, speaker, (session.title_span[0], max(span[1], session.title_span[1])), READER
        )
    for place in session.places:
        particulars.place(draft, event, place, place)
    for mention in draft.mentions_in(*session.title_span, "Programme", "PolicyDocument"):
        if mention in draft.of_mention:
            draft.state(event, SCHEMA.about, draft.entity(mention), session.title_span, READER)


def _later(begin: str, lasts: re.Match[str] | None) -> str:
    """The time of day that many hours or minutes after `begin`, empty when it is not told."""
    if not lasts:
        return ""
    number = int(lasts["n"]) if lasts["n"].isdigit() else _ONE_OR_TWO.get(lasts["n"].lower(), 1)
    minutes = int(begin[:2]) * 60 + int(begin[3:]) + number * (1 if lasts["unit"].lower().startswith("min") else 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes < 24 * 60 else ""
