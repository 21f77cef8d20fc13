"""A report as it is kept with a build, so that the next validation need not look at what has not changed."""

from collections.abc import Mapping

from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from shapes.report import Report
from shapes.terms import to_rdflib


def save(report: Report) -> dict[str, str]:
    """The report as JSON-ready values, for `load`."""
    return {"made_with": report.made_with, "graph": report.graph.serialize(format="nt")}


def load(saved: Mapping[str, str]) -> Report:
    """A report that `save` made, as `validate` takes it for `before`: without the names for readers."""
    graph = Graph()
    for triple in parse(saved["graph"], format=RdfFormat.N_TRIPLES):
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return Report(results=(), graph=graph, shapes=0, made_with=saved["made_with"])
