"""What stewards decided on who is who: `[[same]]` and `[[different]]` in a TOML file."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ontology import INNO, vocabulary

if TYPE_CHECKING:
    from graph_builder.draft import Entity


class DecisionsError(ValueError):
    """A file of decisions that cannot be used; the message names the file, the decision and what is wrong."""


class Decision(BaseModel):
    """Whether the things called `names` (or with IRIs `names`) are one.

    `kind` is a class's local name; `documents` the stems of the documents that the decision is about, all when left
    out. For `different`, one name with `documents` says that it means another thing there than elsewhere.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    names: tuple[str, ...]
    documents: tuple[str, ...] = ()
    why: str = ""
    verdict: Literal["same", "different"] = "same"

    @model_validator(mode="after")
    def _whole(self) -> "Decision":
        if self.kind not in _kinds():
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(sorted(_kinds()))}")
        if not self.names or (self.verdict == "same" and len(self.names) < 2):
            raise ValueError("names must list two names or more")
        if self.verdict == "different" and len(self.names) == 1 and not self.documents:
            raise ValueError("one name alone needs documents, where it means something else than elsewhere")
        return self

    def applies(self, stem: str) -> bool:
        """Whether the decision is about that document."""
        return not self.documents or stem in self.documents

    def label(self) -> str:
        """How a message calls the decision."""
        return f"{self.verdict}: {' / '.join(self.names)}"


def _kinds() -> set[str]:
    return {iri.rpartition("#")[2] for iri in vocabulary().kinds.values() if iri.startswith(str(INNO))}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True)
class Decisions:
    """All decisions of a file, in its order."""

    all: tuple[Decision, ...] = ()
    path: Path = field(default=Path(), compare=False)

    def of(self, verdict: str) -> Iterable[Decision]:
        """The decisions of one verdict."""
        return (decision for decision in self.all if decision.verdict == verdict)

    def forbid(self, stem: str, one: "Entity", other: "Entity") -> bool:
        """Whether the two entities of a document were decided to be different."""
        return any(
            d.kind == one.kind and d.applies(stem) and d.part({*map(_plain, one.names)}, {*map(_plain, other.names)})
            for d in _pairs(self)
        )

    def forbid_name(self, stem: str, entity: "Entity", name: str) -> bool:
        """Whether `name` was decided to be another thing than `entity`."""
        return any(
            d.kind == entity.kind and d.applies(stem) and d.part({*map(_plain, entity.names)}, {_plain(name)})
            for d in _pairs(self)
        )


NO_DECISIONS = Decisions()


@dataclass(frozen=True)
class _Pairs:
    kind: str
    names: frozenset[str]
    decision: Decision

    def applies(self, stem: str) -> bool:
        return self.decision.applies(stem)

    def part(self, one: set[str], other: set[str]) -> bool:
        return bool(self.names & (one - other)) and bool(self.names & (other - one))


def _pairs(decisions: Decisions) -> list[_Pairs]:
    return [_Pairs(d.kind, frozenset(map(_plain, d.names)), d) for d in decisions.of("different") if len(d.names) > 1]


def load_decisions(path: Path) -> Decisions:
    """Read a file of decisions; one that does not exist decides nothing. Raises `DecisionsError`."""
    if not path.is_file():
        return Decisions(path=path)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DecisionsError(f"{path}: {error}") from None
    unknown = set(tables) - {"same", "different"}
    if unknown:
        raise DecisionsError(f"{path}: there is no table [[{min(unknown)}]]; it is [[same]] or [[different]].")
    found = []
    for verdict in ("same", "different"):
        entries = tables.get(verdict, [])
        if not isinstance(entries, list):
            raise DecisionsError(f"{path}: write [[{verdict}]] with two brackets, once for each decision.")
        for number, entry in enumerate(entries, start=1):
            try:
                found.append(Decision(**{**entry, "verdict": verdict}))
            except (ValidationError, TypeError) as error:
                raise DecisionsError(f"{path}: [[{verdict}]] number {number}: {_reason(error)}.") from None
    return Decisions(tuple(found), path)


def _reason(error: ValidationError | TypeError) -> str:
    if isinstance(error, TypeError):
        return str(error)
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
