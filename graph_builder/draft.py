"""What is read from one document before it is RDF: entities, facts about them, and where each was read."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from graph_builder.decisions import NO_DECISIONS, Decisions
from graph_builder.layout import Block, Layout
from graph_builder.mentions.model import Mention, squeeze
from graph_builder.read import Document

if TYPE_CHECKING:
    from graph_builder.speech import Speeches

if TYPE_CHECKING:
    from graph_builder.merges import Merge

Span = tuple[int, int]


@dataclass(eq=False)
class Entity:
    """A thing that the document speaks of.

    `kind` is the class's local name; `names` its printed forms, each with the spans it was read at, in the order found;
    `label` the form chosen as its name; `key` the IRI path of the authority's entry; `date` (ISO, perhaps partial) and
    `scope` tell things of the same name apart; `reader` is the reader or mention finder that found it first.
    """

    kind: str
    names: dict[str, list[Span]] = field(default_factory=dict)
    notation: str = ""
    key: str = ""
    date: str = ""
    scope: str = ""
    preferred: str = ""
    reader: str = ""

    @property
    def label(self) -> str:
        """The preferred name if one was set, else the fullest printed form."""
        if self.preferred or len(self.names) == 1:
            return self.preferred or next(iter(self.names))
        return max(self.names, key=lambda name: (len(name.split()) > 1, len(name)))

    def called(self, name: str, span: Span) -> None:
        """Note that the entity is printed as `name` at `span`; forms that differ in capitals alone are one."""
        name = next((known for known in self.names if known.casefold() == name.casefold()), name)
        spans = self.names.setdefault(name, [])
        if span not in spans:
            spans.append(span)


@dataclass(frozen=True)
class Value:
    """A literal; `datatype` is its name in xsd:, empty for text in the document's language, `string` for plain."""

    text: str
    datatype: str = ""


@dataclass(frozen=True)
class Fact:
    """One statement, the span that it was read from and the reader that read it."""

    subject: Entity
    predicate: str
    object: Entity | Value
    span: Span
    reader: str


class Draft:
    """All that is read from one document."""

    def __init__(
        self, document: Document, layout: Layout, mentions: Iterable[Mention], decisions: Decisions = NO_DECISIONS
    ) -> None:
        self.document = document
        self.layout = layout
        self.text = layout.flat
        self.mentions = sorted(mentions)
        # Mentions do not overlap, so those of a span stand side by side.
        self._starts = [mention.start for mention in self.mentions]
        self.entities: list[Entity] = []
        self.facts: dict[tuple[Entity, str, Entity | Value], list[Fact]] = {}
        self._values: dict[tuple[Entity, str], list[Entity | Value]] = {}
        self.of_mention: dict[Mention, Entity] = {}
        self.reader = ""
        self._roles: dict[Entity, list[Entity]] = {}
        self.merges: list[Merge] = []
        self.decisions = decisions
        self._sentences: dict[Span, list[Span]] = {}  # each reader asks for them
        self.speeches: Speeches | None = None  # who says what, once `speech.speeches` has read it

    def new(self, kind: str, name: str, span: Span, **more: str) -> Entity:
        """A new entity, printed as `name` at `span`."""
        entity = Entity(kind, **{"reader": self.reader, **more})  # type: ignore[arg-type]
        entity.called(name, span)
        self.entities.append(entity)
        return entity

    def find(self, kind: str, name: str) -> Entity | None:
        """The entity of that kind that was printed as `name`, capitals aside."""
        wanted = name.casefold()
        return next((e for e in self.entities if e.kind == kind and any(n.casefold() == wanted for n in e.names)), None)

    def state(self, subject: Entity, predicate: str, value: Entity | Value, span: Span, reader: str) -> None:
        """Add a fact; the same statement read elsewhere gets one more span."""
        if subject is value:
            return
        key = (subject, predicate, value)
        if key not in self.facts:
            self._values.setdefault((subject, predicate), []).append(value)
        facts = self.facts.setdefault(key, [])
        if all(fact.span != span for fact in facts):
            facts.append(Fact(subject, predicate, value, span, reader))

    def restore(self, facts: list[Fact]) -> None:
        """Add a statement that was read before, with all places that it was read at."""
        first = facts[0]
        self._values.setdefault((first.subject, first.predicate), []).append(first.object)
        self.facts[first.subject, first.predicate, first.object] = facts

    def roles_of(self, person: Entity) -> list[Entity]:
        """The memberships of a person, to read and to add to."""
        return self._roles.setdefault(person, [])

    def retract(self, subject: Entity, predicate: str, value: Entity | Value) -> None:
        """Take a statement back, with all its spans."""
        if self.facts.pop((subject, predicate, value), None):
            self._values[subject, predicate].remove(value)

    def all_facts(self) -> Iterator[Fact]:
        """Every fact, a statement read at two places twice."""
        for facts in self.facts.values():
            yield from facts

    def objects(self, subject: Entity, predicate: str) -> list[Entity | Value]:
        """What `subject` is stated to have as `predicate`, in the order read."""
        return list(self._values.get((subject, predicate), ()))

    def leave_out(self, mentions: Set[Mention]) -> None:
        """Forget mentions that turned out to name nothing."""
        self.mentions = [m for m in self.mentions if m not in mentions]
        self._starts = [m.start for m in self.mentions]

    def mentions_in(self, start: int, end: int, *kinds: str) -> list[Mention]:
        """The mentions within `[start, end)`, of the given kinds or of any."""
        near = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [m for m in near if m.end <= end and (not kinds or m.kind in kinds)]

    def entity(self, mention: Mention) -> Entity:
        """The entity that a mention names. Raises `KeyError` for a mention that identity left out."""
        return self.of_mention[mention]

    def sentence(self, block: Block, offset: int) -> Span:
        """The sentence in `block` that `offset` falls in."""
        return next((s for s in self.sentences(block) if s[0] <= offset < s[1]), (block.start, block.end))

    def sentences(self, block: Block) -> list[Span]:
        """The sentences of a block: parted by a full stop, question or exclamation mark and a capital, or by lines."""
        known = self._sentences.get((block.start, block.end))
        if known is None:
            known = self._sentences[block.start, block.end] = self._part(block)
        return known

    def _part(self, block: Block) -> list[Span]:
        cuts = [block.start]
        for match in _SENTENCE_END.finditer(self.text, block.start, block.end):
            word = self.text[max(block.start, match.start() - 12) : match.start()].split()
            last = word[-1].lower() if word else ""
            before = bisect_left(self._starts, match.start()) - 1
            inside = before >= 0 and match.start() < self.mentions[before].end
            broken = match[0][0] == "\n"
            if (
                (not broken and last in _ABBREVIATIONS)
                or inside
                or (match[0][0] == "." and len(last) == 1 and last.isalpha())
            ):
                continue
            cuts.append(match.end())
        cuts.append(block.end)
        spans = [_tight(self.text, a, b) for a, b in pairwise(cuts)]
        return [span for span in spans if span[0] < span[1]]

    def printed(self, span: Span) -> str:
        """The text at `span` with single spaces."""
        return squeeze(self.text[span[0] : span[1]])


def _tight(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# Words that a full stop follows without ending the sentence.
_ABBREVIATIONS = frozenset(
    """
    bl.a bl a f.eks eks kl nr dr prof mv m.m osv ca jf jfr st meld innst prop pst mrd mill red adm ass dvs inkl evt pga
    div t.ex
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)
_SENTENCE_END = re.compile(r"[.!?][»\"”)]?\s+(?=[A-ZÆØÅÄÖ«\"“–—])|\n+")
