"""The ontology: its two Turtle files, and what code needs to know of them.

`innovation.ttl` declares classes, properties and prefixes; `concepts.ttl` the concept schemes. Nothing of them is
repeated in code: namespaces, kinds, labels and superclasses are read from the files.
"""

from ontology.files import OntologyError, files, load_store, prefixes
from ontology.inference import infer
from ontology.namespaces import (
    DCTERMS,
    ELI,
    FOAF,
    INNO,
    NIF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SH,
    SHAPE,
    SKOS,
    XSD,
    Namespace,
)
from ontology.skolem import skolemise
from ontology.vocabulary import Vocabulary, vocabulary

__all__ = [
    "DCTERMS",
    "ELI",
    "FOAF",
    "INNO",
    "NIF",
    "ORG",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SHAPE",
    "SKOS",
    "XSD",
    "Namespace",
    "OntologyError",
    "Vocabulary",
    "files",
    "infer",
    "load_store",
    "prefixes",
    "skolemise",
    "vocabulary",
]
