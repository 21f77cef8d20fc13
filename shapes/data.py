"""Data of any form as the quads that the validator reads."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

import ontology
from ontology import INNO, OWL, RDF
from shapes.source import Source, stored

Data = Store | rdflib.Graph | Iterable[Quad] | Path

_EXTENSIONS = "ttl, nt, nq, trig, n3, rdf, owl, xml, jsonld, json, trix, hext"
_ALSO = {"owl": RdfFormat.RDF_XML, "xml": RdfFormat.RDF_XML, "json": RdfFormat.JSON_LD, "turtle": RdfFormat.TURTLE}
# Read by rdflib.
_OTHER = {"trix": "trix", "hext": "hext"}


class DataError(ValueError):
    """The data cannot be read; the message names the file and, where known, the line."""


def as_source(data: Data, base_iri: str, with_ontology: bool = True) -> Source:
    """The quads of `data`, with the ontology, which shapes need to know what is a kind of what.

    A store that holds the ontology already is used as it is and not written to; all else is copied into memory.
    Without it (`with_ontology`) there are the data alone, as shapes that are not ours ask.
    Raises `DataError` for a file that cannot be read.
    """
    if isinstance(data, Store) and (not with_ontology or _has_ontology(data)):
        return Source(data)
    if isinstance(data, Path):
        source = stored(read(data))
    elif isinstance(data, rdflib.Graph):
        form = "nquads" if isinstance(data, rdflib.Dataset) else "nt"
        source = stored(parse(data.serialize(format=form, encoding="utf-8"), format=RdfFormat.N_QUADS))
    else:
        source = stored(data)
    if with_ontology and not _has_ontology(source.store):
        source.store.extend(ontology.skolemise(ontology.files(), f"{base_iri}graph/ontology", base_iri))
    return source


def _has_ontology(store: Store) -> bool:
    pattern = (NamedNode(INNO.Person), NamedNode(RDF.type), NamedNode(OWL.Class))
    return next(iter(store.quads_for_pattern(*pattern)), None) is not None


def read(path: Path) -> Iterator[Quad]:
    """The quads of an RDF file, by what its name ends with. Raises `DataError`."""
    extension = path.suffix.removeprefix(".").lower()
    form = _ALSO.get(extension) or RdfFormat.from_extension(extension)
    try:
        if form is not None:
            base = path.resolve().as_uri()  # where a file is read from is what its relative IRIs start with
            yield from parse(path=str(path), format=form, base_iri=base, rename_blank_nodes=True)
            return
        if extension not in _OTHER:
            raise DataError(f"{path}: unknown kind of file {path.suffix!r}; use one of {_EXTENSIONS}.")
        yield from parse(_by_rdflib(path, _OTHER[extension]), format=RdfFormat.N_QUADS, rename_blank_nodes=True)
    except SyntaxError as error:
        name = form.name if form else extension
        where = f", line {error.lineno}" if error.lineno else ""
        raise DataError(f"{path}{where}: not valid {name}: {error.msg}") from None
    except DataError:
        raise
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {getattr(error, 'strerror', None) or error}") from None


def _by_rdflib(path: Path, form: str) -> bytes:
    dataset = rdflib.Dataset()
    try:
        dataset.parse(path, format=form)
    except OSError:
        raise
    except Exception as error:
        # Its parsers raise what the libraries below them raise.
        raise DataError(f"{path}: not valid {form}: {error}") from None
    return dataset.serialize(format="nquads", encoding="utf-8")
