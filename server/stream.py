"""The changes as a Linked Data Event Stream: the stream, its pages, and a member for each version of a thing.

Sources: https://semiceu.github.io/LinkedDataEventStreams/releases/1.0.0/, https://treecg.github.io/specification/.
The first page of pages has the state of all things in the oldest publication whose build is kept, and then come, for
each publication, the things that it changed. A page never changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph

from ontology import DCTERMS, PROV, RDF, XSD, Namespace
from server.links import thing_of
from server.live import Live
from store import Readable, is_evidence
from store.history import Publication

LDES = Namespace("https://w3id.org/ldes#")
TREE = Namespace("https://w3id.org/tree#")
DELETE = "https://www.w3.org/ns/activitystreams#Delete"
# Things on a page.
MOST = 250

_Value = str | pyoxigraph.Literal
Said = tuple[str, str, _Value]


@dataclass(frozen=True)
class Step:
    """One publication in the stream: from the publication `before` on, or all there is when that is None."""

    publication: Publication
    before: Publication | None

    def path(self, suffix: str = "", after: str = "") -> str:
        """The address of its page with the things after one."""
        before = self.before.number if self.before else 0
        query = f"?after={quote(after, safe='/:')}" if after else ""
        return f"changes/{self.publication.number}/from/{before}{suffix}{query}"


def steps(publications: list[Publication], kept: set[str]) -> list[Step]:
    """The publications whose builds are kept, each from the one before it."""
    there = [item for item in publications if item.build in kept]
    return [Step(item, there[place - 1] if place else None) for place, item in enumerate(there)]


def stream(base: str) -> Iterator[Said]:
    """What every page says of the stream that it is part of."""
    it = f"{base}changes#stream"
    yield it, RDF.type, LDES.EventStream
    yield it, LDES.versionOfPath, DCTERMS.isVersionOf
    yield it, LDES.timestampPath, PROV.generatedAtTime
    yield it, LDES.versionDeletePath, RDF.type
    yield it, LDES.versionDeleteObject, DELETE


def view(base: str, address: str, found: list[Step], whole: bool) -> Iterator[Said]:
    """The root: where each publication begins, and which versions are kept; `whole` when all of them are."""
    root = f"{address}changes"
    yield from stream(base)
    yield f"{base}changes#stream", TREE.view, root
    yield root, RDF.type, TREE.Node
    if not whole and found:
        about, policy = f"{base}changes#view", f"{base}changes#retention"
        yield root, TREE.viewDescription, about
        yield about, RDF.type, TREE.ViewDescription
        yield about, LDES.retentionPolicy, policy
        yield policy, RDF.type, LDES.RetentionPolicy
        yield policy, LDES.startingFrom, _time(found[0].publication.at)
        yield policy, LDES.versionAmount, pyoxigraph.Literal(1)
    for step in found:
        for name, kind in (("from", TREE.GreaterThanOrEqualToRelation), ("to", TREE.LessThanOrEqualToRelation)):
            relation = f"{base}changes#publication-{step.publication.number}-{name}"
            yield root, TREE.relation, relation
            yield relation, RDF.type, kind
            yield relation, TREE.node, address + step.path()
            yield relation, TREE.path, PROV.generatedAtTime
            yield relation, TREE.value, _time(step.publication.at)


def page(live: Live, address: str, step: Step, after: str, things: list[str], more: bool) -> Iterator[Said]:
    """A page: its members, and the page after it if there are `more` things."""
    it, node = f"{live.base}changes#stream", address + step.path(after=after)
    yield from stream(live.base)
    yield it, TREE.view, f"{address}changes"
    yield node, RDF.type, TREE.Node
    if more:
        following = f"{node}#next"
        yield node, TREE.relation, following
        yield following, RDF.type, TREE.Relation
        yield following, TREE.node, address + step.path(after=things[-1])
    for iri in things:
        member = _member(live, step.publication, iri)
        yield it, TREE.member, member
        yield member, DCTERMS.isVersionOf, iri
        yield member, PROV.generatedAtTime, _time(step.publication.at)
        yield from _state(live.build, live.base, iri, member)


def _member(live: Live, publication: Publication, iri: str) -> str:
    """The IRI of a version, which is also the address of the thing's page as of its build."""
    thing = thing_of(iri, live.base)
    path = f"page/{thing.kind}/{thing.slug}" if thing else iri.removeprefix(live.base)
    return f"{live.base}{path}?build={publication.build[:16]}#version-{publication.number}"


def _state(build: Readable, base: str, iri: str, member: str) -> Iterator[Said]:
    """What a build says of a thing, said of its version; a thing that is not there is deleted."""
    typed = False
    for quad in build.matching(pyoxigraph.NamedNode(iri)):
        if is_evidence(str(quad.graph_name)[1:-1], base) or not isinstance(
            quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
        ):
            continue
        typed = typed or quad.predicate.value == RDF.type
        value = quad.object if isinstance(quad.object, pyoxigraph.Literal) else quad.object.value
        yield member, quad.predicate.value, value
    if not typed:
        yield member, RDF.type, DELETE


def triples(said: Iterator[Said]) -> list[pyoxigraph.Triple]:
    """The statements as triples."""
    node = pyoxigraph.NamedNode
    return [
        pyoxigraph.Triple(node(s), node(p), value if isinstance(value, pyoxigraph.Literal) else node(value))
        for s, p, value in said
    ]


def _time(at: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(at, datatype=pyoxigraph.NamedNode(XSD.dateTime))
