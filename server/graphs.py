"""Named graphs and evidence: every IRI of them answers with what it stands for."""

import pyoxigraph
from flask import Blueprint, Response, abort, render_template, url_for

from ontology import PROV
from server.formats import CSV, HTML, RDF, write
from server.graph_content import graph_in
from server.live import Live, current
from server.negotiation import alternates, finish, negotiate, see_other, split_suffix
from server.shown import source_href

blueprint = Blueprint("graphs", __name__)
OFFERED = (HTML, *RDF, CSV)


@blueprint.get("/graph/<name>", provide_automatic_options=False)
def graph(name: str) -> Response:
    """A named graph as RDF; a person is sent to the page that shows the same."""
    return _graph("graph", name)


@blueprint.get("/evidence/<name>", provide_automatic_options=False)
def evidence_graph(name: str) -> Response:
    """The graph with the evidence of one document."""
    return _graph("evidence", name)


@blueprint.get("/evidence/<stem>/<number>")
def evidence(stem: str, number: str) -> Response:
    """One piece of evidence: a person is sent to the words in the document, a machine gets the statement."""
    live = current()
    number, suffix = split_suffix(number, OFFERED)
    node = _named(f"{live.base}evidence/{stem}/{number}")
    triples = [quad.triple for quad in live.build.matching(node, None, None, None)]
    if not triples:
        abort(404)
    format = negotiate(OFFERED, suffix)
    spans = [
        triple.object
        for triple in triples
        if triple.predicate.value == PROV.wasDerivedFrom and isinstance(triple.object, pyoxigraph.NamedNode)
    ]
    if format is HTML:
        return see_other(_words(live, stem, spans[0].value if spans else ""))
    for span in spans:
        triples += [quad.triple for quad in live.build.matching(span, None, None, None)]
    location = url_for("graphs.evidence", stem=stem, number=f"{number}.{format.name}")
    return finish(write(triples, format), format, location=location)


def _words(live: Live, stem: str, span: str) -> str:
    """The address of the words of a span, or of the whole document when the span cannot be read."""
    start, _, end = span.partition("#char=")[2].partition(",")
    if start.isdigit() and end.isdigit():
        return source_href(live, stem, int(start), int(end))
    return url_for("source.page", stem=stem)


def _graph(family: str, name: str) -> Response:
    live = current()
    suffix = None
    iri = f"{live.base}{family}/{name}"
    if iri not in live.build.manifest.graphs:
        name, suffix = split_suffix(name, OFFERED)
        iri = f"{live.base}{family}/{name}"
        if suffix is None or iri not in live.build.manifest.graphs:
            abort(404)
    endpoint = "graphs.graph" if family == "graph" else "graphs.evidence_graph"
    format = negotiate(OFFERED, suffix)
    links = alternates(endpoint, OFFERED, name=name)
    if format is HTML:
        if name in live.documents:
            return see_other(url_for("source.page", stem=name))
        if name == "ontology":
            return see_other(url_for("definition.page"))
        if name == "shapes":
            return see_other(url_for("shape_pages.index"))
        size = live.build.manifest.graphs[iri]
        body = render_template("graph.html", iri=iri, name=name, size=size, formats=OFFERED[1:], endpoint=endpoint)
        return finish(body, format, links=links)
    location = url_for(endpoint, name=f"{name}.{format.name}")
    return graph_in(live, iri, format, location=location, links=links)


def _named(iri: str) -> pyoxigraph.NamedNode:
    try:
        return pyoxigraph.NamedNode(iri)
    except ValueError:
        abort(404)
