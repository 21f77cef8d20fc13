"""What a build that differs in a few documents adds and takes away, without the quads of all the others being made.

A document's graphs depend on what was read of it, on the IRIs and labels that its entities have among all documents,
on the readers' precision, and on what stewards decided of its words. A hash of these, its *part*, is kept with the
build: while it is the same, so are they.
"""

import hashlib
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad, Store

from graph_builder import provenance
from graph_builder.cache import Cache
from graph_builder.draft import Draft
from graph_builder.read import RESERVED_STEMS
from graph_builder.records import Decided
from ontology import infer
from store import Build, Changes

REPORT = "parts"
# With more changed documents than one in so many, a build from scratch is as fast.
_CHANGED = 4


def parts(
    drafts: Iterable[Draft],
    cache: Cache,
    iris: Mapping[int, str],
    labels: Mapping[tuple[str, str], str],
    base_iri: str,
    precision: Mapping[str, float],
    decided: Decided,
) -> dict[str, str]:
    """Stem to a hash of all that the graphs of the document depend on."""
    common = repr((base_iri, sorted(precision.items())))
    found = {}
    for draft in drafts:
        language = draft.document.language
        named = [(iris[id(entity)], labels.get((iris[id(entity)], language))) for entity in draft.entities]
        told = f"{cache.name(draft.document)}\n{draft.document.path.name}\n{common}\n{named!r}"
        told += f"\n{decided.part(draft.document.stem)}"
        found[draft.document.stem] = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    return found


def changed(before: Build, now: Mapping[str, str]) -> frozenset[str] | None:
    """The stems of the documents whose graphs are new or differ; None when a build from scratch is the better way."""
    known: dict[str, str] = before.report(REPORT) or {}
    found = frozenset(stem for stem, part in now.items() if known.get(stem) != part)
    gone = known.keys() - now.keys()
    return None if (len(found) + len(gone)) * _CHANGED > len(known) else found


def changes(
    before: Build, unchanged: Iterable[str], said: Iterable[Quad], others: Iterable[Quad], base_iri: str
) -> Changes:
    """What differs between the build `before` and one that has the same graphs for the `unchanged` documents.

    `said` are the quads of the documents that changed, `others` those of all other graphs but the inferred one; of the
    build's own graph, what it says of the `unchanged` documents is left out.
    """
    inferred = f"{base_iri}graph/inferred"
    own = f"{base_iri}graph/build"
    unchanged = frozenset(unchanged)
    same = {f"{base_iri}{name}/{stem}" for stem in unchanged for name in ("graph", "evidence")} | {inferred, own}
    new = _as_stored([*said, *others])
    patterns: list[tuple[NamedNode | None, str]] = [(None, graph) for graph in before.graphs() if graph not in same]
    stems: Iterable[str] = (before.report(REPORT) or {}).keys() - unchanged
    patterns += [(subject, own) for subject in provenance.subjects(stems, base_iri)]
    old = {
        quad
        for subject, graph in patterns
        for quad in before.quads.quads_for_pattern(subject, None, None, NamedNode(graph))
    }
    removed, added = old - new, new - old
    # What follows for a thing follows from statements with that subject alone.
    subjects = {quad.subject for quad in removed | added if is_stated(quad, base_iri)}
    about = {quad for subject in subjects for quad in before.quads.quads_for_pattern(subject, None, None, None)}
    stated = {quad for quad in (about - removed) | added if quad.subject in subjects and is_stated(quad, base_iri)}
    followed = {quad for quad in about if _graph(quad) == inferred}
    follows = _as_stored(infer(stated, inferred))
    return Changes([*removed, *(followed - follows)], [*added, *(follows - followed)])


def as_stored(quads: Iterable[Quad]) -> Store:
    """A store with the quads, which writes literals in its own way: what it gives is what a build will have."""
    store = Store()
    store.extend(quads)
    return store


def is_stated(quad: Quad, base_iri: str) -> bool:
    """Say whether a quad is of a document's graph or the authority's: what is inferred follows from these."""
    prefix = f"{base_iri}graph/"
    graph = _graph(quad)
    return graph.startswith(prefix) and graph[len(prefix) :] not in _NOT_STATED


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    return set(as_stored(quads))


def _graph(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


_NOT_STATED = RESERVED_STEMS - {"authority"}
