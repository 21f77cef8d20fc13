"""The authority files: preferred names, other names and kinds of bodies and programmes (`data/authority/*.ttl`)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology import INNO, ORG, RDF, RDFS, SKOS


class AuthorityError(ValueError):
    """An authority file that cannot be used; the message names the file, the line and what is wrong."""


@dataclass(frozen=True)
class Entry:
    """One body or programme: `key` is its IRI without the base (`id/organisation/oecd`), `names` all its forms."""

    key: str
    kind: str
    preferred: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    notation: str = ""


@dataclass(frozen=True, eq=False)
class Authority:
    """All entries by key, and the statements of the files as quads of `{base}graph/authority`."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    quads: tuple[Quad, ...] = ()


def load_authority(folder: Path, base_iri: str) -> Authority:
    """Read every Turtle file in `folder`, sorted by name; relative IRIs in them are resolved against `base_iri`.

    Raises `AuthorityError` for a folder that does not exist, a file that is not Turtle, or an entry without type or
    preferred name.
    """
    if not folder.is_dir():
        raise AuthorityError(f"There is no folder {folder} with authority files.")
    graph = NamedNode(base_iri + "graph/authority")
    quads: list[Quad] = []
    for path in sorted(folder.glob("*.ttl")):
        try:
            with path.open("rb") as file:
                triples = list(parse(file, format=RdfFormat.TURTLE, base_iri=base_iri))
        except (SyntaxError, ValueError, OSError) as error:
            raise AuthorityError(f"{path}: {error}") from None
        quads += [Quad(t.subject, t.predicate, t.object, graph) for t in triples]
    entries = _entries(quads, base_iri)
    # What the pages and any RDF tool look for first is rdfs:label: the preferred name is it.
    quads += [
        Quad(q.subject, NamedNode(RDFS.label), q.object, graph) for q in quads if q.predicate.value == SKOS.prefLabel
    ]
    return Authority(entries, tuple(quads))


def _entries(quads: list[Quad], base_iri: str) -> dict[str, Entry]:
    about: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(base_iri + "id/"):
            about[quad.subject.value[len(base_iri) :]].append(quad)
    return {key: _entry(key, statements) for key, statements in sorted(about.items())}


def _entry(key: str, statements: list[Quad]) -> Entry:
    kind = notation = ""
    preferred, names = [], []
    for quad in statements:
        predicate, value = quad.predicate.value, quad.object
        if predicate == RDF.type and isinstance(value, NamedNode) and value.value.startswith(INNO):
            kind = value.value[len(INNO) :]
        elif predicate == ORG.classification and isinstance(value, NamedNode):
            notation = value.value[len(INNO) :].partition("-")[2]
        elif predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, INNO.formerName) and isinstance(
            value, Literal
        ):
            names.append((value.value, value.language or ""))
            if predicate == SKOS.prefLabel:
                preferred.append((value.value, value.language or ""))
    if not kind or not preferred:
        raise AuthorityError(f"The authority's entry {key} must have an inno: type and a skos:prefLabel.")
    return Entry(key, kind, tuple(sorted(preferred)), tuple(sorted(names)), notation)
