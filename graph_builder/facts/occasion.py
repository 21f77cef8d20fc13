"""The event that a document or a section is about: its name, day, place and who arranges it."""

import re
from functools import lru_cache

from graph_builder.dates import Date, date_value, end_value, find_clocks, find_dates
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.roles import state_role
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, words
from ontology import SCHEMA

READER = "occasion"
_EVENT_WORD = re.compile(rf"[\w-]*{alternatives(words('event_endings'))}\b", re.IGNORECASE)
_PROGRAMME = re.compile(rf"{alternatives(words('programme_headings'))}\b", re.IGNORECASE)
_NOTATIONS = (
    ("session", r"foredrag|innlegg|oplæg|panel"),
    ("ceremony", r"utdeling|uddeling|utdelning|seremoni|ceremony"),
    ("launch", r"lanser|lancer|launch|oppstartsarrangement"),
    ("conference", r"konferan|konferen|conference|dagene|dagane|dagarna|kongress|festival|innovationsdag|summit"),
    ("seminar", r"seminar|studio|webinar|workshop|kurs|symposi|frokost"),
    ("meeting", r"møte|møde|möte|meeting|samling|høring"),
)


def notation(name: str) -> str:
    """The kind of event that a name's words show (`conference`, `seminar` …), empty when none does."""
    return next((kind for kind, pattern in _NOTATIONS if re.search(pattern, name, re.IGNORECASE)), "")


def main_event(draft: Draft, first_session: Block) -> tuple[Entity, Date | None]:
    """The event whose programme begins with `first_session`, and its day."""
    names = _names(draft, first_session)
    span = names[0]
    event = draft.new("Event", draft.printed(span).strip('«»"?: '), span, scope="main")
    event.preferred = next(iter(event.names))
    for other in names[1:]:
        event.called(draft.printed(other).strip('«»"?: '), other)
    event.notation = notation(" ".join(event.names)) or "seminar"
    date = _day(draft, first_session, names)
    if date:
        event.date = date_value(date).text
    _fields(draft, event, first_session, date)
    _organiser(draft, event, names, first_session)
    return event, date


def _names(draft: Draft, block: Block) -> list[Span]:
    """The spans that name the event: the title lines of a page about one event, else the section's heading."""
    title = _title_lines(draft)
    text = " ".join(draft.printed(span) for span in title)
    if title and (_EVENT_WORD.search(text) or any(True for _ in find_dates(text))):
        quoted = [s for s in title if draft.text[s[0]] in '«"“']
        named = quoted + [s for s in title if s not in quoted and not _only_date(draft.printed(s))]
        return [*named, *(_without_date(draft, s) for s in named if _without_date(draft, s) != s)] or title[:1]
    earlier = [b for b in draft.layout.blocks if b.kind == "heading" and b.end < block.start]
    for n, heading in reversed(list(enumerate(earlier))):
        name = draft.printed((heading.start, heading.end))
        # A saved page may repeat its heading with a button's text glued in front.
        if (
            not _PROGRAMME.match(name)
            and not name.endswith("!")
            and not any(len(b) > 8 and name != b and name.endswith(b) for b in _printed(draft, earlier[:n]))
        ):
            return [(heading.start, heading.end)]
    return title[:1] or [(block.start, block.end)]


def _printed(draft: Draft, blocks: list[Block]) -> list[str]:
    return [draft.printed((b.start, b.end)) for b in blocks]


def _title_lines(draft: Draft) -> list[Span]:
    """The headings that the document begins with, before any running text."""
    spans = []
    for block in draft.layout.blocks:
        if block.kind != "heading" or _PROGRAMME.match(draft.printed((block.start, block.end))):
            break
        spans.append((block.start, block.end))
    return spans[:4]


def _only_date(text: str) -> bool:
    return any(len(text) - (d.end - d.start) <= 8 for d in find_dates(text))


def _without_date(draft: Draft, span: Span) -> Span:
    for date in find_dates(draft.text, *span):
        if date.start > span[0] + 3:
            return span[0], span[0] + len(draft.text[span[0] : date.start].rstrip(" ,–-("))
    return span


def _day(draft: Draft, block: Block, names: list[Span]) -> Date | None:
    """The day of the event: in its title lines, its «Tid: …» line, or the first date of its section."""
    headings = {b.start for b in draft.layout.headings_of(block)}
    sections = [b for b in draft.layout.blocks if b.end <= block.start]
    places = [*_title_lines(draft)] if names[0] in _title_lines(draft) else []
    places += [(b.start, b.end) for b in sections if b.kind == "field" and b.label == "when"][-1:]
    places += [names[0]]
    start = max((b.start for b in sections if b.kind == "heading" and b.start in headings), default=0)
    start = min(start, names[0][0])
    places += [(b.start, b.end) for b in sections if b.start >= start]
    for place in places:
        date = next(find_dates(draft.text, *place), None)
        if date:
            return date.with_year(year_of(draft))
    return None


@lru_cache(maxsize=1)  # of the document at hand; a larger cache would keep the texts of all
def _years(text: str) -> frozenset[int]:
    return frozenset(d.year for d in find_dates(text) if d.year)


def year_of(draft: Draft) -> int | None:
    """The year of a date that prints none: that of the document, or the one that all its full dates share."""
    years = _years(draft.text)
    return draft.document.metadata.year or (next(iter(years)) if len(years) == 1 else None)


def _fields(draft: Draft, event: Entity, block: Block, date: Date | None) -> None:
    """«Tidspunkt: 19. mars, kl. 10.30 til 12.45», «Sted: …», «Arrangør: …», «Moderator: …» near the programme."""
    for b in draft.layout.blocks:
        if b.kind != "field" or not -6 <= draft.layout.blocks.index(block) - draft.layout.blocks.index(b) <= 12:
            continue
        value = b.start + draft.text[b.start : b.end].index(":") + 1
        if b.label == "when" and date:
            _moments(draft, event, b, date)
        elif b.label == "where":
            _place(draft, event, (value, b.end), (b.start, b.end))
        elif b.label == "organiser":
            for mention in draft.mentions_in(value, b.end, "Organisation"):
                if mention in draft.of_mention:
                    draft.state(event, SCHEMA.organizer, draft.entity(mention), (b.start, b.end), READER)
        elif b.label == "moderator":
            for mention in draft.mentions_in(value, b.end, "Person"):
                if mention in draft.of_mention:
                    person, said = draft.entity(mention), (b.start, mention.end)
                    draft.state(event, SCHEMA.performer, person, said, READER)
                    state_role(draft, person, draft.text[b.start : value - 1].strip(), event, said, READER, at=True)


def _moments(draft: Draft, event: Entity, block: Block, date: Date) -> None:
    for found in find_clocks(draft.text, block.start, block.end, bare=True):
        span = (block.start, block.end)
        draft.state(event, SCHEMA.startDate, date_value(date, found.begin), span, READER)
        if found.finish:
            draft.state(event, SCHEMA.endDate, end_value(date, found.begin, found.finish), span, READER)
        return


def _place(draft: Draft, event: Entity, value: Span, said: Span) -> None:
    """The place that a «Sted: …» line gives: its whole wording."""
    raw = draft.text[value[0] : value[1]]
    start = value[0] + len(raw) - len(raw.lstrip())
    name = draft.printed((start, value[1]))
    place = next((draft.entity(m) for m in draft.mentions_in(start, value[1], "Place") if m in draft.of_mention), None)
    if place is None:
        place = draft.new("Place", name, (start, value[1]))
    elif name not in place.names and len(name) < 80:
        place.called(name, (start, value[1]))
    draft.state(event, SCHEMA.location, place, said, READER)


def _organiser(draft: Draft, event: Entity, names: list[Span], block: Block) -> None:
    """The body that the event's name begins with («NORA-seminaret»), or that invites to it in its section."""
    for span in names:
        head = re.match(r"[A-ZÆØÅ]{2,8}(?=[- ])", draft.text[span[0] : span[1]])
        body = draft.find("Organisation", head[0]) if head else None
        if body:
            draft.state(event, SCHEMA.organizer, body, span, READER)
            return
