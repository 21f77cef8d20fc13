"""What a mention is, and how a component adds one to a spaCy document."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from graph_builder.layout import Layout

if not Doc.has_extension("mentions"):
    Doc.set_extension("mentions", default=None)
    Doc.set_extension("layout", default=None)


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


def squeeze(text: str) -> str:
    """The text with every run of white space as one space, and none at the ends."""
    return re.sub(r"\s+", " ", text).strip()
