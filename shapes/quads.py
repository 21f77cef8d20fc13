"""The data as pySHACL asks for them: an Oxigraph store whose default graph is the union of all graphs."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, QuerySolutions
from pyshacl.graph_abstraction import OxigraphDataGraph
from rdflib.query import Result
from rdflib.term import Node, Variable

from shapes.document_queries import of_document
from shapes.screen.simple_form import HIDDEN
from shapes.source import Source
from shapes.terms import to_oxigraph, to_rdflib

_FORM = re.compile(r"\b(ASK|SELECT)\b(?:\s+(?:DISTINCT|REDUCED)\b)?", re.IGNORECASE)


class Quads(OxigraphDataGraph):
    """A store for pySHACL, which asks the same of it again for every shape; each answer is kept for the run."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.store)
        self._source = source
        self._default_union = True
        self._known: dict[tuple[Any, Any, Any], list[Node]] = {}

    def __bool__(self) -> bool:
        """True: pySHACL asks for every result whether the graph is empty, and counting it takes 50 ms."""
        return True

    def objects(self, subject: Any, predicate: Any, unique: bool = False) -> Iterator[Any]:  # type: ignore[override]
        """The objects of a subject and predicate, in any graph."""
        return self._one_of("object", subject, predicate, None)

    def subjects(self, predicate: Any, object_: Any, unique: bool = False) -> Iterator[Any]:  # type: ignore[override]
        """The subjects of a predicate and object, in any graph."""
        return self._one_of("subject", None, predicate, object_)

    def subject_objects(self, predicate: Any, unique: bool = False) -> Iterator[Any]:  # type: ignore[override]
        """Subject and object of each statement with the predicate."""
        for quad in self._match(None, predicate, None):
            yield to_rdflib(quad.subject), to_rdflib(quad.object)

    def predicate_objects(self, subject: Any, unique: bool = False) -> Iterator[Any]:  # type: ignore[override]
        """Predicate and object of each statement on the subject, each once."""
        found = dict.fromkeys((quad.predicate, quad.object) for quad in self._match(subject, None, None))
        for predicate, value in found:
            yield to_rdflib(predicate), to_rdflib(value)

    def query(self, query_object: Any, *given: Any, **more: Any) -> Any:  # type: ignore[override]
        """A query of a shape, with `$this` bound."""
        this = (more.get("initBindings") or {}).get("this")
        query = of_document(query_object, str(this)) if isinstance(query_object, str) and this else query_object
        bindings = {name: to_oxigraph(node) for name, node in (more.get("initBindings") or {}).items()}
        asks, query = _showing(query, bindings) if isinstance(query, str) else (False, query)
        found = self.query_oxigraph(query, initBindings=bindings)
        if not isinstance(found, QuerySolutions):
            return super().query(query, *given, **more)
        if asks:
            answer: Any = Result("ASK")
            answer.askAnswer = next(found, None) is not None
            return answer
        result: Any = Result("SELECT")
        result.vars = [Variable(variable.value) for variable in found.variables]
        result.bindings = [
            {name: to_rdflib(term) for name, term in zip(result.vars, row, strict=True) if term is not None}
            for row in found
        ]
        return result

    def _one_of(self, part: str, subject: Any, predicate: Any, object_: Any) -> Iterator[Node]:
        key = (subject, predicate, object_)
        known = self._known.get(key)
        if known is None:
            found = dict.fromkeys(getattr(quad, part) for quad in self._match(*key))
            known = self._known[key] = [to_rdflib(term) for term in found]
        return iter(known)

    def _match(self, *pattern: Any) -> Iterator[Any]:
        terms: list[Any] = [None if node is None else to_oxigraph(node) for node in pattern]
        if isinstance(terms[0], Literal):  # a value that should have been a thing; Oxigraph refuses to look it up
            return iter(())
        return iter(self._source.quads_for_pattern(*terms))


def _showing(query: str, names: Iterable[str]) -> tuple[bool, str]:
    """Whether the query asks for yes or no, and the query as a SELECT that shows the variables of these names.

    Oxigraph binds only variables that are shown.
    """
    plain = HIDDEN.sub(lambda hidden: " " * len(hidden[0]), query)
    form = _FORM.search(plain)
    if not form:
        return False, query
    shown = plain[form.end() : plain.find("{", form.end())]
    asks = form[1].upper() == "ASK"
    if "*" in shown:
        return asks, query
    missing = [f"?{name}" for name in names if not re.search(rf"[?$]{name}\b", shown)]
    start = "SELECT" if asks else form[0]
    if not missing and not asks:
        return False, query
    return asks, f"{query[: form.start()]}{start} {' '.join(missing) or '*'} {query[form.end() :]}"
