"""«Prisutdelingen»: the ceremony at which a prize is given, as an event of its own."""

import re

from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.layout import Block
from ontology import INNO, SCHEMA

READER = "awards"
_CEREMONY = re.compile(
    r"\b(?P<name>[Pp]risutdelinga?(?:en)?|[Uu]tdelinga?(?:en)?(?=\s|[.,]|$)|[Pp]risuddelingen|[Uu]ddelingen|[Pp]risutdelning(?:en)?|[Pp]risoverrekkels\w+|[Pp]risseremoni\w*|[Pp]risceremoni\w*|[Pp]risfest(?:en)?|[Aa]wards? ceremony|"
    r"[Tt]he ceremony)(?=s?\b)"
)
_GIVES = re.compile(
    r"prisutdel|prisuddel|utdeling av|uddeling af|utdelning av|award ceremony|prize giving", re.IGNORECASE
)
_HANDS_OUT = re.compile(
    r"[^.]{0,80}?\b(?:del(?:te|er|ar|ade)\s+(?:\w+\s+){0,3}?ut|dele ut|overrakte|overrekte|overrekker|uddelte|overrakte|åpnet konvolutten|presented the (?:award|prize)|handed (?:out|over)|delade ut|offentliggjorde vinneren|avslørte)\b"
)
_HANDED_BY = re.compile(
    r"\b(?:delt ut|overrakt|uddelt|overrakt|presented|handed over|delades ut|utdelad)\s+(?:\w+\s+){0,3}?(?:av|af|by)\s+[^.]{0,80}?$"
)
_TAKES = re.compile(
    r"[^.]{0,80}?\b(?:tok imot|tok i mot|tok mot|tog imod|tog emot|modtog|mottok|accepted|received)\b[^.]{0,20}\bpri[sz]"
)


def read(draft: Draft, prize: Entity) -> None:
    """Read the ceremony, if the document speaks of one, and who gave and took the prize there."""
    ceremony = _ceremony(draft)
    conference = next(
        (e for e in draft.objects(prize, INNO.awardedAt) if isinstance(e, Entity) and e is not ceremony), None
    )
    if ceremony is not None:
        span = next(iter(ceremony.names.values()))[0]
        draft.state(prize, INNO.awardedAt, ceremony, span, READER)
        over = next((e for e in draft.objects(ceremony, SCHEMA.superEvent) if isinstance(e, Entity)), None)
        if over is not None:
            draft.state(prize, INNO.awardedAt, over, span, READER)
            _day_of(draft, prize, ceremony)
        elif conference is not None:
            draft.state(ceremony, SCHEMA.superEvent, conference, span, READER)
            for town in draft.objects(conference, SCHEMA.location)[:1]:
                draft.state(ceremony, SCHEMA.location, town, span, READER)
        for date in draft.objects(prize, SCHEMA.startDate) if over is None else []:
            if isinstance(date, Value) and len(date.text) >= 7:
                for fact in list(draft.facts[prize, SCHEMA.startDate, date]):
                    draft.state(ceremony, SCHEMA.startDate, date, fact.span, READER)
    at = ceremony or conference
    if at is not None:
        for block in draft.layout.blocks:
            for sentence in draft.sentences(block) if block.kind != "session" else []:
                _hands(draft, block, sentence, at)


def _ceremony(draft: Draft) -> Entity | None:
    found = next(
        (e for e in draft.entities if e.kind == "Event" and e.scope == "session" and _GIVES.search(e.label)), None
    )
    if found is not None:
        found.notation = "ceremony"
        return found
    for match in _CEREMONY.finditer(draft.text):
        span = match.span("name")
        if draft.layout.at(span[0]) is None or any(
            m.start <= span[0] < m.end for m in draft.mentions_in(span[0] - 60, span[1] + 60)
        ):
            continue
        name = draft.printed(span)
        if found is None:
            found = draft.find("Event", name) or draft.new("Event", name, span, notation="ceremony")
        found.called(name, span)
    return found


def _day_of(draft: Draft, prize: Entity, ceremony: Entity) -> None:
    """The prize that a session of a programme gives is given on its day."""
    for start in draft.objects(ceremony, SCHEMA.startDate):
        if isinstance(start, Value) and start.datatype == "dateTime":
            for fact in list(draft.facts[ceremony, SCHEMA.startDate, start]):
                draft.state(prize, SCHEMA.startDate, Value(start.text[:10], "date"), fact.span, READER)


def _hands(draft: Draft, block: Block, sentence: Span, event: Entity) -> None:
    if not re.search(r"\bpris|\baward|\bprize|konvolutt", draft.text[slice(*sentence)], re.IGNORECASE):
        return
    for person in draft.mentions_in(*sentence, "Person"):
        if person not in draft.of_mention:
            continue
        said = (sentence[0], sentence[1])
        if _HANDS_OUT.match(draft.text, person.end, sentence[1]) or _HANDED_BY.search(
            draft.text[sentence[0] : person.start]
        ):
            draft.state(event, SCHEMA.performer, draft.entity(person), said, READER)
        elif _TAKES.match(draft.text, person.end, sentence[1]):
            draft.state(event, SCHEMA.attendee, draft.entity(person), said, READER)
