"""Data of any form as the quads that the validator reads."""

from collections.abc import Iterable
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

import ontology
from ontology import INNO, OWL, RDF
from shapes.source import Source, stored

Data = Store | rdflib.Graph | Iterable[Quad] | Path

_EXTENSIONS = "nq, trig, ttl, nt, rdf, n3, jsonld"


class DataError(ValueError):
    """The data cannot be read; the message names the file and, where known, the line."""


def as_source(data: Data, base_iri: str) -> Source:
    """The quads of `data`, with the ontology, which shapes need to know what is a kind of what.

    A store that holds the ontology already is used as it is and not written to; all else is copied into memory.
    Raises `DataError` for a file that cannot be read.
    """
    if isinstance(data, Store) and _has_ontology(data):
        return Source(data)
    if isinstance(data, Path):
        source = _load(data)
    elif isinstance(data, rdflib.Graph):
        form = "nquads" if isinstance(data, rdflib.Dataset) else "nt"
        source = stored(parse(data.serialize(format=form, encoding="utf-8"), format=RdfFormat.N_QUADS))
    else:
        source = stored(data)
    if not _has_ontology(source.store):
        source.store.extend(ontology.skolemise(ontology.files(), f"{base_iri}graph/ontology", base_iri))
    return source


def _has_ontology(store: Store) -> bool:
    pattern = (NamedNode(INNO.Person), NamedNode(RDF.type), NamedNode(OWL.Class))
    return next(iter(store.quads_for_pattern(*pattern)), None) is not None


def _load(path: Path) -> Source:
    extension = path.suffix.removeprefix(".").lower()
    form = RdfFormat.from_extension(extension)
    if form is None:
        raise DataError(f"{path}: unknown kind of file {path.suffix!r}; use one of {_EXTENSIONS}.")
    try:
        return stored(parse(path=str(path), format=form, rename_blank_nodes=True))
    except SyntaxError as error:
        where = f", line {error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{where}: not valid {form.name}: {error.msg}") from None
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
