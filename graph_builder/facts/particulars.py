"""What stands around a programme: «Tidspunkt: …», «Sted: …», «Arrangør: …», «Moderator: …», who invites."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from graph_builder.clocks import find_clocks
from graph_builder.dates import Date, find_dates
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import organisers, when
from graph_builder.facts.roles import state_role
from graph_builder.layout import Block
from graph_builder.moments import date_value, end_value
from ontology import SCHEMA

READER = "occasion"
ORGANIZER = SCHEMA.organizer
_SHORT = 90  # characters of a line that may be a date or a venue and nothing else
_ABOVE, _BELOW = 12, 12  # how many blocks before and after the programme's lines a field may stand
_TAIL = re.compile(r"[\s,./|–—-]*(?:kl\.?\s*)?[\s,./|–—-]*")
# «Grand hotell, Tindvik», «Rådhuset i Tindvik», «Helsinki, Finland»
_TOWN = re.compile(
    r"(?:(?P<comma>\s*[,–-])\s+|(?<=\w)\s+(?:i|in)\s+)(?P<name>[A-ZÆØÅÄÖ][a-zæøåäöé]+(?:[ -][A-ZÆØÅÄÖ][a-zæøåäöé]+)?)$"
)
# «…, eller digitalt på Teams», «… . Deler sendes på nett.»
_MORE = re.compile(
    r",?\s+(?:eller|og|och|and|or|samt)\s+(?:digitalt|på nett|online|strøm\w+|ström\w+)|\.\s+(?=[A-ZÆØÅÄÖ])"
)
_CAPITALS = r"[A-ZÆØÅÄÖ][\w’-]*[a-zæøåäö](?: [A-ZÆØÅÄÖ][\w’-]*[a-zæøåäö]| [a-zæøåäö]{4,}(?= i | in )){0,3}"
_VENUE = re.compile(
    rf"\b(?:på|i|ved|vid|at|in)\s+(?P<venue>{_CAPITALS})\s+(?:i|in)\s+(?P<town>[A-ZÆØÅÄÖ][a-zæøåäö]{{2,}})(?![\w-])"
)
_EVENT = re.compile(
    r"konferan|konferen|conference|seminar|dagene|dagane|dagarna|festival|møte|møde|möte|summit", re.IGNORECASE
)
# «Gamlekaia, Tindvik (sal Ferja)», «Gamlekaia, rom 3», «Gamlekaia (3. etasje)»
_HALL = re.compile(
    r",?\s*\(?\b(?:i\s)?(?:lokal(?:e|en)?|rom(?:met)?|sal(?:en)?|room|auditorium|møterom|møtelokale)\s+(?P<name>[A-ZÆØÅÄÖ][\w -]+?)\)?$"
    r"|\s*\((?P<hall>[\w -]*(?:sal|salen|rommet|lokalet|auditoriet|hall|hallen|aula|aulaen|teatret|scenen|kantinen|kantina))\)$"
)
# «Gamlekaia, Tindvik», «Tindvik rådhus, Torget 1, 0000 Tindvik (kommunestyresalen)»
_VENUE_LINE = re.compile(r"[A-ZÆØÅÄÖ][^.:;!?]{2,60},\s[^.:;!?]{2,60}")
_POSTAL = re.compile(
    r",\s(?P<street>[^,]*\d+\s?[A-Za-z]?),\s(?:[A-Z]{1,2}-)?\d{3}\s?\d{1,2}\s(?P<name>[A-ZÆØÅÄÖ][\w -]+?)$"
)
_NO_PLACE = re.compile(r"(?:teams|zoom|digitalt|online|nettmøte|webinar|på nett|via\b|kl\b|program)", re.IGNORECASE)


def read(
    draft: Draft,
    event: Entity,
    section: tuple[Block, Block],
    date: Date | None,
    parts: tuple[Block, Block] | None = None,
) -> None:
    """Read what the lines from the first block of `section` to a little past its last say of `event`.

    Its programme is the sessions in the section, or what stands from the first to the last block of `parts`.
    """
    blocks = draft.layout.blocks
    first, last = blocks.index(section[0]), blocks.index(section[1])
    sessions = [n for n, b in enumerate(blocks) if b.kind == "session" and first <= n <= last]
    if parts:
        sessions = list(range(blocks.index(parts[0]), blocks.index(parts[1]) + 1))
    begin = min(first, max(0, (sessions[0] if sessions else first) - _ABOVE)) if first <= last else first
    for n, b in enumerate(blocks[max(0, min(begin, first)) : last + 1 + _BELOW], max(0, min(begin, first))):
        if sessions and sessions[0] <= n <= sessions[-1]:
            continue
        if b.kind == "field":
            _field(draft, event, b, date)
        elif b.kind in ("heading", "paragraph", "bullet") and (not sessions or b.start < blocks[sessions[0]].start):
            _line(draft, event, b, date)


def read_lines(draft: Draft, event: Entity, blocks: Sequence[Block], date: Date) -> None:
    """Read what labelled lines, or a line with day, hours and venue, say of `event`, which is on `date`."""
    for block in blocks:
        if block.kind == "field":
            _field(draft, event, block, date)
        else:
            for start, end in block.lines:
                if end - start < _SHORT:
                    _short_line(draft, event, replace(block, start=start, end=end), date)


def _field(draft: Draft, event: Entity, block: Block, date: Date | None) -> None:
    value = block.start + draft.text[block.start : block.end].index(":") + 1
    said = (block.start, block.end)
    if block.label == "when" and date:
        own = next(iter(when.days(draft, said)), date)
        _moments(draft, event, said, own)
        _rest(draft, event, block, date)
    elif block.label == "where":
        place(draft, event, (value, block.end), said)
    elif block.label == "organiser":
        for mention in draft.mentions_in(value, block.end, "Organisation"):
            if mention in draft.of_mention:
                draft.state(event, SCHEMA.organizer, draft.entity(mention), said, READER)
    elif block.label == "moderator":
        for mention in draft.mentions_in(value, block.end, "Person"):
            if mention in draft.of_mention:
                person, until = draft.entity(mention), (block.start, mention.end)
                draft.state(event, SCHEMA.performer, person, until, READER)
                state_role(draft, person, draft.text[block.start : value - 1].strip(), event, until, READER, at=True)


def _moments(draft: Draft, event: Entity, said: Span, date: Date) -> None:
    """The hours in a line about the event's time, and the last of its days."""
    for found in find_clocks(draft.text, *said, bare=True):
        draft.state(event, SCHEMA.startDate, date_value(date, found.begin), said, READER)
        if found.finish:
            draft.state(event, SCHEMA.endDate, end_value(date, found.begin, found.finish), said, READER)
            return
        break
    if date.last and not draft.objects(event, SCHEMA.endDate):
        draft.state(event, SCHEMA.endDate, date_value(date, last=True), (date.start, date.end), READER)


def _line(draft: Draft, event: Entity, block: Block, date: Date | None) -> None:
    """Lines above the programme: «Onsdag 11. oktober kl. 9–15», «12–13 June 2031, Tindvik», «NN inviterer til …»."""
    for start, end in block.lines or ((block.start, block.end),):
        if end - start < _SHORT:
            _short_line(draft, event, replace(block, start=start, end=end), date)
    _below_day(draft, event, block, date)
    for sentence in draft.sentences(block):
        for mention in organisers.of_programme(draft, sentence):
            draft.state(event, SCHEMA.organizer, draft.entity(mention), sentence, READER)
        for range_ in (d for d in when.days(draft, sentence) if d.last):
            # «… går av stabelen 12.–13. juni»
            if (
                date
                and (range_.month, range_.day) == (date.month, date.day)
                and not draft.objects(event, SCHEMA.endDate)
            ):
                last = date_value(range_.with_year(date.year), last=True)
                draft.state(event, SCHEMA.endDate, last, (range_.start, range_.end), READER)


def _below_day(draft: Draft, event: Entity, block: Block, date: Date | None) -> None:
    """The line right below one with the day and the hours, when it has the form of a venue: «Gamlekaia, Tindvik»."""
    for (start, end), below in pairwise(block.lines):
        told = next(iter(when.days(draft, (start, end))), None)
        if not told or not date or (told.month, told.day) != (date.month, date.day):
            continue
        text = draft.text[slice(*below)]
        if any(True for _ in find_clocks(draft.text, start, end, bare=True)) and _VENUE_LINE.fullmatch(text):
            place(draft, event, below, below)


def _short_line(draft: Draft, event: Entity, block: Block, date: Date | None) -> None:
    said = (block.start, block.end)
    printed = next(iter(when.days(draft, said)), None)
    if date and printed:
        same = (printed.month, printed.day) == (date.month, date.day)
        if same or (date.start <= printed.start < date.end):
            _moments(draft, event, said, printed)
            _rest(draft, event, block, printed)
    elif date and not draft.objects(event, SCHEMA.endDate) and _only_clock(draft, block):
        _moments(draft, event, said, date)
    elif block.kind != "heading" or not draft.objects(event, SCHEMA.location):
        _venue_line(draft, event, block)


def _only_clock(draft: Draft, block: Block) -> bool:
    clocks = list(find_clocks(draft.text, block.start, block.end, bare=True))
    return bool(clocks) and (block.end - block.start) - (clocks[0].end - clocks[0].start) <= 10


def _rest(draft: Draft, event: Entity, block: Block, date: Date) -> None:
    """The place after the date and the hours in one line: «Tirsdag 4. juni kl. 9.30–15, Tindvik rådhus»."""
    printed = next((d for d in find_dates(draft.text, block.start, block.end)), None)
    if printed is None:
        return
    end = printed.end
    for clock in find_clocks(draft.text, end, block.end, bare=True):
        end = clock.end
    tail = _TAIL.match(draft.text, end, block.end)
    start = tail.end() if tail else end
    if (
        3 <= block.end - start <= 80
        and start > end
        and draft.text[start].isupper()
        and "." not in draft.text[start : block.end - 1]
    ):
        place(draft, event, (start, block.end), (block.start, block.end))


def _venue_line(draft: Draft, event: Entity, block: Block) -> None:
    """A line that is nothing but a venue and its address or town."""
    mentions = draft.mentions_in(block.start, block.end, "Place")
    reach = sum(m.end - m.start for m in mentions)
    if not mentions or reach * 3 < block.end - block.start or draft.text[block.end - 1] in ".!?":
        return
    if block.kind != "heading" or len(mentions) > 1 or mentions[0].weight >= 30:
        place(draft, event, (block.start, block.end), (block.start, block.end))


def place(draft: Draft, event: Entity, value: Span, said: Span) -> None:
    """The place that a «Sted: …» line gives: the venue with its address; a town after a comma or «i» besides."""
    raw = draft.text[value[0] : value[1]]
    start = value[0] + len(raw) - len(raw.lstrip())
    end = start + len(re.sub(r"(?<=\w\w\w)\.$", "", _MORE.split(raw.strip())[0]))
    hall = _HALL.search(draft.text, start, end)
    if hall:
        name = hall.span("name") if hall["name"] else hall.span("hall")
        draft.state(event, SCHEMA.location, _named(draft, name), said, READER)
        end = hall.start()
    postal = _POSTAL.search(draft.text, start, end)
    if postal:
        draft.state(event, SCHEMA.location, _named(draft, postal.span("name")), said, READER)
        whole, end = (start, end), postal.start()
        _venue(draft, start, end).called(draft.printed(whole), whole)
    if start >= end or _NO_PLACE.match(draft.text[start:end]):
        return
    town = _TOWN.search(draft.text, start, end)
    venue = _venue(draft, start, town.start() if town and town["comma"] else end)
    if town:
        if not town["comma"]:
            venue.called(draft.printed((start, town.start())), (start, town.start()))
        draft.state(event, SCHEMA.location, _named(draft, (town.start("name"), town.end("name"))), said, READER)
    if town and end - start < 80:
        venue.preferred = venue.preferred or venue.label
        venue.called(draft.printed((start, end)), (start, end))
    draft.state(event, SCHEMA.location, venue, said, READER)


def venue_of(draft: Draft, event: Entity, sentence: Span) -> None:
    """«på Gamlekaia i Tindvik», «at Harpa in Tindvik»: a venue told by its town."""
    for match in _VENUE.finditer(draft.text, *sentence):
        span = match.span("venue")
        kinds = {
            m.kind
            for m in draft.mentions_in(max(0, span[0] - 40), span[1] + 40)
            if m.start < span[1] and span[0] < m.end
        }
        if kinds <= {"Place"} and not _EVENT.search(draft.text, *span):
            draft.state(event, SCHEMA.location, _venue(draft, *span), sentence, "events")
            town = match.span("town")
            draft.state(event, SCHEMA.location, _named(draft, town), sentence, "events")


def _venue(draft: Draft, start: int, end: int) -> Entity:
    mentions = [m for m in draft.mentions_in(start, end, "Place") if m in draft.of_mention]
    inner = next((m for m in mentions if m.end == end or m.start == start), None)
    # A town alone in «Rådhuset i Tindvik» is not the venue.
    if inner and (inner.weight >= 30 or inner.end - inner.start == end - start):
        found = draft.entity(inner)
        found.called(draft.printed((start, end)), (start, end))
        return found
    return _named(draft, (start, end))


def _named(draft: Draft, span: Span) -> Entity:
    name = draft.printed(span)
    found = draft.find("Place", name)
    if found is None:
        return draft.new("Place", name, span)
    found.called(name, span)
    return found
