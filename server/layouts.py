"""Names of properties for addresses, and which things only stand between two others.

A membership is a person, a role and a body in one row; a grant is who gives and how much. Such nodes have a page too,
but nobody has to go by way of it.
"""

import pyoxigraph

import ontology
from server.links import thing_of
from server.reader import Term

BETWEEN = {"membership", "grant", "amount"}


def short(iri: str) -> str:
    """A property as `prefix:name`, for addresses and anchors; the IRI itself when no prefix fits."""
    for prefix, space in ontology.prefixes().items():
        if iri.startswith(space) and iri != space:
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def full(name: str) -> str:
    """The IRI that `short` made a name of."""
    prefix, colon, local = name.partition(":")
    space = ontology.prefixes().get(prefix)
    return f"{space}{local}" if colon and space and not local.startswith("//") else name


def is_node(term: Term, base: str) -> bool:
    """Say whether a term is a node that stands between things."""
    thing = thing_of(term.value, base) if isinstance(term, pyoxigraph.NamedNode) else None
    return thing is not None and thing.kind in BETWEEN
