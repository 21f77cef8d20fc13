"""What a document says, as a triple with the place that it was read at."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph_builder.draft import Span

Term = NamedNode | Literal


@dataclass(frozen=True)
class Statement:
    """A triple of a document's graph, and one place that it was read at; `certain` when a steward says so."""

    subject: NamedNode
    predicate: NamedNode
    object: Term
    span: Span
    extractor: str
    certain: bool = False
