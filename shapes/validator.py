"""Runs the shapes with pySHACL.

Nothing is fetched: imports of ontologies are not followed, and the shapes are our own files. The data stay in
Oxigraph, so queries of shapes see the named graphs and are fast; shapes without a query see the union of all graphs.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store
from pyoxigraph import Literal as OxLiteral
from pyshacl.errors import ReportableRuntimeError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SH
from rdflib.term import Node

import ontology
from ontology import ORG, RDFS, SCHEMA, SKOS
from shapes.data import Data, DataError, as_source
from shapes.files import ShapesError
from shapes.identity import Names, result_id, stable
from shapes.made_with import made_with
from shapes.messages import node_text, with_languages
from shapes.path_text import path_text
from shapes.report import NO_IRI, SEVERITIES, Report, Result, choose
from shapes.run import no_collection, run, run_again
from shapes.shapes_graph import shapes_graph, shapes_to_run

__all__ = ["DataError", "validate"]

DEFAULT_BASE = "https://w3id.org/innograf/"
_NO_EVIDENCE_CHECK = {
    "nb": "Dataene har ingen dokumentgrafer ({base}graph/…), "
    "så belegg og ord fra andre vokabularer er ikke kontrollert.",
    "nn": "Dataa har ingen dokumentgrafar ({base}graph/…), så belegg og ord frå andre vokabular er ikkje kontrollerte.",
    "en": "The data have no document graphs ({base}graph/…), "
    "so evidence and terms of other vocabularies were not checked.",
}
_IMPORTS_NOT_FOLLOWED = {
    "nb": "Formene importerer {iri}, som ikke er fulgt. Oppgi den filen også.",
    "nn": "Formene importerer {iri}, som ikkje er følgd. Oppgje den fila òg.",
    "en": "The shapes import {iri}, which was not followed. Give that file too.",
}
_REPEATED = ((SH.zeroOrMorePath, "*"), (SH.oneOrMorePath, "+"), (SH.zeroOrOnePath, "?"))
_RESERVED = ("authority", "build", "inferred", "ontology", "shapes", "validation")


def validate(
    data: Data,
    base_iri: str = DEFAULT_BASE,
    *,
    shapes: tuple[Path, ...] | None = None,
    changed: Iterable[Quad] = (),
    before: Report | None = None,
) -> Report:
    """Check data against the shapes.

    `data` is a pyoxigraph store (not written to), quads, an rdflib graph or dataset, or the path of an RDF file.
    `base_iri` is the start of the data's IRIs. `shapes` are other RDF files to check against than ours;
    then nothing is added to the data, and ours are not asked.
    With the report of the data `before` the quads in `changed` were added or removed, only what these concern is
    checked; the report is the same. A report of other shapes, or of another version of the program, is not built upon.
    Raises `DataError` or `ShapesError`, with the file and the line, for what cannot be read.
    """
    source = as_source(data, base_iri, with_ontology=shapes is None)
    try:
        with _quiet():
            to_run, digest = shapes_to_run(shapes), made_with(shapes)
            if before is not None and before.made_with == digest:
                found = run_again(source, to_run, before.graph, changed)
            else:
                found = run(source, to_run)
    except ReportableRuntimeError as error:
        raise ShapesError(f"Shapes: {error.message}") from None
    except SyntaxError as error:
        raise ShapesError(f"Shapes: a query is not SPARQL: {error.msg}") from None
    described = shapes_graph(shapes)
    names = set(described.subjects(SH.name)) if shapes is None else set(to_run.shapes)
    if not names:
        raise ShapesError(f"Shapes: there are none in {', '.join(map(str, shapes or ()))}.")
    notes = _notes(source.store, base_iri) if shapes is None else _imports(described)
    with no_collection():
        results = _results(found, described, source.store)
    return Report(
        results=results,
        graph=found,
        shapes=len(names),
        notes=notes,
        made_with=digest,
    )


def with_results(report: Report, store: Store) -> Report:
    """A report that `shapes.saved.load` gives, with its results in words; `store` has the names of things."""
    described = shapes_graph()
    return replace(
        report, results=_results(report.graph, described, store), shapes=len(set(described.subjects(SH.name)))
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """rdflib logs a traceback for each literal that is not of its datatype; a shape reports it instead."""
    logger = logging.getLogger("rdflib.term")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


def _results(found: Graph, source: Graph, store: Store) -> tuple[Result, ...]:
    values: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in found:
        values[subject][predicate].append(value)
    names = _Labels(store)
    results = [_result(values[node], found, source, names) for node in _once(found, values)]
    results.sort(key=lambda r: (SEVERITIES.index(r.severity), r.shape, r.focus, r.path or "", r.value or ""))
    given = Names()
    return tuple(replace(result, id=given.unique(result.id)) for result in results)


def _once(found: Graph, values: Mapping[Node, Mapping[Node, list[Node]]]) -> list[Node]:
    """The results, each fault once: a shape may have several constraints that all fail and share one message.

    The others are taken out of `found` too, so that every form of the report says the same.
    """
    kept: dict[tuple[object, ...], Node] = {}
    told = (SH.sourceShape, SH.focusNode, SH.value, SH.resultPath, SH.resultMessage)
    for node in sorted(found.objects(None, SH.result), key=lambda n: str(values[n].get(SH.sourceConstraintComponent))):
        fault = tuple(frozenset(values[node].get(predicate, ())) for predicate in told)
        if kept.setdefault(fault, node) != node:
            found.remove((None, SH.result, node))
            found.remove((node, None, None))
    return list(kept.values())


def _result(values: Mapping[Node, list[Node]], found: Graph, source: Graph, names: "_Labels") -> Result:
    def one(predicate: URIRef) -> Node | None:
        return next(iter(values.get(predicate, ())), None)

    shape, focus, value, path = one(SH.sourceShape), one(SH.focusNode), one(SH.value), one(SH.resultPath)
    messages = {m.language or "": str(m) for m in values.get(SH.resultMessage, ()) if isinstance(m, Literal)}
    if "" in messages and shape is not None:
        texts = [str(m) for m in values.get(SH.resultMessage, ())]
        messages = with_languages(texts, source, [*values.get(SH.sourceConstraint, []), shape])
    for blank in (node for node in (focus, value) if isinstance(node, BNode)):
        messages = {lang: text.replace(node_text(blank), choose(NO_IRI, lang)) for lang, text in messages.items()}
    severity = str(one(SH.resultSeverity) or SH.Violation).removeprefix(str(SH))
    # The blank nodes of a path in a report that was kept are not those of the shapes.
    way = None if path is None else path_text(path, found if (path, None, None) in found else source)
    component = str(one(SH.sourceConstraintComponent))
    return Result(
        focus=node_text(focus),
        path=way,
        value=None if value is None else node_text(value),
        shape=str(shape),
        severity=severity if severity in SEVERITIES else "Violation",
        shape_names=_names(source, shape, way),
        messages=messages,
        component=component,
        focus_label=names.of(node_text(focus)),
        value_label=names.of(node_text(value)) if isinstance(value, URIRef | BNode) else None,
        focus_blank=isinstance(focus, BNode),
        value_blank=isinstance(value, BNode),
        id=result_id(stable(shape), component, stable(focus), way, stable(value)),
        term=None if value is None else stable(value),
    )


def _names(source: Graph, shape: Node | None, path: str | None) -> dict[str, str]:
    """The names of a shape; of one without, the last part of its IRI or else its path."""
    names = _texts(source, shape, SH.name) if shape is not None else {}
    if names or shape is None:
        return names
    return {"": (path or "shape") if isinstance(shape, BNode) else re.split("[#/]", str(shape).rstrip("#/"))[-1]}


def _texts(graph: Graph, node: Node, predicate: URIRef) -> dict[str, str]:
    return {t.language or "": str(t) for t in graph.objects(node, predicate) if isinstance(t, Literal)}


class _Labels:
    """Names of things for people; the ontology's for its terms, the data's for the rest."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] = {}

    def of(self, iri: str) -> str:
        """The name of a thing; when it has none, its IRI's last part in words, and nothing for a blank node (`_:…`)."""
        if iri not in self._known:
            self._known[iri] = self._find(iri)
        return self._known[iri]

    def _find(self, iri: str) -> str:
        blank = iri.startswith("_:")
        try:
            node = BlankNode(iri[2:]) if blank else NamedNode(iri)
        except ValueError:
            return iri
        for predicate in (RDFS.label, ontology.DCTERMS.title, SKOS.prefLabel):
            quads = self._store.quads_for_pattern(node, NamedNode(predicate), None)
            texts = {
                quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, OxLiteral)
            }
            if texts:
                return choose(dict(sorted(texts.items())), "nb")
        # A role has no name of its own: it is known by its holder and its title.
        holder, title = self._one(node, ORG.member), self._one(node, SCHEMA.roleName)
        if isinstance(holder, NamedNode) and holder != node:
            return ", ".join([self.of(holder.value), *([title.value] if isinstance(title, OxLiteral) else [])])
        return "" if blank else ontology.vocabulary().label(iri, "en")

    def _one(self, node: NamedNode | BlankNode, predicate: str) -> object:
        quad = next(iter(self._store.quads_for_pattern(node, NamedNode(predicate), None)), None)
        return quad.object if quad else None


def _has_document_graph(store: Store, base_iri: str) -> bool:
    start = f"{base_iri}graph/"
    return any(
        isinstance(graph, NamedNode)
        and graph.value.startswith(start)
        and graph.value.removeprefix(start) not in _RESERVED
        for graph in store.named_graphs()
    )


def _notes(store: Store, base_iri: str) -> tuple[dict[str, str], ...]:
    if _has_document_graph(store, base_iri):
        return ()
    return ({lang: text.replace("{base}", base_iri) for lang, text in _NO_EVIDENCE_CHECK.items()},)


def _imports(shapes: Graph) -> tuple[dict[str, str], ...]:
    """A note on each import of files that were not given."""
    imported = {str(iri) for iri in shapes.objects(None, OWL.imports) if (iri, RDF.type, OWL.Ontology) not in shapes}
    return tuple(
        {lang: text.replace("{iri}", iri) for lang, text in _IMPORTS_NOT_FOLLOWED.items()} for iri in sorted(imported)
    )
