"""Relations between things as people understand them, for the network.

Most are a property of the ontology. A role is a node between a person and a body, and a change a node between the
bodies before and after it: such a node is one relation, with what stands on its two sides.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from ontology import DCTERMS, INNO, NIF, ORG, OWL, PROV, RDF, SCHEMA, SKOS, load_store, vocabulary
from server import words
from server.layouts import short
from shapes.pages.layout import Path_, Way

# What says where a text comes from or which kind a thing is of, and the two ends of nodes that stand between things.
_NONE = {
    *(SCHEMA[name] for name in ("mentions", "memberOf", "funding", "amount")),
    *(ORG[name] for name in ("member", "organization", "originalOrganization", "resultingOrganization")),
    *(INNO[name] for name in ("eventType", "policyType", "mayCall")),
    ORG.classification,
    DCTERMS.type,
}
_NO_SPACES = (str(PROV), str(NIF), str(SKOS), str(RDF))


@dataclass(frozen=True)
class Relation:
    """A relation from one thing to another. `name` is what addresses call it.

    `predicate` leads from one to the other; else a node between them has `near` to one and `far` to the other, and
    `class_iri` is what the node is, when the relation is called by that.
    """

    name: str
    predicate: str = ""
    near: str = ""
    far: tuple[str, ...] = ()
    class_iri: str = ""

    @property
    def symmetric(self) -> bool:
        """Say whether it is the same from both sides."""
        return self.predicate in _symmetric()

    def paths(self) -> tuple[Path_, Path_]:
        """The way from its source to its target, and back."""
        if self.predicate:
            return ((("out", self.predicate),),), ((("in", self.predicate),),)
        ends: tuple[Way, ...] = tuple(("out", far) for far in self.far)
        back: tuple[Way, ...] = tuple(("in", far) for far in self.far)
        return ((("in", self.near),), ends), (back, (("out", self.near),))

    def label(self, language: str) -> str:
        """What it is called from the side of its source: `Organiser` of an event."""
        return words.label(self.predicate or self.class_iri or self.far[0], language)

    def inverse(self, language: str) -> str:
        """What it is called from the side of its target: `Organiser of`."""
        if self.predicate:
            return words.inverse(self.predicate, language)
        return words.label(self.class_iri or self.near, language)

    def sparql(self) -> str:
        """A property path from a thing to those that it has this relation with, whichever side it is on."""
        if self.predicate:
            return f"<{self.predicate}>|^<{self.predicate}>"
        far = "|".join(f"<{end}>" for end in self.far)
        return f"^<{self.near}>/({far})|^({far})/<{self.near}>"


ROLE = Relation("org:Membership", near=ORG.member, far=(ORG.organization, SCHEMA.memberOf), class_iri=ORG.Membership)
CHANGE = Relation("org:ChangeEvent", near=ORG.originalOrganization, far=(ORG.resultingOrganization,))


@cache
def relations() -> dict[str, Relation]:
    """All relations by their names, in the order of the ontology; roles and changes come first."""
    declared = {quad.subject for quad in load_store().quads_for_pattern(None, _TYPE, NamedNode(OWL.ObjectProperty))}
    found = [ROLE, CHANGE]
    for iri in vocabulary().properties:
        if NamedNode(iri) in declared and iri not in _NONE and not iri.startswith(_NO_SPACES):
            found.append(Relation(short(iri), iri))
    return {relation.name: relation for relation in found}


def chosen(names: Collection[str]) -> list[Relation]:
    """The relations with these names, all without any. Raises `KeyError` for a name that none has."""
    known = relations()
    wanted = {known[name] for name in names}
    return [relation for relation in known.values() if relation in wanted or not wanted]


_TYPE = NamedNode(RDF.type)


@cache
def _symmetric() -> frozenset[str]:
    quads = load_store().quads_for_pattern(None, _TYPE, NamedNode(OWL.SymmetricProperty))
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
