"""Which things a build has that its successor has not."""

import pyoxigraph

from ontology import RDF
from store.build import Build, evidence_prefix
from store.errors import StoreError
from store.line_difference import line_difference

_TYPE = f"<{RDF.type}>".encode()


def things_gone(before: Build, after: Build) -> list[str]:
    """The IRIs of things that `before` gives a class and of which `after` says nothing; none for builds without lines.

    The cost is that of the difference.
    """
    base = before.manifest.base_iri
    start, evidence = f"<{base}id/".encode(), f" <{evidence_prefix(base)}".encode()
    candidates = set()
    try:
        for added, line in line_difference(before, after):
            if not added and line.startswith(start) and evidence not in line:
                subject, predicate, _ = line.split(b" ", 2)
                if predicate == _TYPE:
                    candidates.add(subject[1:-1].decode())
    except StoreError:
        return []
    return sorted(iri for iri in candidates if not _is_typed(after, iri))


def _is_typed(build: Build, iri: str) -> bool:
    found = build.quads.quads_for_pattern(pyoxigraph.NamedNode(iri), pyoxigraph.NamedNode(RDF.type), None, None)
    return next(found, None) is not None
