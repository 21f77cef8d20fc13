"""What running text says of events: who arranges them, when and where they are, who speaks and who takes part."""

import re
from bisect import bisect_left

from graph_builder.dates import Date
from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.facts import references, talks, when
from graph_builder.facts.event_merging import merge_events
from graph_builder.facts.event_names import find_events
from graph_builder.facts.organisers import BY, INVITES
from graph_builder.facts.particulars import venue_of
from graph_builder.layout import Block
from graph_builder.lexicon import alternatives, weekdays
from graph_builder.mentions.body_forms import CAP
from graph_builder.mentions.model import Mention
from ontology import SCHEMA

READER = "events"
_SPOKE = re.compile(
    r"\b(?:sa|sier|sagde|sade|säger|said|says|åpn(?:et|er|a|es|ast)|opn(?:a|ar|ast|es|et)|åbn(?:ede|er|es|et)|öppna(?:de|r|s|des|des)|opened|opens|hold(?:t|er|es)|höll|håller|heldt|held|presenter(?:te|er|ar|ade|es|ast|e)|"
    r"præsenterede|præsenterer|presented|presents|innled(?:et|er|es|e)|innleidde|innleiar|inledde|inleder|indledte|indleder|fortal(?:te|de)|fortel|forteller|fortelle|fortelje|fortæller|fortælle|berättade|berättar|"
    r"seier|lagde|rammede|rammet|del(?:te|ade)|betonede|talte|talade|talar|taler|snakk(?:et|er|a|ar|e)|avslutt(?:et|er|a)|avslutade|avsluttede|forklarede|spoke|speaks|speak|utfordret|orienter(?:te|er|e|ar|ade)|"
    r"led(?:et|er|es|de)|leid(?:de|d|er)|leiar|leds|leddes|led by|moderer(?:te|er|es|t)|moderated|chaired|keynote|foredro|vis(?:er|te|ar)|svar(?:er|ar|te|ade)|debatter(?:er|te)|medverka(?:de|r)|medvirke(?:r|t)|hosted by)\b"
)
_PANEL = re.compile(r"\b(?:panel\w*|debatt\w*|debat\w*|samtale\w*|samtal\w*|ordskifte\w*|discussion)\b", re.IGNORECASE)
_TOOK_PART = re.compile(
    r"\b(?:deltok|deltek|deltar|deltog|deltager|var til stede|var til stades|var på plass|møtte(?: opp)?|participated|participates|attended|took part|medverkade|var representert|var repræsenteret)\b"
)
_FROM = re.compile(
    r"\b(?:representanter|representantar|repræsentanter|representatives|deltakere|deltakarar|deltagere|deltagare|participants|gjester|gæster|gäster|delegat\w+)\s+(?:kom\s+)?(?:fra|frå|från|from|for|för|of)\s+"
)
# «… konferansen X i Førde 12. april»: place or day right after the name.
# «… konferansen er fredag 12. april»: the day is all that is said of it.
_THERE = re.compile(
    rf"\s+(?:(?:i|på|in|at)\s+{CAP}|(?:(?:er|var|är|is|was)\s+)?(?:(?:på|on)\s+)?(?i:{alternatives(weekdays())}(?:en)?,?\s+)?(?:den\s+|the\s+|on\s+)?\d{{1,2}}(?:\.|:[ae]|st|nd|rd|th)?\s?(?:(?:-|–|til|till|to)\s?\d{{1,2}}\.?\s)?\s?(?:of\s+)?[a-zA-Z]{{3,9}}\b)"
)
_PART_OF = re.compile(
    r"\b(?:(?:en )?del av|en del af|part of|i tilknytning til|i forbindelse med|en del av|i anslutning till)\s+(?:konferan\w+\s|konferen\w+\s|the\s)?$"
)
_ARRANGE_TOGETHER = re.compile(
    r"\b(?:samarbeider|samarbeidet|samarbejder|samarbetar|står sammen|går sammen)\s+om\s+(?:arrangementet|konferansen|konferencen|seminaret|konferensen|mødet|møtet)\b"
)
_NEAR = 45  # characters between who invites and the verb
_HOLDS = re.compile(r"hol|hel|höl|håll", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:arrangert|arrangeret|avholdt|afholdt|gjennomført|holdt|holdes|haldes|haldast|halde[nt]?|går av stabelen|gikk av stabelen|gjekk av stabelen|foregår|føregår|foregik|foregikk|pågår|arrangeres|arrangerast|arrangeras|anordnas|finner sted|finder sted|äger rum|ägde rum|hölls|hålls|held|takes place|took place|kåres|deles ut|gjennomføres|"
    r"samlet|samlede|samlade|velkom\w+|välkom\w+|invit\w+|inbjud\w+|arranger\w+|afholdes|avholdes|blir det|bliver der|starter|startar|starts|begins)\b"
)


def read(draft: Draft) -> None:
    """Read the named events, then what each sentence says of one."""
    spans = find_events(draft)
    starts = [span[0] for span, _ in spans]
    last: Entity | None = None
    last_in: int | None = None  # the heading under which it was told of
    for number, block in enumerate(draft.layout.blocks):
        if block.kind not in ("paragraph", "bullet", "heading"):
            continue
        section = number if block.kind == "heading" else block.heading
        for sentence in draft.sentences(block):
            near = spans[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
            inside = [(span, e) for span, e in near if span[1] <= sentence[1] and e.scope != "session"]
            referred = references.event_at_hand(draft, block, sentence, spans, last) if not inside else None
            opening = references.of_main(draft, sentence)
            here = (sentence, last) if last is not None and last_in == block.heading else None
            at_hand = opening or (inside[0] if inside else referred) or here or _of_title(draft, spans)
            if at_hand:
                talks.read_sentence(draft, sentence, at_hand[1])
            if opening:
                _of_sentence(draft, block, sentence, *opening)
                for span, other in inside[:1]:
                    if other is not opening[1] and _PART_OF.search(draft.text, sentence[0], span[0]):
                        draft.state(opening[1], SCHEMA.superEvent, other, (sentence[0], span[1]), READER)
                        _when_where(draft, sentence, other, span)
            elif inside:
                for n, (span, event) in enumerate(_distinct(inside)):
                    if n == 0:
                        _of_sentence(draft, block, sentence, span, event)
                    else:
                        _second(draft, sentence, span, event)
                last, last_in = inside[-1][1], section
            elif referred:
                _of_sentence(draft, block, sentence, *referred)
                last, last_in = referred[1], section
            elif block.kind in ("paragraph", "bullet"):
                _of_section(draft, block, sentence, _section_event(draft, block, spans))
    _years_in_names(draft)
    merge_events(draft)


def _of_title(draft: Draft, spans: list[tuple[Span, Entity]]) -> tuple[Span, Entity] | None:
    """The event that the document's title names, when it names one."""
    title = next((b for b in draft.layout.blocks if b.kind == "heading"), None)
    if title is None or title is not draft.layout.blocks[0]:
        return None
    named = [(span, e) for span, e in spans if title.start <= span[0] and span[1] <= title.end and e.scope != "session"]
    return named[0] if len({id(e) for _, e in named}) == 1 else None


def _distinct(inside: list[tuple[Span, Entity]]) -> list[tuple[Span, Entity]]:
    """The events of a sentence, each at the longest of its overlapping names."""
    found: dict[int, tuple[Span, Entity]] = {}
    for span, event in inside:
        held = found.get(id(event))
        if held is None or (span[0] <= held[0][0] and held[0][1] <= span[1]):
            found[id(event)] = (span, event)
    return list(found.values())


def _second(draft: Draft, sentence: Span, span: Span, event: Entity) -> None:
    """The day and place printed right after a further event of the sentence are that event's."""
    if _THERE.match(draft.text, span[1], sentence[1]):
        _when_where(draft, (span[0], sentence[1]), event, span)


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


def _of_sentence(draft: Draft, block: Block, sentence: Span, named: Span, event: Entity) -> None:
    text = draft.text[sentence[0] : sentence[1]]
    at_once = _THERE.match(draft.text, named[1], sentence[1])
    if _HELD.search(text) or at_once or block.kind == "heading" or event.scope == "told":
        _when_where(draft, sentence, event, named)
    people = [m for m in draft.mentions_in(*sentence, "Person") if m in draft.of_mention]
    bodies = [m for m in draft.mentions_in(*sentence, "Organisation") if m in draft.of_mention]
    if _ARRANGE_TOGETHER.search(text):
        _of_section(draft, block, sentence, (named, event))
    for body in _organisers(draft, sentence, named, bodies, people):
        span = (min(body.start, named[0]), max(body.end, named[1]))
        draft.state(event, SCHEMA.organizer, draft.entity(body), span, READER)
    guests = _guests(draft, sentence, bodies, people)
    for guest in guests:
        draft.state(event, SCHEMA.attendee, draft.entity(guest), sentence, READER)
    for person in people:
        if person not in guests and _speaks_at(draft, sentence, person, named):
            span = (min(person.start, named[0]), max(person.end, named[1]))
            draft.state(event, SCHEMA.performer, draft.entity(person), span, READER)


def _organisers(
    draft: Draft, sentence: Span, named: Span, bodies: list[Mention], people: list[Mention]
) -> list[Mention]:
    """The bodies that invite to the event, hold it, or that it is arranged by."""
    by = BY.search(draft.text, *sentence)
    if by and named[0] < by.start():
        return references.listed_from(draft, bodies, by.end())
    invites = INVITES.search(draft.text, *sentence)
    if not invites:
        return []
    if named[0] < invites.start():
        # «Konferansen arrangerer Havnerådet», «I mai arrangerer NORA …» has the event after the verb.
        return []
    # «… holder NORA et seminar» or «NORA holder …»: the body right after the verb, else the nearest before it.
    after = [m for m in bodies if 0 <= m.start - invites.end() <= 5 and m.end < named[0]]
    before = [m for m in bodies if m.end <= invites.start()]
    if after:
        return references.listed_from(draft, bodies, after[0].start)
    if _HOLDS.match(invites[0]) and any(p.end <= invites.start() for p in people):
        return []  # «Ada Berg i NORA holdt et foredrag på …»
    near = before and invites.start() - before[-1].end <= _NEAR
    return references.listed_to(draft, bodies, before[-1]) if near else []


def _guests(draft: Draft, sentence: Span, bodies: list[Mention], people: list[Mention]) -> list[Mention]:
    """Who takes part and is not said to speak."""
    if _PANEL.search(draft.text, *sentence):
        return []
    found = _FROM.search(draft.text, *sentence)
    guests = references.listed_from(draft, bodies, found.end()) if found else []
    part = _TOOK_PART.search(draft.text, *sentence)
    if part:
        actors = sorted([*people, *bodies])
        before = [m for m in actors if m.end <= part.start() and part.start() - m.end < 25]
        after = [m for m in people if m.start >= part.end()]
        guests += before[-1:] if before else after
    return guests


def _speaks_at(draft: Draft, sentence: Span, person: Mention, named: Span) -> bool:
    """Whether a verb of speaking stands right after the person or, in a reported quote, right before."""
    after = draft.text[person.end : person.end + 90]
    before = draft.text[max(sentence[0], person.start - 70) : person.start]
    said_after = re.match(rf"[^.;]{{0,60}}?{_SPOKE.pattern}", after)
    said_before = re.search(rf"{_SPOKE.pattern}[^.;]{{0,50}}$", before)
    panel = _PANEL.search(draft.text, sentence[0], person.start)
    between = draft.text[min(person.end, named[1]) : max(person.start, named[0])]
    return bool(said_after or said_before or panel) and "?" not in between


def _date(draft: Draft, sentence: Span, named: Span, event: Entity) -> Date | None:
    """The day of the sentence that stands nearest after the event's name, or else before.

    «Torsdag» dates what has no name; a named event may have its days told in full elsewhere.
    """
    dates = when.days(draft, sentence, relative=event.scope == "told") or [
        d for d in when.days(draft, sentence, coarse=True) if d.year and (d.month or d.week)
    ]
    after = [d for d in dates if d.start >= named[1]]
    return next(iter(after or dates[-1:]), None)


def _when_where(draft: Draft, sentence: Span, event: Entity, named: Span) -> None:
    date = _date(draft, sentence, named, event)
    if date and date.year is None:
        date = date.with_year(when.year_of_name(event))
    if date and not draft.objects(event, SCHEMA.startDate):
        when.state_when(draft, event, sentence, READER, date)
    for place in draft.mentions_in(*sentence, "Place"):
        if place in draft.of_mention and re.search(
            r"\b(?:i|på|ved|in|at|hos)\s+$", draft.text[place.start - 6 : place.start]
        ):
            draft.state(event, SCHEMA.location, draft.entity(place), sentence, READER)
    venue_of(draft, event, sentence)
