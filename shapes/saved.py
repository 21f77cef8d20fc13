"""A report as it is kept with a build, so that the next validation need not look at what has not changed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pyshacl
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

import ontology
from shapes.files import files
from shapes.report import Report
from shapes.terms import to_rdflib

_FORM = "1"


def made_with(shapes: tuple[Path, ...] | None) -> str:
    """A digest of all that a report depends on besides the data: shapes, ontology, pySHACL, this program."""
    digest = hashlib.sha256(f"{_FORM} {pyshacl.__version__}".encode())
    for path in (*(files() if shapes is None else shapes), *ontology.files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def save(report: Report) -> dict[str, str]:
    """The report as JSON-ready values, for `load`."""
    return {"made_with": report.made_with, "graph": report.graph.serialize(format="nt")}


def load(saved: Mapping[str, str]) -> Report:
    """A report that `save` made, as `validate` takes it for `before`: without the names for readers."""
    graph = Graph()
    for triple in parse(saved["graph"], format=RdfFormat.N_TRIPLES):
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return Report(results=(), graph=graph, shapes=0, made_with=saved["made_with"])
