"""The words in a document that a result came from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import NamedNode, Quad

from ontology import NIF, PROV, RDF, RDFS
from shapes.report import Result
from shapes.results.write import term_of

Matching = Callable[..., Iterator[Quad]]
"""The quads of a pattern of subject, predicate, object and graph, as of a store or a build."""
MOST_DOCUMENTS = 5
MOST_FACTS = 500
_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(iri) for iri in (RDF.subject, RDF.predicate, RDF.object))
_FROM, _WORDS = NamedNode(PROV.wasDerivedFrom), NamedNode(NIF.anchorOf)


@dataclass(frozen=True)
class Words:
    """Characters `start` up to `end` (code points) of the document `stem`, and what stands there.

    `exact` when they say the very fact that the result is about; else they are what is said of the thing.
    """

    stem: str
    start: int
    end: int
    quote: str
    exact: bool


def words_of(matching: Matching, base_iri: str, result: Result, stems: Sequence[str]) -> Words | None:
    """The first words of the documents `stems` that say what a result is about; None where there is no evidence."""
    found: list[tuple[int, Words]] = []
    try:
        for stem in stems[:MOST_DOCUMENTS]:
            found += _in_document(matching, base_iri, result, stem)
            if any(rank == 0 for rank, _ in found):
                break
    except ValueError:
        return None
    if not found:
        return None
    best = min(rank for rank, _ in found)
    return min((words for rank, words in found if rank == best), key=lambda words: (words.stem, words.start, words.end))


def _in_document(matching: Matching, base_iri: str, result: Result, stem: str) -> Iterator[tuple[int, Words]]:
    graph = NamedNode(f"{base_iri}evidence/{stem}")
    if result.focus.startswith((f"{graph.value}/", f"{base_iri}doc/{stem}#char=")):
        yield from _spans(matching, graph, base_iri, stem, NamedNode(result.focus), 0)
        return
    path = result.path or ""
    backwards = path.startswith("^") and " " not in path and result.value
    subject = NamedNode(result.value if backwards and result.value else result.focus)
    predicate = path.removeprefix("^")
    value = result.focus if backwards else result.term
    wanted = None if not value or value == "_:" else term_of(value)
    for quad in islice(matching(None, _SUBJECT, subject, graph), MOST_FACTS):
        evidence = quad.subject
        said = next((each.object for each in matching(evidence, _PREDICATE, None, graph)), None)
        of = getattr(said, "value", "")
        if of == predicate and wanted is not None:
            same = any(True for _ in matching(evidence, _OBJECT, wanted, graph))
            rank = 0 if same else 1
        else:
            rank = 1 if of == predicate else 2 if of == RDFS.label else 3 if of == RDF.type else 4
        yield from _spans(matching, graph, base_iri, stem, evidence, rank)


def _spans(
    matching: Matching, graph: NamedNode, base_iri: str, stem: str, evidence: object, rank: int
) -> Iterator[tuple[int, Words]]:
    spans: list[object] = [quad.object for quad in matching(evidence, _FROM, None, graph)]
    for span in spans or [evidence]:
        document, _, place = str(getattr(span, "value", "")).partition("#char=")
        start, _, end = place.partition(",")
        if document == f"{base_iri}doc/{stem}" and start.isdecimal() and end.isdecimal():
            quote = next((quad.object for quad in matching(span, _WORDS, None, graph)), None)
            yield rank, Words(stem, int(start), int(end), str(getattr(quote, "value", "")), rank == 0)
