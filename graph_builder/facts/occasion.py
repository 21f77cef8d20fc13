"""The event that a document or a section has the programme of: its name and its day."""

import re

from graph_builder.dates import Date, find_dates
from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import particulars, when
from graph_builder.layout import Block
from graph_builder.layout.kinds import is_day_heading
from graph_builder.lexicon import alternatives, words
from graph_builder.moments import date_value

READER = "occasion"
_EVENT_WORD = re.compile(rf"[\w-]*{alternatives(words('event_endings'))}\b", re.IGNORECASE)
_SERIES = re.compile(r"(?:serien?|rekken?|rekkja|rækken?|kalender|tour|turneen?)\b", re.IGNORECASE)
# «Hjem / Kalender / Seminarer», «Forside > Arrangementer»: where a page stands on its site.
_TRAIL = re.compile(
    r"(?:hjem|heim|start\w*|forside\w*|framside|hem|home|du er her:?[^/>›»|]*)(?:\s*[/>›»|]\s*[^/>›»|]{2,40})+|[^/>›»|]{2,40}(?:\s+[/>›»]\s+[^/>›»|]{2,40}){2,}",
    re.IGNORECASE,
)
_KIND_FIRST = re.compile(rf"[\w-]*{alternatives(words('event_endings'))}\s*:\s+", re.IGNORECASE)
_HEADING = alternatives(words("programme_headings"))
_PROGRAMME = re.compile(rf"(?:\w*{_HEADING}|parallel\w+|\w*sesjon\w*)\b[\s:.\d]*(?:\([^)]*\))?$", re.IGNORECASE)
# «Program for nettverkssamlingen», «Dagsorden til …»: what follows is the name.
_PROGRAMME_OF = re.compile(
    rf"(?:[^.:]{{0,30}}\s)?\w*{_HEADING}(?:met|en)?(?:\s+(?:for|til|till|för|of|on|på|under)(?:\s+(?:the|den|det|årets))?\s+|\s*[:–-]\s+|\s+(?=[«“\"A-ZÆØÅÄÖ]))(?=\S)",
    re.IGNORECASE,
)
# Headings of sections about an event, none of which is its name.
_GENERIC = re.compile(
    r"(?:bakgrunn|bakgrund|background|om |about|praktisk|practical|påmelding|tilmelding|anmälan|registration|målgruppe|formål|føremål|syfte|mål|innhold|indhold|tid |for hvem|for whom|hvorfor|velkommen|"
    r"velkomen|välkommen|welcome|invitasjon|kort om|deltak|forelesere|foredragsholdere|talare|speakers|dette )\b",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"(?:velkommen|velkomen|välkommen|invitasjon|invitation|inbjudan|welcome)\s+(?:til|till|to)\s+(?:(?:the|en|et|ei|eit|ett)\s+)?",
    re.IGNORECASE,
)
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
    names = _names(draft, first)
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
    names = _names(draft, first)
    if not any(_is_event(draft.printed(s)) for s in names):
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
    if len(base) < _SHORTEST or not base[0].isupper() or _PROGRAMME.match(base):
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(base)}(?=s?(?![\w-])(?! 20\d\d))", draft.text):
        event.called(base, match.span())


def _plain(draft: Draft, span: Span) -> str:
    return draft.printed(span).strip('«»"“”?: ')


def _section(draft: Draft, first: Block, name: Span) -> Block:
    """The first block of what is said of the event: that of its name, or the nearest heading's."""
    named = draft.layout.at(name[0])
    return named if named is not None and named.start <= first.start else first


def _names(draft: Draft, block: Block) -> list[Span]:
    """The spans that name the event: the title lines of a page about one event, else the section's heading."""
    title = _title_lines(draft)
    text = " ".join(draft.printed(span) for span in title)
    if title and (_is_event(text) or any(True for _ in find_dates(text)) or _is_all(draft)):
        quoted = [s for s in title if draft.text[s[0]] in '«"“']
        named = quoted + [s for s in title if s not in quoted and not _tells_when(draft, s)]
        named = [_without_lead(draft, s) for s in named if not _is_programme(draft, s)]
        named.sort(key=lambda s: not _is_event(draft.printed(s)))  # «Hjem / Arrangementer» is no name
        named = [part for s in named[:2] for part in _after_colon(draft, s)]
        return [*named, *(short for s in named for short in _shorter(draft, s))] or title[:1]
    earlier = [b for b in draft.layout.blocks if b.kind == "heading" and b.end < block.start]
    earlier = [b for b in earlier if not _GENERIC.match(draft.printed((b.start, b.end)))]
    for n, heading in reversed(list(enumerate(earlier))):
        name = draft.printed((heading.start, heading.end))
        # A saved page may repeat its heading with a button's text glued in front.
        if (
            not _is_programme(draft, (heading.start, heading.end))
            and not _tells_when(draft, (heading.start, heading.end))
            and not name.endswith("!")
            and not any(len(b) > 8 and name != b and name.endswith(b) for b in _printed(draft, earlier[:n]))
        ):
            named_by = _without_lead(draft, (heading.start, heading.end))
            return [named_by, *_shorter(draft, named_by)]
    return [_without_lead(draft, span) for span in title[:1]] or [(block.start, block.end)]


def _is_event(text: str) -> bool:
    return bool(_EVENT_WORD.search(text) or _SERIES.search(text))


def _is_all(draft: Draft) -> bool:
    """Whether the document is a programme and little else, so that its title is the event's."""
    sessions = sum(b.kind == "session" for b in draft.layout.blocks)
    return sessions >= _MANY and sessions * 4 >= len(draft.layout.blocks)


def _shorter(draft: Draft, span: Span) -> list[Span]:
    """The name without its date, without what a dash parts from it, without its town or the word «program» at the end.

    «konferansen Tau og tjære» is «Tau og tjære» too.
    """
    start, found = span[0], [span]
    kind = _KIND_BEFORE.match(draft.text, *span)
    if kind and span[1] - kind.end() >= _SHORTEST:
        found.append((kind.end(), span[1]))
    for begin, end in list(found):
        while cut := min(
            (e for e in _cuts(draft, (begin, end)) if begin + _SHORTEST <= e < end), default=None, key=lambda e: -e
        ):
            end = cut
            found.append((begin, end))
    return [s for s in dict.fromkeys(found) if s != span and s[0] >= start]


def _cuts(draft: Draft, span: Span) -> list[int]:
    ends = [_without_date(draft, span)[1]]
    for mark in _TAILS:
        match = mark.search(draft.text[slice(*span)])
        if match:
            ends.append(span[0] + match.start())
    return ends


_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s[–—|-]\s",
        r":\s",
        r",\s+[A-ZÆØÅÄÖ][\w-]+$",
        r"\s(?:i|in|på)\s+[A-ZÆØÅÄÖ][\w-]+$",
        r"[\s,:–-]+(?:[Ff]oreløpig |[Pp]reliminärt |[Ee]ndelig )?[Pp]rogram(?:met|me)?$",
    )
)
_KIND_BEFORE = re.compile(
    r"[\wæøåäö-]*(?:konferansen|konferanse|konferencen|konference|konferensen|konferens|conference|seminaret|seminar|seminariet|seminarium|møtet|mødet|mötet|webinaret|webinar|topmødet|fagdagen|fagdag|temadagen|temadag)\s+(?=[«“\"A-ZÆØÅÄÖ])",
    re.IGNORECASE,
)
_MANY = 4  # sessions that make a programme of a document
_SHORTEST = 6  # characters that a part of a title must have to stand for it


def _is_programme(draft: Draft, span: Span) -> bool:
    return bool(_PROGRAMME.match(draft.printed(span)))


def _without_lead(draft: Draft, span: Span) -> Span:
    """The name without «Program for», «Velkommen til»."""
    lead = _PROGRAMME_OF.match(draft.text, *span) or _WELCOME.match(draft.text, *span)
    return (lead.end(), span[1]) if lead and span[1] - lead.end() > 3 else span


def _after_colon(draft: Draft, span: Span) -> list[Span]:
    """«Fagseminar: Tau og tjære»: the name, then the whole."""
    head = _KIND_FIRST.match(draft.text, *span)
    return [(head.end(), span[1]), span] if head and span[1] - head.end() > 8 else [span]


def _printed(draft: Draft, blocks: list[Block]) -> list[str]:
    return [draft.printed((b.start, b.end)) for b in blocks]


def _title_lines(draft: Draft) -> list[Span]:
    """The headings that the document begins with, before any running text; its first line when that is a short one."""
    spans: list[Span] = []
    for block in draft.layout.blocks:
        if block.kind != "heading" or (spans and _PROGRAMME.match(draft.printed((block.start, block.end)))):
            break
        if not _TRAIL.fullmatch(draft.text, block.start, block.end):
            spans.append((block.start, block.end))
    if not spans:
        spans = _first_lines(draft)
    return spans[:4]


def _first_lines(draft: Draft) -> list[Span]:
    """The first headings of a document that begins with something else, or its first line when that is a short one."""
    for block in draft.layout.blocks[:_HEAD]:
        if block.kind == "heading" and not _PROGRAMME.match(draft.printed((block.start, block.end))):
            return [(block.start, block.end)]
        if block.kind == "session" or block.end - block.start > 2 * _LONGEST_TITLE:
            break
    first = draft.layout.blocks[0]
    line = first.lines[0] if first.lines else (first.start, first.end)
    if first.kind == "paragraph" and line[1] - line[0] <= _LONGEST_TITLE and draft.text[line[1] - 1] not in ".,;:":
        return [line]
    return []


_HEAD = 5  # blocks in which a title is looked for
_LONGEST_TITLE = 110


def _tells_when(draft: Draft, span: Span) -> bool:
    """Whether a line is a date and what goes with one: «Onsdag 11. oktober kl. 9», «12 June 2031, Tindvik», «Dag 2»."""
    text = draft.printed(span)
    return is_day_heading(text) or any(len(text) - (d.end - d.start) <= 8 for d in find_dates(text))


def _without_date(draft: Draft, span: Span) -> Span:
    for date in find_dates(draft.text, *span):
        if date.start > span[0] + 3:
            return span[0], span[0] + len(draft.text[span[0] : date.start].rstrip(" ,–-(:|"))
    return span


def _day(draft: Draft, block: Block, names: list[Span], after: int) -> Date | None:
    """The day of the programme: that of the line above it, of the title lines, the «Tid: …» line or the section."""
    headings = {b.start for b in draft.layout.headings_of(block)}
    sections = [b for b in draft.layout.blocks if after <= b.start and b.end <= block.start]
    above = [(b.start, b.end) for b in sections[-3:] if is_day_heading(draft.printed((b.start, b.end)))]
    places = above[-1:]
    if not after:
        places += _title_lines(draft) if names[0][0] <= max((s[1] for s in _title_lines(draft)), default=-1) else []
        places += [(b.start, b.end) for b in sections if b.kind == "field" and b.label == "when"][-1:]
        places += [names[0]]
    start = max((b.start for b in sections if b.kind == "heading" and b.start in headings), default=after)
    start = start if after else min(start, names[0][0])
    places += [(b.start, b.end) for b in sections if b.start >= start]
    return next((date for place in places for date in when.days(draft, place)), None)


def _next_day(draft: Draft, event: Entity, block: Block, names: list[Span]) -> Date | None:
    """The day after the one whose programme came before, when the title has a range of days."""
    spans = [*_title_lines(draft), *names, *((b.start, b.end) for b in draft.layout.blocks if b.label == "when")]
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
