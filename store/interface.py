"""What a server needs of a build, wherever it is: in a folder of this machine (`Build`) or in another engine."""

from collections.abc import Iterator
from typing import Protocol

import pyoxigraph

from store.manifest import Manifest

Node = pyoxigraph.NamedNode | None
Value = pyoxigraph.NamedNode | pyoxigraph.Literal
Row = dict[str, Value]


class Readable(Protocol):
    """A build that can be read. A query by a stranger goes through `store.query`, which refuses what must not run."""

    @property
    def id(self) -> str:
        """The id of the build."""

    @property
    def manifest(self) -> Manifest:
        """Facts about the build."""

    def prepare(self) -> None:
        """Open what can be opened. Raises `StoreError` when the build is damaged."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def text(self, stem: str) -> str:
        """The text of a document. Raises `DocumentNotFound`."""

    def matching(
        self, subject: Node = None, predicate: Node = None, object: Value | None = None, graph: Node = None
    ) -> Iterator[pyoxigraph.Quad]:
        """The quads that fit a pattern, in named graphs; None fits anything."""

    def select(self, sparql: str) -> list[Row]:
        """The rows of a SELECT query of ours over the named graphs, or over their union when it has no GRAPH."""

    def construct(self, sparql: str) -> list[pyoxigraph.Triple]:
        """The triples of a CONSTRUCT query of ours, over the same."""

    def only(self, variable: str) -> str:
        """What a query of ours has to say of a variable for graphs to stay within this build; often nothing."""
