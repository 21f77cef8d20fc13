"""Asking a build: the dataset that a query sees, and a call that refuses what must not run."""

import contextlib
import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

import pyoxigraph

from store.build import Build, default_graphs
from store.errors import QuerySyntaxError
from store.guard import calls, check, plain
from store.merged import dataset_of
from store.remote import RemoteBuild
from store.tokens import tokens

# What the parser expected: tokens in quotes, classes of characters in brackets, keywords, sentences.
_EXPECTED = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|\[(?:'(?:\\.[^']*|[^'])'|[^\]'])*\]|[^,]+)(?:,|$)""")
_MOST_EXPECTED = 12
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)", re.DOTALL)

_LOOKS_AT_ALL = ("filter", "count")
# An engine with nothing in it: reading a query is all that it has to do.
_EMPTY = pyoxigraph.Store()

Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


def dataset(build: Build) -> tuple[list[pyoxigraph.NamedNode], list[pyoxigraph.NamedNode]]:
    """Return what a query without FROM sees: the graphs that make up the default graph, and the named graphs.

    The default graph is the union of all but the evidence graphs; `GRAPH` reaches every graph by name.
    """
    return default_graphs(build), [pyoxigraph.NamedNode(iri) for iri in build.graphs()]


def query(
    build: Build | RemoteBuild,
    sparql: str,
    *,
    default_graph: Sequence[str] = (),
    named_graph: Sequence[str] = (),
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
    substitutions: Mapping[pyoxigraph.Variable, pyoxigraph.NamedNode | pyoxigraph.Literal] | None = None,
    services: Collection[str] = (),
) -> Results:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query.

    `default_graph` and `named_graph` are the protocol's parameters, IRIs that win over FROM in the query; without
    both, FROM counts, and without that `dataset`. The result must be read and dropped in the thread that asked.
    Several graphs named by FROM or `default_graph` are merged: a triple that stands in more than one is found once. A
    graph that the build does not have is empty; nothing is fetched but from `services`, which SERVICE may call.
    Over a build in another engine graphs are merged as it does that; `base_iri`, `prefixes`, `substitutions` and
    `services` are not taken.
    Raises `QueryRefused` (updates, SERVICE), `QueryTooDeep`, `QuerySyntaxError`, `EndpointError`.
    """
    if isinstance(build, RemoteBuild):
        form = check(sparql)
        _check_syntax(sparql)
        return build.query(sparql, form, default_graph, named_graph)
    is_plain = plain(sparql)
    if not is_plain:
        check(sparql, services)
    seen = dataset_of(build, sparql, default_graph, named_graph, base_iri, prefixes)
    run = partial(
        seen.store.query,
        base_iri=base_iri,
        prefixes=dict(prefixes) if prefixes else None,
        default_graph=seen.default,
        named_graphs=seen.named,
        substitutions=dict(substitutions) if substitutions else None,
    )
    try:
        if seen.default is None and seen.named is None and not substitutions:
            faster = _faster(build, sparql, base_iri, prefixes)
            if faster is not None:
                # Should the engine not read it after all, it reads the query.
                with contextlib.suppress(SyntaxError):
                    return run(faster)
        return run(sparql)
    except SyntaxError as error:
        if is_plain:
            # An update is refused as what it is.
            check(sparql)
        raise _with_place(str(error)) from None


def _faster(build: Build, sparql: str, base_iri: str | None, prefixes: Mapping[str, str] | None) -> str | None:
    """Return an equal query that need not look at all of the graph, if there is one; None for most.

    Raises `SyntaxError` for what is not SPARQL, which the rewritten query might be.
    """
    text = sparql.lower()
    # To read a query with SERVICE is to call that server.
    if not any(word in text for word in _LOOKS_AT_ALL) or build.columns is None or calls(sparql):
        return None
    from store.analytics import rewritten

    _EMPTY.query(sparql, base_iri=base_iri, prefixes=dict(prefixes) if prefixes else None)
    return rewritten(sparql, build.columns, prefixes)


def _check_syntax(sparql: str) -> None:
    """Raise `QuerySyntaxError` for what is not SPARQL 1.1: no engine gets to see what only it would understand."""
    for token in tokens(sparql):
        # Virtuoso calls its database's functions by such names.
        if token.kind == "iri" and token.text[1:].partition(":")[0].lower() in {"bif", "sql"}:
            raise _at(sparql, token.start, f"{token.text} belongs to one engine alone")
    for escape in _ESCAPED.finditer(sparql):
        # In some engines it is the character before anything is read, a quotation mark for instance.
        if int(escape[1] or escape[2], 16) < 128:
            raise _at(sparql, escape.start(), f"write the character itself in place of {escape[0]}")
    try:
        pyoxigraph.Store().query(sparql)
    except SyntaxError as error:
        raise _with_place(str(error)) from None


def _at(sparql: str, start: int, reason: str) -> QuerySyntaxError:
    line, column = sparql.count("\n", 0, start) + 1, start - sparql.rfind("\n", 0, start)
    return QuerySyntaxError(f"Line {line}, column {column}: {reason}.", line, column, reason)


def _with_place(message: str) -> QuerySyntaxError:
    found = _PLACE.match(message)
    if not found:
        return QuerySyntaxError(f"The query is not SPARQL: {message}")
    line, column, rest = int(found[1]), int(found[2]), _readable(found[3])
    message = f"The query is not SPARQL at line {line}, column {column}"
    return QuerySyntaxError(f"{message}: {rest}" if rest else f"{message}.", line, column, rest)


def _readable(message: str) -> str:
    """What the parser says without its classes of characters, which say nothing to a reader; empty if that was all."""
    if not message.startswith("expected "):
        return message[:200]
    items = [item.strip() for item in _EXPECTED.findall(message.removeprefix("expected ").removeprefix("one of "))]
    sentences = [item for item in items if " " in item and item[0] not in '"[']
    if sentences:
        # It knows what is wrong; what else could stand there is noise.
        return "; ".join(sentences)
    known = [item for item in items if not item.startswith("[")]
    if not known:
        return ""
    more = ", …" if len(known) > _MOST_EXPECTED else ""
    return f"expected {'one of ' if len(known) > 1 else ''}{', '.join(known[:_MOST_EXPECTED])}{more}"
