"""The formats that the server speaks: names, media types, suffixes, and writing them."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO

import pyoxigraph

import ontology
from server.exact import for_format


@dataclass(frozen=True)
class Format:
    """A format: `name` is also its suffix in an address; the first of `types` is what it is sent as."""

    name: str
    title: str
    types: tuple[str, ...]
    rdf: pyoxigraph.RdfFormat | None = None

    @property
    def type(self) -> str:
        """The media type it is sent as."""
        return self.types[0]

    @property
    def content_type(self) -> str:
        """The value of `Content-Type`."""
        is_text = self.type.startswith("text/") or self.type == "application/n-triples"
        return f"{self.type}; charset=utf-8" if is_text else self.type


HTML = Format("html", "HTML", ("text/html", "application/xhtml+xml"))
TEXT = Format("txt", "Text", ("text/plain",))
CSV = Format("csv", "CSV", ("text/csv",))
JSON = Format("json", "JSON", ("application/json",))
# What is Turtle is N3 too.
TURTLE = Format(
    "ttl", "Turtle", ("text/turtle", "application/x-turtle", "text/n3", "text/rdf+n3"), pyoxigraph.RdfFormat.TURTLE
)
N_TRIPLES = Format("nt", "N-Triples", ("application/n-triples",), pyoxigraph.RdfFormat.N_TRIPLES)
JSON_LD = Format("jsonld", "JSON-LD", ("application/ld+json", "application/json"), pyoxigraph.RdfFormat.JSON_LD)
RDF_XML = Format("rdf", "RDF/XML", ("application/rdf+xml",), pyoxigraph.RdfFormat.RDF_XML)

RDF = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
# Formats that have graphs, for a whole build.
DATASETS = (
    Format("nq", "N-Quads", ("application/n-quads",), pyoxigraph.RdfFormat.N_QUADS),
    Format("trig", "TriG", ("application/trig", "application/x-trig"), pyoxigraph.RdfFormat.TRIG),
)
RESULTS = (
    Format("json", "JSON", ("application/sparql-results+json", "application/json")),
    Format("xml", "XML", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", "CSV", ("text/csv",)),
    Format("tsv", "TSV", ("text/tab-separated-values",)),
)


def write(triples: Iterable[pyoxigraph.Triple], format: Format) -> bytes:
    """Write triples, each once, in an RDF format or as CSV with the columns subject, predicate, object."""
    unique = dict.fromkeys(triples)
    out = io.BytesIO()
    if format is CSV:
        write_csv(unique, out)
        return out.getvalue()
    # Sorted, since writers of Turtle and JSON-LD gather the statements of a subject only when they follow each other.
    ordered = sorted(unique, key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))
    rdf = format.rdf or pyoxigraph.RdfFormat.TURTLE
    pyoxigraph.serialize(ordered, for_format(out, rdf), rdf, prefixes=prefixes_of(format))
    return out.getvalue()


def prefixes_of(format: Format) -> dict[str, str] | None:
    """The prefixes to write a format with; None for a format that has none."""
    return ontology.prefixes() if format in {TURTLE, RDF_XML, DATASETS[1]} else None


def write_csv(triples: Iterable[pyoxigraph.Triple], out: IO[bytes]) -> None:
    """Write triples as CSV, one at a time."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["subject", "predicate", "object", "language", "datatype"])
    for triple in triples:
        value = triple.object
        literal = value if isinstance(value, pyoxigraph.Literal) else None
        writer.writerow(
            [
                _plain(triple.subject),
                triple.predicate.value,
                _plain(value),
                (literal.language or "") if literal else "",
                literal.datatype.value if literal else "",
            ]
        )
    # `out` stays open when the wrapper goes.
    text.detach()


def _plain(term: object) -> str:
    text = term.value if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) else str(term)
    # A spreadsheet runs a cell that starts so as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
