"""Records as Turtle and back: PROV for who, when and why, Web Annotation for the words.

Whatever a text holds, it is the library that writes it, so none can end its literal or begin another statement.
"""

from collections import defaultdict
from datetime import UTC, date, datetime

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from graph_builder.records.record import Quote, Record, RecordError, record
from ontology import DCTERMS, FOAF, INNO, PROV, RDF, RDFS, XSD

_OA = "http://www.w3.org/ns/oa#"
_PREFIXES = {"inno": str.__str__(INNO), "prov": str.__str__(PROV), "rdf": str.__str__(RDF), "oa": _OA}
_PREFIXES |= {"rdfs": str.__str__(RDFS), "foaf": str.__str__(FOAF), "xsd": str.__str__(XSD)}
Term = NamedNode | Literal


def to_turtle(said: Record, base_iri: str) -> bytes:
    """A record as a file."""
    return serialize(triples(said, base_iri), format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""


def triples(said: Record, base_iri: str) -> list[Triple]:
    """A record as triples about `{base}decision/{id}` and its words."""
    node = f"{base_iri}decision/{said.id}"
    found: list[tuple[str, str, Term]] = [
        (node, RDF.type, NamedNode(INNO.Decision)),
        (node, RDF.type, NamedNode(PROV.Activity)),
        (node, INNO.verdict, Literal(said.verdict)),
        (node, PROV.wasAssociatedWith, NamedNode(f"{node}#steward")),
        (f"{node}#steward", RDF.type, NamedNode(PROV.Agent)),
        (f"{node}#steward", FOAF.name, Literal(said.who)),
        (node, PROV.endedAtTime, _typed(said.when.astimezone(UTC).isoformat().replace("+00:00", "Z"), XSD.dateTime)),
    ]
    if said.why:
        found.append((node, RDFS.comment, Literal(said.why)))
    if said.fact:
        subject, property, value = said.fact
        found += [(node, RDF.subject, NamedNode(subject)), (node, RDF.predicate, NamedNode(property))]
        found.append((node, RDF.object, value))
    if said.value is not None:
        found.append((node, RDF.value, said.value))
    for place, iri in enumerate(said.entities):
        kept = said.verdict == "merge" and place == 0
        found.append((node, INNO.keeps if kept else INNO.concerns, NamedNode(iri)))
    for property, text in ((INNO.newKind, said.kind), (INNO.item, said.item), (INNO.assignee, said.person)):
        if text:
            found.append((node, property, Literal(text)))
    if said.expires:
        found.append((node, INNO.expires, _typed(said.expires.isoformat(), XSD.date)))
    if said.undoes:
        found.append((node, INNO.undoes, NamedNode(f"{base_iri}decision/{said.undoes}")))
    for number, quote in enumerate(said.quotes, start=1):
        found += _quote(node, f"{node}#words-{number}", quote, base_iri)
    return [Triple(NamedNode(subject), NamedNode(property), value) for subject, property, value in found]


def _quote(decision: str, node: str, quote: Quote, base_iri: str) -> list[tuple[str, str, Term]]:
    document = NamedNode(f"{base_iri}doc/{quote.stem}")
    return [
        (decision, PROV.used, document),
        (decision, f"{_OA}hasTarget", NamedNode(node)),
        (node, f"{_OA}hasSource", document),
        (node, f"{_OA}exact", Literal(quote.exact)),
        (node, f"{_OA}prefix", Literal(quote.prefix)),
        (node, f"{_OA}suffix", Literal(quote.suffix)),
        (node, f"{_OA}start", _typed(str(quote.start), XSD.integer)),
        (node, f"{_OA}end", _typed(str(quote.end), XSD.integer)),
    ]


def from_turtle(data: bytes, base_iri: str) -> Record:
    """The record in a file. Raises `RecordError`."""
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(data, RdfFormat.TURTLE, base_iri=base_iri):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Term):
                raise RecordError("it must have no blank nodes")
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    except (SyntaxError, ValueError) as error:
        raise RecordError(str(error)) from None
    nodes = [node for node, about in said.items() if NamedNode(INNO.Decision) in about[RDF.type]]
    if len(nodes) != 1:
        raise RecordError("it must have one inno:Decision")
    return _record(said[nodes[0]], said, base_iri)


def _record(about: dict[str, list[Term]], said: dict[str, dict[str, list[Term]]], base_iri: str) -> Record:
    def text(property: str) -> str:
        return about[property][0].value if about[property] else ""

    try:
        when = datetime.fromisoformat(text(PROV.endedAtTime))
        expires = date.fromisoformat(text(INNO.expires)) if about[INNO.expires] else None
        targets = sorted(about[f"{_OA}hasTarget"], key=lambda node: int(node.value.rpartition("-")[2]))
        quotes = tuple(_read_quote(said[node.value], base_iri) for node in targets)
    except ValueError as error:
        raise RecordError(str(error)) from None
    if when.tzinfo is None:
        raise RecordError("prov:endedAtTime must have an offset, as 2026-01-31T12:00:00Z")
    values = about[RDF.object]
    who = [name for agent in about[PROV.wasAssociatedWith] for name in said[agent.value][FOAF.name]]
    # So it was written at first.
    who = who or about[DCTERMS.creator]
    return record(
        verdict=text(INNO.verdict),
        who=who[0].value if who else "",
        when=when,
        why=text(RDFS.comment),
        fact=(text(RDF.subject), text(RDF.predicate), values[0]) if values else None,
        quotes=quotes,
        entities=(*(node.value for node in about[INNO.keeps]), *sorted(node.value for node in about[INNO.concerns])),
        value=about[RDF.value][0] if about[RDF.value] else None,
        kind=text(INNO.newKind),
        item=text(INNO.item),
        person=text(INNO.assignee),
        expires=expires,
        undoes=text(INNO.undoes).removeprefix(f"{base_iri}decision/"),
    )


def _read_quote(about: dict[str, list[Term]], base_iri: str) -> Quote:
    def text(name: str) -> str:
        if not about[_OA + name]:
            raise RecordError(f"words must have oa:{name}")
        return about[_OA + name][0].value

    return Quote(
        stem=text("hasSource").removeprefix(f"{base_iri}doc/"),
        exact=text("exact"),
        prefix=text("prefix"),
        suffix=text("suffix"),
        start=int(text("start")),
        end=int(text("end")),
    )


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(datatype))
