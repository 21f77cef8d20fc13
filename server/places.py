"""Places whose coordinates are known, with what is there."""

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph

from ontology import SCHEMA
from server.links import thing_of
from store import Readable


@dataclass(frozen=True)
class Located:
    """A place: degrees north and east, and how many events and other things are there."""

    iri: str
    latitude: float
    longitude: float
    events: int
    others: int

    @property
    def total(self) -> int:
        """How many things are there."""
        return self.events + self.others


def places_of(build: Readable, base: str) -> list[Located]:
    """The places that something is at and that have coordinates, those with most first."""
    latitudes, longitudes = _numbers(build, SCHEMA.latitude), _numbers(build, SCHEMA.longitude)
    found = []
    for iri in latitudes.keys() & longitudes.keys():
        there = defaultdict(set)
        for quad in build.matching(None, pyoxigraph.NamedNode(SCHEMA.location), pyoxigraph.NamedNode(iri)):
            thing = thing_of(str(getattr(quad.subject, "value", "")), base)
            if thing:
                there[thing.kind == "event"].add(thing)
        if there:
            found.append(Located(iri, latitudes[iri], longitudes[iri], len(there[True]), len(there[False])))
    return sorted(found, key=lambda place: (-place.total, place.iri))


def _numbers(build: Readable, property: str) -> dict[str, float]:
    found = {}
    for quad in build.matching(None, pyoxigraph.NamedNode(property)):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(quad.object, pyoxigraph.Literal):
            try:
                found[quad.subject.value] = float(quad.object.value)
            except ValueError:
                continue
    return found
