"""All things that browsing and search go through when a build has no search index."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph

from server.links import thing_of
from store import Readable
from store.names import LABELS, NOT_SAID, OTHER_FORMS, Name, best, sort_key, words_of

__all__ = ["LABELS", "OTHER_FORMS", "Name", "best", "sort_key", "words_of"]

# What one search looks through and gives back at most.
MOST_NAMES = 500_000
MOST_HITS = 500

# Letters that no decomposition takes apart, but that a reader without them on the keyboard writes so.
_PLAIN: dict[str, str | int | None] = {
    "ø": "o",
    "æ": "ae",
    "å": "a",
    "ß": "ss",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ł": "l",
}
_LETTERS = str.maketrans(_PLAIN)


def fold(text: str) -> str:
    """Bring a text to the form in which searches compare: no case, no accents, one space between words."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    bare = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return " ".join(bare.split())


@dataclass(frozen=True)
class Entry:
    """A thing in the lists."""

    iri: str
    kind: str
    names: Mapping[str, tuple[Name, ...]]
    folded: tuple[str, ...]

    def name(self, order: Sequence[str]) -> Name:
        """The name to show in a page."""
        return best(self.names, order) or Name(words_of(self.iri))


class Names:
    """All things that have names, by kind. Read once for a build; lists and searches touch no quads after that."""

    def __init__(self, entries: Iterable[Entry], unmentioned: Mapping[str, int] | None = None) -> None:
        # By kind, how many things the authority file alone knows.
        self.unmentioned = dict(unmentioned or {})
        self._by_kind: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._by_kind[entry.kind].append(entry)
        self._sorted: dict[tuple[str, str], list[Entry]] = {}

    @classmethod
    def read(cls, build: Readable, base: str) -> "Names":
        """Read the names of all things in a build, label by label.

        A thing that only the authority file knows, and no document, is left out but counted: there is nothing to
        read of it.
        """
        said = f"{base}graph/"
        unsaid = {f"{said}{name}" for name in NOT_SAID}
        mentioned: set[str] = set()
        found: dict[str, dict[str, set[Name]]] = defaultdict(lambda: defaultdict(set))
        for predicate in (*LABELS, *OTHER_FORMS):
            for quad in build.matching(predicate=pyoxigraph.NamedNode(predicate)):
                subject, value = quad.subject, quad.object
                if (
                    isinstance(subject, pyoxigraph.NamedNode)
                    and isinstance(value, pyoxigraph.Literal)
                    and thing_of(subject.value, base)
                ):
                    found[subject.value][predicate].add(Name(value.value, value.language or ""))
                    graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
                    if graph.startswith(said) and graph not in unsaid:
                        mentioned.add(subject.value)
        unmentioned = Counter(thing.kind for iri in found.keys() - mentioned if (thing := thing_of(iri, base)))
        entries = (cls._entry(iri, names, base) for iri, names in sorted(found.items()) if iri in mentioned)
        return cls(entries, unmentioned)

    @staticmethod
    def _entry(iri: str, names: Mapping[str, set[Name]], base: str) -> Entry:
        thing = thing_of(iri, base)
        texts = {fold(name.text) for group in names.values() for name in group}
        kept = {
            predicate: tuple(sorted(group, key=lambda name: (name.language, name.text)))
            for predicate, group in names.items()
        }
        return Entry(iri, thing.kind if thing else "", kept, tuple(sorted(texts)))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many things there are of each kind."""
        return {kind: len(entries) for kind, entries in self._by_kind.items()}

    def of_kind(self, kind: str, order: Sequence[str]) -> list[Entry]:
        """The things of a kind in the alphabet of their names; `order` is the order of languages."""
        key = (kind, order[0])
        if key not in self._sorted:
            entries = self._by_kind.get(kind, [])
            self._sorted[key] = sorted(entries, key=lambda entry: (sort_key(entry.name(order).text), entry.iri))
        return self._sorted[key]

    def search(self, text: str, order: Sequence[str], kind: str | None = None) -> list[Entry]:
        """Things with a name that contains every word of `text`: whole names first, then beginnings, then the rest.

        At most `MOST_HITS`, out of the first `MOST_NAMES` things.
        """
        wanted = fold(text)
        words = wanted.split()
        if not words:
            return []
        hits: list[tuple[int, tuple[str, str], str, Entry]] = []
        seen = 0
        for group in [self._by_kind.get(kind, [])] if kind else self._by_kind.values():
            for entry in group:
                seen += 1
                if seen > MOST_NAMES:
                    break
                rank = min((_rank(name, wanted, words) for name in entry.folded), default=9)
                if rank < 9:
                    hits.append((rank, sort_key(entry.name(order).text), entry.iri, entry))
        return [hit[-1] for hit in sorted(hits, key=lambda hit: hit[:3])[:MOST_HITS]]


def _rank(name: str, wanted: str, words: Sequence[str]) -> int:
    """0 for the very name, 1 for its beginning, 2 for the beginnings of words in it, 3 for anywhere, 9 for nowhere."""
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if not all(word in name for word in words):
        return 9
    spaced = f" {name}"
    return 2 if all(f" {word}" in spaced for word in words) else 3
