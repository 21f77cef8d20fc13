"""Which focus nodes a query of sh:sparql may say another thing of after a change.

Every triple pattern of the query is followed back to `$this` over the patterns that must match with it. Where that is
not possible (a graph is named, a pattern does not hang together with `$this`), the reach is `Unbounded`.
"""

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode
from rdflib import URIRef, Variable
from rdflib import paths as rdf_paths
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern, translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from shapes.screen.changes import Changes, Unbounded
from shapes.screen.index import Id, Index, Values
from shapes.screen.paths import Alternative, Path, Predicate, Repeated, Sequence

_THIS = Variable("this")
_Triple = tuple[Any, Any, Any]
_Ways = dict[Any, tuple[Path, ...]]
_AROUND = {"SelectQuery", "Project", "Distinct", "OrderBy", "Group", "AggregateJoin", "ToMultiSet", "Extend", "Filter"}


@dataclass(frozen=True)
class Properties(Path):
    """From a node to the properties that it has, or back."""

    inverse: bool = False

    def values(self, index: Index, nodes: Collection[Id]) -> Values:
        """The properties of nodes, or the nodes with a property."""
        if self.inverse:
            terms = ((node, index.terms[node]) for node in nodes)
            return {node: index.all_subjects(term) for node, term in terms if isinstance(term, NamedNode)}
        return {node: index.ids(predicate for predicate, _ in index.predicates(node)) for node in nodes}

    def inverted(self) -> Path:
        """The way back."""
        return Properties(not self.inverse)

    def touched(self, index: Index, changes: Changes) -> set[Id]:
        """The nodes of which anything changed."""
        return changes.subjects()


def reach(query: str) -> tuple[Path, ...]:
    """The paths from `$this` over every statement that the query looks at. Raises `Unbounded`."""
    return tuple(_of_group(_parse(query), {_THIS: ()}))


def outside_graphs(query: str, graphs: Collection[str]) -> frozenset[NamedNode]:
    """The properties of the triple patterns that are in none of the graphs.

    Raises `Unbounded` for a pattern without a property, and for a query that names another graph or any.
    """
    known = {URIRef(graph) for graph in graphs}
    outside = [triple for graph, triple in _patterns(_parse(query), None, known) if graph is None]
    if not all(isinstance(predicate, URIRef) for _, predicate, _ in outside):
        raise Unbounded("a pattern without a property outside of the document's graphs")
    return frozenset(NamedNode(str(predicate)) for _, predicate, _ in outside)


def _parse(query: str) -> Any:
    try:
        return translateQuery(parseQuery(query)).algebra
    except Exception as error:  # what rdflib cannot read, Oxigraph may
        raise Unbounded(str(error)) from None


def _of_group(part: Any, outer: _Ways) -> Iterator[Path]:
    triples, inner = _collect(part)
    ways = dict(outer)
    left = triples
    while left:
        later = [triple for triple in left if not _extend(ways, triple)]
        if len(later) == len(left):
            raise Unbounded("a pattern that does not hang together with $this")
        left = later
    for triple in triples:
        yield _over(ways, triple)
    for group in inner:
        yield from _of_group(group, ways)


def _extend(ways: _Ways, triple: _Triple) -> bool:
    """Takes the other end of a pattern into the ways, if one end is there."""
    start, predicate, end = triple
    if start in ways:
        if isinstance(predicate, Variable):
            ways.setdefault(predicate, (*ways[start], Properties()))
        elif isinstance(end, Variable):
            ways.setdefault(end, (*ways[start], _path(predicate)))
        return True
    if end in ways and not isinstance(predicate, Variable):
        ways.setdefault(start, (*ways[end], _path(predicate).inverted()))
        return True
    return False


def _over(ways: _Ways, triple: _Triple) -> Path:
    start, predicate, _ = triple
    step: Path = Properties() if isinstance(predicate, Variable) else _path(predicate)
    return Sequence((*ways[start], step))


def _collect(part: Any) -> tuple[list[_Triple], list[Any]]:
    """The patterns that must match together, and the groups that may match with them."""
    if part.name == "BGP":
        return list(part.triples), []
    if part.name == "Join":
        sides = [_collect(part.p1), _collect(part.p2)]
        return sides[0][0] + sides[1][0], sides[0][1] + sides[1][1]
    if part.name == "Union":
        return [], [part.p1, part.p2]
    if part.name in ("LeftJoin", "Minus"):
        triples, inner = _collect(part.p1)
        return triples, [*inner, part.p2, *_in_expressions(part, ("p1", "p2"))]
    if part.name in _AROUND:
        triples, inner = _collect(part.p)
        return triples, [*inner, *_in_expressions(part, ("p",))]
    raise Unbounded(f"{part.name} in a query")


def _in_expressions(part: CompValue, besides: tuple[str, ...]) -> Iterator[Any]:
    """The groups of EXISTS and NOT EXISTS."""
    for key, value in part.items():
        if key not in besides:
            yield from _exists(value)


def _exists(value: Any) -> Iterator[Any]:
    if isinstance(value, CompValue):
        if value.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            yield _translated(value.graph)
        else:
            for each in value.values():
                yield from _exists(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _exists(each)


def _translated(group: Any) -> Any:
    """A group as algebra; rdflib leaves those of EXISTS that stand beside other conditions as they are written."""
    return translateGroupGraphPattern(group) if group.name.startswith("GroupGraphPattern") else group


def _patterns(part: Any, graph: Any, known: Set[URIRef]) -> Iterator[tuple[Any, _Triple]]:
    """Each triple pattern after the graph that it stands in, None for the default graph."""
    if isinstance(part, CompValue):
        part = _translated(part)
        if part.name == "BGP":
            yield from ((graph, triple) for triple in part.triples)
        if part.name == "Graph":
            graph = part.term
            if graph not in known:
                raise Unbounded("a query over other graphs than the document's")
        for each in part.values():
            yield from _patterns(each, graph, known)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _patterns(each, graph, known)


def _path(predicate: Any) -> Path:
    if isinstance(predicate, URIRef):
        return Predicate(NamedNode(str(predicate)))
    if isinstance(predicate, rdf_paths.InvPath):
        return _path(predicate.arg).inverted()
    if isinstance(predicate, rdf_paths.SequencePath):
        return Sequence(tuple(_path(each) for each in predicate.args))
    if isinstance(predicate, rdf_paths.AlternativePath):
        return Alternative(tuple(_path(each) for each in predicate.args))
    if isinstance(predicate, rdf_paths.MulPath):
        return Repeated(_path(predicate.path), predicate.mod in ("*", "?"), predicate.mod in ("*", "+"))
    raise Unbounded("a path that is not known")
