"""The manifest of a build: what is in it, how and when it was made. Kept as `manifest.json` beside the quads."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from store.errors import StoreError
from store.files import write_atomically

FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """Facts about a build that are not part of its id (time, machine) or that are handy to have without a query.

    `made` is an ISO 8601 time in UTC, `seconds` how long the build took. `counts` has documents, entities, facts and
    quads; `graphs` the number of quads by graph IRI. `documents` has one record a document (stem, title, language,
    issued, retrieved, file, format, sha256, original_sha256, characters, facts), `problems` one for each file that
    could not be read (file, reason).
    `statistics` counts classes and properties (see `store.statistics`).
    `validation` has conforms, violations, warnings, infos and by_shape, or is None when the build was not validated.
    """

    id: str
    made: str
    seconds: float | None = None
    machine: str = ""
    builder: str = ""
    base_iri: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    documents: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    validation: dict[str, Any] | None = None
    graphs: dict[str, int] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    statistics: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the manifest as plain JSON values."""
        return asdict(self)

    def write(self, folder: Path) -> None:
        """Write `manifest.json` in `folder`, all of it or none."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"
        write_atomically(folder / FILE, text.encode())


def read(folder: Path) -> Manifest:
    """Read the manifest of the build in `folder`.

    Raises `StoreError` when it is missing or is not a manifest.
    """
    path = folder / FILE
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} is not the manifest of a build: {error}") from None
    return parse(text, str(path))


def parse(text: str, where: str) -> Manifest:
    """Read a manifest from JSON. Raises `StoreError` that says `where` it stands when it is not one."""
    try:
        record = json.loads(text)
        known = {name: value for name, value in record.items() if name in _NAMES}
        return Manifest(**known)
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreError(f"{where} is not the manifest of a build: {error}") from None


def check_names(info: Mapping[str, Any]) -> None:
    """Raise `StoreError` when `info` has a name that a manifest has no place for, or that the store itself fills in."""
    for name in info:
        if name not in _NAMES or name in {"id", "graphs"}:
            raise StoreError(f"A manifest has no field {name!r} that can be given; it takes {', '.join(_GIVEN)}.")


_NAMES = tuple(item.name for item in fields(Manifest))
_GIVEN = tuple(name for name in _NAMES if name not in {"id", "graphs"})
