"""Events that running text names: who arranges them, when and where they are, who speaks at them."""

import re

from graph_builder.dates import Date
from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts import occasion, when
from graph_builder.layout import Block
from graph_builder.mentions.body_forms import CAP
from graph_builder.mentions.model import Mention, squeeze
from graph_builder.mentions.phrases import phrase_end
from graph_builder.moments import date_value
from ontology import SCHEMA

READER = "events"
_SPECIFIC = (
    r"konferansen?|konferencen?|konferensen?|seminaret?|seminariet|møte|møtet|møde|mødet|möte|mötet|topmøde|topmødet|toppmøte|dagene|dagane|dagarna|studio|forum|"
    r"festivalen|arrangementet|arrangement|innovationsdag|innovasjonsdag|workshop|webinar|lansering|samling|konferanser"
)
_PATTERNS = (
    # «konferansen Morgendagens by», «Havnekonferansen Kaia i dag», «seminaret «Rom for alle»»
    re.compile(
        rf"\b(?i:\w*(?:{_SPECIFIC}))\s+(?P<name>«[^»]{{3,80}}»|{CAP}(?: (?:[a-zæøåäö]{{4,}}|{CAP})){{0,2}}(?: 20\d\d)?)(?=[.,;]|\s+(?:ble|blei|blev|i|på|er|var|den|samlet|samla|samlede)\b)"
    ),
    # «TANG-dagene», «TANG-studio 2031», «Havnekonferansen», «Kystens Innovationsdag»
    re.compile(rf"\b(?P<name>[A-ZÆØÅ]{{2,8}}(?:[- ]|-\s)(?i:{_SPECIFIC}|årsmøte)(?: 20\d\d)?)(?=s?\b)"),
    re.compile(
        r"\b(?P<name>[A-ZÆØÅ][a-zæøåäö]{4,}(?:konferansen|konferencen|konferensen|dagene|dagane|dagarna|(?<!Man)(?<!Tirs)(?<!Ons)(?<!Tors)(?<!Fre)(?<!Lør)(?<!Søn)(?<!Mid)(?<!Hver)dagen|seminaret|festivalen|innovationsdag)(?: 20\d\d)?)(?=s?\b)"
    ),
    re.compile(rf"\b(?P<name>{CAP}s? (?:Innovationsdag|Innovasjonsdag|Summit|Conference|Week|Forum)(?: 20\d\d)?)\b"),
    # «oppstartsmøte for arbeidet med …», «leverandørdialogmøte», «havnelederkonferansen 2031»
    re.compile(
        r"\b(?P<name>(?:[a-zæøåäö]{6,}(?:konferansen|konferansa|konferencen|arrangementet|seminaret)|[a-zæøåäö]{3,}(?:dialogmøte|startsmøte|startmøte|toppmøte|topmøde|startsmøde|startmöte))(?: 20\d\d)?(?P<for> for (?=[a-zæøå]))?)(?=s?\b)"
    ),
    re.compile(
        r"\b(?P<name>(?:skandinavisk|nordisk|nasjonalt?|national|europeisk|internasjonal\w*)\s+(?:topmøde|toppmøte|konferanse|konference|konferens|seminar|summit))\b",
        re.IGNORECASE,
    ),
)
_SPOKE = re.compile(
    r"\b(?:sa|sier|sagde|sade|säger|said|åpnet|åpner|åbnede|öppnade|opened|holdt|holder|höll|presenterte|presenterer|præsenterede|presenterade|presented|innledet|"
    r"opna|opnar|heldt|held|fortalde|fortel|seier|innleidde|innleder|lagde|rammede|delte|betonede|fortalte|fortæller|talte|deltok|rammet|avsluttet|forklarede|spoke|utfordret)\b"
)
_INVITES = re.compile(
    r"\b(?:inviterer|inviterte|inviterede|inbjuder|bjöd|arrangerer|arrangerte|arrangerede|arrangerar|lanserer|bød|lægger hus til|holder|holdt|hosted|hosts|invites|var vært for|står bak)\b"
)
# «… konferansen X i Førde 12. april»: place or day right after the name.
_THERE = re.compile(rf"\s+(?:(?:i|på|in|at)\s+{CAP}|(?:den\s+|on\s+)?\d{{1,2}}\.?\s+[a-zA-Z]{{3,9}}\b)")
_AT_HAND = re.compile(
    r"(?:Arrangementet|Konferansen|Seminaret|Møtet|Konferencen|Seminariet|Konferensen|Mødet|The (?:event|conference|seminar))\b"
)
_PART_OF = re.compile(r"\b(?:(?:en )?del av|en del af|part of|i tilknytning til|i forbindelse med|en del av)\s+$")
_ARRANGE_TOGETHER = re.compile(
    r"\b(?:samarbeider|samarbeidet|samarbejder|samarbetar|står sammen|går sammen)\s+om\s+(?:arrangementet|konferansen|konferencen|seminaret|konferensen|mødet|møtet)\b"
)
_HOLDS = re.compile(r"hol|hel|höl", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:arrangert|arrangeret|avholdt|afholdt|gjennomført|holdt|holdes|arrangeres|finner sted|hölls|hålls|held|kåres|deles ut|gjennomføres|blir både|samlet|samlede|samlade)\b"
)


def read(draft: Draft) -> None:
    """Read the named events, then what each sentence says of one."""
    for block in draft.layout.blocks:
        if block.kind in ("session", "field"):
            continue
        _name_events(draft, block)
    # Two programmes under one title are two events of one name: only their spans are sorted.
    spans = sorted(
        ((span, e) for e in draft.entities if e.kind == "Event" for found in e.names.values() for span in found),
        key=lambda item: item[0],
    )
    for block in draft.layout.blocks:
        if block.kind in ("paragraph", "bullet", "heading"):
            for sentence in draft.sentences(block):
                inside = [
                    (span, e)
                    for span, e in spans
                    if sentence[0] <= span[0] and span[1] <= sentence[1] and e.scope != "session"
                ]
                at_hand = _at_hand(draft, sentence)
                if not inside and not at_hand and block.kind in ("paragraph", "bullet"):
                    _of_section(draft, block, sentence, _section_event(draft, block, spans))
                if at_hand:
                    _of_sentence(draft, block, sentence, *at_hand)
                    for span, other in inside[:1]:
                        if other is not at_hand[1] and _PART_OF.search(draft.text, sentence[0], span[0]):
                            draft.state(at_hand[1], SCHEMA.superEvent, other, (sentence[0], span[1]), READER)
                            _when_where(draft, sentence, other)
                elif inside:
                    _of_sentence(draft, block, sentence, *inside[0])
    _years_in_names(draft)


def _years_in_names(draft: Draft) -> None:
    """«Havnedagene 2031», of which no day is told, was that year."""
    for event in (e for e in draft.entities if e.kind == "Event" and e.scope != "session"):
        for name, spans in event.names.items():
            year = re.search(r" (20\d\d)$", name)
            if year and not draft.objects(event, SCHEMA.startDate):
                draft.state(event, SCHEMA.startDate, Value(year[1], "gYear"), spans[0], READER)


def _section_event(draft: Draft, block: Block, spans: list[tuple[Span, Entity]]) -> tuple[Span, Entity] | None:
    """The event that the heading over `block` names, or the document's title when the heading names none."""
    for heading in draft.layout.headings_of(block):
        for span, event in spans:
            if heading.start <= span[0] and span[1] <= heading.end and event.scope != "session":
                return span, event
    return None


def _of_section(draft: Draft, block: Block, sentence: Span, named: tuple[Span, Entity] | None) -> None:
    """Under a heading that names an event, who speaks speaks there, and who «samarbeider om arrangementet» arranges it."""
    if named is None:
        return
    _, event = named
    for person in draft.mentions_in(*sentence, "Person"):
        if person in draft.of_mention and _speaks_at(draft, sentence, person, sentence):
            draft.state(event, SCHEMA.performer, draft.entity(person), sentence, READER)
    if _ARRANGE_TOGETHER.search(draft.text, *sentence):
        for body in draft.mentions_in(*sentence, "Organisation"):
            if body in draft.of_mention:
                draft.state(event, SCHEMA.organizer, draft.entity(body), sentence, READER)


def _at_hand(draft: Draft, sentence: Span) -> tuple[Span, Entity] | None:
    """«Arrangementet …» at the start of a sentence is the event that the document has the programme of."""
    match = _AT_HAND.match(draft.text, *sentence)
    mains = [e for e in draft.entities if e.kind == "Event" and e.scope == "main"]
    return (match.span(), mains[0]) if match and len(mains) == 1 else None


def _name_events(draft: Draft, block: Block) -> None:
    taken: list[Span] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(draft.text, block.start, block.end):
            start, end = match.span("name")
            if match.groupdict().get("for"):
                end = phrase_end(draft.text, end, 9) if end < match.end() or draft.text[end - 1] == " " else end
            end = start + len(draft.text[start:end].rstrip())
            if any(a < end and start < b for a, b in taken) or _is_other(draft, start, end):
                continue
            taken.append((match.start(), end))
            name = squeeze(draft.text[start:end]).strip("«»")
            event = (
                _around(draft, start, end)
                or _known(draft, name)
                or draft.new("Event", name, (start, end), notation=occasion.notation(name) or "meeting")
            )
            event.called(name, (start, end))
            if match.groupdict().get("for"):
                head = squeeze(draft.text[start : match.start("for")])
                event.called(head, (start, start + len(head)))  # «oppstartsmøtet» for short
            if year := re.search(r"20\d\d$", name):
                event.date = event.date or year[0]


def _is_other(draft: Draft, start: int, end: int) -> bool:
    """Whether a person, body or programme reaches over the whole of the words."""
    return any(m.start <= start and end <= m.end for m in draft.mentions if m.kind not in ("Place",))


def _around(draft: Draft, start: int, end: int) -> Entity | None:
    """The event whose longer printed name the words are a part of."""
    return next(
        (e for e in draft.entities if e.kind == "Event" and e.scope == "main"
         for spans in e.names.values() for a, b in spans if a <= start and end <= b), None
    )  # fmt: skip


def _known(draft: Draft, name: str) -> Entity | None:
    """The event of that name: same words, or the main event that the name is a short form of, when no year parts them."""
    wanted = _fold(name)
    for event in draft.entities:
        if event.kind == "Event" and event.scope != "session":
            for other in event.names:
                folded = _fold(other)
                if (
                    folded == wanted
                    or (re.sub(r" 20\d\d$", "", folded) == wanted)
                    or (re.sub(r" 20\d\d$", "", wanted) == folded and not _other_year(event, wanted))
                    or (event.scope == "main" and not re.search(r"20\d\d", wanted) and folded.startswith(wanted))
                ):
                    return event
    return None


def _other_year(event: Entity, name: str) -> bool:
    """Whether the event is known to be of another year than `name` ends in."""
    years = {year for known in [*event.names, event.date] for year in re.findall(r"20\d\d", known)}
    return bool(years) and name[-4:] not in years


def _fold(name: str) -> str:
    """The name for comparison; «Framtidens» and «Fremtidens» are two spellings of one word."""
    return re.sub(r"\bfram", "frem", re.sub(r"[^\w]+", " ", name.casefold()).strip())


def _of_sentence(draft: Draft, block: Block, sentence: Span, named: Span, event: Entity) -> None:
    text = draft.text[sentence[0] : sentence[1]]
    at_once = _THERE.match(draft.text, named[1], sentence[1])
    if _HELD.search(text) or at_once or block.kind == "heading":
        _when_where(draft, sentence, event)
    people = [m for m in draft.mentions_in(*sentence, "Person") if m in draft.of_mention]
    if _ARRANGE_TOGETHER.search(text):
        _of_section(draft, block, sentence, (named, event))
    bodies = [m for m in draft.mentions_in(*sentence, "Organisation") if m in draft.of_mention]
    invites = _INVITES.search(text)
    if invites and named[0] > sentence[0] + invites.start():
        verb = (sentence[0] + invites.start(), sentence[0] + invites.end())
        # «… holder NORA et seminar» or «NORA holder …»: the body right after the verb, else the nearest before it.
        subject = [m for m in bodies if m.start == verb[1] + 1] or [m for m in bodies if m.end <= verb[0]][-1:]
        if _HOLDS.match(invites[0]) and any(p.end <= verb[0] for p in people):
            subject = []  # «Ada Berg i NORA holdt et foredrag på …»
        date = _date(draft, sentence)
        if subject:
            draft.state(event, SCHEMA.organizer, draft.entity(subject[0]), (subject[0].start, named[1]), READER)
        if date and not draft.objects(event, SCHEMA.startDate):
            draft.state(event, SCHEMA.startDate, date_value(date), (date.start, max(date.end, named[1])), READER)
    for person in people:
        if _speaks_at(draft, sentence, person, named):
            span = (min(person.start, named[0]), max(person.end, named[1]))
            draft.state(event, SCHEMA.performer, draft.entity(person), span, READER)


def _speaks_at(draft: Draft, sentence: Span, person: Mention, named: Span) -> bool:
    """Whether a verb of speaking stands right after the person or, in a reported quote, right before."""
    after = draft.text[person.end : person.end + 90]
    before = draft.text[max(sentence[0], person.start - 70) : person.start]
    said_after = re.match(rf"[^.;]{{0,60}}?{_SPOKE.pattern}", after)
    said_before = re.search(rf"{_SPOKE.pattern}[^.;]{{0,50}}$", before)
    between = draft.text[min(person.end, named[1]) : max(person.start, named[0])]
    return bool(said_after or said_before) and "?" not in between


def _date(draft: Draft, sentence: Span) -> Date | None:
    return next(iter(when.days(draft, sentence)), None)


def _when_where(draft: Draft, sentence: Span, event: Entity) -> None:
    date = _date(draft, sentence)
    if date and not draft.objects(event, SCHEMA.startDate):
        when.state_when(draft, event, sentence, READER, date)
    for place in draft.mentions_in(*sentence, "Place"):
        if place in draft.of_mention and re.search(
            r"\b(?:i|på|ved|in|at|hos)\s+$", draft.text[place.start - 6 : place.start]
        ):
            draft.state(event, SCHEMA.location, draft.entity(place), sentence, READER)
