"""One build, opened for reading."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph

from store import manifest
from store.errors import DocumentNotFound, StoreError
from store.interface import Node, Row, Value
from store.manifest import Manifest

if TYPE_CHECKING:
    from store.analytics import Columns

QUADS = "quads"
UNION = "union"
COLUMNS = "columns"
LINES = "lines"
DOCUMENTS = "documents"
REPORTS = "reports"
SUFFIX = ".txt"
_HASHED_AT_ONCE = 100_000
# What a quad and its part of the union take in memory, by measurement.
BYTES_A_QUAD = 900

FORMATS = {
    "nq": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "ttl": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdf": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


class Build:
    """An immutable folder with quads, the documents they were read from, and a manifest.

    May be shared by threads. A result of a query belongs to the thread that asked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: Manifest = manifest.read(path)
        self._lock = threading.Lock()
        self._opened: dict[str, pyoxigraph.Store] = {}

    def __repr__(self) -> str:
        return f"Build({str(self.path)!r})"

    @property
    def id(self) -> str:
        """SHA-256 of the sorted N-Quads lines, in hexadecimal."""
        return self.manifest.id

    @property
    def quads(self) -> pyoxigraph.Store:
        """The quads, read-only; opened when first asked for. Raises `StoreError` if they cannot be opened."""
        return self._open(QUADS)

    @property
    def with_union(self) -> pyoxigraph.Store:
        """The quads, and in the default graph every triple of `default_graphs` once; for `query`. Raises `StoreError`.

        Oxigraph can take several graphs as one, but then finds a triple once for each graph that has it.
        """
        return self._open(UNION)

    @cached_property
    def columns(self) -> "Columns | None":
        """What a query without FROM sees, by columns, for queries that look at all of it; None if there is none."""
        # NumPy comes with it, which takes a while and only queries need.
        from store.analytics import Columns

        try:
            return Columns(self.path / COLUMNS)
        except (OSError, ValueError):
            return None

    def _open(self, name: str) -> pyoxigraph.Store:
        with self._lock:
            if name not in self._opened:
                try:
                    self._opened[name] = pyoxigraph.Store.read_only(str(self.path / name))
                except (OSError, RuntimeError, ValueError) as error:
                    raise StoreError(f"The quads of build {self.id} cannot be opened: {error}") from None
            return self._opened[name]

    @property
    def size_in_memory(self) -> int:
        """About how many bytes `in_memory` takes."""
        return sum(self.manifest.graphs.values()) * BYTES_A_QUAD

    def in_memory(self) -> "Build":
        """The same build with `with_union` in memory, where the engine scans it about three times as fast."""
        copy = Build(self.path)
        store = pyoxigraph.Store()
        dump = self.with_union.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
        store.bulk_load(dump, pyoxigraph.RdfFormat.N_QUADS)
        copy._opened[UNION] = store
        return copy

    def report(self, name: str) -> Any:
        """A report that the build was made with, as JSON values; None when there is none. Raises `StoreError`."""
        path = self.path / REPORTS / f"{name}.json"
        try:
            return json.loads(path.read_bytes()) if path.is_file() else None
        except (OSError, ValueError) as error:
            raise StoreError(f"{path} cannot be read: {error}") from None

    def report_stamp(self, *names: str) -> tuple[int, ...]:
        """A stamp that is another when one of these reports is: they are told anew when the same quads are built."""
        paths = (self.path / REPORTS / f"{name}.json" for name in names)
        return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)

    def report_file(self, name: str) -> Path | None:
        """Where a report that is no JSON lies; None when there is none."""
        path = self.path / REPORTS / name
        return path if path.is_file() else None

    @cached_property
    def stems(self) -> list[str]:
        """The stems of the documents, sorted."""
        folder = self.path / DOCUMENTS
        return sorted(path.name.removesuffix(SUFFIX) for path in folder.iterdir()) if folder.is_dir() else []

    def text(self, stem: str) -> str:
        """Return the text of a document as it was read, every character and newline. Raises `DocumentNotFound`."""
        # Only a name from the list is ever joined to the path, so no stem leads out of the folder.
        if stem not in self.stems:
            raise DocumentNotFound(f"Build {self.id[:12]} has no document {stem!r}.")
        return (self.path / DOCUMENTS / f"{stem}{SUFFIX}").read_bytes().decode("utf-8")

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(self.manifest.graphs)

    def prepare(self) -> None:
        """Open the quads, so that they can be read to the end also when the folder goes away. Raises `StoreError`."""
        _ = self.quads, self.with_union, self.columns

    def matching(
        self, subject: Node = None, predicate: Node = None, object: Value | None = None, graph: Node = None
    ) -> Iterator[pyoxigraph.Quad]:
        """Give the quads that fit a pattern; None fits anything."""
        return self.quads.quads_for_pattern(subject, predicate, object, graph)

    def select(self, sparql: str) -> list[Row]:
        """Return the rows of a SELECT query of ours, as `store.query` sees the graphs; not for a stranger's query."""
        result = cast(pyoxigraph.QuerySolutions, self.with_union.query(sparql))
        names = [variable.value for variable in result.variables]
        rows = []
        for solution in result:
            values = {name: solution[name] for name in names}
            rows.append({name: value for name, value in values.items() if isinstance(value, Value)})
        return rows

    def construct(self, sparql: str) -> list[pyoxigraph.Triple]:
        """Return the triples of a CONSTRUCT query of ours, over the same."""
        return list(cast(pyoxigraph.QueryTriples, self.with_union.query(sparql)))

    def only(self, variable: str) -> str:
        """Return an empty text: nothing but the build is in its folder."""
        return ""

    def dump(self, format: str, out: IO[bytes], prefixes: Mapping[str, str] | None = None) -> None:
        """Write the build to `out` as `nq`, `trig` (all graphs) or `ttl`, `nt`, `rdf`, `jsonld`.

        A format without graphs gets what a query without FROM sees: every graph but those with evidence, sorted.
        Raises `StoreError` for another format.
        """
        if format not in FORMATS:
            raise StoreError(f"Unknown format {format!r}; choose one of {', '.join(FORMATS)}.")
        known = FORMATS[format]
        names = dict(prefixes or {}) if format in {"trig", "ttl", "rdf"} else None
        if known.supports_datasets and format != "jsonld":
            self.quads.dump(out, known, prefixes=names)
            return
        union = {
            quad.triple
            for graph in default_graphs(self)
            for quad in self.quads.quads_for_pattern(None, None, None, graph)
        }
        pyoxigraph.serialize(sorted(union, key=str), out, known, prefixes=names)

    def is_whole(self) -> bool:
        """Say whether the quads on the disk still hash to the build's id."""
        try:
            return hash_of(self.quads) == self.id and len(self.with_union) >= len(self.quads)
        except (OSError, StoreError):
            return False


def default_graphs(build: Build) -> list[pyoxigraph.NamedNode]:
    """Return the graphs that a query without FROM sees as one: all but those with evidence."""
    base_iri = build.manifest.base_iri
    return [pyoxigraph.NamedNode(iri) for iri in build.graphs() if not is_evidence(iri, base_iri)]


def is_evidence(graph: str, base_iri: str) -> bool:
    """Say whether a graph holds evidence, which a query without FROM does not see."""
    return graph.startswith(evidence_prefix(base_iri))


def evidence_prefix(base_iri: str) -> str:
    """Return what the names of all graphs with evidence start with."""
    return f"{base_iri}evidence/"


def hash_of(quads: pyoxigraph.Store) -> str:
    """Return the SHA-256 of the N-Quads lines sorted by their bytes: what `LC_ALL=C sort | sha256sum` gives.

    The quads must have been in a store: Oxigraph writes literals in its own way (`"01"` as `"1"`).
    """
    return hash_of_lines(sorted((quads.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"").splitlines()))


def hash_of_lines(lines: Sequence[bytes]) -> str:
    """Return the SHA-256 of sorted N-Quads lines, which come without their newlines."""
    digest = hashlib.sha256()
    for start in range(0, len(lines), _HASHED_AT_ONCE):
        digest.update(b"\n".join(lines[start : start + _HASHED_AT_ONCE]) + b"\n")
    return digest.hexdigest()
