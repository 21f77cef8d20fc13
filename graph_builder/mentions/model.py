"""What a mention is, and how a component adds one to a spaCy document."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from graph_builder.layout import Layout

if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=None)
    Doc.set_extension("layout", default=None)
    Doc.set_extension("cased", default=None)
    Doc.set_extension("word_forms", default=None)
    # Names of the authority that name a body only where the text around them says so.
    Doc.set_extension("bare_names", default=None)


@dataclass(frozen=True, order=True)
class Mention:
    """Characters `[start, end)` that name a thing.

    `kind` is the class's local name (Person, Organisation …); `name` the printed form without case inflection and with
    single spaces; `notation` the kind of body or document (`ministry`), empty when unknown; `key` the IRI path of the
    authority's entry, empty when there is none; `finder` the component that found it and `weight` its say when
    mentions overlap.
    """

    start: int
    end: int
    kind: str
    name: str
    notation: str = ""
    key: str = ""
    finder: str = ""
    weight: int = 0


def add(
    doc: Doc,
    start: int,
    end: int,
    kind: str,
    *,
    finder: str,
    weight: int = 0,
    name: str = "",
    notation: str = "",
    key: str = "",
) -> None:
    """Add a mention of the characters `[start, end)` to `doc._.mentions`; without `name`, the characters are the name."""
    if end <= start:
        return
    printed = name or squeeze(text_of(doc)[start:end])
    doc._.mentions.append(Mention(start, end, kind, printed, notation, key, finder, weight))


def layout_of(doc: Doc) -> Layout:
    """The layout that `find_mentions` gave the document."""
    layout: Layout = doc._.layout
    return layout


def text_of(doc: Doc) -> str:
    """The document's flat text; `doc.text` would be put together from the tokens at each call."""
    return layout_of(doc).flat


def cased(doc: Doc) -> str:
    """The flat text with lines in capitals («TINDVIK KOMMUNE») as names are written («Tindvik kommune»), as long as it."""
    if doc._.cased is None:
        text = text_of(doc)
        parts, position = [], 0
        for block in layout_of(doc).blocks:
            if in_capitals(text[block.start : block.end]):
                parts += [text[position : block.start], _as_names(text[block.start : block.end])]
                position = block.end
        doc._.cased = "".join([*parts, text[position:]])
    result: str = doc._.cased
    return result


def in_capitals(text: str) -> bool:
    """Whether a line is all in capitals, so that a word in capitals says nothing."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.7 * len(letters)


_SMALL = re.compile(r"(?<=\s)(?:Og|I|På|For|Av|Til|Ved|Med|Och|Af|The|Of|And|In|Kommune|Kommun|Fylkeskommune)\b")


def _as_names(text: str) -> str:
    return _SMALL.sub(lambda match: match[0].lower(), re.sub(r"\w+", lambda match: match[0].capitalize(), text))


def word_forms(doc: Doc) -> tuple[frozenset[str], frozenset[str]]:
    """The words that the text prints with a small first letter, and those with a capital inside a sentence."""
    if doc._.word_forms is None:
        small: set[str] = set()
        inside: set[str] = set()
        for match in re.finditer(r"(?P<before>(?<=[\w,»”)/&]\s)|(?<=[(«]))?\b(?P<word>[^\W\d_][\w-]*)", text_of(doc)):
            word = match["word"]
            if word[0].islower():
                small.add(word)
            elif match["before"] is not None:
                inside.add(word)
                if word.endswith("s"):
                    inside.add(word[:-1])
        doc._.word_forms = (frozenset(small), frozenset(inside))
    forms: tuple[frozenset[str], frozenset[str]] = doc._.word_forms
    return forms


class Taken:
    """Stretches of the text that mentions hold already, to be asked about fast."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted((m.start, m.end) for m in mentions):
            if self._spans and start < self._spans[-1][1]:
                self._spans[-1] = (self._spans[-1][0], max(end, self._spans[-1][1]))
            else:
                self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a character of `[start, end)` is held."""
        at = bisect_left(self._starts, end)
        return at > 0 and self._spans[at - 1][1] > start


def squeeze(text: str) -> str:
    """The text with every run of white space as one space, and none at the ends."""
    return re.sub(r"\s+", " ", text).strip()
