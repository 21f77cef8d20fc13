"""The event that a document or a section has the programme of: its name and its day."""

import re

from graph_builder.dates import Date
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import particulars, when
from graph_builder.facts.event_titles import SHORTEST, is_event, is_programme, names_of, title_lines
from graph_builder.layout import Block
from graph_builder.layout.kinds import is_day_heading
from graph_builder.moments import date_value

READER = "occasion"
_NOTATIONS = (
    ("session", r"foredrag|innlegg|oplæg|panel"),
    ("ceremony", r"utdeling|uddeling|utdelning|seremoni|ceremon"),
    ("launch", r"lanser|lancer|launch|oppstartsarrangement"),
    ("conference", r"konferan|konferen|conference|dagene|dagane|dagarna|kongress|festival|innovationsdag|summit|topmøde|toppmøte"),
    ("seminar", r"seminar|studio|webinar|workshop|kurs|symposi|frokost|frukost"),
    ("meeting", r"møte|møde|möte|meeting|samling|høring|hearing"),
)  # fmt: skip


def notation(name: str) -> str:
    """The kind of event that a name's words show (`conference`, `seminar` …), empty when none does."""
    return next((kind for kind, pattern in _NOTATIONS if re.search(pattern, name, re.IGNORECASE)), "")


def main_event(draft: Draft, first: Block, last: Block, after: int) -> tuple[Entity, Date | None]:
    """The event whose programme is the sessions from `first` to `last`, and the day of that programme.

    `after` is where the programme before it ended: a second programme under the same title is another day of the event.
    """
    names = names_of(draft, first)
    event = _known(draft, names[0])
    if event is not None:
        return event, _day(draft, first, names, after) or _next_day(draft, event, first, names)
    event = named_event(draft, names)
    date = _day(draft, first, names, after)
    if date and date.year is None:
        date = date.with_year(when.year_of_name(event))
    if date:
        event.date = date_value(date).text
    section = _section(draft, first, names[0])
    particulars.read(draft, event, (section, last), date)
    return event, date


def series_event(draft: Draft, first: Block, last: Block) -> Entity | None:
    """The event whose parts are told of, one a day, from the block `first` to `last`; None when no title names one."""
    names = names_of(draft, first)
    if not any(is_event(draft.printed(s)) for s in names):
        return None
    event = _known(draft, names[0]) or named_event(draft, names)
    particulars.read(draft, event, (_section(draft, first, names[0]), last), None, (first, last))
    return event


def _known(draft: Draft, name: Span) -> Entity | None:
    return next(
        (e for e in draft.entities if e.scope == "main" and name in (s for n in e.names.values() for s in n)), None
    )


def named_event(draft: Draft, names: list[Span]) -> Entity:
    """A new event that all of `names` are names of, the first the one to show."""
    event = draft.new("Event", _plain(draft, names[0]), names[0], scope="main")
    event.preferred = next(iter(event.names))
    for other in names[1:]:
        event.called(_plain(draft, other), other)
    event.notation = notation(" ".join(event.names)) or "seminar"
    _call_short(draft, event)
    _organiser(draft, event, names)
    return event


def _call_short(draft: Draft, event: Entity) -> None:
    """Note where the text prints the event's name without its year: «Taulabben» for «Taulabben 2031: Tau for alle»."""
    short = min(event.names, key=len)
    base = re.sub(r"\s+20\d\d$", "", short)
    if len(base) < SHORTEST or not base[0].isupper() or is_programme(base):
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(base)}(?=s?(?![\w-])(?! 20\d\d))", draft.text):
        event.called(base, match.span())


def _plain(draft: Draft, span: Span) -> str:
    return draft.printed(span).strip('«»"“”?: ')


def _section(draft: Draft, first: Block, name: Span) -> Block:
    """The first block of what is said of the event: that of its name, or the nearest heading's."""
    named = draft.layout.at(name[0])
    return named if named is not None and named.start <= first.start else first


def _day(draft: Draft, block: Block, names: list[Span], after: int) -> Date | None:
    """The day of the programme: that of the line above it, of the title lines, the «Tid: …» line or the section."""
    headings = {b.start for b in draft.layout.headings_of(block)}
    sections = [b for b in draft.layout.blocks if after <= b.start and b.end <= block.start]
    above = [(b.start, b.end) for b in sections[-3:] if is_day_heading(draft.printed((b.start, b.end)))]
    places = above[-1:]
    if not after:
        places += title_lines(draft) if names[0][0] <= max((s[1] for s in title_lines(draft)), default=-1) else []
        places += [(b.start, b.end) for b in sections if b.kind == "field" and b.label == "when"][-1:]
        places += [names[0]]
    start = max((b.start for b in sections if b.kind == "heading" and b.start in headings), default=after)
    start = start if after else min(start, names[0][0])
    places += [(b.start, b.end) for b in sections if b.start >= start]
    return next((date for place in places for date in when.days(draft, place)), None)


def _next_day(draft: Draft, event: Entity, block: Block, names: list[Span]) -> Date | None:
    """The day after the one whose programme came before, when the title has a range of days."""
    spans = [*title_lines(draft), *names, *((b.start, b.end) for b in draft.layout.blocks if b.label == "when")]
    whole = next((d for span in spans for d in when.days(draft, span) if d.last), None)
    done = sum(1 for b in draft.layout.blocks if b.kind == "session" and b.start < block.start and b.programme >= 0)
    number = len({b.programme for b in draft.layout.blocks if b.kind == "session" and b.start < block.start})
    if whole is None or not done or whole.last_month:
        return None
    day = whole.day + number
    return Date(whole.start, whole.end, whole.year, whole.month, day) if day <= (whole.last or 0) else None


def _organiser(draft: Draft, event: Entity, names: list[Span]) -> None:
    """The body that the event's name begins with («NORA-seminaret»)."""
    for span in names:
        head = re.match(r"[A-ZÆØÅ]{2,8}(?=[- ])", draft.text[span[0] : span[1]])
        body = draft.find("Organisation", head[0]) if head else None
        if body:
            draft.state(event, particulars.ORGANIZER, body, span, READER)
            return
