"""The layout of the pages of things, read from `layout.ttl`, which explains its terms."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology import RDF, RDFS, SH, vocabulary
from ontology.vocabulary import LANGUAGES
from shapes.files import ShapesError

FILE = Path(__file__).parent / "layout.ttl"
PAGE = "https://w3id.org/innograf/pages#"
# What every thing has, whatever its class.
ANY = RDFS.Resource

Texts = Mapping[str, str]
Way = tuple[str, str]
"""A direction, `out` or `in`, and a property."""
Path_ = tuple[tuple[Way, ...], ...]
"""Steps one after another, each of them one of several ways."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a table. `special` is `value`, `via` or `said`, and then there is no path."""

    name: Texts
    comment: Texts
    path: Path_ = ()
    special: str = ""
    until: Path_ = ()
    before: Path_ = ()
    note: Path_ = ()
    show: str = ""


@dataclass(frozen=True, eq=False)
class Heading:
    """A heading of a page; `pairs` when what is under it is shown as names with values."""

    id: str
    label: Texts
    order: float
    pairs: bool


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a page: the facts that a path leads to, and how they are shown."""

    id: str
    heading: Heading
    order: float
    path: Path_
    name: Texts
    comment: Texts
    columns: tuple[Column, ...] = ()
    under: Path_ = ()
    note: Path_ = ()
    sort: str = ""

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways of the only step; empty for a path of two."""
        return self.path[0] if len(self.path) == 1 else ()


@cache
def parts_of(class_iri: str) -> tuple[Part, ...]:
    """The parts of the page of a class, in order: its own, those of the classes above it and of every thing."""
    classes = {class_iri, *vocabulary().superclasses(class_iri), ANY}
    found = {part.id: part for name in sorted(classes) for part in _layout().pages.get(name, ())}
    return tuple(sorted(found.values(), key=lambda part: (part.heading.order, part.order, part.id)))


def rest() -> Heading:
    """The heading of what no part shows."""
    return _layout().rest


def text(texts: Texts, language: str) -> str:
    """A text in a language, else in the first one of the declared order; empty when there is none."""
    return next((texts[code] for code in (language, *LANGUAGES) if code in texts), "")


@dataclass(frozen=True)
class _Layout:
    pages: Mapping[str, tuple[Part, ...]]
    rest: Heading


@cache
def _layout() -> _Layout:
    try:
        triples = [quad.triple for quad in parse(path=str(FILE), format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise ShapesError(f"{FILE.name}, line {error.lineno}: {error.msg}") from None
    file = _File(triples)
    pages: dict[str, list[Part]] = defaultdict(list)
    for page in file.of_type(SH.NodeShape):
        for target in file.values(page, SH.targetClass):
            pages[_iri(target)] += [file.part(shape) for shape in file.values(page, SH.property)]
    return _Layout({name: tuple(parts) for name, parts in pages.items()}, file.heading(NamedNode(f"{PAGE}rest")))


Node = NamedNode | BlankNode


class _File:
    """The triples of the file by subject and predicate."""

    def __init__(self, triples: list[Triple]) -> None:
        self.said: dict[tuple[object, str], list[object]] = defaultdict(list)
        for triple in triples:
            self.said[triple.subject, triple.predicate.value].append(triple.object)

    def of_type(self, type: str) -> list[object]:
        return [subject for (subject, p), values in self.said.items() if p == RDF.type and NamedNode(type) in values]

    def values(self, subject: object, predicate: str) -> list[object]:
        return self.said.get((subject, predicate), [])

    def one(self, subject: object, predicate: str) -> object | None:
        return next(iter(self.values(subject, predicate)), None)

    def part(self, shape: object) -> Part:
        group, path = self.one(shape, SH.group), self.path(shape)
        if group is None or not path:
            raise ShapesError(f"{FILE.name}: {shape} needs sh:path and sh:group.")
        columns = sorted(self.values(shape, f"{PAGE}column"), key=lambda column: (self.order(column), str(column)))
        return Part(
            id=_iri(shape).removeprefix(PAGE),
            heading=self.heading(group),
            order=self.order(shape),
            path=path,
            name=self.texts(shape, SH.name),
            comment=self.texts(shape, SH.description),
            columns=tuple(self.column(column) for column in columns),
            under=self.path_at(shape, f"{PAGE}heading"),
            note=self.path_at(shape, f"{PAGE}note"),
            sort=_word(self.one(shape, f"{PAGE}order")),
        )

    def column(self, shape: object) -> Column:
        path = self.one(shape, SH.path)
        special = _word(path) if isinstance(path, NamedNode) and path.value.startswith(PAGE) else ""
        until = self.one(shape, f"{PAGE}until")
        return Column(
            name=self.texts(shape, SH.name),
            comment=self.texts(shape, SH.description),
            path=() if special else self.path(shape),
            special=special,
            until=self.steps(until) if until else (),
            before=self.path_at(shape, f"{PAGE}before"),
            note=self.path_at(shape, f"{PAGE}note"),
            show=_word(self.one(shape, f"{PAGE}show")),
        )

    def heading(self, group: object) -> Heading:
        pairs = self.one(group, f"{PAGE}pairs")
        label = self.texts(group, RDFS.label)
        if not label:
            raise ShapesError(f"{FILE.name}: {group} is no sh:PropertyGroup with a label.")
        return Heading(_iri(group).removeprefix(PAGE), label, self.order(group), pairs is not None)

    def order(self, shape: object) -> float:
        order = self.one(shape, SH.order)
        return float(order.value) if isinstance(order, Literal) else 0.0

    def texts(self, shape: object, predicate: str) -> Texts:
        values = self.values(shape, predicate)
        return {value.language or "": value.value for value in values if isinstance(value, Literal)}

    def path_at(self, shape: object, predicate: str) -> Path_:
        """The path of the node that a property of a shape names."""
        named = self.one(shape, predicate)
        return self.path(named) if named is not None else ()

    def path(self, shape: object) -> Path_:
        path = self.one(shape, SH.path)
        return self.steps(path) if path is not None else ()

    def steps(self, path: object) -> Path_:
        if self.one(path, RDF.first) is not None:
            return tuple(step for part in self.list(path) for step in self.steps(part))
        return (tuple(self.ways(path)),)

    def ways(self, path: object) -> Iterator[Way]:
        if isinstance(path, NamedNode):
            yield "out", path.value
            return
        inverse, alternatives = self.one(path, SH.inversePath), self.one(path, SH.alternativePath)
        if isinstance(inverse, NamedNode):
            yield "in", inverse.value
        elif alternatives is not None:
            for alternative in self.list(alternatives):
                yield from self.ways(alternative)
        else:
            raise ShapesError(f"{FILE.name}: a path is a property, its inverse, alternatives of these, or a list.")

    def list(self, node: object) -> Iterator[object]:
        while node is not None and node != NamedNode(RDF.nil):
            first = self.one(node, RDF.first)
            if first is not None:
                yield first
            node = self.one(node, RDF.rest)


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _word(node: object) -> str:
    return _iri(node).removeprefix(PAGE)
