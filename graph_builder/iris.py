"""From entities to IRIs: what is the same thing in several documents, and the slug that it gets.

Deterministic: the same entities get the same IRIs whatever the order of the documents.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable
from functools import lru_cache

from graph_builder.decisions import NO_DECISIONS, Decisions
from graph_builder.draft import Draft, Entity, Value
from graph_builder.slugs import slug_of
from graph_builder.who_is_who import Key, WhoIsWho, decide, part_persons
from ontology import DCTERMS, INNO, ORG, SCHEMA, vocabulary

_SLUG_LENGTH = 80
_STANDARD_CLASSES = {"Membership": ORG.Membership, "Grant": SCHEMA.MonetaryGrant, "Amount": SCHEMA.MonetaryAmount}
# `2022-11-24T14:05:00+01:00` and `--11-24T14:05` without seconds and zone
_MOMENT = re.compile(r"(.*)T(\d\d):(\d\d).*")
# A name of one lower-case word («meldingen», «prosjektet») says which thing is meant only inside its document.
_GENERIC = re.compile(r"[a-zæøåäö]+$")
# The same at the start of a sentence.
_AT_HAND = frozenset(
    f"{word}{ending}" for word in ("melding", "stortingsmelding", "innstilling") for ending in ("", "en", "a")
)
_YEAR = re.compile(r"\d{4}")


def class_iri(kind: str) -> str:
    """The class of a kind of entity: `Person` → inno:Person, `Membership` → org:Membership."""
    return _STANDARD_CLASSES.get(kind) or INNO[kind]


def assign_iris(drafts: Iterable[Draft], base_iri: str, reserved: Container[str] = ()) -> dict[int, str]:
    """The IRI of every entity of `drafts`, by `id(entity)`.

    `reserved` are the authority's keys: what is not its entry gets no IRI of it, though it has the same name.
    """
    return assign(drafts, base_iri, reserved)[0]


def assign(
    drafts: Iterable[Draft], base_iri: str, reserved: Container[str] = (), decisions: Decisions = NO_DECISIONS
) -> tuple[dict[int, str], WhoIsWho]:
    """The IRIs as `assign_iris` gives them, after a steward's `decisions`, and what was found on who is who."""
    read = list(drafts)
    entities = {id(entity): entity for draft in read for entity in draft.entities}
    found = WhoIsWho()
    for draft in read:
        for entity in draft.entities:
            if entity.kind != "Membership":
                found.keys[id(entity)] = _key(entity, draft)
    part_persons(read, found.keys)
    if decisions.all:
        plain = _slugs(found.keys, entities, base_iri, reserved)
        decide(read, found, decisions, plain)
    for draft in read:
        for entity in draft.entities:
            if entity.kind == "Membership":
                found.keys[id(entity)] = _membership_key(draft, entity, found.keys)
    iris = _slugs(found.keys, entities, base_iri, reserved)
    return {number: iris[key] for number, key in found.keys.items()}, found


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The name without capitals and marks, for comparison."""
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()


def _key(entity: Entity, draft: Draft) -> Key:
    stem = draft.document.stem
    if entity.key:
        return ("authority", entity.key)
    name = fold(entity.label)
    if entity.kind == "Event":
        # What has no year, or the same name and hour, is the same only within its document or its event.
        whole = [fold(value.label) for value in draft.objects(entity, SCHEMA.superEvent) if isinstance(value, Entity)]
        within = stem if not _YEAR.match(entity.date) else min(whole, default="")
        return ("event", name, entity.date or stem, within)
    if entity.kind == "PolicyDocument":
        numbers = [v.text for v in draft.objects(entity, DCTERMS.identifier) if isinstance(v, Value)]
        if numbers:
            return ("policy", re.sub(r"\W", "", min(numbers)).casefold(), "", "")
    if entity.kind == "Person" and entity.scope:
        return (entity.kind, name, "of", fold(entity.scope))
    if entity.notation in ("unit", "government", "recommendation") or is_generic(entity.label):
        return (entity.kind, name, "", stem)
    return (entity.kind, name, "", "")


def is_generic(label: str) -> bool:
    """Whether a name says which thing is meant only inside its document."""
    return bool(_GENERIC.match(label)) or label.casefold() in _AT_HAND


def _membership_key(draft: Draft, entity: Entity, keys: dict[int, Key]) -> Key:
    parts: list[str] = []
    for predicate in (ORG.member, ORG.organization, SCHEMA.memberOf, SCHEMA.roleName):
        for value in draft.objects(entity, predicate):
            parts.append(value.text.casefold() if isinstance(value, Value) else "/".join(keys[id(value)]))
    return ("Membership", *parts)


def _slugs(
    keys: dict[int, Key], entities: dict[int, Entity], base_iri: str, reserved: Container[str]
) -> dict[Key, str]:
    wanted: dict[str, list[Key]] = defaultdict(list)
    for key, entity in _representatives(keys, entities):
        if key[0] == "authority":
            wanted[key[1]].append(key)
        else:
            kind = vocabulary().kind_of(class_iri(entity.kind)) or entity.kind.lower()
            wanted[f"id/{kind}/{_slug(key, entity)}"].append(key)
    iris: dict[Key, str] = {}
    for path, candidates in wanted.items():
        # An authority's slug is its own; of others that collide the first by key keeps it plain.
        candidates.sort(key=lambda key: (key[0] != "authority", key))
        for n, key in enumerate(candidates):
            plain = n == 0 and (key[0] == "authority" or path not in reserved)
            iris[key] = base_iri + (path if plain else f"{path}-{_digest(key)}")
    return iris


def _representatives(keys: dict[int, Key], entities: dict[int, Entity]) -> list[tuple[Key, Entity]]:
    chosen: dict[Key, Entity] = {}
    for number, key in keys.items():
        entity = entities[number]
        if key not in chosen or (len(entity.label), entity.label) > (len(chosen[key].label), chosen[key].label):
            chosen[key] = entity
    return sorted(chosen.items(), key=lambda item: item[0])


def _slug(key: Key, entity: Entity) -> str:
    whole = slug_of(entity.label)
    slug = slug_of(entity.label, _SLUG_LENGTH) if len(whole) > _SLUG_LENGTH else whole
    cut = not slug or len(whole) > len(slug)
    slug = slug or "x"  # a name without a letter or digit that ASCII has a likeness of
    if entity.kind == "Event":
        when = slug_of(_MOMENT.sub(r"\1-\2\3", key[2]))
        slug = slug if slug.endswith(when) else f"{slug}-{when}"
    elif key[-1] and entity.kind != "Membership" and len(key) == 4:
        slug = f"{slug}-{slug_of(key[-1])}"
    return f"{slug}-{_digest(key)}" if cut else slug


def _digest(key: Key) -> str:
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:6]
