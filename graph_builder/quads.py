"""From drafts to quads: what each document says in its own graph, and for every statement the evidence in another."""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from graph_builder.authority import Authority
from graph_builder.draft import Draft, Entity, Span, Value
from graph_builder.iris import class_iri
from graph_builder.precision import confidence, shipped
from graph_builder.records import Decided
from graph_builder.statement import Statement, Term
from ontology import FOAF, INNO, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, vocabulary

_CLASSIFIED = {
    "Organisation": (ORG.classification, "organisation"),
    "Event": (INNO.eventType, "event"),
    "PolicyDocument": (INNO.policyType, "policy"),
}
_UNNAMED = frozenset({"Membership", "Grant", "Amount"})
# Terms of evidence, which is most of a build.
_TYPE, _EVIDENCE, _STATEMENT, _SPAN = map(NamedNode, (RDF.type, INNO.Evidence, RDF.Statement, INNO.Span))
_SUBJECT, _PREDICATE, _OBJECT = map(NamedNode, (RDF.subject, RDF.predicate, RDF.object))
_DERIVED_FROM, _EXTRACTOR, _CONFIDENCE = map(NamedNode, (PROV.wasDerivedFrom, INNO.extractor, INNO.confidence))
_BEGIN, _END, _ANCHOR, _CONTEXT = map(NamedNode, (NIF.beginIndex, NIF.endIndex, NIF.anchorOf, NIF.referenceContext))
_INFLUENCED_BY = NamedNode(PROV.wasInfluencedBy)
_DECIMAL, _INTEGER = map(NamedNode, (XSD.decimal, XSD.integer))


def choose_labels(
    drafts: Iterable[Draft],
    iris: Mapping[int, str],
    authority: Authority,
    base_iri: str,
    decided: Decided | None = None,
) -> dict[tuple[str, str], str]:
    """(entity IRI, language) → the one name that is its `rdfs:label` in that language, over all documents.

    The authority's preferred name goes first, then a name that a document gives as the title, then the fullest form.
    A name that stewards split off wherever it stands in a document does not count there.
    """
    best: dict[tuple[str, str], tuple[tuple[bool, bool, int, str], str]] = {}
    for draft in drafts:
        language = draft.document.language
        for entity in draft.entities:
            for name, spans in entity.names.items():
                if decided is not None and not decided.apart_at(draft.document.stem, iris[id(entity)], spans)[0]:
                    continue
                rank = (name == entity.preferred, len(name.split()) > 1, len(name), name)
                key = (iris[id(entity)], language)
                best[key] = max(best.get(key, (rank, name)), (rank, name))
    labels = {key: name for key, (_, name) in best.items()}
    for entry in authority.entries.values():
        for name, language in entry.preferred:
            labels[base_iri + entry.key, language] = name
    return labels


def document_quads(
    draft: Draft,
    iris: Mapping[int, str],
    labels: Mapping[tuple[str, str], str],
    base_iri: str,
    precision: Mapping[str, float] | None = None,
    decided: Decided | None = None,
) -> list[Quad]:
    """The quads of one document: `{base}graph/{stem}` and `{base}evidence/{stem}`.

    `precision` is that of each reader, from which the confidence comes; left out, the table that Innograf ships.
    `decided` is what stewards decided.
    """
    stem = draft.document.stem
    graph = NamedNode(f"{base_iri}graph/{stem}")
    said: Iterable[Statement] = _statements(draft, iris, labels, base_iri, decided)
    if decided is not None:
        said = decided.statements(stem, said)
    statements = sorted(
        set(said),
        key=lambda s: (s.span, str(s.predicate), str(s.subject), str(s.object), s.extractor, s.certain, s.decision),
    )
    quads = [Quad(s.subject, s.predicate, s.object, graph) for s in statements]
    return quads + _evidence(statements, draft, base_iri, shipped() if precision is None else precision)


def _statements(
    draft: Draft,
    iris: Mapping[int, str],
    labels: Mapping[tuple[str, str], str],
    base_iri: str,
    decided: Decided | None = None,
) -> Iterator[Statement]:
    language = draft.document.language

    def firsts(iri: str, spans: Iterable[Span]) -> list[Span]:
        """The first of a thing's mentions, and the first of those that are split off."""
        parts = [[*spans]] if decided is None else decided.apart_at(draft.document.stem, iri, [*spans])
        return [min(part) for part in parts if part]

    document = NamedNode(f"{base_iri}doc/{draft.document.stem}")
    mentions = NamedNode(SCHEMA.mentions)
    for entity in draft.entities:
        node = NamedNode(iris[id(entity)])
        places = firsts(node.value, {span for spans in entity.names.values() for span in spans})
        for first in places:
            yield Statement(node, NamedNode(RDF.type), NamedNode(class_iri(entity.kind)), first, entity.reader)
        if entity.kind in _UNNAMED:
            continue
        for name, spans in entity.names.items():
            chosen = labels.get((node.value, language)) == name
            predicate = NamedNode(RDFS.label if chosen else SKOS.altLabel)
            for first in firsts(node.value, spans):
                yield Statement(node, predicate, Literal(name, language=language), first, entity.reader)
                if chosen and entity.kind == "Person":
                    yield Statement(node, NamedNode(FOAF.name), Literal(name), first, entity.reader)
            for span in spans:
                yield Statement(document, mentions, node, span, entity.reader)
        for first in places:
            yield from _classified(entity, node, first)
    for fact in draft.all_facts():
        subject = NamedNode(iris[id(fact.subject)])
        value: Term
        if isinstance(fact.object, Value):
            value = _literal(fact.object, language)
        else:
            value = NamedNode(iris[id(fact.object)])
        if subject != value:
            yield Statement(subject, NamedNode(fact.predicate), value, fact.span, fact.reader)


def _classified(entity: Entity, node: NamedNode, span: Span) -> Iterator[Statement]:
    if entity.kind in _CLASSIFIED and entity.notation:
        predicate, scheme = _CLASSIFIED[entity.kind]
        concept = vocabulary().concept(scheme, entity.notation)
        if concept:
            yield Statement(node, NamedNode(predicate), NamedNode(concept), span, entity.reader)


def _literal(value: Value, language: str) -> Literal:
    if not value.datatype:
        return Literal(value.text, language=language)
    if value.datatype == "string":
        return Literal(value.text)
    return Literal(value.text, datatype=NamedNode(XSD[value.datatype]))


def _evidence(statements: list[Statement], draft: Draft, base_iri: str, precision: Mapping[str, float]) -> list[Quad]:
    stem = draft.document.stem
    graph = NamedNode(f"{base_iri}evidence/{stem}")
    quads: list[Quad] = []
    spans: dict[Span, NamedNode] = {}
    # There are few readers and many statements.
    readers = {
        (name, certain): (
            Literal(name),
            Literal(f"{1 if certain else confidence(precision, name):.2f}", datatype=_DECIMAL),
        )
        for name, certain in {(statement.extractor, statement.certain) for statement in statements}
    }
    for number, statement in enumerate(statements, start=1):
        node = NamedNode(f"{base_iri}evidence/{stem}/{number}")
        span = spans.setdefault(
            statement.span, NamedNode(f"{base_iri}doc/{stem}#char={statement.span[0]},{statement.span[1]}")
        )
        extractor, measured = readers[statement.extractor, statement.certain]
        quads += (
            Quad(node, _TYPE, _EVIDENCE, graph),
            Quad(node, _TYPE, _STATEMENT, graph),
            Quad(node, _SUBJECT, statement.subject, graph),
            Quad(node, _PREDICATE, statement.predicate, graph),
            Quad(node, _OBJECT, statement.object, graph),
            Quad(node, _DERIVED_FROM, span, graph),
            Quad(node, _EXTRACTOR, extractor, graph),
            Quad(node, _CONFIDENCE, measured, graph),
        )
        if statement.decision:
            quads.append(Quad(node, _INFLUENCED_BY, NamedNode(f"{base_iri}decision/{statement.decision}"), graph))
    for (start, end), span in spans.items():
        quads += _span(span, start, end, draft, base_iri, graph)
    return quads


def _span(node: NamedNode, start: int, end: int, draft: Draft, base_iri: str, graph: NamedNode) -> list[Quad]:
    document = draft.document
    return [
        Quad(node, _TYPE, _SPAN, graph),
        Quad(node, _BEGIN, Literal(str(start), datatype=_INTEGER), graph),
        Quad(node, _END, Literal(str(end), datatype=_INTEGER), graph),
        Quad(node, _ANCHOR, Literal(document.text[start:end]), graph),
        Quad(node, _CONTEXT, NamedNode(f"{base_iri}doc/{document.stem}"), graph),
    ]
