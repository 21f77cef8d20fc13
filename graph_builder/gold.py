"""Gold files: what a perfect reader finds in a document (JSON; the form is in `docs/`)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology import DCTERMS, INNO, ORG, SCHEMA, vocabulary

# Gold's word → (property, whether gold has it the other way round).
PREDICATES: dict[str, tuple[str, bool]] = {
    "organizer": (SCHEMA.organizer, False),
    "performer": (SCHEMA.performer, False),
    "attendee": (SCHEMA.attendee, False),
    "superEvent": (SCHEMA.superEvent, False),
    "startDate": (SCHEMA.startDate, False),
    "endDate": (SCHEMA.endDate, False),
    "location": (SCHEMA.location, False),
    "issuedBy": (DCTERMS.creator, False),
    "issued": (DCTERMS.issued, False),
    "identifier": (DCTERMS.identifier, False),
    "refersTo": (DCTERMS.references, False),
    "hasGoal": (INNO.hasGoal, False),
    "hasPrinciple": (INNO.hasPrinciple, False),
    "hasPriorityArea": (INNO.hasPriorityArea, False),
    "hasMeasure": (INNO.hasMeasure, False),
    "inArea": (INNO.inArea, False),
    "about": (SCHEMA.about, False),
    "operatedBy": (INNO.operatedBy, False),
    "fundedBy": (SCHEMA.funder, False),
    "leads": (INNO.ledBy, True),
    "partner": (INNO.partner, True),
    "conferredBy": (INNO.conferredBy, False),
    "nominee": (INNO.nominee, False),
    "winner": (INNO.winner, False),
    "jury": (INNO.juror, False),
    "awardedAt": (INNO.awardedAt, False),
    "collaboratesWith": (INNO.collaboratesWith, False),
    "contractedBy": (INNO.contractedBy, False),
    "subcontractorOf": (INNO.subcontractorOf, False),
    "unitOf": (ORG.unitOf, False),
    "statedBy": (INNO.statedBy, False),
}
LITERAL = frozenset({"startDate", "endDate", "issued", "identifier"})


class GoldError(ValueError):
    """A gold file that cannot be used; the message names the file, the place in it and what is wrong."""


@dataclass(frozen=True)
class GoldEntity:
    """An entity that the document names: `kind` is the class's local name, `names` all printed forms."""

    id: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class GoldRelation:
    """A relation that the document states; `object` is an entity's id or a literal, None for a role without body."""

    subject: str
    predicate: str
    object: str | None
    role: str = ""


@dataclass(frozen=True)
class Gold:
    """One gold file; `stem` is that of the document."""

    stem: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises `GoldError` when it is not JSON, lacks a field, or names an entity that it does not list.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise GoldError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"{path} is not JSON: {error}.") from None
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("entities"), list)
        or not isinstance(data.get("relations"), list)
    ):
        raise GoldError(f"{path} must be an object with the lists `entities` and `relations`.")
    entities = tuple(_entity(path, n, item) for n, item in enumerate(data["entities"]))
    known = {entity.id for entity in entities}
    if len(known) < len(entities):
        n, twice = next((n, e.id) for n, e in enumerate(entities) if e.id in {other.id for other in entities[:n]})
        raise GoldError(f"{path}: entities[{n}] has the id {twice!r}, which one before it has.")
    relations = tuple(_relation(path, n, item, known) for n, item in enumerate(data["relations"]))
    return Gold(path.name.removesuffix(".json"), entities, relations)


def _entity(path: Path, n: int, item: Any) -> GoldEntity:
    if not isinstance(item, dict) or not all(
        isinstance(item.get(key), str) and item[key] for key in ("id", "type", "name")
    ):
        raise GoldError(f"{path}: entities[{n}] must have the texts `id`, `type` and `name`.")
    if INNO[item["type"]] not in vocabulary().kinds.values():
        raise GoldError(f"{path}: entities[{n}] has the type {item['type']!r}, which the ontology has no kind for.")
    aliases = item.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise GoldError(f"{path}: entities[{n}] must have a list of texts as `aliases`.")
    return GoldEntity(item["id"], item["type"], (item["name"], *aliases))


def _relation(path: Path, n: int, item: Any, known: set[str]) -> GoldRelation:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("s", "p")) or "o" not in item:
        raise GoldError(f"{path}: relations[{n}] must have `s`, `p` and `o`.")
    if item["s"] not in known:
        raise GoldError(f"{path}: relations[{n}] speaks of {item['s']!r}, which is not among the entities.")
    if item["p"] != "role" and item["p"] not in PREDICATES:
        raise GoldError(f"{path}: relations[{n}] has {item['p']!r}; known are role, {', '.join(PREDICATES)}.")
    if not isinstance(item.get("role") or "", str):
        raise GoldError(f"{path}: relations[{n}] must have a text as `role`.")
    value = item["o"]
    if value is not None and item["p"] not in LITERAL and value not in known:
        raise GoldError(f"{path}: relations[{n}] points to {value!r}, which is not among the entities.")
    return GoldRelation(item["s"], item["p"], None if value is None else str(value), item.get("role") or "")
