"""Persons: a surname or a title alone that means one named before, and namesakes."""

import re
from itertools import pairwise

from graph_builder.draft import Draft, Entity, Span
from graph_builder.facts.titles import title_at, title_ending_at
from graph_builder.mentions.model import Mention
from graph_builder.mentions.people import HOLDER
from graph_builder.merges import Merge, call

_NEAR = 90  # characters between two namesakes of one list
# «ministeren» is whoever is called «bru- og ferjeminister», «statsråd».
_KINDS = (
    ("minister", "minister|statsråd"),
    ("statsråd", "minister|statsråd"),
    ("direktør", "direktør|director"),
    ("direktör", "direktör"),
    ("director", "director"),
    ("ordfør", "ordfører|ordførar"),
    ("borgmester", "borgmester"),
    ("mayor", "mayor"),
    ("rådmann", "rådmann"),
    ("statssekretær", "statssekretær"),
    ("professor", "professor"),
    ("generalsekretær", "generalsekretær"),
    ("byrådsleder", "byrådsleder"),
    ("rektor", "rektor"),
    ("landshövding", "landshövding"),
)


def part_namesakes(draft: Draft) -> None:
    """«Kari Moe (Havnerådet) og Kari Moe (Bruetaten)»: two of one name, side by side with different bodies, are two."""
    named: dict[Entity, list[Mention]] = {}
    for mention, entity in sorted(draft.of_mention.items()):
        if entity.kind == "Person" and " " in mention.name:
            named.setdefault(entity, []).append(mention)
    for entity, mentions in named.items():
        bodies = {m: _body_after(draft, m) for m in mentions}
        told = [m for m in mentions if bodies[m]]
        for first, second in pairwise(told):
            one, other = bodies[first], bodies[second]
            if second.start - first.end > _NEAR or one is other or one is None or other is None:
                continue
            if draft.of_mention[second] is not draft.of_mention[first]:
                continue
            _part(draft, entity, one, other, {m: bodies[m] for m in told})


def _part(draft: Draft, entity: Entity, one: Entity, other: Entity, bodies: dict[Mention, Entity | None]) -> None:
    entity.scope = one.label
    namesake = draft.new("Person", entity.label, (0, 0), scope=other.label, reader=entity.reader)
    namesake.names.clear()
    for mention, body in bodies.items():
        if body is other:
            span: Span = (mention.start, mention.end)
            namesake.called(mention.name, span)
            entity.names[mention.name].remove(span)
            draft.of_mention[mention] = namesake


def _body_after(draft: Draft, mention: Mention) -> Entity | None:
    """The body that a description right after the name tells of, before the next person."""
    after = re.compile(r"\s*[(,]\s*[^()\n.;]{0,60}?").match(draft.text, mention.end)
    if not after or not re.match(r"\s*[(,]", draft.text[mention.end :][:3]):
        return None
    following = draft.mentions_in(mention.end, mention.end + 100, "Organisation", "Person")
    first = following[0] if following else None
    if first is None or first.kind != "Organisation" or re.search(r"[.;)\n]", draft.text[mention.end : first.start]):
        return None
    return draft.of_mention.get(first)


def name_surnames(draft: Draft, mentions: list[Mention]) -> None:
    """«Haukvik» after «Sigrun Haukvik»: the one person of that surname."""
    holders: dict[str, list[Entity]] = {}
    for entity in draft.entities:
        if entity.kind == "Person":
            for surname in {name.split()[-1] for name in entity.names}:
                holders.setdefault(surname, []).append(entity)
    for mention in mentions:
        found = holders.get(mention.name, [])
        if len(found) == 1 and not draft.decisions.forbid_name(draft.document.stem, found[0], mention.name):
            call(draft, found[0], mention, "surname alone")


def name_holders(draft: Draft, mentions: list[Mention]) -> None:
    """«ministeren», «direktøren» after one who was named with that title, when the document has one such only."""
    titles: dict[Entity, tuple[int, set[str]]] = {}
    for mention, entity in sorted(draft.of_mention.items()):
        if mention.kind == "Person" and mention.finder != "surname":
            _, known = titles.setdefault(entity, (mention.end, set()))
            known.update(_titles_of(draft, mention))
    for mention in mentions:
        word = draft.text[mention.start : mention.end].lower()
        pattern = next((pattern for start, pattern in _KINDS if start in word), "")
        found = [e for e, (first, known) in titles.items() if any(re.search(f"(?:{pattern})$", t) for t in known)]
        if pattern and len(found) == 1 and titles[found[0]][0] < mention.start:
            holder, span = found[0], (mention.start, mention.end)
            draft.of_mention[mention] = holder
            # The title is no name of the person.
            told = Merge(
                draft.document.stem, "Person", holder.label, draft.printed(span), "the one holder of the title", span
            )
            if all((m.name, m.other) != (told.name, told.other) for m in draft.merges):
                draft.merges.append(told)
    left = {m for m in mentions if m not in draft.of_mention}
    if left:
        draft.leave_out(left)


def _titles_of(draft: Draft, mention: Mention) -> set[str]:
    """The last words of the titles that stand right before and after the name."""
    found = set()
    start = max(0, mention.start - 60)
    before = title_ending_at(draft.text, start, len(draft.text[: mention.start].rstrip()))
    if before:
        found.add(draft.text[slice(*before)].split()[-1])
    comma = re.compile(r"\s*[,(]\s*").match(draft.text, mention.end)
    after = title_at(draft.text, comma.end(), comma.end() + 60) if comma else None
    if after:
        found.add(draft.text[slice(*after)].split()[-1])
    return {re.sub(r"(?<=\w{4})(?:en|n)$", "", title.lower()) for title in found}


__all__ = ["HOLDER", "name_holders", "name_surnames", "part_namesakes"]
