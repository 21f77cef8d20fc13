"""A draft as bytes and back: what a worker process sends, and what the cache keeps.

JSON, not pickle: what lies in a folder cannot make the program do anything, and both take about as long.
Layout and mentions are left out, since nothing needs them once a document is read.
"""

import json
from dataclasses import fields
from typing import Any

from graph_builder.draft import Draft, Entity, Fact, Value
from graph_builder.layout import Layout
from graph_builder.merges import Merge
from graph_builder.read import Document

_FIELDS = tuple(item.name for item in fields(Entity) if item.name != "names")


class PackingError(ValueError):
    """Bytes that are no packed draft."""


def pack(draft: Draft) -> bytes:
    """The entities and facts of a draft, and what was merged in it."""
    number = {entity: n for n, entity in enumerate(draft.entities)}
    # A fact may speak of an entity that was taken out of the list since.
    for subject, _, value in draft.facts:
        for entity in (subject, value):
            if isinstance(entity, Entity):
                number.setdefault(entity, len(number))
    strings: dict[str, int] = {}

    def string(text: str) -> int:
        return strings.setdefault(text, len(strings))

    entities = [[getattr(entity, name) for name in _FIELDS] + [_flat(entity)] for entity in number]
    facts = [
        [
            number[subject],
            string(predicate),
            number[value] if isinstance(value, Entity) else [value.text, value.datatype],
            [part for fact in found for part in (*fact.span, string(fact.reader))],
        ]
        for (subject, predicate, value), found in draft.facts.items()
    ]
    packed = {
        "listed": len(draft.entities),
        "entities": entities,
        "facts": facts,
        "strings": list(strings),
        "merges": [[m.kind, m.name, m.other, m.reason, m.span] for m in draft.merges],
    }
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _flat(entity: Entity) -> list[tuple[str, list[int]]]:
    return [(name, [place for span in spans for place in span]) for name, spans in entity.names.items()]


def unpack(packed: bytes, document: Document) -> Draft:
    """The draft of `document` that was packed. Raises `PackingError` for bytes that `pack` did not make."""
    try:
        return _draft(json.loads(packed), document)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise PackingError(f"not a packed draft: {error}") from None


def _draft(packed: dict[str, Any], document: Document) -> Draft:
    draft = Draft(document, Layout((), document.text), ())
    strings = packed["strings"]
    entities = []
    for *values, names in packed["entities"]:
        entity = Entity(**dict(zip(_FIELDS, values, strict=True)))
        entity.names = {name: list(zip(*[iter(spans)] * 2, strict=True)) for name, spans in names}
        entities.append(entity)
    draft.entities = entities[: packed["listed"]]
    for s, p, o, places in packed["facts"]:
        subject, predicate = entities[s], strings[p]
        value = entities[o] if isinstance(o, int) else Value(*o)
        triples = zip(*[iter(places)] * 3, strict=True)
        found = [Fact(subject, predicate, value, (start, end), strings[reader]) for start, end, reader in triples]
        draft.restore(found)
    for kind, name, other, reason, (start, end) in packed["merges"]:
        draft.merges.append(Merge(document.stem, kind, name, other, reason, (start, end)))
    return draft
