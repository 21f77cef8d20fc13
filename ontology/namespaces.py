"""Namespaces as Python values: `SCHEMA.startDate` is the IRI, a plain string."""

from typing import TYPE_CHECKING, Any

from ontology.files import prefixes


class Namespace(str):
    """A namespace IRI; an attribute or an item of it is the IRI of the term with that local name.

    It is a string, so `iri.startswith(INNO)` works, but it has no methods of a string: `DCTERMS.title` is the term.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        # Terms that share their name with a method of str; the type checker would take them for the method.
        title: str  # type: ignore[assignment]
        index: str  # type: ignore[assignment]
        format: str  # type: ignore[assignment]
        count: str  # type: ignore[assignment]

        def __getattr__(self, name: str) -> str: ...

    def __getattribute__(self, name: str) -> Any:
        """The IRI of a term; special attributes are those of a string."""
        if name.startswith("__"):
            return str.__getattribute__(self, name)
        return str.__add__(self, name)

    def __getitem__(self, name: object) -> str:
        """The IRI of a term whose local name is no Python name; or, with a number or slice, characters."""
        if isinstance(name, str):
            return str.__add__(self, name)
        return str.__getitem__(self, name)  # type: ignore[index]


def _declared(prefix: str) -> Namespace:
    return Namespace(prefixes()[prefix])


INNO = _declared("inno")
RDF = _declared("rdf")
RDFS = _declared("rdfs")
OWL = _declared("owl")
XSD = _declared("xsd")
FOAF = _declared("foaf")
ORG = _declared("org")
SCHEMA = _declared("schema")
DCTERMS = _declared("dcterms")
SKOS = _declared("skos")
PROV = _declared("prov")
ELI = _declared("eli")
NIF = _declared("nif")
SH = _declared("sh")
SHAPE = _declared("shape")
