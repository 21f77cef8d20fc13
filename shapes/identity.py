"""The name of a result: the same for the same fault in every build and every form of the report.

A decision that waives a result, a page about it and a tool that compares reports all need a name that lasts.
"""

from collections import Counter
from hashlib import sha256

from rdflib import BNode, Literal
from rdflib.term import Node

from shapes.terms import to_oxigraph

LENGTH = 16
"""Characters of an id, hexadecimal: a chance of one in 10^9 that two of 100,000 results share one."""
_BLANK = "_:"


def result_id(shape: str, component: str, focus: str, path: str | None, value: str | None) -> str:
    """The id of a result.

    `shape`, `component` and `focus` are IRIs, `path` is as `Result.path`, `value` as `stable` has
    the term. A blank node is `_:`, since its name is another in each store.
    """
    said = "\n".join((shape, component, focus, path or "", value or ""))
    return sha256(said.encode()).hexdigest()[:LENGTH]


def stable(node: Node | None) -> str:
    """An IRI as it is, a literal as N-Triples has it, a blank node as `_:`, nothing as an empty text."""
    if isinstance(node, Literal):
        return str(to_oxigraph(node))
    return "" if node is None else _BLANK if isinstance(node, BNode) else str(node)


class Names:
    """Gives ids that are given already, as to results about blank nodes, a number: `…`, `…-2`, `…-3`."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def unique(self, id: str) -> str:
        """The id, with a number from the second time on."""
        self._given[id] += 1
        return id if self._given[id] == 1 else f"{id}-{self._given[id]}"
