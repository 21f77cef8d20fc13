"""Giving what is said at some of a thing's mentions to another thing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from graph_builder.statement import Statement
from ontology import FOAF, ORG, RDF, RDFS, SCHEMA, SKOS, vocabulary

Span = tuple[int, int]
_TYPE, _LABEL, _ALT, _NAME, _MENTIONS = map(
    NamedNode, (RDF.type, RDFS.label, SKOS.altLabel, FOAF.name, SCHEMA.mentions)
)
_NAMING = frozenset({_LABEL, _ALT, _NAME})
_PERSON = NamedNode(vocabulary().kinds["person"])
_ROLE = NamedNode(ORG.Membership)


@dataclass(frozen=True)
class Split:
    """A split: what is said of `old` at `places` is said of `new`, called `name`, or as the words there are.

    `shared` are the IRIs of roles that other documents have as well.
    """

    id: str
    old: NamedNode
    new: NamedNode
    places: tuple[Span, ...]
    name: Literal | None = None
    shared: frozenset[str] = frozenset()


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def split(found: Iterable[Statement], said: Split) -> tuple[list[Statement], bool]:
    """The statements of a document after a split, and whether anything was said at its places."""
    statements = list(found)
    others = [
        each.span
        for each in statements
        if each.predicate == _MENTIONS and each.object == said.old and not _is_at(each.span, said.places)
    ]

    def moves(each: Statement) -> bool:
        about = said.old in (each.subject, each.object)
        return about and _is_at(each.span, said.places) and not _is_at(each.span, others)

    moved = [_as_new(each, said) if moves(each) else each for each in statements]
    if moved == statements:
        return statements, False
    return _roles(_named(_typed(moved, said), said), said), True


def _is_at(span: Span, places: Iterable[Span]) -> bool:
    return any(meet(span, place) for place in places)


def _as_new(each: Statement, said: Split) -> Statement:
    subject = said.new if each.subject == said.old else each.subject
    value = said.new if each.object == said.old else each.object
    return replace(each, subject=subject, object=value, decision=said.id)


def _typed(found: list[Statement], said: Split) -> list[Statement]:
    """The new thing is of a kind: that of the old one, where no statement at its words says another."""
    if any(each.subject == said.new and each.predicate == _TYPE for each in found):
        return found
    kinds = [each for each in found if each.subject == said.old and each.predicate == _TYPE]
    return [*found, *(replace(each, subject=said.new, span=said.places[0], decision=said.id) for each in kinds)]


def _named(found: list[Statement], said: Split) -> list[Statement]:
    """The new thing has one preferred name: that of the record, else one that the words at its places give."""
    names = [each for each in found if each.subject == said.new and each.predicate in _NAMING]
    given = said.name
    if given is None and any(each.predicate == _LABEL for each in names):
        return found
    rest = [each for each in found if each not in names]
    if given is None:
        written = [each for each in names if each.predicate == _ALT]
        spare = [each for each in found if each.subject == said.old and each.predicate == _LABEL]
        first = min(written or spare, key=lambda each: (each.span, str(each.object)), default=None)
        if first is None or not isinstance(first.object, Literal):
            return found
        stated = replace(first, subject=said.new, predicate=_LABEL, decision=said.id)
        if not written:
            stated = replace(stated, span=said.places[0])
        rest += [each for each in written if each.object != first.object]
    else:
        given = given if given.language else Literal(given.value, language="nb")
        stated = Statement(said.new, _LABEL, given, said.places[0], "steward", certain=True, decision=said.id)
    rest.append(stated)
    if any(each.subject == said.new and each.predicate == _TYPE and each.object == _PERSON for each in rest):
        rest.append(replace(stated, predicate=_NAME, object=Literal(stated.object.value)))
    return rest


def _roles(found: list[Statement], said: Split) -> list[Statement]:
    """A role that the old thing has at other words as well, here or elsewhere, is another role at these words."""
    for role in sorted({each.subject for each in found if each.object == _ROLE and each.predicate == _TYPE}, key=str):
        about = [each for each in found if role in (each.subject, each.object)]
        here = {each.span for each in about if said.new in (each.subject, each.object)}
        elsewhere = {each.span for each in about if said.old in (each.subject, each.object)} - here
        if here and (elsewhere or role.value in said.shared):
            rest = [each for each in found if each not in about]
            both = _two(about, role, here, elsewhere, said)
            found = [*rest, *(both if elsewhere else (_of_other(each, role, said) for each in about))]
    return found


def _of_other(each: Statement, role: NamedNode, said: Split) -> Statement:
    """The statement, of the role that the new thing has."""
    other = NamedNode(f"{role.value}-{said.id.rpartition('-')[2]}")
    subject = other if each.subject == role else each.subject
    value = other if each.object == role else each.object
    return replace(each, subject=subject, object=value, decision=said.id)


def _two(
    about: list[Statement], role: NamedNode, here: set[Span], elsewhere: set[Span], said: Split
) -> Iterator[Statement]:
    """The statements about a role as those of two, of which the second is the one `here`.

    What was read once for both, as the kind and mostly the title, holds of both, each at its own words.
    """
    spans: dict[Statement, set[Span]] = defaultdict(set)
    for each in about:
        spans[replace(each, span=(0, 0))].add(each.span)
    for each, at in spans.items():
        moved = _of_other(each, role, said)
        # The holder is one of the two; all else holds of both.
        shared = not {said.old, said.new} & {each.subject, each.object}
        yield from (replace(moved, span=span) for span in (at & here or ({min(here)} if shared else set())))
        yield from (replace(each, span=span) for span in (at - here or ({min(elsewhere)} if shared else set())))
