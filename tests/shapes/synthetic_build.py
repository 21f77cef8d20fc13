"""A made-up build of any size, modelled as the vocabulary says."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

import ontology
from ontology import DCTERMS, FOAF, INNO, NIF, ORG, PROV, RDF, RDFS, SCHEMA, XSD

BASE = "https://w3id.org/innograf/"


def node(iri: str) -> NamedNode:
    return NamedNode(iri)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=NamedNode(XSD.integer))


def document_facts(number: int, events: int) -> Iterator[tuple[str, str, str | Literal]]:
    """Subject, predicate and object of the facts of one document; about 20 for each event."""
    area = f"{BASE}id/priority-area/area-{number}"
    policy = f"{BASE}id/policy/policy-{number}"
    place = f"{BASE}id/place/town-{number}"
    yield from named(place, INNO.Place, f"Town {number}")
    yield from named(area, INNO.PriorityArea, f"Area {number}")
    yield from named(policy, INNO.PolicyDocument, f"Policy {number}")
    yield policy, INNO.policyType, INNO["policy-white-paper"]
    yield policy, DCTERMS.identifier, Literal(f"Meld. St. {number + 1} (2019–2020)")
    yield policy, INNO.hasPriorityArea, area
    for i in range(events):
        slug = f"{number}-{i}"
        person, body = f"{BASE}id/person/p-{slug}", f"{BASE}id/organisation/o-{slug}"
        event, role = f"{BASE}id/event/e-{slug}", f"{BASE}id/membership/m-{slug}"
        measure = f"{BASE}id/measure/t-{slug}"
        yield from named(person, INNO.Person, f"Person {slug}")
        yield person, FOAF.name, Literal(f"Person {slug}")
        yield from named(body, INNO.Organisation, f"Body {slug}")
        yield body, ORG.classification, INNO["organisation-agency"]
        yield from named(event, INNO.Event, f"Event {slug}")
        yield event, INNO.eventType, INNO["event-session"]
        yield event, SCHEMA.organizer, body
        yield event, SCHEMA.performer, person
        yield event, SCHEMA.location, place
        yield event, SCHEMA.startDate, Literal("2018-03-19T10:30:00", datatype=node(XSD.dateTime))
        yield event, SCHEMA.endDate, Literal("2018-03-19T12:00:00", datatype=node(XSD.dateTime))
        yield role, RDF.type, ORG.Membership
        yield role, ORG.member, person
        yield role, ORG.organization, body
        yield role, SCHEMA.roleName, Literal("adviser", language="en")
        yield from named(measure, INNO.Measure, f"Measure {slug}")
        yield measure, INNO.inArea, area
        yield policy, INNO.hasMeasure, measure


def named(thing: str, kind: str, name: str) -> Iterator[tuple[str, str, str | Literal]]:
    yield thing, RDF.type, kind
    yield thing, RDFS.label, Literal(name, language="en")


def build(documents: int = 5, events: int = 22) -> list[Quad]:
    """All quads of a build: facts, evidence, inferred statements, ontology and the documents' metadata."""
    return list(quads_of_build(documents, events))


def quads_of_build(documents: int, events: int) -> Iterator[Quad]:
    """The same, one document after the other, for builds that do not fit into memory."""
    for number in range(documents):
        facts = list(facts_of(number, events))
        yield from facts
        yield from metadata(number)
        source, evidence = node(f"{BASE}doc/made-{number}.en"), node(f"{BASE}evidence/made-{number}.en")
        for i, fact in enumerate(facts):
            yield from evidence_for(fact, i, source, evidence)
        yield from ontology.infer(facts, f"{BASE}graph/inferred")
    yield from ontology.skolemise(ontology.files(), f"{BASE}graph/ontology", BASE)


def facts_of(number: int, events: int) -> Iterator[Quad]:
    graph = node(f"{BASE}graph/made-{number}.en")
    for subject, predicate, value in document_facts(number, events):
        yield Quad(node(subject), node(predicate), value if isinstance(value, Literal) else node(value), graph)


def metadata(number: int) -> Iterator[Quad]:
    stem, meta = f"made-{number}.en", node(f"{BASE}graph/build")
    source = node(f"{BASE}doc/{stem}")
    yield Quad(source, node(RDF.type), node(INNO.SourceDocument), meta)
    yield Quad(source, node(DCTERMS.title), Literal(f"Made up {number}", language="en"), meta)
    yield Quad(source, node(DCTERMS.language), Literal("en"), meta)
    yield Quad(source, node(INNO.fileName), Literal(f"{stem}.txt"), meta)
    yield Quad(source, node(INNO.sha256), Literal(f"{number:064x}"), meta)


def evidence_for(fact: Quad, number: int, source: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    text = "made up text"
    begin, end = number * 20, number * 20 + len(text)
    here, span = node(f"{graph.value}/{number}"), node(f"{source.value}#char={begin},{end}")
    for subject, predicate, value in (
        (here, RDF.type, node(INNO.Evidence)),
        (here, RDF.type, node(RDF.Statement)),
        (here, RDF.subject, fact.subject),
        (here, RDF.predicate, fact.predicate),
        (here, RDF.object, fact.object),
        (here, PROV.wasDerivedFrom, span),
        (here, INNO.extractor, Literal("made-up")),
        (here, INNO.confidence, Literal("0.97", datatype=node(XSD.decimal))),
        (span, RDF.type, node(INNO.Span)),
        (span, NIF.beginIndex, integer(begin)),
        (span, NIF.endIndex, integer(end)),
        (span, NIF.anchorOf, Literal(text)),
        (span, NIF.referenceContext, source),
    ):
        yield Quad(subject, node(predicate), value, graph)
