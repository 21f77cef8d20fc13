"""A small graph in the project's vocabulary, with evidence, for tests of the pages. Everybody in it is invented."""

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

import ontology
from ontology import DCTERMS, FOAF, INNO, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, vocabulary

BASE = "https://w3id.org/innograf/"
HOSTILE = '<script>alert("x")</script>"\'><img src=x onerror=alert(1)>'


def thing(kind: str, slug: str) -> str:
    return f"{BASE}id/{kind}/{slug}"


@dataclass
class Writer:
    """Collects the quads of one document; a fact is given with the words that say it."""

    stem: str
    language: str
    title: str
    issued: str
    text: str
    quads: list[Quad] = field(default_factory=list)
    count: int = 0
    facts: int = 0

    def fact(self, subject: str, predicate: str, value: str | Literal, words: str, occurrence: int = 0) -> None:
        term = value if isinstance(value, Literal) else NamedNode(value)
        graph = NamedNode(f"{BASE}graph/{self.stem}")
        self.quads.append(Quad(NamedNode(subject), NamedNode(predicate), term, graph))
        start = -1
        for _ in range(occurrence + 1):
            start = self.text.index(words, start + 1)
        end = start + len(words)
        self.count += 1
        self.facts += 1
        evidence = NamedNode(f"{BASE}evidence/{self.stem}/{self.count}")
        span = NamedNode(f"{BASE}doc/{self.stem}#char={start},{end}")
        where = NamedNode(f"{BASE}evidence/{self.stem}")
        for s, p, o in (
            (evidence, RDF.type, NamedNode(INNO.Evidence)),
            (evidence, RDF.subject, NamedNode(subject)),
            (evidence, RDF.predicate, NamedNode(predicate)),
            (evidence, RDF.object, term),
            (evidence, PROV.wasDerivedFrom, span),
            (evidence, INNO.extractor, Literal("sample")),
            (evidence, INNO.confidence, Literal("0.97", datatype=NamedNode(XSD.decimal))),
            (span, RDF.type, NamedNode(INNO.Span)),
            (span, NIF.beginIndex, Literal(start)),
            (span, NIF.endIndex, Literal(end)),
            (span, NIF.anchorOf, Literal(words)),
            (span, NIF.referenceContext, NamedNode(f"{BASE}doc/{self.stem}")),
        ):
            self.quads.append(Quad(s, NamedNode(p), o, where))

    def named(self, iri: str, name: str, words: str | None = None, language: str | None = None) -> str:
        """A thing with its class and label."""
        kind = iri.removeprefix(f"{BASE}id/").partition("/")[0]
        self.fact(iri, RDF.type, vocabulary().kinds[kind], words or name)
        self.fact(iri, RDFS.label, Literal(name, language=language or self.language), words or name)
        graph = NamedNode(f"{BASE}graph/{self.stem}")
        self.quads.append(Quad(NamedNode(f"{BASE}doc/{self.stem}"), NamedNode(SCHEMA.mentions), NamedNode(iri), graph))
        if kind == "person":
            self.fact(iri, FOAF.name, Literal(name), words or name)
        return iri

    def role(self, person: str, role: str, body: str | None, words: str, *, at: str | None = None) -> str:
        slug = f"{person.rpartition('/')[2]}-{(body or at or 'x').rpartition('/')[2]}"
        node = thing("membership", slug)
        self.fact(node, RDF.type, ORG.Membership, words)
        self.fact(node, ORG.member, person, words)
        self.fact(node, SCHEMA.roleName, Literal(role, language=self.language), words)
        if body:
            self.fact(node, ORG.organization, body, words)
        if at:
            self.fact(node, SCHEMA.memberOf, at, words)
        return node


PROGRAMME = """Programdag om nye løsninger 17. november 2020

Prøvedirektoratet inviterer til en dag om samarbeid på tvers.

Vert: Åse Ødegård, direktør i Prøvedirektoratet

09.30 Velkommen til deling – Åse Ødegård
10.00 Hva lærte vi av forsøkene? – Kari Nordmann, fagsjef, Byen kommune
10.45 Åpne data uten omveier – Pål Test og Kari Nordmann

Sted: Storsalen
"""

WHITE_PAPER = """Melding om prøving i det offentlige

Meld. St. 99 (2019–2020) ble lagt fram av Prøvedepartementet 19. juni 2020.

Regjeringens mål er tjenester som virker.

Handlingsrom
Regjeringen vil
• gi etatene rom til å prøve ut nye arbeidsformer
• rydde i rapporteringskrav

Kompetanse
Regjeringen vil
• dele erfaringer mellom kommuner 😀 og stat

Avslutning
Regjeringen vil
• se på virkningene etter fem år
"""

NEWS = """Prøvestyrelsen på besøg

Prøvedirektoratet mødte danske kolleger. «Vi lærer af hinanden,» sagde Kari Nordmann.
"""


def _date(value: str, kind: str = "date") -> Literal:
    return Literal(value, datatype=NamedNode(XSD[kind]))


def programme() -> Writer:
    doc = Writer("programdag.nb", "nb", "Programdag om nye løsninger", "2020-11-17", PROGRAMME)
    body = doc.named(thing("organisation", "provedirektoratet"), "Prøvedirektoratet")
    doc.fact(body, ORG.classification, INNO["organisation-agency"], "Prøvedirektoratet")
    town = doc.named(thing("organisation", "byen-kommune"), "Byen kommune")
    hall = doc.named(thing("place", "storsalen"), "Storsalen")
    ase = doc.named(thing("person", "ase-odegard"), "Åse Ødegård")
    kari = doc.named(thing("person", "kari-nordmann"), "Kari Nordmann")
    pal = doc.named(thing("person", "pal-test"), "Pål Test")
    doc.role(ase, "direktør", body, "Åse Ødegård, direktør i Prøvedirektoratet")
    doc.role(kari, "fagsjef", town, "Kari Nordmann, fagsjef, Byen kommune")
    event = doc.named(thing("event", "programdag"), "Programdag om nye løsninger")
    doc.fact(event, INNO.eventType, INNO["event-conference"], "Programdag")
    doc.fact(event, SCHEMA.organizer, body, "Prøvedirektoratet inviterer til en dag")
    doc.fact(event, SCHEMA.startDate, _date("2020-11-17"), "17. november 2020")
    doc.fact(event, SCHEMA.location, hall, "Storsalen")
    doc.role(ase, "vert", None, "Vert: Åse Ødegård", at=event)
    for slug, title, start, people in (
        ("velkommen", "Velkommen til deling", "09:30", [ase]),
        ("forsok", "Hva lærte vi av forsøkene?", "10:00", [kari]),
        ("apne-data", "Åpne data uten omveier", "10:45", [pal, kari]),
    ):
        session = doc.named(thing("event", slug), title)
        doc.fact(session, INNO.eventType, INNO["event-session"], title)
        doc.fact(session, SCHEMA.superEvent, event, title)
        doc.fact(session, SCHEMA.startDate, _date(f"2020-11-17T{start}:00", "dateTime"), start.replace(":", "."))
        for person in people:
            doc.fact(session, SCHEMA.performer, person, title)
    return doc


def white_paper() -> Writer:
    doc = Writer("melding.nb", "nb", "Melding om prøving i det offentlige", "2020-06-19", WHITE_PAPER)
    ministry = doc.named(thing("organisation", "provedepartementet"), "Prøvedepartementet")
    doc.fact(ministry, ORG.classification, INNO["organisation-ministry"], "Prøvedepartementet")
    paper = doc.named(thing("policy", "meld-st-99-2019-2020"), "Melding om prøving i det offentlige")
    doc.fact(paper, INNO.policyType, INNO["policy-white-paper"], "Meld. St.")
    doc.fact(paper, DCTERMS.identifier, Literal("Meld. St. 99 (2019–2020)"), "Meld. St. 99 (2019–2020)")
    doc.fact(paper, DCTERMS.issued, _date("2020-06-19"), "19. juni 2020")
    doc.fact(paper, DCTERMS.creator, ministry, "lagt fram av Prøvedepartementet")
    goal = doc.named(thing("goal", "tjenester-som-virker"), "tjenester som virker")
    doc.fact(paper, INNO.hasGoal, goal, "Regjeringens mål er tjenester som virker")
    areas = {
        "Handlingsrom": ("gi etatene rom til å prøve ut nye arbeidsformer", "rydde i rapporteringskrav"),
        "Kompetanse": ("dele erfaringer mellom kommuner 😀 og stat",),
        "Avslutning": ("se på virkningene etter fem år",),
    }
    for number, (name, measures) in enumerate(areas.items()):
        area = doc.named(thing("priority-area", name.lower()), name)
        # From the words that lead in to all areas: only the ends of these spans tell their order.
        lead = WHITE_PAPER[WHITE_PAPER.index("Handlingsrom") : WHITE_PAPER.index(name) + len(name)]
        doc.fact(paper, INNO.hasPriorityArea, area, lead)
        for place, measure in enumerate(measures):
            node = doc.named(thing("measure", f"tiltak-{number}-{place}"), measure)
            doc.fact(paper, INNO.hasMeasure, node, measure)
            doc.fact(node, INNO.inArea, area, name)
    return doc


def news() -> Writer:
    doc = Writer("besog.da", "da", "Prøvestyrelsen på besøg", "2021-03-01", NEWS)
    body = doc.named(thing("organisation", "provedirektoratet"), "Prøvedirektoratet")
    doc.fact(body, SKOS.altLabel, Literal("Prøvestyrelsen", language="da"), "Prøvestyrelsen")
    doc.named(thing("person", "kari-nordmann"), "Kari Nordmann")
    return doc


def hostile() -> Writer:
    """A document that tries to become part of the page."""
    text = f"Ondsinnet dokument {HOSTILE}\n\n{HOSTILE} sa javascript:alert(1)\n"
    doc = Writer("ondsinnet.nb", "nb", f"Ondsinnet dokument {HOSTILE}", "2019-01-01", text)
    body = doc.named(thing("organisation", "ondsinnet"), f"Ondsinnet {HOSTILE}", HOSTILE)
    doc.fact(body, SCHEMA.about, "javascript:alert(1)", "javascript:alert(1)")
    doc.fact(body, SKOS.altLabel, Literal(HOSTILE), HOSTILE)
    return doc


def documents() -> list[Writer]:
    return [programme(), white_paper(), news(), hostile()]


def inferred(quads: list[Quad]) -> list[Quad]:
    graph = NamedNode(f"{BASE}graph/inferred")
    return [
        Quad(quad.subject, quad.predicate, NamedNode(parent), graph)
        for quad in quads
        if quad.predicate.value == RDF.type and isinstance(quad.object, NamedNode)
        for parent in vocabulary().superclasses(quad.object.value)
        if "/evidence/" not in quad.graph_name.value
    ]


def ontology_quads() -> list[Quad]:
    graph = NamedNode(f"{BASE}graph/ontology")
    return [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in ontology.load_store()
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    ]


def records(docs: list[Writer]) -> list[dict[str, object]]:
    return [
        {
            "stem": doc.stem,
            "title": doc.title,
            "language": doc.language,
            "issued": doc.issued,
            "file": f"{doc.stem}.txt",
            "sha256": "0" * 64,
            "characters": len(doc.text),
            "facts": doc.facts,
        }
        for doc in docs
    ]
