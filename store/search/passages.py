"""Cutting a document's text into passages, each short enough to be shown as a hit."""

import re
from collections.abc import Iterator

import tantivy

from store.search.things import fields
from store.search.words import DEFAULT, words

# Characters of a passage at most, but for a single long word.
SIZE = 600
_GAP = re.compile(r"\n[ \t\r]*\n\s*")
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Give where the passages of a text start and end: paragraphs, long ones cut at a line, sentence or word.

    Front matter is no part of the text.
    """
    front = _FRONT.match(text)
    at = front.end() if front else 0
    for gap in [*_GAP.finditer(text, at), None]:
        stop = gap.start() if gap else len(text)
        for start, end in _cut(text, at, stop):
            piece = text[start:end]
            if piece.strip():
                yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        at = gap.end() if gap else stop


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > SIZE:
        middle, limit = start + SIZE // 2, start + SIZE
        places = (text.rfind(mark, middle, limit) for mark in ("\n", ". ", " "))
        cut = next((place + 1 for place in places if place > 0), limit)
        yield start, cut
        start = cut
    yield start, end


def documents_of(stem: str, text: str, language: str, year: int | None) -> Iterator[tantivy.Document]:
    """What the index gets of the passages of a document's text."""
    for start, end in passages(text):
        split = [(words(text[start:end]), language or DEFAULT)]
        values = {"document": stem, "start": start, "end": end, **fields(split)}
        if year is not None:
            values["year"] = year
        yield tantivy.Document(**values)
