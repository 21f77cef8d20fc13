"""Making one entity of two, and keeping what was merged and why."""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph_builder.draft import Draft, Entity, Span
from graph_builder.mentions.model import Mention


@dataclass(frozen=True)
class Merge:
    """That `other`, a name printed at `span` of document `stem`, was taken for the entity called `name`, and why."""

    stem: str
    kind: str
    name: str
    other: str
    reason: str
    span: Span


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The name without capitals, marks and the ending of «strategien for», for comparison."""
    name = re.sub(r"^([Ss]tortingsmelding|[Ss]trategi|[Hh]andlingsplan|[Ll]angtidsplan)(?:en|a)\b", r"\1", name)
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


def call(draft: Draft, entity: Entity, mention: Mention, reason: str = "") -> None:
    """Note that `mention` names `entity`; `reason` says why when the name is another than those known."""
    span = (mention.start, mention.end)
    if reason and mention.name.casefold() not in {name.casefold() for name in entity.names}:
        draft.merges.append(Merge(draft.document.stem, entity.kind, entity.label, mention.name, reason, span))
    entity.called(mention.name, span)
    printed = draft.printed(span)
    if fold(printed) != fold(mention.name):
        # «Sund og Fjell kommune»: the name is more than what is printed.
        entity.called(printed, span)
    draft.of_mention[mention] = entity


def merge(draft: Draft, kept: Entity, gone: Entity, reason: str) -> bool:
    """Make one entity of two; facts do not exist yet. Returns whether it was done: a steward may have forbidden it."""
    if kept is gone:
        return False
    if draft.decisions.forbid(draft.document.stem, kept, gone):
        return False
    span = min(span for spans in gone.names.values() for span in spans)
    draft.merges.append(Merge(draft.document.stem, kept.kind, kept.label, gone.label, reason, span))
    for name, spans in gone.names.items():
        for place in spans:
            kept.called(name, place)
    kept.key = kept.key or gone.key
    kept.notation = kept.notation or gone.notation
    for mention, entity in draft.of_mention.items():
        if entity is gone:
            draft.of_mention[mention] = kept
    draft.entities = [e for e in draft.entities if e is not gone]
    return True
