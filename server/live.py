"""The published build as the server has it open, and noticing when another one is published."""

import contextlib
import os
import threading
import weakref
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyoxigraph
from flask import current_app, g

from ontology import DCTERMS, PROV, RDF
from server.names import Names
from server.places import Located, places_of
from server.use import evidence_of, extractors_of, use_of
from settings import Settings
from store import Build, BuildNotFound, EndpointError, Readable, StoreError, files
from store.stores import builds_of

if TYPE_CHECKING:
    from store.search import Search


class NoBuild(Exception):
    """Nothing is published, so there is nothing to show."""


# Why a page may have no graph: none is published, or the engine that holds it does not answer.
NO_GRAPH = (NoBuild, EndpointError)
# Builds that are open besides the published one, for pages as they were.
MOST_OLD = 4
# Pieces of evidence of which it is known that a steward decided them.
MOST_DECIDED = 100_000


class Live:
    """One build, open, with what is worked out from it once and kept as long as it is the published one."""

    def __init__(self, build: Readable, release: str) -> None:
        self.build = build
        self.release = release
        self.base = build.manifest.base_iri
        self.documents: dict[str, dict[str, Any]] = {record["stem"]: record for record in build.manifest.documents}
        self._evidence: dict[str, int] = {}
        if isinstance(build, Build):
            # Whoever removes old builds leaves one that is held, which it is for as long as this is used.
            with contextlib.suppress(OSError):
                weakref.finalize(self, os.close, files.hold(build.path))

    @cached_property
    def search(self) -> "Search | None":
        """The build's search index; None for a build without one, as in another engine: then `names` is searched."""
        if not isinstance(self.build, Build):
            return None
        # Tantivy comes with it, which only pages with lists need.
        from store.search import open_search

        return open_search(self.build.path)

    @property
    def counts(self) -> dict[str, int]:
        """How many things of each kind documents mention."""
        return self.search.kinds if self.search else self.names.counts

    @property
    def unmentioned(self) -> dict[str, int]:
        """How many things of each kind only the authority file knows."""
        return self.search.unmentioned if self.search else self.names.unmentioned

    @cached_property
    def names(self) -> Names:
        """Every thing with its names, for lists and search."""
        return Names.read(self.build, self.base)

    @cached_property
    def decisions(self) -> dict[str, str]:
        """The decision behind each piece of evidence that a steward's word has changed, by its IRI: their ids."""
        said = pyoxigraph.NamedNode(PROV.wasInfluencedBy)
        rows = self.build.select(f"SELECT ?e ?d WHERE {{ GRAPH ?g {{ ?e {said} ?d }} }} LIMIT {MOST_DECIDED}")
        prefix = f"{self.base}decision/"
        return {
            row["e"].value: row["d"].value.removeprefix(prefix) for row in rows if row["d"].value.startswith(prefix)
        }

    @cached_property
    def records(self) -> dict[str, dict[str, str]]:
        """What the build's graph says of each document besides the manifest: `publisher`, `source`, `license`."""
        graph = pyoxigraph.NamedNode(f"{self.base}graph/build")
        found: dict[str, dict[str, str]] = {stem: {} for stem in self.documents}
        for name in ("publisher", "source", "license"):
            for quad in self.build.matching(None, pyoxigraph.NamedNode(DCTERMS[name]), None, graph):
                stem = quad.subject.value.removeprefix(f"{self.base}doc/")  # type: ignore[union-attr]
                found.setdefault(stem, {})[name] = quad.object.value  # type: ignore[union-attr]
        return found

    @cached_property
    def licence(self) -> str:
        """The licence that all documents have; empty when they have several, or one without an address."""
        licences = {record.get("license", "") for record in self.records.values()}
        licence = licences.pop() if len(licences) == 1 else ""
        return licence if licence.startswith("http") else ""

    @cached_property
    def replaced(self) -> dict[str, str]:
        """The IRIs of things that stewards merged into others, or withdrew for others, with those others.

        A body that became another one in the world has a class; it stays.
        """
        graph = pyoxigraph.NamedNode(f"{self.base}graph/authority")
        found = {}
        for quad in self.build.matching(None, pyoxigraph.NamedNode(DCTERMS.isReplacedBy), None, graph):
            old, new = quad.subject, quad.object
            if isinstance(old, pyoxigraph.NamedNode) and isinstance(new, pyoxigraph.NamedNode):
                typed = next(iter(self.build.matching(old, pyoxigraph.NamedNode(RDF.type), None)), None)
                if typed is None and old.value.startswith(f"{self.base}id/"):
                    found[old.value] = new.value
        return found

    @cached_property
    def use(self) -> dict[str, int]:
        """How often each term is used; see `server.use`."""
        return use_of(self.build)

    @cached_property
    def extractors(self) -> dict[str, int]:
        """How many statements each reader found; see `server.use`."""
        return extractors_of(self.build)

    def used(self, class_: str) -> int:
        """How many things of a class there are; for one that only graphs of evidence have, how many those have."""
        if class_ in self.use:
            return self.use[class_]
        if class_ not in self._evidence:
            self._evidence[class_] = evidence_of(self.build, class_)
        return self._evidence[class_]

    @cached_property
    def places(self) -> list[Located]:
        """The places that something is at and that have coordinates; see `server.places`."""
        return places_of(self.build, self.base)

    def title(self, stem: str) -> str:
        """The title of a document, or its stem when it has none."""
        return str(self.documents.get(stem, {}).get("title") or stem)


class Keeper:
    """Gives the build that is published now; opens it anew when the pointer has moved."""

    def __init__(self, settings: Settings, release: str) -> None:
        self.builds = builds_of(settings)
        self.release = release
        self._lock = threading.Lock()
        self._live: Live | None = None
        self._old: OrderedDict[str, Live] = OrderedDict()

    def old(self, id: str) -> Live:
        """A build that is kept, open; only so many are open at once. Raises `StoreError`."""
        with self._lock:
            live = self._old.pop(id, None)
            if live is None:
                build: Readable = self.builds.open(id)
                build.prepare()
                live = Live(build, self.release)
            self._old[live.build.id] = live
            while len(self._old) > MOST_OLD:
                self._old.popitem(last=False)
            return live

    def live(self) -> Live:
        """The published build. Raises `NoBuild`."""
        published = self.builds.current_id()
        live = self._live
        if live is not None and live.build.id == published:
            return live
        with self._lock:
            if self._live is None or self._live.build.id != published:
                try:
                    build: Readable = self.builds.open()
                    # Opened now: a build that is deleted afterwards is still read to the end.
                    build.prepare()
                    self._live = Live(build, self.release)
                except BuildNotFound as error:
                    raise NoBuild(str(error)) from None
                except EndpointError as error:
                    if self._live is None:
                        raise
                    current_app.logger.error("%s", error)
                except StoreError as error:
                    # A damaged new build must not take a good one down.
                    if self._live is None:
                        raise NoBuild(str(error)) from None
                    current_app.logger.error("%s", error)
            return self._live


def current() -> Live:
    """The build that this request is answered from: the same one to its end. Raises `NoBuild`."""
    if "live" not in g:
        g.live = current_app.extensions["innograf"].keeper.live()
    live: Live = g.live
    return live
