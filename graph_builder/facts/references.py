"""«Konferansen», «møtet», «der»: which event such words stand for; and lists of bodies."""

import re

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts import occasion
from graph_builder.layout import Block
from graph_builder.mentions.model import Mention

# «Arrangementet …» at the start of a sentence is the event that the document has the programme of.
_OPENING = re.compile(
    r"(?:Arrangementet|Konferansen|Konferansa|Seminaret|Møtet|Konferencen|Seminariet|Konferensen|Mødet|Mötet|The (?:event|conference|seminar|summit|meeting))\b"
)
_DEFINITE = re.compile(
    r"\b(?P<noun>[A-ZÆØÅa-zæøåäö]*(?i:konferansen|konferansa|konferencen|konferensen|seminaret|seminariet|webinaret|webbinariet|møtet|mødet|mötet|samlingen|samlinga|arrangementet|evenemanget|workshopen|"
    r"lanseringen|lanseringa|lanceringen|festivalen|kongressen|toppmøtet|topmødet)|(?:[Tt]he )(?:conference|seminar|webinar|meeting|event|workshop|launch|summit))(?=s?\b)"
)
_THERE = re.compile(
    r"(?:Der|Her|Där|Här|There)\s+(?:vil|skal|ska|kommer|fortel\w*|will|møter|får|held|holder|deltar|deltok|deltog|talte|snakket|ble|blir|berättar|berättade|fortæller|forteller|fortalte|presenter\w*|præsenter\w*|talar|taler|talade|snakker|medverkar|medvirker|innleder|inleder|åpner|öppnar|opnar|speaks|spoke|presents)\b"
)
_ANY = ("arrangementet", "evenemanget", "the event")
_MARK = re.compile(r"[,.;:?!]")
# «den svenske statlige etaten |Havnverket|»
_TOLD = re.compile(r"(?<=\s)(?:(?:den|det|de|dei|the|a|an|en|et|ett)\s)?(?:[a-zæøåäö’'-]{4,}\s){1,5}$")
_JOINED = re.compile(r"\s*\)?\s*(?:\([^)]*\)\s*)?(?:,|og|och|and|&|samt)\s+(?:the\s+)?(?:og\s+|och\s+|and\s+)?")


def of_main(draft: Draft, sentence: Span) -> tuple[Span, Entity] | None:
    """The event whose programme the document has, when the sentence begins with «Arrangementet» or the like."""
    match = _OPENING.match(draft.text, *sentence)
    mains = [e for e in draft.entities if e.kind == "Event" and e.scope == "main"]
    return (match.span(), mains[0]) if match and len(mains) == 1 else None


def event_at_hand(
    draft: Draft, block: Block, sentence: Span, spans: list[tuple[Span, Entity]], last: Entity | None
) -> tuple[Span, Entity] | None:
    """The event that «konferansen», «møtet» or «der» in a sentence stands for, and the span of the word."""
    match = _DEFINITE.search(draft.text, *sentence)
    if match:
        event = _meant(draft, block, match["noun"], sentence[0], spans)
        return (match.span("noun"), event) if event else None
    there = _THERE.match(draft.text, *sentence)
    if there and last is not None and _within(block, last):
        return (there.start(), there.start() + 3), last
    return None


def _within(block: Block, event: Entity) -> bool:
    return any(block.start <= start < block.end for spans in event.names.values() for start, _ in spans)


def _meant(draft: Draft, block: Block, noun: str, position: int, spans: list[tuple[Span, Entity]]) -> Entity | None:
    """The last event before `position` that the noun fits, in the section first, then in the document."""
    kind = occasion.notation(noun)
    section = {heading.start for heading in draft.layout.headings_of(block)[:1]}
    fitting = [
        (span, e) for span, e in spans
        if e.scope != "session" and span[0] < position and (noun.lower() in _ANY or e.notation == kind or _has(e, noun))
    ]  # fmt: skip
    for span, event in reversed(fitting):
        home = draft.layout.at(span[0])
        if home and ({h.start for h in draft.layout.headings_of(home)[:1]} == section or home.start in section):
            return event
    distinct = list(dict.fromkeys(id(e) for _, e in fitting))
    return fitting[-1][1] if len(distinct) == 1 else None


def _has(event: Entity, noun: str) -> bool:
    stem = re.sub(r"(?:et|en|a|t|n)$", "", noun.lower())
    return any(stem in name.lower() for name in event.names)


def listed_from(draft: Draft, bodies: list[Mention], start: int) -> list[Mention]:
    """The bodies of a list that begins at `start`; words in small letters may tell what each is."""
    found: list[Mention] = []
    for body in bodies:
        before = draft.text[(found[-1].end if found else start) : body.start] if body.start >= start else "?"
        told = _TOLD.search(before)
        between = before[: told.start()] if told else before
        if (not found and len(between) <= 5 and not _MARK.search(between)) or (found and _JOINED.fullmatch(between)):
            found.append(body)
    return found


def listed_to(draft: Draft, bodies: list[Mention], last: Mention) -> list[Mention]:
    """The bodies of the list that ends with `last`."""
    found = [last]
    for body in reversed([b for b in bodies if b.end <= last.start]):
        if not _JOINED.fullmatch(draft.text[body.end : found[0].start]):
            break
        found.insert(0, body)
    return found
