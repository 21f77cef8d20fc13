"""Several graphs as one default graph, each triple once, as SPARQL 1.1 (section 13.2) has it.

Oxigraph takes several graphs as one, but then finds a triple once for each graph that has it. So where a query names
more than one graph, they are copied into a store in memory, which is kept for the next query that names the same.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph

from store.build import Build, default_graphs
from store.tokens import Token, tokens

# Quads in the stores that are kept, all together; in memory one takes some 500 bytes.
MOST_KEPT = 1_000_000
_FORMS = {"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}

_Name = pyoxigraph.NamedNode | pyoxigraph.BlankNode
_Term = _Name | pyoxigraph.DefaultGraph


@dataclass(frozen=True)
class Dataset:
    """A store, and which of its graphs a query sees; None leaves it to the query's own FROM, if it has any."""

    store: pyoxigraph.Store
    default: list[_Term] | None = None
    named: list[_Name] | None = None


def dataset_of(
    build: Build,
    sparql: str,
    default: Sequence[str],
    named: Sequence[str],
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
) -> Dataset:
    """Return what a query sees: the protocol's graphs if there are any, else those of its FROM, else all."""
    if not default and not named:
        found = _clauses(sparql, base_iri, prefixes)
        # One graph, or none, the engine takes as it should.
        if found is None or len(found[0]) < 2:
            return Dataset(build.with_union)
        default, named = found
    known = [iri for iri in dict.fromkeys(default) if iri in build.manifest.graphs]
    names: list[_Name] = [pyoxigraph.NamedNode(iri) for iri in dict.fromkeys(named)]
    if len(known) < 2:
        return Dataset(build.with_union, [pyoxigraph.NamedNode(iri) for iri in known], names)
    if set(known) == {graph.value for graph in default_graphs(build)}:
        return Dataset(build.with_union, [pyoxigraph.DefaultGraph()], names)
    # Copying what GRAPH reaches can be left out where there is no GRAPH.
    beside = [iri for iri in dict.fromkeys(named) if iri in build.manifest.graphs] if "graph" in sparql.lower() else []
    store = _KEPT.store(build, frozenset(known), frozenset(beside))
    return Dataset(store, [pyoxigraph.DefaultGraph()], names)


class _Kept:
    """The stores made last, as many as there is room for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stores: OrderedDict[tuple[str, frozenset[str], frozenset[str]], pyoxigraph.Store] = OrderedDict()

    def store(self, build: Build, default: frozenset[str], named: frozenset[str]) -> pyoxigraph.Store:
        """Return a store whose default graph holds the triples of some graphs, with others beside it by name."""
        key = (build.id, default, named)
        with self._lock:
            found = self._stores.get(key)
            if found is None:
                found = self._stores[key] = _merged(build, default, named)
            self._stores.move_to_end(key)
            while len(self._stores) > 1 and sum(map(len, self._stores.values())) > MOST_KEPT:
                self._stores.popitem(last=False)
        return found


_KEPT = _Kept()


def _merged(build: Build, default: frozenset[str], named: frozenset[str]) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    for iri in sorted(default | named):
        graph = pyoxigraph.NamedNode(iri)
        # Faster than quad by quad.
        triples = build.with_union.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        targets = [pyoxigraph.DefaultGraph()] * (iri in default) + [graph] * (iri in named)
        for target in targets:
            store.bulk_load(triples, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=target)
    return store


def _clauses(
    sparql: str, base_iri: str | None, prefixes: Mapping[str, str] | None
) -> tuple[list[str], list[str]] | None:
    """The graphs of FROM and of FROM NAMED in a query; None if there are none, or it cannot be told."""
    if sparql.lower().count("from") < 2:
        return None
    form, terms = _terms(sparql)
    if form is None or not terms:
        return None
    # The engine itself tells what prefixes and relative IRIs stand for.
    listed = " ".join(f"({term} AS ?g{place})" for place, (_, term) in enumerate(terms))
    try:
        answer = pyoxigraph.Store().query(
            f"{sparql[: form.start]}\nSELECT {listed} {{}}",
            base_iri=base_iri,
            prefixes=dict(prefixes) if prefixes else None,
        )
    except (SyntaxError, ValueError):
        # It will say the same of the whole query.
        return None
    found: tuple[list[str], list[str]] = ([], [])
    for row in answer:  # type: ignore[union-attr]
        for place, (is_named, _) in enumerate(terms):
            value = row[place]
            if isinstance(value, pyoxigraph.NamedNode):
                found[is_named].append(value.value)
    return found


def _terms(sparql: str) -> tuple[Token | None, list[tuple[bool, str]]]:
    """The keyword that begins a query, and the IRI or name after each FROM outside of brackets, with whether NAMED."""
    form: Token | None = None
    terms: list[tuple[bool, str]] = []
    depth = 0
    # Whether the last words were FROM, FROM NAMED, or neither.
    named: bool | None = None
    for token in tokens(sparql):
        word = token.text.upper() if token.kind == "word" else ""
        if token.text in {"(", "{", "["}:
            depth += 1
        elif token.text in {")", "}", "]"}:
            depth -= 1
        if form is None:
            form = token if word in _FORMS else None
        elif depth == 0 and word in {"FROM", "FROMNAMED"}:
            named = word == "FROMNAMED"
        elif depth == 0 and word == "NAMED" and named is not None:
            named = True
        else:
            if named is not None and token.kind in {"iri", "name"}:
                terms.append((named, token.text))
            named = None
    return form, terms
