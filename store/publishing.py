"""Publishing a build in another engine, so that readers see the old build whole or the new one whole.

The graphs of the new build go in under names of their own, one at a time; what is there already is not sent again, so
an upload that was broken off goes on where it stopped. When every graph is there and counted, the pointer is changed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import pyoxigraph

from ontology import DCTERMS, RDF
from store import manifest
from store.build import SUFFIX, Build
from store.endpoint import RESULTS, Endpoint
from store.errors import BuildNotFound, EndpointError
from store.remote import CATALOGUE, POINTER, RemoteStore, file_iri, results, rows
from store.renaming import Renaming
from store.upload import Uploader

# Characters of a text in one literal. Virtuoso takes none that is written with more than some 65,000 bytes, and one
# character may be written with 14.
PART = 4_000
# Builds that stay in the engine: the new one, and the one that servers are just leaving.
KEPT = 2

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class _Piece:
    """A graph to bring there, with the number of its triples."""

    graph: str
    size: int
    triples: Callable[[], Iterable[pyoxigraph.Triple]]


def publish(build: Build, endpoint: Endpoint, tell: Tell = lambda done, total, name: None) -> int:
    """Bring a build to an engine, make it the published one and remove old builds.

    `tell` is called for each graph with how many are there, of how many, and its name. Returns how many graphs had to
    be sent; 0 when all were there. Raises `EndpointError`; then the published build is the one that it was.
    """
    base = build.manifest.base_iri
    remote = RemoteStore(endpoint, base)
    uploader = Uploader(endpoint)
    names = Renaming(base, build.id, build.manifest.graphs)
    before = remote.current_id()
    catalogue = pyoxigraph.NamedNode(f"{base}{CATALOGUE}")
    if build.id not in remote.ids():
        uploader.add(catalogue.value, [_entry(base, build.id)])
    pieces = _pieces(build, names)
    sent = 0
    for number, piece in enumerate(pieces, start=1):
        if _count(endpoint, piece.graph) != piece.size:
            uploader.put(piece.graph, piece.triples())
            sent += 1
            _check(endpoint, piece)
        tell(number, len(pieces), piece.graph.removeprefix(base).partition("?")[0])
    pointer = pyoxigraph.NamedNode(f"{base}{POINTER}")
    uploader.put(pointer.value, [_says(pointer, build.id)])
    _tidy(endpoint, base, uploader, [build.id, *([before] if before else [])])
    return sent


def _pieces(build: Build, names: Renaming) -> list[_Piece]:
    # First what tells which graphs there are, so that a build that was never finished can be removed.
    files = list(_files(build))
    pieces = [_Piece(names.files, len(files), lambda: files)]
    for iri, size in build.manifest.graphs.items():
        pieces.append(_Piece(names.there(iri), size, _reader(build, names, pyoxigraph.NamedNode(iri))))
    union = pyoxigraph.DefaultGraph()
    size = sum(1 for _ in build.with_union.quads_for_pattern(None, None, None, union))
    pieces.append(_Piece(names.union, size, _reader(build, names, union)))
    return [piece for piece in pieces if piece.size]


def _reader(
    build: Build, names: Renaming, graph: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
) -> Callable[[], Iterator[pyoxigraph.Triple]]:
    def read() -> Iterator[pyoxigraph.Triple]:
        for quad in build.with_union.quads_for_pattern(None, None, None, graph):
            yield names.triple(quad.triple)

    return read


def _files(build: Build) -> Iterator[pyoxigraph.Triple]:
    """The manifest and the texts in numbered parts. As JSON strings, no engine can change a space or a letter."""
    base = build.manifest.base_iri
    # Where it was built is nobody else's business.
    public = replace(build.manifest, machine="", settings={})
    yield from _file(base, manifest.FILE, json.dumps(public.as_dict()))
    for stem in build.stems:
        yield from _file(base, f"documents/{stem}{SUFFIX}", build.text(stem))


def _file(base: str, name: str, text: str) -> Iterator[pyoxigraph.Triple]:
    subject = pyoxigraph.NamedNode(file_iri(base, name))
    for number, start in enumerate(range(0, max(1, len(text)), PART), start=1):
        part = json.dumps(text[start : start + PART])
        yield pyoxigraph.Triple(subject, pyoxigraph.NamedNode(f"{RDF}_{number}"), pyoxigraph.Literal(part))


def _entry(base: str, build: str) -> pyoxigraph.Triple:
    return _says(pyoxigraph.NamedNode(f"{base}{CATALOGUE}/{build}"), build)


def _says(subject: pyoxigraph.NamedNode, build: str) -> pyoxigraph.Triple:
    return pyoxigraph.Triple(subject, pyoxigraph.NamedNode(DCTERMS.identifier), pyoxigraph.Literal(build))


def _count(endpoint: Endpoint, graph: str) -> int:
    sparql = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return int(rows(results(endpoint.ask(sparql, RESULTS)))[0]["n"].value)


def _check(endpoint: Endpoint, piece: _Piece) -> None:
    found = _count(endpoint, piece.graph)
    if found != piece.size:
        raise EndpointError(
            f"{endpoint.query} has {found} of the {piece.size} statements of {piece.graph} after they were sent. "
            "Nothing is published. Was another publishing the same, or does the engine take some values for the same?"
        )


def _tidy(endpoint: Endpoint, base: str, uploader: Uploader, kept: list[str]) -> None:
    """Remove the graphs of builds that no server reads any more."""
    remote = RemoteStore(endpoint, base)
    left = list(dict.fromkeys(kept))[:KEPT]
    old = [build for build in remote.ids() if build not in left]
    for build in old:
        try:
            graphs: Iterable[str] = remote.open(build).manifest.graphs
        except BuildNotFound:
            # It was never more than begun.
            graphs = ()
        names = Renaming(base, build, graphs)
        for graph in (*map(names.there, graphs), names.union, names.files):
            uploader.remove(graph)
    if old:
        uploader.put(f"{base}{CATALOGUE}", [_entry(base, build) for build in left])
