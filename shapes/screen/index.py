"""Look-ups in the store for many nodes at once: a whole predicate in one scan, or a few nodes one by one.

Terms are numbered. A term of Oxigraph costs half a microsecond whenever a set or a dictionary looks at it, a number
almost nothing, and each term is looked at dozens of times.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ontology import RDF, RDFS
from shapes.source import Source
from shapes.terms import Term

Id = int
"""The number of a term in an index."""
Values = Mapping[Id, Collection[Id]]
"""The values of nodes, each once; a node without values may be absent."""

_TYPE, _SUBCLASS = NamedNode(RDF.type), NamedNode(RDFS.subClassOf)
FEW = 1_000
"""Up to so many nodes are looked up one by one, which costs as much as scanning some thousand quads."""
_KEPT = 5_000_000


class Index:
    """The quads of a store that does not change, in any graph."""

    def __init__(self, source: Source) -> None:
        self.store = source.store
        """For queries of SPARQL, which see the literals as they are stored."""
        self.quads = source.quads_for_pattern
        self.terms: list[Term] = []
        self._ids: dict[Any, Id] = {}
        self._scans: OrderedDict[tuple[NamedNode, bool], dict[Id, Collection[Id]]] = OrderedDict()
        self._classes: dict[Term, set[Id]] = {}
        self.all_subjects: Callable[[NamedNode], set[Id]] = cache(self._all_subjects)
        self.all_objects: Callable[[NamedNode], set[Id]] = cache(self._all_objects)
        self.subclasses: Callable[[Term], frozenset[Any]] = cache(self._subclasses)

    def id(self, term: Any) -> Id:
        """The number of the term."""
        known = self._ids.get(term)
        if known is None:
            known = self._ids[term] = len(self.terms)
            self.terms.append(term)
        return known

    def ids(self, terms: Iterable[Any]) -> set[Id]:
        """The numbers of the terms."""
        number = self.id
        return {number(term) for term in terms}

    def objects(self, predicate: NamedNode, nodes: Collection[Id]) -> Values:
        """The objects of the predicate for at least `nodes`."""
        return self._values(predicate, nodes, inverse=False)

    def subjects(self, predicate: NamedNode, nodes: Collection[Id]) -> Values:
        """The subjects of the predicate for at least `nodes`."""
        return self._values(predicate, nodes, inverse=True)

    def with_class(self, class_: Term, nodes: Collection[Id] | None = None) -> set[Id]:
        """All instances of the class and its subclasses; with `nodes`, at least those that are among them."""
        if class_ not in self._classes:
            classes = self.subclasses(class_)
            if nodes is not None and len(nodes) <= FEW:
                known = self.ids(classes)
                types = self.objects(_TYPE, nodes)
                return {node for node in nodes if not known.isdisjoint(types.get(node, ()))}
            quads = (quad for each in classes for quad in self.quads(None, _TYPE, each))
            self._classes[class_] = self.ids(quad.subject for quad in quads)
        return self._classes[class_]

    def predicates(self, node: Id) -> Iterator[tuple[NamedNode, Any]]:
        """Predicate and object of each quad on the node."""
        term = self.terms[node]
        if not isinstance(term, Literal):
            for _, predicate, value, _ in self.quads(term, None, None):
                yield predicate, value

    def _subclasses(self, class_: Term) -> frozenset[Any]:
        found: set[Any] = {class_}
        new: list[Any] = [class_]
        while new:
            fresh = {quad.subject for quad in self.quads(None, _SUBCLASS, new.pop())} - found
            found |= fresh
            new.extend(fresh)
        return frozenset(found)

    def _all_subjects(self, predicate: NamedNode) -> set[Id]:
        return self.ids(subject for subject, _, _, _ in self.quads(None, predicate, None))

    def _all_objects(self, predicate: NamedNode) -> set[Id]:
        return self.ids(value for _, _, value, _ in self.quads(None, predicate, None))

    def _values(self, predicate: NamedNode, nodes: Collection[Id], inverse: bool) -> Values:
        key = (predicate, inverse)
        if key in self._scans:
            self._scans.move_to_end(key)
            return self._scans[key]
        if len(nodes) <= FEW:
            return self._collect((q for node in nodes for q in self._about(predicate, node, inverse)), inverse)
        scan = self._scans[key] = self._collect(self.quads(None, predicate, None), inverse)
        while sum(map(len, self._scans.values())) > _KEPT and len(self._scans) > 1:
            self._scans.popitem(last=False)
        return scan

    def _about(self, predicate: NamedNode, node: Id, inverse: bool) -> Iterator[Quad]:
        term = self.terms[node]
        if inverse:
            return iter(self.quads(None, predicate, term))
        return iter(()) if isinstance(term, Literal) else iter(self.quads(term, predicate, None))

    def _collect(self, quads: Iterable[Quad], inverse: bool) -> dict[Id, Collection[Id]]:
        found: dict[Id, Collection[Id]] = {}
        get, number = self._ids.get, self.id
        for subject, _, value, _ in quads:
            node, other = get(subject), get(value)
            if node is None:
                node = number(subject)
            if other is None:
                other = number(value)
            if inverse:
                node, other = other, node
            known = found.get(node)
            if known is None:
                found[node] = (other,)  # most have one, and a tuple is a quarter of a set
            elif isinstance(known, set):
                known.add(other)
            elif other not in known:
                found[node] = {*known, other}
        return found
