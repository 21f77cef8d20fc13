"""What a document says, as a triple with the place that it was read at."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

Term = NamedNode | Literal


@dataclass(frozen=True)
class Statement:
    """A triple of a document's graph, and one place that it was read at.

    `certain` when a steward says so, by the record with the id `decision`.
    """

    subject: NamedNode
    predicate: NamedNode
    object: Term
    # Not by its name in `draft`, which loads all that reads texts, and the server has statements too.
    span: tuple[int, int]
    extractor: str
    certain: bool = False
    decision: str = ""
