"""What the index has of some things, read from the quads of a build: for those that a revision touched."""

from collections import Counter
from collections.abc import Iterable

import pyoxigraph

from store.names import LABELS, NOT_SAID


def named_in(quads: pyoxigraph.Store, base: str, stems: Iterable[str]) -> set[str]:
    """The IRIs of what documents name."""
    return {
        quad.subject.value
        for stem in stems
        for label in LABELS
        for quad in quads.quads_for_pattern(
            None, pyoxigraph.NamedNode(label), None, pyoxigraph.NamedNode(f"{base}graph/{stem}")
        )
        if isinstance(quad.subject, pyoxigraph.NamedNode)
    }


def lines_of(quads: pyoxigraph.Store, iris: Iterable[str]) -> bytes:
    """The lines that have the IRIs as their subject, those of each together."""
    found = (
        quad for iri in sorted(iris) for quad in quads.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None)
    )
    return "".join(f"{quad} .\n" for quad in found).encode()


def counts_of(quads: pyoxigraph.Store, base: str, iris: Iterable[str]) -> Counter[str]:
    """How many statements about things have each IRI as their value."""
    things, graphs = f"{base}id/", f"{base}graph/"
    hidden = {f"{graphs}{name}" for name in NOT_SAID}
    counts: Counter[str] = Counter()
    for iri in iris:
        for quad in quads.quads_for_pattern(None, None, pyoxigraph.NamedNode(iri), None):
            graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
            if graph.startswith(graphs) and graph not in hidden and str(quad.subject).startswith(f"<{things}"):
                counts[iri] += 1
    return counts
