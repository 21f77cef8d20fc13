"""The shapes as pages tell of them: what each looks at, asks and says, in the order of the files."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph

from ontology import RDF, SH
from ontology.namespaces import SHAPE
from shapes.files import files

Texts = Mapping[str, str]
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Index = Mapping[str, Mapping[str, list[Term]]]
SEVERITIES = ("Violation", "Warning", "Info")
TARGETS = {
    SH.targetClass: "class",
    SH.targetSubjectsOf: "subjects",
    SH.targetObjectsOf: "objects",
    SH.targetNode: "node",
    SH.target: "query",
}
# Where a message names what was found: nothing is found here.
_PLACE = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True)
class Path:
    """What leads from a thing to the values: a property, the other way along one, or several paths.

    `way` is `property`, `inverse`, `either` or `then`; the first has an `iri`, the others `parts`.
    """

    way: str
    iri: str = ""
    parts: tuple["Path", ...] = ()


@dataclass(frozen=True)
class Shape:
    """A node shape or property shape. `targets` are pairs of a word in `TARGETS` and an IRI.

    `texts` are what it asks, its own message and those of its queries, by language, with … for what was found.
    `parts` are the IRIs of the property shapes that hang on it, `queries` its SPARQL, with whether it
    finds what the shape looks at, not what is wrong with it.
    """

    iri: str
    names: Texts
    severity: str
    texts: tuple[Texts, ...]
    targets: tuple[tuple[str, str], ...]
    path: Path | None
    parts: tuple[str, ...]
    queries: tuple[tuple[bool, str], ...]

    @property
    def name(self) -> str:
        """The end of its IRI, as addresses have it."""
        return self.iri.removeprefix(SHAPE)


@cache
def triples() -> tuple[pyoxigraph.Triple, ...]:
    """All that the files of the shapes say, in their order."""
    found = []
    for path in files():
        # A blank node's name is its file's own.
        parsed = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE, rename_blank_nodes=True)
        found += [quad.triple for quad in parsed]
    return tuple(found)


@cache
def shapes() -> dict[str, Shape]:
    """Every shape that has an IRI, by it, in the order of the files."""
    index = _index()
    kinds = {SH.NodeShape, SH.PropertyShape}
    return {
        subject: _shape(index, subject)
        for subject, said in index.items()
        if subject.startswith(SHAPE) and any(_value(kind) in kinds for kind in said.get(RDF.type, []))
    }


@cache
def owners() -> dict[str, tuple[Shape, ...]]:
    """The shapes that a property shape hangs on, by its IRI."""
    found: dict[str, list[Shape]] = defaultdict(list)
    for shape in shapes().values():
        for part in shape.parts:
            found[part].append(shape)
    return {iri: tuple(hung) for iri, hung in found.items()}


def triples_of(iri: str) -> list[pyoxigraph.Triple]:
    """What is said of a shape: its own triples, those of its nodes without IRI and of its queries."""
    about: dict[str, list[pyoxigraph.Triple]] = defaultdict(list)
    for triple in triples():
        about[_value(triple.subject)].append(triple)
    found, seen, todo = [], set(), [iri]
    while todo:
        subject = todo.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for triple in about[subject]:
            found.append(triple)
            blank = isinstance(triple.object, pyoxigraph.BlankNode)
            if blank or triple.predicate.value in {SH.sparql, SH.target}:
                todo.append(_value(triple.object))
    return found


def _index() -> Index:
    index: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples():
        index[_value(triple.subject)][triple.predicate.value].append(triple.object)
    return {subject: dict(said) for subject, said in index.items()}


def _shape(index: Index, iri: str) -> Shape:
    said = index[iri]
    constraints = [_value(term) for term in said.get(SH.sparql, [])]
    messages = [_texts(index[node].get(SH.message, [])) for node in (iri, *constraints)]
    targets = [(word, _value(term)) for target, word in TARGETS.items() for term in said.get(target, [])]
    asking = [(True, target) for word, target in targets if word == "query"]
    asking += [(False, node) for node in constraints]
    path = said.get(SH.path)
    return Shape(
        iri=iri,
        names=_texts(said.get(SH.name, [])),
        severity=_value(said[SH.severity][0]).removeprefix(SH) if SH.severity in said else "Violation",
        texts=tuple(texts for texts in messages if texts),
        targets=tuple(targets),
        path=_path(index, path[0]) if path else None,
        parts=tuple(_value(term) for term in said.get(SH.property, [])),
        queries=tuple((finds, _value(query)) for finds, node in asking for query in index[node].get(SH.select, [])),
    )


def _path(index: Index, node: Term) -> Path:
    if isinstance(node, pyoxigraph.NamedNode):
        return Path("property", node.value)
    said = index[_value(node)]
    if SH.inversePath in said:
        return Path("inverse", parts=(_path(index, said[SH.inversePath][0]),))
    if SH.alternativePath in said:
        return Path("either", parts=tuple(_path(index, item) for item in _list(index, said[SH.alternativePath][0])))
    return Path("then", parts=tuple(_path(index, item) for item in _list(index, node)))


def _list(index: Index, node: Term) -> list[Term]:
    found = []
    while _value(node) != RDF.nil and RDF.first in index.get(_value(node), {}):
        found.append(index[_value(node)][RDF.first][0])
        node = index[_value(node)][RDF.rest][0]
    return found


def _texts(terms: list[Term]) -> dict[str, str]:
    literals = [term for term in terms if isinstance(term, pyoxigraph.Literal)]
    return {text.language or "": _PLACE.sub("…", text.value) for text in literals}


def _value(term: object) -> str:
    """An IRI or text as it is; a blank node as a name that no IRI has."""
    return str(term) if isinstance(term, pyoxigraph.BlankNode) else str(getattr(term, "value", term))
