"""The name of the event that a document or a section has the programme of: what of a title or heading it is."""

import re
from itertools import pairwise

from graph_builder.clocks import find_clocks
from graph_builder.dates import find_dates
from graph_builder.draft import Draft, Span
from graph_builder.layout import Block
from graph_builder.layout.kinds import is_day_heading
from graph_builder.lexicon import alternatives, words

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
# «Kære alle», «Hei!», «Dear members»: how a letter begins.
_FACTS = re.compile(
    r"(?:fakta(?:boks|ruta|rute)?|faktaruta|facts?|emne|subject|ämne|invitasjon|invitation|inbjudan|indbydelse|save the date|kalender)\s*[:–]\s+",
    re.IGNORECASE,
)
# «Av Kari Moe», «Publisert»: of the page, not of an event.
_OF_PAGE = re.compile(
    r"(?:av|af|by|tekst|text|publi\w+|oppdat\w+|opdat\w+|uppdat\w+|updated|skrevet|fra|från|from|til|till|to|sendt)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"(?:kære|kjære|kjere|hei|hej|hallo|god dag|dear|bästa|goddag|til alle|to all)\b", re.IGNORECASE)
_WELCOME = re.compile(
    r"(?:velkommen|velkomen|välkommen|invitasjon|invitation|inbjudan|indbydelse|welcome|bli med|kom|join us|meld deg på)\s+(?:til|till|to|på)\s+(?:(?:the|a|an|en|et|ei|eit|ett|vårt|vår|vores)\s+)?",
    re.IGNORECASE,
)


def names_of(draft: Draft, block: Block) -> list[Span]:
    """The spans that name the event: the title lines of a page about one event, else the section's heading."""
    title = title_lines(draft)
    text = " ".join(draft.printed(span) for span in title)
    above = _above_day(draft, block) if not is_event(text) else None
    if above:
        return [above, *_shorter(draft, above)]
    if title and (is_event(text) or any(True for _ in find_dates(text)) or _is_all(draft)):
        quoted = [s for s in title if draft.text[s[0]] in '«"“']
        named = quoted + [s for s in title if s not in quoted and not _tells_when(draft, s)]
        named = [without_lead(draft, s) for s in named if not is_programme(draft.printed(s))]
        named.sort(key=lambda s: not is_event(draft.printed(s)))  # «Hjem / Arrangementer» is no name
        named = [part for s in named[:2] for part in _after_colon(draft, s)]
        return [*named, *(short for s in named for short in _shorter(draft, s))] or title[:1]
    earlier = [b for b in draft.layout.blocks if b.kind == "heading" and b.end < block.start]
    earlier = [b for b in earlier if not _GENERIC.match(draft.printed((b.start, b.end)))]
    for n, heading in reversed(list(enumerate(earlier))):
        name = draft.printed((heading.start, heading.end))
        # A saved page may repeat its heading with a button's text glued in front.
        if (
            not is_programme(name)
            and not _tells_when(draft, (heading.start, heading.end))
            and not name.endswith("!")
            and not any(len(b) > 8 and name != b and name.endswith(b) for b in _printed(draft, earlier[:n]))
        ):
            named_by = without_lead(draft, (heading.start, heading.end))
            return [named_by, *_shorter(draft, named_by)]
    return [without_lead(draft, span) for span in title[:1]] or [(block.start, block.end)]


def _above_day(draft: Draft, block: Block) -> Span | None:
    """The line right above one that tells day and hour, in a block of short lines: what is announced there."""
    before = [b for b in draft.layout.blocks if b.end < block.start][-_NEAR:]
    for earlier in reversed([b for b in before if b.kind == "paragraph"]):
        for line, below in pairwise(earlier.lines):
            title = draft.text[slice(*line)]
            if (
                is_day_heading(draft.text[slice(*below)].strip())
                and any(True for _ in find_clocks(draft.text, *below, bare=True))
                and SHORTEST <= len(title) <= _LONGEST_TITLE
                and title[-1] not in ".:;,"
                and not _OF_PAGE.match(title)
            ):
                return line
    return None


def is_event(text: str) -> bool:
    """Whether a title has a word for a kind of event or a series of them."""
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
    if kind and span[1] - kind.end() >= SHORTEST:
        found.append((kind.end(), span[1]))
    for begin, end in list(found):
        while cut := min(
            (e for e in _cuts(draft, (begin, end)) if begin + SHORTEST <= e < end), default=None, key=lambda e: -e
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
_NEAR = 12  # blocks above a programme in which its event is announced
_MANY = 4  # sessions that make a programme of a document
SHORTEST = 6  # characters that a part of a title must have to stand for it


def is_programme(text: str) -> bool:
    """Whether a heading only says that a programme follows."""
    return bool(_PROGRAMME.match(text))


def without_lead(draft: Draft, span: Span) -> Span:
    """The name without «Program for», «Velkommen til»."""
    lead = (
        _PROGRAMME_OF.match(draft.text, *span) or _WELCOME.match(draft.text, *span) or _FACTS.match(draft.text, *span)
    )
    return (lead.end(), span[1]) if lead and span[1] - lead.end() > 3 else span


def _after_colon(draft: Draft, span: Span) -> list[Span]:
    """«Fagseminar: Tau og tjære»: the name, then the whole."""
    head = _KIND_FIRST.match(draft.text, *span)
    return [(head.end(), span[1]), span] if head and span[1] - head.end() > 8 else [span]


def _printed(draft: Draft, blocks: list[Block]) -> list[str]:
    return [draft.printed((b.start, b.end)) for b in blocks]


def title_lines(draft: Draft) -> list[Span]:
    """The headings that the document begins with, before any running text; its first line when that is a short one."""
    spans: list[Span] = []
    for block in draft.layout.blocks:
        if block.kind != "heading" or (spans and _PROGRAMME.match(draft.printed((block.start, block.end)))):
            break
        if not _TRAIL.fullmatch(draft.text, block.start, block.end) and not _GREETING.match(draft.text, block.start):
            spans.append((block.start, block.end))
    if not spans:
        spans = _first_lines(draft)
    return spans[:4]


def _first_lines(draft: Draft) -> list[Span]:
    """The first headings of a document that begins with something else, or its first line when that is a short one."""
    for block in draft.layout.blocks[:_HEAD]:
        if (
            block.kind == "heading"
            and not _PROGRAMME.match(draft.printed((block.start, block.end)))
            and not _GREETING.match(draft.text, block.start)
        ):
            return [(block.start, block.end)]
        if block.kind == "session" or block.end - block.start > 2 * _LONGEST_TITLE:
            break
    first = draft.layout.blocks[0]
    line = first.lines[0] if first.lines else (first.start, first.end)
    if (
        first.kind == "paragraph"
        and line[1] - line[0] <= _LONGEST_TITLE
        and draft.text[line[1] - 1] not in ".,;:"
        and not _OF_PAGE.match(draft.text, *line)
    ):
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
