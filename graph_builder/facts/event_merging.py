"""Two names of one event: «lanseringsarrangementet» and «oppstartsseminaret», a conference called after its town."""

import re

from graph_builder.draft import Draft, Entity, Value
from graph_builder.facts.occasion import notation
from ontology import SCHEMA

# A launch, by whatever compound it is called.
_LAUNCH = re.compile(r"(?:lansering|lancering|oppstart|opstart|uppstart|launch|kick-?off)\w*", re.IGNORECASE)
_OF_TOWN = re.compile(
    r"(?P<town>[A-ZÆØÅÄÖ][a-zæøåäö]{2,}?)s?(?:konferansen|konferencen|konferensen|møtet|mødet|mötet)$"
)


def merge_events(draft: Draft) -> None:
    """Merge what the text calls by two names; nothing is merged whose days differ."""
    events = [e for e in draft.entities if e.kind == "Event" and e.scope != "session"]
    launches = [e for e in events if e.notation in ("launch", "seminar", "meeting") and _LAUNCH.match(_word(e))]
    held = next((e for e in events if e.scope == "main" and any(_same_day(e, launch) for launch in launches)), None)
    for one in ([held] if held else []) + launches:
        for other in launches:
            if one is not other and {one, other} <= set(draft.entities) and _agree(one, other):
                merge_event(draft, one, other)
    for main in [e for e in events if e.scope == "main"]:
        _of_main(draft, main, events)
    for event in events:
        town = _OF_TOWN.match(next(iter(event.names)))
        same = [e for e in events if e is not event and town and _is_in(draft, e, town["town"]) and _agree(e, event)]
        if len(same) == 1 and event in draft.entities and same[0].notation == event.notation:
            merge_event(draft, same[0], event)


def _of_main(draft: Draft, main: Entity, events: list[Entity]) -> None:
    """A programme under a title that is no event's, in a text that names one event before it, is that event's."""
    if any(notation(name) for name in main.names):
        return
    sessions = [b.start for b in draft.layout.blocks if b.kind == "session"]
    named = [
        e for e in events
        if e.scope == "" and e in draft.entities and sessions and _first(e) < sessions[0] and _agree(main, e)
        and e not in draft.objects(main, SCHEMA.superEvent) and main not in draft.objects(e, SCHEMA.superEvent)
    ]  # fmt: skip
    if len(named) == 1:
        merge_event(draft, main, named[0])


def _first(event: Entity) -> int:
    return min(start for spans in event.names.values() for start, _ in spans)


def _word(event: Entity) -> str:
    return next(iter(event.names)).split()[0]


def _agree(one: Entity, other: Entity) -> bool:
    """Whether no day is told of one of the two, or the same of both."""
    shared = min(len(one.date), len(other.date))
    return one.date[:shared] == other.date[:shared]


def _same_day(one: Entity, other: Entity) -> bool:
    return len(one.date) >= 7 and one.date[:10] == other.date[:10]


def _is_in(draft: Draft, event: Entity, town: str) -> bool:
    return any(isinstance(p, Entity) and town in p.names for p in draft.objects(event, SCHEMA.location))


def merge_event(draft: Draft, kept: Entity, gone: Entity) -> None:
    """Give `kept` the names and the facts of `gone`, and leave `gone` out; a second day is not taken over."""
    label = kept.label
    for name, spans in gone.names.items():
        for span in spans:
            kept.called(name, span)
    kept.preferred = kept.preferred or label
    kept.date = kept.date or gone.date
    for (subject, predicate, value), found in list(draft.facts.items()):
        if gone is not subject and gone is not value:
            continue
        draft.retract(subject, predicate, value)
        new = kept if subject is gone else subject
        dated = isinstance(value, Value) and bool(draft.objects(kept, predicate))
        if not (subject is gone and dated):
            for fact in found:
                draft.state(new, predicate, kept if value is gone else value, fact.span, fact.reader)
    draft.entities = [e for e in draft.entities if e is not gone]
