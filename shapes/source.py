"""The quads to validate, with their literals as they were written.

Oxigraph rewrites literals when it stores them: `"007"^^xsd:integer` becomes 7, an xsd:byte an xsd:integer. Datatypes,
patterns and counts are of what was written, so the forms that a store does not keep are kept here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology import RDF, XSD

_KEPT_AS_WRITTEN = {NamedNode(XSD.string), NamedNode(RDF.langString)}
_Statement = tuple[Any, NamedNode, Any]


class Source:
    """A store that does not change, and the forms that it does not keep."""

    def __init__(self, store: Store, written: Mapping[_Statement, set[Literal]] | None = None) -> None:
        """`written`: for statements whose literal the store has rewritten, all the forms that it had."""
        self.store = store
        self._written = written or {}
        self._stored: dict[Any, Literal] = {form: key[2] for key, forms in self._written.items() for form in forms}

    def quads_for_pattern(self, subject: Any, predicate: Any, value: Any) -> Iterable[Quad]:
        """The quads of any graph that match, as they were written."""
        if not self._written:
            return self.store.quads_for_pattern(subject, predicate, value)
        return self._as_written(subject, predicate, value)

    def _as_written(self, subject: Any, predicate: Any, value: Any) -> Iterator[Quad]:
        for quad in self.store.quads_for_pattern(subject, predicate, self._stored.get(value, value)):
            for form in self._written.get((quad.subject, quad.predicate, quad.object), (quad.object,)):
                if value is None or form == value:
                    yield Quad(quad.subject, quad.predicate, form, quad.graph_name)


def stored(quads: Iterable[Quad]) -> Source:
    """The quads in a store in memory, with what it rewrote."""
    store = Store()
    typed: dict[Any, None] = {}

    def noted() -> Iterator[Quad]:
        for quad in quads:
            if isinstance(quad.object, Literal) and quad.object.datatype not in _KEPT_AS_WRITTEN:
                typed[quad] = None
            yield quad

    store.bulk_extend(noted())
    return Source(store, _rewritten(typed))


def _rewritten(quads: Iterable[Any]) -> dict[_Statement, set[Literal]]:
    """For each statement that has a literal with another form in the store: all forms that were written."""
    forms = _stored_forms({quad.object for quad in quads})
    found: dict[_Statement, set[Literal]] = defaultdict(set)
    for quad in quads:
        found[quad.subject, quad.predicate, forms[quad.object]].add(quad.object)
    return {key: written for key, written in found.items() if written != {key[2]}}


def _stored_forms(literals: set[Any]) -> dict[Any, Any]:
    trial = Store()
    numbered: dict[Any, Any] = {NamedNode(f"urn:x:{number}"): literal for number, literal in enumerate(literals)}
    trial.bulk_extend(Quad(name, NamedNode("urn:x"), literal) for name, literal in numbered.items())
    return {numbered[quad.subject]: quad.object for quad in trial}
