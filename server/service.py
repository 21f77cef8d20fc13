"""The service description of the SPARQL end point: what it speaks, its dataset, its limits."""

from decimal import Decimal

import pyoxigraph
from flask import url_for

import ontology
from ontology import DCTERMS, INNO, RDF, RDFS, XSD, Namespace
from server.formats import RDF as GRAPH_FORMATS
from server.formats import RESULTS
from server.live import Live
from settings import Settings

FORMATS = Namespace("http://www.w3.org/ns/formats/")
NAMES = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF_XML"}
RESULT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}


def description(live: Live, settings: Settings) -> list[pyoxigraph.Triple]:
    """The triples of the service description."""
    sd = Namespace(ontology.prefixes()["sd"])
    void = Namespace(ontology.prefixes()["void"])
    service = f"{live.base}sparql"
    dataset, union = f"{service}#dataset", f"{service}#default-graph"
    formats = [NAMES[item.name] for item in GRAPH_FORMATS] + [RESULT_NAMES[item.name] for item in RESULTS]
    said: list[tuple[str, str, str | pyoxigraph.Literal]] = [
        (service, RDF.type, sd.Service),
        # The address that was asked, since this server may stand in for the base.
        (service, sd.endpoint, url_for("sparql.endpoint", _external=True)),
        (service, sd.supportedLanguage, sd.SPARQL11Query),
        (service, sd.feature, sd.UnionDefaultGraph),
        (service, sd.defaultDataset, dataset),
        (dataset, RDF.type, sd.Dataset),
        (dataset, sd.defaultGraph, union),
        (union, RDF.type, sd.Graph),
        # Each once, in however many graphs it stands; an old build does not know.
        *((union, void.triples, _integer(size)) for size in [live.build.manifest.statistics.get("triples")] if size),
        (service, RDFS.comment, _text(_limits(settings))),
        *((service, INNO[name], value) for name, value in _as_properties(settings).items()),
        *((service, INNO.mayCall, address) for address in callable_services(settings)),
        *((service, sd.feature, sd.BasicFederatedQuery) for _ in callable_services(settings)[:1]),
        (dataset, DCTERMS.identifier, _text(live.build.id)),
        (dataset, DCTERMS.created, _text(live.build.manifest.made)),
        *((service, sd.resultFormat, FORMATS[name]) for name in formats),
    ]
    return [
        pyoxigraph.Triple(
            pyoxigraph.NamedNode(subject),
            pyoxigraph.NamedNode(predicate),
            value if isinstance(value, pyoxigraph.Literal) else pyoxigraph.NamedNode(value),
        )
        for subject, predicate, value in said
    ]


def _limits(settings: Settings) -> str:
    return (
        f"A query may take {settings.query_timeout:g} seconds (or what timeout= says, if that is less) and "
        f"{settings.query_memory} bytes of memory; an answer may have {settings.query_max_bytes} bytes, a request "
        f"{settings.max_request_bytes}. More is refused, never cut. {settings.query_queue} queries may wait, each for "
        f"{settings.query_patience:g} seconds; one address may have {settings.query_share} in hand. "
        f"No updates, no SERVICE{' but to the services that it may call' if callable_services(settings) else ''}."
    )


def _as_properties(settings: Settings) -> dict[str, pyoxigraph.Literal]:
    """The limits as values of properties of ours, which the ontology explains."""
    return {
        "queryTimeLimit": _decimal(settings.query_timeout),
        "queryMemoryLimit": _integer(settings.query_memory),
        "answerSizeLimit": _integer(settings.query_max_bytes),
        "requestSizeLimit": _integer(settings.max_request_bytes),
        "waitingQueriesLimit": _integer(settings.query_queue),
        "waitingTimeLimit": _decimal(settings.query_patience),
        "clientQueriesLimit": _integer(settings.query_share),
    }


def callable_services(settings: Settings) -> tuple[str, ...]:
    """The end points that SERVICE may call; none over another engine, which would call them itself."""
    return () if settings.endpoint else settings.service_endpoints


def _decimal(number: float) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(f"{Decimal(str(number)).normalize():f}", datatype=pyoxigraph.NamedNode(XSD.decimal))


def _integer(number: int) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(str(number), datatype=pyoxigraph.NamedNode(XSD.integer))


def _text(text: str) -> pyoxigraph.Literal:
    return pyoxigraph.Literal(text)
