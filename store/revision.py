"""A build made from another one by what differs: the cost is that of the difference, not of the whole."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from store.build import COLUMNS, LINES, QUADS, UNION, Build, is_evidence
from store.canonical import pieces
from store.errors import StoreError
from store.lines import has_lines, revise_lines

_SNAPSHOT = "snapshot"
N_TRIPLES = pyoxigraph.RdfFormat.N_TRIPLES


@dataclass(frozen=True)
class Changes:
    """Quads that a build has and its successor has not, and the other way round, as a store gives them."""

    removed: Sequence[pyoxigraph.Quad]
    added: Sequence[pyoxigraph.Quad]


class Revision:
    """A copy of a build in a scratch folder, while it is changed into another build.

    The files of the copy are those of the build until they change. Use it in one thread.
    """

    def __init__(self, before: Build, folder: Path) -> None:
        """Copy `before` into `folder`. Raises `StoreError` for a build that keeps no lines."""
        if not can_be_revised(before):
            raise StoreError(f"Build {before.id[:12]} cannot be revised: an older version made it.")
        self.before = before
        self.folder = folder
        before.quads.backup(str(folder / QUADS))
        before.with_union.backup(str(folder / UNION))
        self._stores = {name: pyoxigraph.Store(str(folder / name)) for name in (QUADS, UNION)}
        self._removed: set[bytes] = set()
        self._added: set[bytes] = set()
        self._seen_before: dict[pyoxigraph.Quad, bool] = {}

    @property
    def quads(self) -> pyoxigraph.Store:
        """The quads as they are now. Do not write to them, use `change`; do not keep them longer than the revision."""
        return self._stores[QUADS]

    def snapshot(self) -> Path:
        """A folder with the quads as they are now, for another process to read until `drop_snapshot` or `finish`.

        The engine may rewrite the files of its own folder at any time, which a reader in another process cannot bear.
        """
        self.quads.backup(str(path := self.folder / _SNAPSHOT))
        return path

    def drop_snapshot(self) -> None:
        """Remove the snapshot, if there is one."""
        shutil.rmtree(self.folder / _SNAPSHOT, ignore_errors=True)

    def change(self, changes: Changes) -> None:
        """Take out and put in quads. Raises `StoreError` for quads that a build does not take."""
        gone, new = _lines(changes.removed), _lines(changes.added)
        union = self._stores[UNION]
        for triple in {_triple(quad) for quad in (*changes.removed, *changes.added) if self._is_seen(quad)}:
            self._seen_before.setdefault(triple, triple in union)
        for store in (self.quads, union):
            for quad in changes.removed:
                store.remove(quad)
            store.extend(changes.added)
            # The engine goes on naming a graph that it has nothing of any more.
            for graph in {quad.graph_name for quad in changes.removed}:
                if next(store.quads_for_pattern(None, None, None, graph), None) is None:
                    store.remove_graph(graph)
        union.extend(_triple(quad) for quad in changes.added if self._is_seen(quad))
        for quad in changes.removed:
            if self._is_seen(quad) and not self._is_said(quad):
                union.remove(_triple(quad))
        self._removed, self._added = self._removed - new | gone - self._added, self._added - gone | new - self._removed

    def finish(self, meanwhile: Callable[[], None] | None = None) -> tuple[str, dict[str, int]]:
        """Write what is left to write, and `close`; returns the id of the build and the number of quads by graph.

        `meanwhile` is called while the id is made.
        """
        self.drop_snapshot()
        for store in self._stores.values():
            store.flush()
        with ThreadPoolExecutor(1) as thread:
            # Unpacking and hashing do not hold Python's lock.
            lines = thread.submit(
                revise_lines, self.before.path / LINES, self.folder / LINES, self._removed, self._added
            )
            self._write_columns()
            self.close()
            if meanwhile:
                meanwhile()
            build_id = lines.result()
        counts = Counter(self.before.manifest.graphs)
        counts.subtract(map(_graph, self._removed))
        counts.update(map(_graph, self._added))
        return build_id, {graph: count for graph, count in sorted(counts.items()) if count}

    @property
    def changed(self) -> set[bytes]:
        """The lines that only one of the two builds has."""
        return self._removed | self._added

    def close(self) -> None:
        """Let go of the stores."""
        self._stores.clear()

    def _write_columns(self) -> None:
        # NumPy comes with it and may start threads, which a process that only reads builds does without.
        from store.analytics import revise_columns, write_columns

        union = self._stores[UNION]
        removed = [triple for triple, was in self._seen_before.items() if was and triple not in union]
        added = [triple for triple, was in self._seen_before.items() if not was and triple in union]
        before, folder = self.before.path / COLUMNS, self.folder / COLUMNS
        if not revise_columns(before, folder, _triple_lines(removed), _triple_lines(added)):
            seen = union.dump(format=N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
            write_columns(folder, (seen or b"").splitlines())

    def _is_seen(self, quad: pyoxigraph.Quad) -> bool:
        """Say whether a query without FROM sees the quad's graph."""
        return not is_evidence(_name(quad), self.before.manifest.base_iri)

    def _is_said(self, quad: pyoxigraph.Quad) -> bool:
        found = self.quads.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(self._is_seen(other) for other in found)


def can_be_revised(build: Build) -> bool:
    """Say whether the build has all that a `Revision` of it needs."""
    return has_lines(build.path / LINES)


def _triple(quad: pyoxigraph.Quad) -> pyoxigraph.Quad:
    return pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _triple_lines(quads: Iterable[pyoxigraph.Quad]) -> list[bytes]:
    written = pyoxigraph.serialize((quad.triple for quad in quads), format=N_TRIPLES)
    return (written or b"").splitlines()


def _lines(quads: Iterable[pyoxigraph.Quad]) -> set[bytes]:
    return {line for piece in pieces(quads) for line in piece.splitlines()}


def _name(quad: pyoxigraph.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""


def _graph(line: bytes) -> str:
    return line[line.rindex(b"<") + 1 : -3].decode()
