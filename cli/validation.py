"""What validation found, as quads of a build's own graph."""

from collections.abc import Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from ontology import INNO, PROV, RDF, RDFS, SH


def validation_quads(summary: Mapping[str, Any], base_iri: str) -> list[Quad]:
    """Return quads that say whether the build conforms and how many results there are.

    `summary` has conforms, violations, warnings and infos. No time is in them, since they count in the build's id.
    """
    node = NamedNode(f"{base_iri}build/validation")
    graph = NamedNode(f"{base_iri}graph/build")
    statements: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(SH.ValidationReport)),
        (RDFS.label, Literal("Validering av bygget", language="nb")),
        (RDFS.label, Literal("Validation of the build", language="en")),
        (PROV.wasGeneratedBy, NamedNode(f"{base_iri}build")),
        (SH.conforms, Literal(bool(summary["conforms"]))),
        *((INNO[name], Literal(int(summary[name]))) for name in ("violations", "warnings", "infos")),
    ]
    return [Quad(node, NamedNode(predicate), value, graph) for predicate, value in statements]
