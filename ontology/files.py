"""Where the ontology's files are, and reading them."""

from functools import cache
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Store, Triple, parse

_FOLDER = Path(__file__).parent
_SHACL = "http://www.w3.org/ns/shacl#"


class OntologyError(ValueError):
    """A file of the ontology cannot be read as Turtle; the message names the file and, where known, the line."""


def files() -> tuple[Path, ...]:
    """The Turtle files of the ontology, in the order in which they are read."""
    return (_FOLDER / "innovation.ttl", _FOLDER / "concepts.ttl", _FOLDER / "examples.ttl")


def parse_turtle(path: Path) -> list[Triple]:
    """The triples of a Turtle file, in the order of the file.

    Raises `OntologyError` when the file is missing or is not Turtle.
    """
    try:
        return [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise OntologyError(f"{path.name}, line {error.lineno}: {error.msg}") from None
    except OSError as error:
        raise OntologyError(f"{path}: {error.strerror or error}") from None


@cache
def triples() -> tuple[Triple, ...]:
    """All triples of the ontology, in the order of the files."""
    return tuple(triple for path in files() for triple in parse_turtle(path))


@cache
def prefixes() -> dict[str, str]:
    """Prefix to namespace, as `innovation.ttl` declares them with sh:declare, in its order."""
    names: dict[str, str] = {}
    spaces: dict[str, str] = {}
    for triple in triples():
        if isinstance(triple.object, Literal):
            if triple.predicate.value == _SHACL + "prefix":
                names[str(triple.subject)] = triple.object.value
            elif triple.predicate.value == _SHACL + "namespace":
                spaces[str(triple.subject)] = triple.object.value
    return {name: spaces[node] for node, name in names.items()}


def load_store() -> Store:
    """A new store in memory with the ontology in its default graph."""
    store = Store()
    for path in files():
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store
