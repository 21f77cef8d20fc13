"""Data of any form as the quads that the validator reads."""

from collections.abc import Iterable
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

import ontology
from ontology import INNO, OWL, RDF

Data = Store | rdflib.Graph | Iterable[Quad] | Path

_EXTENSIONS = "nq, trig, ttl, nt, rdf, n3, jsonld"


class DataError(ValueError):
    """The data cannot be read; the message names the file and, where known, the line."""


def as_store(data: Data, base_iri: str) -> Store:
    """The quads of `data`, with the ontology, which shapes need to know what is a kind of what.

    A store that holds the ontology already is used as it is and not written to; all else is copied into memory.
    Raises `DataError` for a file that cannot be read.
    """
    if isinstance(data, Store) and _has_ontology(data):
        return data
    store = Store()
    if isinstance(data, Path):
        _load(data, store)
    elif isinstance(data, rdflib.Graph):
        dataset = data if isinstance(data, rdflib.Dataset) else None
        text = data.serialize(format="nquads" if dataset is not None else "nt", encoding="utf-8")
        store.load(text, format=RdfFormat.N_QUADS)
    else:
        store.extend(data)
    if not _has_ontology(store):
        store.extend(ontology.skolemise(ontology.files(), f"{base_iri}graph/ontology", base_iri))
    return store


def _has_ontology(store: Store) -> bool:
    pattern = (NamedNode(INNO.Person), NamedNode(RDF.type), NamedNode(OWL.Class))
    return next(iter(store.quads_for_pattern(*pattern)), None) is not None


def _load(path: Path, store: Store) -> None:
    extension = path.suffix.removeprefix(".").lower()
    form = RdfFormat.from_extension(extension)
    if form is None:
        raise DataError(f"{path}: unknown kind of file {path.suffix!r}; use one of {_EXTENSIONS}.")
    try:
        store.load(path=str(path), format=form)
    except SyntaxError as error:
        where = f", line {error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{where}: not valid {form.name}: {error.msg}") from None
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
