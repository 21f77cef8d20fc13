"""Gold files: what a perfect reader finds in a document (JSON; the form is in `docs/`)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
    relations = tuple(_relation(path, n, item, known) for n, item in enumerate(data["relations"]))
    return Gold(path.name.removesuffix(".json"), entities, relations)


def _entity(path: Path, n: int, item: Any) -> GoldEntity:
    if not isinstance(item, dict) or not all(
        isinstance(item.get(key), str) and item[key] for key in ("id", "type", "name")
    ):
        raise GoldError(f"{path}: entities[{n}] must have the texts `id`, `type` and `name`.")
    return GoldEntity(item["id"], item["type"], (item["name"], *item.get("aliases", ())))


def _relation(path: Path, n: int, item: Any, known: set[str]) -> GoldRelation:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("s", "p")) or "o" not in item:
        raise GoldError(f"{path}: relations[{n}] must have `s`, `p` and `o`.")
    if item["s"] not in known:
        raise GoldError(f"{path}: relations[{n}] speaks of {item['s']!r}, which is not among the entities.")
    value = item["o"]
    return GoldRelation(item["s"], item["p"], None if value is None else str(value), item.get("role") or "")
