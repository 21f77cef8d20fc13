"""The authority files: preferred names, other names and kinds of bodies and programmes (`data/authority/*.ttl`)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology import INNO, ORG, RDF, RDFS, SKOS


class AuthorityError(ValueError):
    """An authority file that cannot be used; the message names the file, the line and what is wrong."""


@dataclass(frozen=True)
class Entry:
    """One body or programme.

    `key` is its IRI without the base (`id/organisation/oecd`), `names` are the forms that name it outright. `bare` are
    forms that name it only where the text around them says so, as «Moss» for a municipality. `areas` are the names of
    what it lies in, which tell bodies of one name apart: «Våler» in Innlandet or in Østfold.
    """

    key: str
    kind: str
    preferred: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    notation: str = ""
    bare: tuple[tuple[str, str], ...] = ()
    areas: frozenset[str] = frozenset()

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its preferred names."""
        return frozenset(language for _, language in self.preferred)


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
    about: Mapping[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(base_iri + "id/"):
            about[quad.subject.value[len(base_iri) :]].append(quad)
    # Places are known by their names alone: what is said of one here is said of that of the documents with its IRI.
    about = {key: statements for key, statements in about.items() if not key.startswith("id/place/")}
    entries = {key: _entry(key, statements) for key, statements in sorted(about.items())}
    for key, areas in _areas(quads, entries, base_iri).items():
        entries[key] = replace(entries[key], areas=frozenset(areas))
    return entries


def _entry(key: str, statements: list[Quad]) -> Entry:
    kind = notation = ""
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for quad in statements:
        predicate, value = quad.predicate.value, quad.object
        if predicate == RDF.type and isinstance(value, NamedNode) and value.value.startswith(INNO):
            kind = value.value[len(INNO) :]
        elif predicate == ORG.classification and isinstance(value, NamedNode):
            notation = value.value[len(INNO) :].partition("-")[2]
        elif isinstance(value, Literal):
            names[predicate].append((value.value, value.language or ""))
    preferred = names[SKOS.prefLabel]
    if not kind or not preferred:
        raise AuthorityError(f"The authority's entry {key} must have an inno: type and a skos:prefLabel.")
    outright = preferred + names[SKOS.altLabel] + names[INNO.formerName]
    return Entry(
        key, kind, tuple(sorted(preferred)), tuple(sorted(outright)), notation, tuple(sorted(names[SKOS.hiddenLabel]))
    )


def _areas(quads: list[Quad], entries: Mapping[str, Entry], base_iri: str) -> dict[str, set[str]]:
    """Of each entry the names of the bodies above it, and of those that these came from or became.

    Våler lay in Hedmark and lies in Innlandet: the file says the latter, and that Innlandet came from Hedmark.
    """
    parents: dict[str, set[str]] = defaultdict(set)
    changed: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for quad in quads:
        predicate, value = quad.predicate.value, quad.object
        if not isinstance(quad.subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        subject, other = quad.subject.value[len(base_iri) :], value.value[len(base_iri) :]
        if predicate in (ORG.subOrganizationOf, ORG.unitOf):
            parents[subject].add(other)
        elif predicate in (ORG.originalOrganization, ORG.resultingOrganization):
            changed[subject][predicate == ORG.resultingOrganization].add(other)
    linked: dict[str, set[str]] = defaultdict(set)
    for before, after in changed.values():
        for body in before | after:
            linked[body] |= after if body in before else before
    return {
        key: {
            name
            for parent in above
            for body in (parent, *linked[parent])
            if body in entries
            for name, _ in entries[body].names + entries[body].bare
        }
        for key, above in parents.items()
        if key in entries
    }
