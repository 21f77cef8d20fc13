"""A record of a decision: who decided what, when and why, on which words."""

import hashlib
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, get_args

import pyoxigraph
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

Verdict = Literal[
    "accept",
    "reject",
    "correct",
    "retype",
    "rename",
    "merge",
    "split",
    "add",
    "waive",
    "assign",
    "undo",
    "link",
    "distinct",
]
VERDICTS: tuple[str, ...] = get_args(Verdict)
Term = pyoxigraph.NamedNode | pyoxigraph.Literal
Fact = tuple[str, str, Term]
LONGEST_TEXT = 2_000
# Of words that are quoted, and of what stands around them.
LONGEST_QUOTE = 20_000
MOST_QUOTES = 1_000
_Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
_OF_A_FACT = frozenset({"accept", "reject", "correct", "add"})
_OF_TWO = frozenset({"merge", "distinct"})
_OF_ONE = frozenset({"retype", "rename", "split", "link"})


class RecordError(ValueError):
    """A record that cannot be used; the message says what is wrong with it and, when it has one, names the file."""


class Quote(BaseModel):
    """Words of a document, as the Web Annotation data model selects them (its 4.2.4 and 4.2.5).

    `start` and `end` are the code points at which they stood when it was decided.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    stem: Annotated[str, Field(min_length=1, max_length=300)]
    exact: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]
    prefix: Annotated[str, Field(max_length=LONGEST_QUOTE)] = ""
    suffix: Annotated[str, Field(max_length=LONGEST_QUOTE)] = ""
    start: Annotated[int, Field(ge=0)] = 0
    end: Annotated[int, Field(ge=0)] = 0


class Record(BaseModel):
    """One decision. What is not of its verdict is empty.

    `fact` is the statement that it is about, `quotes` the words that say it, or the mentions to split off; `entities`
    are IRIs, of a merge the one that is kept first; `value` is the new value, name or outside IRI; `kind` as in the
    IRIs of things; `item` names what a waiver or assignment is about; `undoes` is the id of another record.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    verdict: Verdict
    who: Annotated[str, Field(min_length=1, max_length=200)]
    when: datetime
    why: _Text = ""
    fact: Fact | None = None
    quotes: Annotated[tuple[Quote, ...], Field(max_length=MOST_QUOTES)] = ()
    entities: Annotated[tuple[_Text, ...], Field(max_length=2)] = ()
    value: Term | None = None
    kind: Annotated[str, Field(max_length=100)] = ""
    item: _Text = ""
    person: Annotated[str, Field(max_length=200)] = ""
    expires: date | None = None
    undoes: Annotated[str, Field(max_length=100)] = ""

    @model_validator(mode="after")
    def _whole(self) -> "Record":
        for needed, there in (
            ("fact", self.verdict not in _OF_A_FACT or self.fact is not None),
            ("words", self.verdict not in _OF_A_FACT | {"split"} or self.quotes),
            ("value", self.verdict not in {"correct", "rename", "link"} or self.value is not None),
            ("two things", self.verdict not in _OF_TWO or len(set(self.entities)) == 2),
            ("thing", self.verdict not in _OF_ONE or self.entities),
            ("kind", self.verdict != "retype" or self.kind),
            ("item", self.verdict != "waive" or self.item),
            ("reason", self.verdict != "waive" or self.why.strip()),
            ("last day", self.verdict != "waive" or self.expires is not None),
            ("person", self.verdict != "assign" or self.person),
            ("record to undo", self.verdict != "undo" or self.undoes),
        ):
            if not there:
                raise ValueError(f"a record of the verdict {self.verdict!r} must have a {needed}")
        return self

    @property
    def id(self) -> str:
        """When it was decided, and a hash of all it says: no two have the same, and they sort by time."""
        told = repr(sorted((name, str(value)) for name, value in self))
        moment = self.when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        return f"{moment}-{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def record(**values: Any) -> Record:
    """A record with these values. Raises `RecordError`."""
    try:
        return Record(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise RecordError(f"{where}: {message}" if where else message) from None
