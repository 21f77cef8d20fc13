"""The authority's names as an index by words: one for all languages, made once for each authority.

A dictionary of word sequences stands in for spaCy's PhraseMatcher, which would hold every form of every name with every
ending for each language, and take a second to fill.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from graph_builder.authority import Authority, Entry

_WORD = re.compile(r"\w+|[^\w\s]")
Words = tuple[str, ...]

# How a municipality's or a county's bare name becomes a name of the body; «Tindviks kommun» is Swedish.
_FULL_FORMS = {
    "municipality": (
        "{} kommune", "{} Kommune", "{}s Kommune", "{} kommun", "{}s kommun", "{} municipality", "{} Municipality",
        "Municipality of {}", "City of {}", "Kommunen {}", "kommunen {}",
    ),
    "county": (
        "{} fylkeskommune", "{} County Council", "{} county council", "{} County Municipality", "{} county municipality",
    ),
}  # fmt: skip
_SPOKEN = frozenset({"nb", "nn", "da", "sv", "en", ""})


@dataclass
class NameIndex:
    """Which entries a sequence of words names: outright in `full`, where the context says so in `bare`."""

    full: dict[Words, list[Entry]] = field(default_factory=dict)
    bare: dict[Words, list[Entry]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    """First word → how many words the names have that begin with it, the longest first."""

    def add(self, name: str, entry: Entry, *, bare: bool = False) -> None:
        """Take a name of `entry`."""
        words = words_of(name)
        entries = (self.bare if bare else self.full).setdefault(words, [])
        if entry not in entries:
            entries.append(entry)
        lengths = self.lengths.setdefault(words[0], [])
        if len(words) not in lengths:
            lengths.append(len(words))
            lengths.sort(reverse=True)

    def find(self, text: str) -> Iterator["Found"]:
        """Every name in `text` from left to right, the longest at each place; they may overlap."""
        words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
        for n, (word, start, _) in enumerate(words):
            lengths = self.lengths.get(word, ())
            if word.endswith("s"):
                lengths = sorted({*lengths, *self.lengths.get(word[:-1], ())}, reverse=True)
            for length in lengths:
                sequence = tuple(w for w, _, _ in words[n : n + length])
                match = self._match(sequence)
                if match and len(sequence) == length:
                    name, genitive = match
                    end = words[n + length - 1][2] - genitive
                    if not _is_part(text, start, words[n + length - 1][2]) and "\n" not in text[start:end]:
                        yield Found(start, end, tuple(self.full.get(name, ())), tuple(self.bare.get(name, ())))
                        break

    def _match(self, words: Words) -> tuple[Words, bool] | None:
        """The name that `words` are, and whether they have a genitive -s besides."""
        if words in self.full or words in self.bare:
            return words, False
        last = words[-1]
        plain = (*words[:-1], last[:-1])
        if last.endswith("s") and (plain in self.full or plain in self.bare):
            return plain, True
        return None


@dataclass(frozen=True)
class Found:
    """Characters `[start, end)` of a text that are a name, without genitive -s, and the entries that they may mean."""

    start: int
    end: int
    full: tuple[Entry, ...]
    bare: tuple[Entry, ...]


def words_of(name: str) -> Words:
    """The words and marks of a name, as the index compares them."""
    return tuple(_WORD.findall(name))


@lru_cache(maxsize=4)
def name_index(authority: Authority) -> NameIndex:
    """The index of all names of `authority`."""
    index = NameIndex()
    for entry in authority.entries.values():
        for name, _ in entry.names:
            for form in _capitals(name, entry.kind):
                index.add(form, entry)
        for name, language in entry.bare:
            index.add(name, entry, bare=True)
            if language in _SPOKEN:
                for form in _FULL_FORMS.get(entry.notation, ()):
                    index.add(form.format(name.removesuffix("s") if "{}s" in form else name), entry)
    return index


def _capitals(name: str, kind: str) -> set[str]:
    forms = {name, name[0].upper() + name[1:]}
    # A programme of two words is a thing like others without its capital: «grønn plattform».
    if name[0].isupper() and not name.isupper() and name.count(" ") >= 1 + (kind == "Programme"):
        # Within a sentence «Direktoratet for …» is often printed without its capital.
        forms.add(name[0].lower() + name[1:])
    return forms


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the name is part of another word: «TAU-modellen», «KS-prosjektet», «Sør-Tindvik»."""
    after = text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
    before = text[start - 1 : start] == "-" and text[max(0, start - 2) : start - 1].isalnum()
    return after or before


def choose(entries: Iterable[Entry], language: str, after: str = "") -> Entry | None:
    """The one of `entries` that is meant; None when it stays open.

    Of several, first those whose area is named right `after` the name («Våler (Østfold)», «Våler i Viken»), then those
    with a name in the document's language.
    """
    found = list(entries)
    area = re.match(r"(?: [Kk]ommun[ae]?| herad)?,? ?(?:\(|i |in )?(?P<area>[^\W\d][^(),.;:\n]{1,40})", after)
    if len(found) > 1 and area:
        said = area["area"]
        near = [e for e in found if any(re.match(rf"{re.escape(name)}(?!\w)", said) for name in e.areas)]
        found = near or found
    if len(found) > 1:
        spoken = {"nn": {"nb", "nn"}, "nb": {"nb", "nn"}}.get(language, {language})
        found = [e for e in found if e.languages & spoken] or found
    return found[0] if len(found) == 1 else None
