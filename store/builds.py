"""The folder of builds: make one, list them, open one, publish one.

    root/{id}/        a build, never changed once it has this name (but for notes in its manifest)
    root/current      a link to the build that is published
    root/history.sqlite  what was published when, and which things are gone (see `store.history`)
    root/tmp-…        a build being written, or left by a process that died

A build is written in a scratch folder, forced to the disk and then renamed, so a crash at any moment leaves every
build that was there, and the published one published.
"""

import contextlib
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store import files, manifest
from store.build import COLUMNS, Build
from store.canonical import Source
from store.errors import BuildNotFound, StoreError
from store.history import History
from store.manifest import Manifest
from store.revision import Revision
from store.statistics import statistics
from store.whole import is_as_whole_as
from store.writing import write_documents, write_quads, write_reports

CURRENT = "current"
SCRATCH = "tmp-"
SHORTEST_REF = 4
_ID = re.compile(r"[0-9a-f]{64}")


class BuildStore:
    """Builds in one folder. Any number of processes may use the folder at the same time."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        # As text, since a server asks with each request.
        self._current = str(self.root / CURRENT)

    def create(
        self,
        quads: Source,
        documents: Mapping[str, str],
        info: Mapping[str, Any] | None = None,
        reports: Mapping[str, Any] | None = None,
    ) -> Build:
        """Write a build and return it; it is not published.

        `quads` are quads, a store in memory, or the path of a file of N-Quads; `documents` maps stem to text; `info`
        has fields of the manifest (see `Manifest`), `reports` JSON values by name, which do not count in the id. If a
        build of the same quads is there already, that one is kept, gets the reports, and is returned. Raises
        `StoreError`.
        """
        given = dict(info or {})
        manifest.check_names(given)
        with _plain_errors(f"The build cannot be written in {self.root}"):
            self.clean()
            with self._scratch() as scratch:
                build_id, graphs = write_quads(scratch, quads, given.get("base_iri", ""))
                write_documents(scratch, documents)
                # Tantivy comes with it, which a process that only reads quads does without.
                from store.search import write

                write(scratch, given.get("base_iri", ""), given.get("documents", []))
                return self._finish(scratch, build_id, graphs, given, reports or {})

    @contextlib.contextmanager
    def revise(self, before: Build) -> Iterator[Revision]:
        """Give a copy of a build to change and then to `keep`; what is not kept is dropped. Raises `StoreError`."""
        with _plain_errors(f"The build cannot be written in {self.root}"):
            self.clean()
            with self._scratch() as scratch:
                revision = Revision(before, scratch)
                try:
                    yield revision
                finally:
                    revision.close()

    def keep(
        self,
        revision: Revision,
        documents: Mapping[str, str],
        info: Mapping[str, Any] | None = None,
        reports: Mapping[str, Any] | None = None,
    ) -> Build:
        """Make a build of a revised one, as `create` would of the same quads. It is not published.

        Raises `StoreError`, also when the build that was revised turns out to be damaged.
        """
        given = dict(info or {})
        manifest.check_names(given)
        build_id, graphs = revision.finish(lambda: write_documents(revision.folder, documents, revision.before))
        if build_id == revision.before.id:
            # What is told of the same quads may differ, as whether a decision fits.
            write_reports(revision.before.path, reports or {})
            return revision.before
        given["base_iri"] = revision.before.manifest.base_iri
        from store.search import revise

        before = revision.before
        records = (before.manifest.documents, given.get("documents", []))
        revise(before.path, revision.folder, given["base_iri"], records, revision.changed)
        return self._finish(revision.folder, build_id, graphs, given, reports or {}, revision.before.path)

    def builds(self) -> list[Manifest]:
        """Return the manifests of all whole builds, the newest first."""
        found = []
        for path in self._folders():
            with contextlib.suppress(StoreError):
                found.append(manifest.read(path))
        return sorted(found, key=lambda item: (item.made, item.id), reverse=True)

    def open(self, ref: str = CURRENT) -> Build:
        """Open a build by its id, the first four or more characters of it, or `current` for the published one.

        Raises `BuildNotFound`, or `StoreError` when the build is damaged.
        """
        return Build(self.root / self._resolve(ref))

    def current_id(self) -> str | None:
        """Return the id of the published build, None when nothing is published."""
        try:
            target = os.readlink(self._current).rpartition("/")[2]  # noqa: PTH115 - several times faster
        except OSError:
            return None
        return target if _ID.fullmatch(target) else None

    @property
    def history(self) -> History:
        """What was published when, and what is gone."""
        return History(self.root)

    def publish(self, ref: str, keep: int | None = None) -> Manifest:
        """Make a build the published one, in one step: readers see the old one or the new one.

        What went with the build before is written down. With `keep`, only so many builds are kept (see
        `store.removal`). Raises `StoreError`.
        """
        build = self.open(ref)
        record = build.manifest
        with _plain_errors(f"Build {record.id} cannot be published"), files.locked(self.root):
            before = self.current_id()
            link = self.root / f"{SCRATCH}{CURRENT}"
            link.unlink(missing_ok=True)
            link.symlink_to(record.id)
            link.replace(self.root / CURRENT)
            files.sync(self.root)
            # Under the lock, so that the last one written down is the published one.
            self._remember(build, before)
        if keep is not None:
            from store.removal import remove_old

            remove_old(self, keep)
        return record

    def _remember(self, build: Build, before: str | None) -> None:
        """Write down a publication; also when the process that made the last one died before it had."""
        told = self.history.publications()
        last = told[-1].build if told else before
        if last == build.id and told:
            return
        gone: list[str] = []
        if last is not None and last != build.id:
            from store.gone import things_gone

            with contextlib.suppress(BuildNotFound):
                gone = things_gone(self.open(last), build)
            if not told:
                # Published by a version that kept no history.
                self.history.record(last, None, [], self.open(last).manifest.made)
        self.history.record(build.id, last if last != build.id else None, gone)

    def annotate(self, ref: str, **info: Any) -> Manifest:
        """Replace fields of a build's manifest, as `validation`, which do not count in its id. Raises `StoreError`."""
        manifest.check_names(info)
        build = self.open(ref)
        changed = replace(build.manifest, **info)
        with _plain_errors(f"The manifest of build {build.id} cannot be written"):
            changed.write(build.path)
        return changed

    def clean(self) -> list[str]:
        """Remove what processes that died left behind; returns the names. Builds being written are left alone."""
        if not self.root.is_dir():
            return []
        removed = []
        with files.locked(self.root):
            for path in sorted(self.root.glob(f"{SCRATCH}*")):
                if path.is_symlink() or not path.is_dir():
                    path.unlink(missing_ok=True)
                    removed.append(path.name)
                elif (handle := files.take_lock(path)) is not None:
                    try:
                        shutil.rmtree(path, ignore_errors=True)
                    finally:
                        os.close(handle)
                    removed.append(path.name)
        return removed

    @contextlib.contextmanager
    def _scratch(self) -> Iterator[Path]:
        """Give a new folder, locked while this process lives; it is removed unless it was renamed."""
        self.root.mkdir(parents=True, exist_ok=True)
        # Under the root's lock, else `clean` of another process could take the folder before it is locked.
        with files.locked(self.root):
            path = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=self.root))
            handle = files.take_lock(path)
        try:
            path.chmod(0o755)
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)
            if handle is not None:
                os.close(handle)

    def _finish(
        self,
        scratch: Path,
        build_id: str,
        graphs: dict[str, int],
        given: dict[str, Any],
        reports: Mapping[str, Any],
        known: Path | None = None,
    ) -> Build:
        """Write reports and manifest, force all to the disk (but what is linked from `known`), and name the build."""
        write_reports(scratch, reports)
        given.setdefault("statistics", statistics(scratch / COLUMNS))
        given["counts"] = {**given.get("counts", {}), "quads": sum(graphs.values())}
        given.setdefault("made", datetime.now(UTC).isoformat())
        given.setdefault("machine", f"{platform.node()} ({platform.platform()})")
        Manifest(id=build_id, graphs=graphs, **given).write(scratch)
        files.sync_tree(scratch, known)
        return self._settle(scratch, build_id, reports)

    def _settle(self, scratch: Path, build_id: str, reports: Mapping[str, Any]) -> Build:
        """Give a finished scratch folder its name, or drop it if a whole build of that name is there.

        That has the `reports` then: what is told of the same quads may differ, as whether a decision fits.
        """
        target = self.root / build_id
        with files.locked(self.root):
            if target.exists():
                with contextlib.suppress(StoreError):
                    kept = Build(target)
                    if kept.id == build_id and is_as_whole_as(kept, scratch):
                        write_reports(target, reports)
                        return kept
                # Damaged: make way. Whoever has it open keeps what the handle holds.
                target.rename(self.root / f"{SCRATCH}damaged-{build_id[:12]}-{os.getpid()}")
            scratch.rename(target)
            files.sync(self.root)
        return Build(target)

    def _folders(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return sorted(path for path in self.root.iterdir() if _ID.fullmatch(path.name) and path.is_dir())

    def _resolve(self, ref: str) -> str:
        if ref == CURRENT:
            current = self.current_id()
            if current is None or not (self.root / current).is_dir():
                raise BuildNotFound(f"No build is published in {self.root}; run `innograf build` first.")
            return current
        found = [path.name for path in self._folders() if path.name.startswith(ref)]
        if len(ref) < SHORTEST_REF:
            raise BuildNotFound(f"{ref!r} is too short for a build's id: give {SHORTEST_REF} characters or more.")
        if not found:
            raise BuildNotFound(f"No build {ref!r} in {self.root}; `innograf builds` lists them.")
        if len(found) > 1:
            raise BuildNotFound(
                f"{ref!r} fits {len(found)} builds ({', '.join(name[:12] for name in found)}): say more."
            )
        return found[0]


@contextlib.contextmanager
def _plain_errors(what: str) -> Iterator[None]:
    """Turn an error of the system (disk full, no permission) into a `StoreError` that says what was being done."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {error}") from error
