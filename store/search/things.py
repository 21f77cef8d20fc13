"""What the index has of each thing, read from the sorted lines of a build."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import tantivy

from ontology import INNO, SCHEMA, XSD, vocabulary
from ontology.vocabulary import LANGUAGES
from store.lines import first_line, read_lines
from store.names import LABELS, NOT_SAID, OTHER_FORMS, Name, best, sort_key
from store.search.schema import SORTED
from store.search.words import DEFAULT, fold, stem, words

# Letters at the beginning of a word that the index has as a word of their own.
EDGES = 4
# Letters of a name that count in the order of a list.
_SORTED = 100
# Those that fit in a number, five bits each.
_IN_NUMBER = 12
_ORDERS = {page: (page, *(other for other in LANGUAGES if other != page)) for page in SORTED}
_NAMING = {*LABELS, *OTHER_FORMS}
_DATES = {XSD.date, XSD.dateTime, XSD.gYearMonth, XSD.gYear}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(?![\d-])", re.ASCII)
# What a year or month lacks to be a day.
_FIRST, _LAST = "0000-01-01", "0000-12-31"
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass
class Thing:
    """A thing as its own lines tell of it."""

    iri: str
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    classes: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    facts: int = 0


class Lines:
    """Reads N-Quads lines that have a thing of `base` as their subject."""

    def __init__(self, base: str) -> None:
        self.start = f"<{base}id/".encode()
        thing, graph = re.escape(f"{base}id/".encode()), re.escape(f"{base}graph/".encode())
        text = rb'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?'
        self._line = re.compile(
            rb"^<(%s[^>]*)> <([^>]*)> (?:<([^>]*)>|%s) <%s([^>]*)> \.$" % (thing, text, graph), re.MULTILINE
        )
        self._objects = re.compile(rb"^<%s[^>]*> <[^>]*> <(%s[^>]*)> <%s([^>]*)> \.$" % (thing, thing, graph), re.M)
        self._hidden = {name.encode() for name in NOT_SAID}
        known = vocabulary()
        self._concepts = {iri for iri in known.declared if iri.startswith(INNO)}

    def texts(self, folder: Path) -> Iterator[bytes]:
        """The files of a folder of lines that have such lines, unpacked."""
        paths = sorted(folder.iterdir())
        firsts = [first_line(path) for path in paths]
        for path, first, after in zip(paths, firsts, [*firsts[1:], None], strict=True):
            # What comes before the things, or after them, need not be unpacked.
            if (after is None or after >= self.start) and first < self.start + b"\xff":
                yield read_lines(path)

    def counts(self, texts: Iterable[bytes]) -> Counter[str]:
        """How many statements have each thing as their value."""
        found: Counter[bytes] = Counter()
        for text in texts:
            found.update(iri for iri, graph in self._objects.findall(text) if graph not in self._hidden)
        return Counter({iri.decode(): count for iri, count in found.items()})

    def things(self, texts: Iterable[bytes]) -> Iterator[Thing]:
        """The things, one after another."""
        rows = (match for text in texts for match in self._line.findall(text))
        for iri, said in groupby(rows, key=lambda row: row[0]):
            thing = Thing(iri.decode())
            for _, predicate, node, text, language, datatype, graph in said:
                self._add(thing, predicate.decode(), node, text, language, datatype, graph)
            yield thing

    def _add(
        self, thing: Thing, predicate: str, node: bytes, text: bytes, language: bytes, datatype: bytes, graph: bytes
    ) -> None:
        said = graph not in self._hidden
        if predicate in _NAMING and not node:
            thing.names[predicate].append(Name(_unescaped(text.decode()), language.decode()))
            if said:
                thing.documents.add(graph.decode())
        if not said:
            return
        thing.facts += 1
        if node:
            iri = node.decode()
            if iri in self._concepts:
                thing.classes.add(iri)
        elif datatype and datatype.decode() in _DATES:
            thing.dates.add(text.decode())
            if predicate == SCHEMA.endDate:
                thing.ends.add(text.decode())


def document_of(
    thing: Thing, base: str, counted: Mapping[str, int], years: Mapping[str, int]
) -> tantivy.Document | None:
    """What the index gets of a thing; None for one that has no name or no kind.

    `counted` is how many statements have it as their value, `years` the year of each document.
    """
    kind, _, slug = thing.iri.removeprefix(f"{base}id/").partition("/")
    names = {
        predicate: sorted(set(group), key=lambda n: (n.language, n.text)) for predicate, group in thing.names.items()
    }
    texts = [name for group in names.values() for name in group if name.text.strip()]
    if not texts or not kind or not slug or "/" in slug:
        return None
    found = {int(date[:4]) for date in thing.dates if date[:4].isdigit()}
    known = {years[stem] for stem in thing.documents if stem in years}
    split = [
        (words(text), language or DEFAULT) for text, language in dict.fromkeys((n.text, n.language) for n in texts)
    ]
    values: dict[str, Any] = {
        "iri": thing.iri,
        "kind": kind,
        "class": sorted(thing.classes - {vocabulary().kinds.get(kind, "")}),
        "document": sorted(thing.documents),
        "said": "yes" if thing.documents else "no",
        # What has no date of its own is of the years in which documents tell of it.
        "year": sorted(found or known),
        "facts": thing.facts + counted.get(thing.iri, 0),
        "names": json.dumps({p: [[n.text, n.language] for n in group] for p, group in names.items()}).encode(),
        **fields(split),
        "whole": sorted({text for group, _ in split for text in (" ".join(map(fold, group)), f"={' '.join(group)}")}),
        "start": " ".join(_starts([group for group, _ in split])),
        **_sorted(names),
    }
    if thing.dates:
        values["date"] = min(thing.dates)
        values |= _days(values["date"], max(thing.ends, default=""))
    return tantivy.Document(**values)


def _days(start: str, end: str) -> dict[str, int]:
    """The first and last day as numbers; nothing unless the one is before the other."""
    if end == start or not _DAY.match(start) or not _DAY.match(end):
        return {}
    # Of a month or year that is all there is, the last day that a month may have is late enough.
    begins, lasts = _number_of_day(start, _FIRST), _number_of_day(end, _LAST)
    return {"begins": begins, "lasts": lasts} if begins < lasts else {}


def _number_of_day(text: str, rest: str) -> int:
    return int((text[:10] + rest[len(text) :]).replace("-", ""))


def fields(split: Iterable[tuple[list[str], str]]) -> dict[str, str]:
    """The fields that words are looked up in, of words with the language that they are in."""
    groups = list(split)
    return {
        # A word that belongs to no phrase stands between two names.
        "exact": " - ".join([" ".join(group) for group, _ in groups]),
        "folded": " - ".join([" ".join(map(fold, group)) for group, _ in groups]),
        "stem": " ".join([stem(word, language) for group, language in groups for word in group]),
    }


def _starts(names: Iterable[list[str]]) -> set[str]:
    """The first letters of each word; with `^` those of a whole name, with `=` those with their own letters."""
    found: set[str] = set()
    for group in names:
        for place, word in enumerate(group):
            found |= _edges(word, place == 0)
    return found


@lru_cache(maxsize=100_000)
def _edges(word: str, first: bool) -> frozenset[str]:
    folded = fold(word)
    found = set()
    for length in range(1, EDGES + 1):
        found.add(folded[:length])
        if word[:length] != folded[:length]:
            found.add(f"={word[:length]}")
        if first:
            found.add(f"^{folded[:length]}")
    return frozenset(found)


def _sorted(names: Mapping[str, list[Name]]) -> dict[str, str | int]:
    """By language of pages, what a list of names is put in order by."""
    keys: dict[str, str] = {}
    found: dict[str, str | int] = {}
    for language, order in _ORDERS.items():
        name = best(names, order)
        text = name.text[:_SORTED] if name else ""
        if text not in keys:
            keys[text] = "\x00".join(sort_key(text))
        found[f"sort_{language}"] = keys[text]
        found[f"place_{language}"] = _number(keys[text])
    return found


def _number(key: str) -> int:
    """The first letters of a key as a number in the same order; keys may share one."""
    number = 0
    for char in key[:_IN_NUMBER].ljust(_IN_NUMBER, "\x00"):
        number = number << 5 | (char > "\x00" if char < "a" else min(ord(char) - 95, 31))
    return number


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(
        lambda found: chr(int(found[1] or found[2], 16)) if found[1] or found[2] else _CONTROL.get(found[3], found[3]),
        text,
    )
