"""The data set as catalogues and explorers want it told: VoID with counts, DCAT-AP-NO with publisher, files, service.

Sources: https://www.w3.org/TR/void/, https://data.norge.no/specification/dcat-ap-no. All nodes have IRIs.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pyoxigraph

import ontology
from ontology import DCTERMS, FOAF, RDF, RDFS, XSD, Namespace
from server.live import Live
from settings import Settings
from store.dumps import COMPRESSIONS, FORMATS, Dump

_VOID = Namespace(ontology.prefixes()["void"])
_DCAT = Namespace(ontology.prefixes()["dcat"])
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_EU = "http://publications.europa.eu/resource/authority/"
MEDIA = "https://www.iana.org/assignments/media-types/"
_PROTOCOL = "https://www.w3.org/TR/sparql11-protocol/"
# ISO 639-3 as the EU's list has it.
_LANGUAGES = {"nb": "NOB", "nn": "NNO", "da": "DAN", "sv": "SWE", "en": "ENG"}
TITLES = {
    "nb": "Innovasjon i offentlig sektor",
    "nn": "Innovasjon i offentleg sektor",
    "en": "Innovation in the public sector",
}
ABOUT = {
    "nb": "Aktører, hendelser, politikk og prosjekter i dokumenter om innovasjon i offentlig sektor. "
    "Hver opplysning viser til ordene den er lest fra.",
    "nn": "Aktørar, hendingar, politikk og prosjekt i dokument om innovasjon i offentleg sektor. "
    "Kvar opplysning viser til orda ho er lesen frå.",
    "en": "Actors, events, policies and projects in documents on innovation in the public sector. "
    "Every statement refers to the words it was read from.",
}
KEYWORDS = (
    ("nb", "innovasjon"),
    ("nb", "offentlig sektor"),
    ("nn", "innovasjon"),
    ("nn", "offentleg sektor"),
    ("en", "innovation"),
    ("en", "public sector"),
)
_Value = str | pyoxigraph.Literal
_Said = tuple[str, str, _Value]


def void(live: Live, address: str) -> list[pyoxigraph.Triple]:
    """VoID with class and property partitions; `address` is where this server answers, with a slash."""
    return _triples(_void(live, address))


def dcat(live: Live, settings: Settings, address: str, dumps: Sequence[Dump]) -> list[pyoxigraph.Triple]:
    """The catalogue with the data set, its files and its SPARQL service, as DCAT-AP-NO has them."""
    return _triples(_dcat(live, settings, address, dumps))


def _void(live: Live, address: str) -> Iterator[_Said]:
    data, counts = f"{live.base}dataset#innograf", live.build.manifest.statistics
    yield data, RDF.type, _VOID.Dataset
    yield from ((data, DCTERMS.title, pyoxigraph.Literal(text, language=tag)) for tag, text in TITLES.items())
    yield data, _DCAT.version, pyoxigraph.Literal(live.build.id)
    yield data, DCTERMS.modified, _time(live)
    yield data, FOAF.homepage, address
    yield data, _VOID.sparqlEndpoint, f"{address}sparql"
    yield data, _VOID.uriSpace, pyoxigraph.Literal(f"{live.base}id/")
    for name, property in (
        ("triples", _VOID.triples),
        ("entities", _VOID.entities),
        ("subjects", _VOID.distinctSubjects),
        ("objects", _VOID.distinctObjects),
    ):
        if name in counts:
            yield data, property, _integer(counts[name])
    classes, properties = counts.get("classes", {}), counts.get("properties", {})
    yield data, _VOID.classes, _integer(len(classes))
    yield data, _VOID.properties, _integer(len(properties))
    for space in sorted({*ontology.prefixes().values()}):
        if any(term.startswith(space) for term in (*classes, *properties)):
            yield data, _VOID.vocabulary, space
    for term, entities in classes.items():
        part = f"{live.base}dataset#class-{quote(term, safe='')}"
        yield data, _VOID.classPartition, part
        yield part, _VOID["class"], term
        yield part, _VOID.entities, _integer(entities)
    for term, (triples, subjects, objects) in properties.items():
        part = f"{live.base}dataset#property-{quote(term, safe='')}"
        yield data, _VOID.propertyPartition, part
        yield part, _VOID.property, term
        yield part, _VOID.triples, _integer(triples)
        yield part, _VOID.distinctSubjects, _integer(subjects)
        yield part, _VOID.distinctObjects, _integer(objects)


def _dcat(live: Live, settings: Settings, address: str, dumps: Sequence[Dump]) -> Iterator[_Said]:
    page = f"{live.base}dataset"
    catalogue, data, service = (f"{page}#{name}" for name in ("catalogue", "innograf", "sparql"))
    told = settings.dataset
    # A catalogue must have both; a server that is told neither names itself.
    publisher, contact = told.publisher or f"{page}#publisher", told.contact or f"{address}dataset"
    yield catalogue, RDF.type, _DCAT.Catalog
    yield catalogue, _DCAT.dataset, data
    yield catalogue, _DCAT.service, service
    yield data, RDF.type, _DCAT.Dataset
    yield service, RDF.type, _DCAT.DataService
    for node in (catalogue, data, service):
        yield from ((node, DCTERMS.title, pyoxigraph.Literal(text, language=tag)) for tag, text in TITLES.items())
        yield from ((node, DCTERMS.description, pyoxigraph.Literal(text, language=tag)) for tag, text in ABOUT.items())
        yield node, DCTERMS.identifier, pyoxigraph.Literal(node)
        yield node, DCTERMS.publisher, publisher
        yield node, _DCAT.contactPoint, f"{page}#contact"
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, pyoxigraph.Literal(told.publisher_name or told.publisher or "Innograf")
    yield f"{page}#contact", RDF.type, _VCARD.Organization
    yield f"{page}#contact", _VCARD.fn, pyoxigraph.Literal(told.publisher_name or "Innograf")
    yield f"{page}#contact", _VCARD.hasEmail if contact.startswith("mailto:") else _VCARD.hasURL, contact
    yield from ((data, _DCAT.keyword, pyoxigraph.Literal(word, language=tag)) for tag, word in KEYWORDS)
    yield data, DCTERMS.modified, _time(live)
    yield data, _DCAT.version, pyoxigraph.Literal(live.build.id)
    yield data, _DCAT.theme, f"{_EU}data-theme/GOVE"
    yield data, DCTERMS.accessRights, f"{_EU}access-right/PUBLIC"
    yield data, _DCAT.landingPage, f"{address}dataset"
    spoken = {str(record.get("language") or "") for record in live.documents.values()}
    for tag in sorted(spoken & _LANGUAGES.keys()):
        yield data, DCTERMS.language, f"{_EU}language/{_LANGUAGES[tag]}"
    yield service, _DCAT.endpointURL, f"{address}sparql"
    yield service, _DCAT.endpointDescription, f"{address}sparql"
    yield service, _DCAT.servesDataset, data
    yield service, DCTERMS.conformsTo, _PROTOCOL
    yield service, DCTERMS.accessRights, f"{_EU}access-right/PUBLIC"
    for dump in dumps:
        yield from _distribution(live, settings, address, data, dump)


def _distribution(live: Live, settings: Settings, address: str, data: str, dump: Dump) -> Iterator[_Said]:
    file = f"{address}builds/{live.build.id}/{dump.name}"
    node, checksum = (f"{live.base}dataset#{part}-{dump.name}" for part in ("file", "checksum"))
    yield data, _DCAT.distribution, node
    yield node, RDF.type, _DCAT.Distribution
    yield node, DCTERMS.title, pyoxigraph.Literal(dump.name)
    yield node, _DCAT.accessURL, f"{address}builds/{live.build.id}"
    yield node, _DCAT.downloadURL, file
    yield node, _DCAT.mediaType, MEDIA + FORMATS[dump.format]
    yield node, _DCAT.compressFormat, MEDIA + COMPRESSIONS[dump.compression]
    yield (
        node,
        _DCAT.byteSize,
        pyoxigraph.Literal(str(dump.size), datatype=pyoxigraph.NamedNode(XSD.nonNegativeInteger)),
    )
    yield node, DCTERMS.modified, _time(live)
    if settings.dataset.license:
        yield node, DCTERMS.license, settings.dataset.license
    yield node, _SPDX.checksum, checksum
    yield checksum, RDF.type, _SPDX.Checksum
    yield checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256
    yield checksum, _SPDX.checksumValue, _typed(dump.sha256, XSD.hexBinary)
    yield node, RDFS.label, pyoxigraph.Literal(dump.name)


def _time(live: Live) -> pyoxigraph.Literal:
    return _typed(live.build.manifest.made, XSD.dateTime)


def _integer(number: int) -> pyoxigraph.Literal:
    return _typed(str(number), XSD.integer)


def _typed(text: str, datatype: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(datatype))


def _triples(said: Iterator[_Said]) -> list[pyoxigraph.Triple]:
    node = pyoxigraph.NamedNode
    return [
        pyoxigraph.Triple(
            node(subject), node(property), value if isinstance(value, pyoxigraph.Literal) else node(value)
        )
        for subject, property, value in said
    ]
