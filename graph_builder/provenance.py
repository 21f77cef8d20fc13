"""`{base}graph/build`: which documents a build was made from, and by which version of the builder (PROV-O).

It holds no time and no machine, since a build's id is the hash of its quads; those are in the build's manifest.
"""

from collections.abc import Container, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from graph_builder.read import Document
from ontology import DCTERMS, INNO, PROV, RDF, RDFS, SCHEMA, XSD

_ISSUED = {4: "gYear", 7: "gYearMonth", 10: "date"}
_SPDX = "https://spdx.org/licenses/"


def build_quads(
    documents: Iterable[Document], base_iri: str, builder_version: str, told: Container[str] | None = None
) -> list[Quad]:
    """The quads of the build's own graph; of the documents only those with stems in `told` are described, if given."""
    graph = NamedNode(f"{base_iri}graph/build")
    activity = NamedNode(f"{base_iri}build")
    software = NamedNode(f"{base_iri}software/innograf")
    statements: list[tuple[NamedNode, str, NamedNode | Literal]] = [
        (activity, RDF.type, NamedNode(PROV.Activity)),
        (activity, RDFS.label, Literal("Bygging av grafen", language="nb")),
        (activity, RDFS.label, Literal("Bygginga av grafen", language="nn")),
        (activity, RDFS.label, Literal("Build of the graph", language="en")),
        (activity, PROV.wasAssociatedWith, software),
        (software, RDF.type, NamedNode(PROV.SoftwareAgent)),
        (software, RDFS.label, Literal("Innograf")),
        (software, SCHEMA.softwareVersion, Literal(builder_version)),
    ]
    for document in documents:
        node = NamedNode(f"{base_iri}doc/{document.stem}")
        statements.append((activity, PROV.used, node))
        if told is not None and document.stem not in told:
            continue
        statements += ((node, predicate, value) for predicate, value in _about(document))
        for name in ("graph", "evidence"):
            statements.append((NamedNode(f"{base_iri}{name}/{document.stem}"), PROV.wasDerivedFrom, node))
            statements.append((NamedNode(f"{base_iri}{name}/{document.stem}"), PROV.wasGeneratedBy, activity))
    return [Quad(subject, NamedNode(predicate), value, graph) for subject, predicate, value in statements]


def subjects(stems: Iterable[str], base_iri: str) -> list[NamedNode]:
    """What the build's own graph has statements about when its documents have these stems."""
    own = (f"{base_iri}{name}" for name in ("build", "build/validation", "software/innograf"))
    of_documents = (f"{base_iri}{name}/{stem}" for stem in stems for name in ("doc", "graph", "evidence"))
    return [NamedNode(iri) for iri in (*own, *of_documents)]


def _about(document: Document) -> Iterable[tuple[str, NamedNode | Literal]]:
    metadata = document.metadata
    yield RDF.type, NamedNode(INNO.SourceDocument)
    yield RDFS.label, Literal(document.title, language=document.language)
    yield DCTERMS.title, Literal(document.title, language=document.language)
    yield DCTERMS.language, Literal(document.language)
    yield INNO.sha256, Literal(document.sha256)
    yield INNO.fileName, Literal(document.path.name)
    yield INNO.characters, Literal(str(len(document.text)), datatype=NamedNode(XSD.integer))
    if metadata.issued:
        datatype = NamedNode(XSD[_ISSUED[len(metadata.issued)]])
        yield DCTERMS.issued, Literal(metadata.issued, datatype=datatype)
    if metadata.source:
        yield DCTERMS.source, NamedNode(metadata.source)
    if metadata.publisher:
        yield DCTERMS.publisher, Literal(metadata.publisher)
    if metadata.licence:
        named = metadata.licence if metadata.licence.startswith(("http://", "https://")) else _SPDX + metadata.licence
        yield DCTERMS.license, NamedNode(named.replace(" ", "-"))
