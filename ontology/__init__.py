"""The ontology: its Turtle files, and what code needs to know of them.

`innovation.ttl` declares classes, properties and prefixes; `concepts.ttl` concept schemes; `examples.ttl` has queries
to begin with. Nothing of them is repeated in code: namespaces, kinds, labels and superclasses are read from the files.
"""

from ontology.examples import Example, declared, examples
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
    "Example",
    "Namespace",
    "OntologyError",
    "Vocabulary",
    "declared",
    "examples",
    "files",
    "infer",
    "load_store",
    "prefixes",
    "skolemise",
    "vocabulary",
]
