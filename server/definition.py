"""`/def`: the ontology, every term on one page for people, and as RDF. It can be read before there is any build."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyoxigraph
from flask import Blueprint, Response, abort, render_template, url_for
from flask_babel import gettext as _

import ontology
from ontology import INNO, OWL, RDFS, SCHEMA, SH, SKOS, vocabulary
from server import words
from server.formats import CSV, HTML, JSON, TURTLE, Format, write
from server.formats import RDF as GRAPH_FORMATS
from server.layouts import short
from server.live import NO_GRAPH, current
from server.locale import fallback, page_language
from server.names import Name, best
from server.negotiation import finish, finish_without, negotiate
from server.rules import rules_of
from server.samples import Sample, samples

blueprint = Blueprint("definition", __name__)
OFFERED = (HTML, *GRAPH_FORMATS, CSV)
HEADER = INNO.__str__().rstrip("#")


@dataclass
class TermShown:
    """A term as the page shows it; `related` are pairs of a heading and the terms under it."""

    id: str
    iri: str
    short: str
    label: str
    comment: str
    related: list[tuple[str, list[str]]] = field(default_factory=list)
    used: int | None = None
    names: list[Name] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    sample: Sample | None = None


@blueprint.get("/def", defaults={"suffix": None})
@blueprint.get("/def.<suffix>")
def page(suffix: str | None) -> Response:
    """The ontology, in the format that the suffix or `Accept` asks for."""
    if suffix is not None and suffix not in {format.name for format in OFFERED}:
        abort(404)
    format = negotiate(OFFERED, suffix)
    links = [
        *(
            (url_for("definition.page", suffix=item.name), {"rel": "describedby", "type": item.type})
            for item in OFFERED[1:]
        ),
        (HEADER, {"rel": "cite-as"}),
    ]
    body = _html() if format is HTML else write(_triples(), format)
    return _sent(body, format, url_for("definition.page", suffix=format.name), links)


@blueprint.get("/prefixes", defaults={"suffix": None})
@blueprint.get("/prefixes.<any(json, ttl):suffix>")
def prefixes(suffix: str | None) -> Response:
    """The prefixes that the project uses: as a JSON object, or as `sh:declare`."""
    format = negotiate((JSON, TURTLE), suffix)
    if format is JSON:
        body: str | bytes = json.dumps(ontology.prefixes(), indent=1) + "\n"
    else:
        declaring = {SH.declare, SH.prefix, SH.namespace}
        body = write([triple for triple in _triples() if triple.predicate.value in declaring], format)
    return _sent(body, format, url_for("definition.prefixes", suffix=format.name), [])


def _sent(body: str | bytes, format: Format, location: str, links: Sequence[tuple[str, dict[str, str]]]) -> Response:
    try:
        return finish(body, format, location=location, links=links, live=current())
    except NO_GRAPH:
        return finish_without(body, format, location)


def _triples() -> list[pyoxigraph.Triple]:
    return [quad.triple for quad in ontology.load_store()]


def _html() -> str:
    known = vocabulary()
    store = ontology.load_store()
    used = _use()
    related = _related(store)
    shown = _samples([iri for iri in (*known.classes, *known.properties) if used.get(iri)])
    classes = [_term(iri, related, used.get(iri), shown.get(iri)) for iri in known.classes]
    properties = [_term(iri, related, used.get(iri), shown.get(iri)) for iri in known.properties]
    return render_template(
        "definition.html",
        classes=_own_first(classes),
        properties=_own_first(properties),
        schemes=_schemes(store, used),
        prefixes=ontology.prefixes(),
        formats=OFFERED[1:],
        header=HEADER,
        ids={term.iri: term.id for term in (*classes, *properties)},
        short=short,
        counted=bool(used),
    )


def _own_first(terms: list[TermShown]) -> list[TermShown]:
    return sorted(terms, key=lambda term: not term.iri.startswith(INNO))


def _term(
    iri: str, related: Callable[[str], list[tuple[str, list[str]]]], used: int | None, sample: Sample | None
) -> TermShown:
    name = short(iri)
    # A term of ours is found by its fragment; one that we borrow by its short name.
    anchor = iri.removeprefix(INNO) if iri.startswith(INNO) else name.replace(":", "-")
    return TermShown(
        anchor,
        iri,
        name,
        words.label(iri, page_language()),
        words.comment(iri, page_language()),
        related(iri),
        used or 0,
        rules=rules_of(iri, page_language()),
        sample=sample,
    )


def _related(store: pyoxigraph.Store) -> Callable[[str], list[tuple[str, list[str]]]]:
    """A function that gives what a term is tied to: what stands over it, its domain and range."""
    headings = [
        (_("Subclass of"), (RDFS.subClassOf,)),
        (_("Subproperty of"), (RDFS.subPropertyOf,)),
        (_("Of"), (RDFS.domain, SCHEMA.domainIncludes)),
        (_("Values"), (RDFS.range, SCHEMA.rangeIncludes)),
        (_("See also"), (RDFS.seeAlso, OWL.inverseOf)),
    ]

    def of(iri: str) -> list[tuple[str, list[str]]]:
        node = pyoxigraph.NamedNode(iri)
        found = []
        for heading, predicates in headings:
            others = [
                quad.object.value
                for predicate in predicates
                for quad in store.quads_for_pattern(node, pyoxigraph.NamedNode(predicate), None, None)
                if isinstance(quad.object, pyoxigraph.NamedNode)
            ]
            if others:
                found.append((heading, sorted(others)))
        return found

    return of


def _schemes(store: pyoxigraph.Store, used: dict[str, int]) -> list[tuple[TermShown, list[TermShown]]]:
    """The concept schemes, each with its concepts."""
    schemes: dict[str, list[TermShown]] = {}
    for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(SKOS.inScheme), None, None):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(quad.object, pyoxigraph.NamedNode):
            schemes.setdefault(quad.object.value, []).append(_concept(store, quad.subject, used))
    shown = [
        (_concept(store, pyoxigraph.NamedNode(iri), used), sorted(concepts, key=lambda term: term.label))
        for iri, concepts in schemes.items()
    ]
    return sorted(shown, key=lambda item: item[0].label)


def _concept(store: pyoxigraph.Store, node: pyoxigraph.NamedNode, used: dict[str, int]) -> TermShown:
    found = [
        Name(quad.object.value, quad.object.language or "")
        for quad in store.quads_for_pattern(node, pyoxigraph.NamedNode(SKOS.prefLabel), None, None)
        if isinstance(quad.object, pyoxigraph.Literal)
    ]
    name = best({SKOS.prefLabel: found}, fallback(page_language())) or Name(node.value.rpartition("#")[2])
    others = sorted((item for item in found if item != name), key=lambda item: item.language)
    comment = words.comment(node.value, page_language())
    return TermShown(
        node.value.removeprefix(INNO),
        node.value,
        short(node.value),
        words.capital(name.text),
        comment,
        [],
        used.get(node.value, 0),
        others,
    )


def _samples(terms: list[str]) -> dict[str, Sample]:
    try:
        return samples(current(), terms, page_language())
    except NO_GRAPH:
        return {}


def _use() -> dict[str, int]:
    """How often each class, property and concept is used in the graph; empty without a build."""
    try:
        return current().use
    except NO_GRAPH:
        return {}
