"""Find text that was copied from other documents: whole sentences, and long runs of words.

Names, titles of talks and roles are facts and may be the same in both; a piece that is little more than names passes.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

WORDINGS = {"Goal", "Principle", "Measure", "Observation"}
"""Kinds of thing in the gold files whose name is a wording, not a name; these must be our own."""

MASK = "§"
RUN = 12
SENTENCE = 60
REST = 40
"""So many characters besides names make a piece that counts."""


class Originals:
    """The texts that nothing may be copied from; `names` may be the same in both."""

    def __init__(self, texts: Iterable[str], names: Iterable[str] = ()) -> None:
        self._masks = sorted({" ".join(_words(name)) for name in names} - {""}, key=len, reverse=True)
        self._plain: set[str] = set()
        self._masked: set[str] = set()
        for text in texts:
            sentences = re.split(r"(?<=[.!?])\s", re.sub(r"\s+", " ", text))
            lines = [" ".join(_words(s)) for s in sentences if len(s.strip()) > SENTENCE]
            line = " ".join(_words(text))
            self._plain |= {*lines, *_runs(line)}
            self._masked |= {*map(self._mask, lines), *_runs(self._mask(line))}
        self._masked = {piece for piece in self._masked if len(piece.replace(MASK, "").strip()) > REST}

    def copied(self, text: str) -> list[str]:
        """The runs of 12 words and the sentences of more than 60 characters that `text` has from the originals."""
        line = " ".join(_words(text))
        # Masking is slow, and needed only where something is the same.
        if not _found(self._plain, line):
            return []
        return sorted(_found(self._masked, self._mask(line)))

    def _mask(self, line: str) -> str:
        masked = f" {line} "
        for mask in self._masks:
            masked = masked.replace(f" {mask} ", f" {MASK} ")
        return masked.strip()


def _found(pieces: set[str], line: str) -> set[str]:
    runs = _runs(line) & pieces
    return runs | {piece for piece in pieces if piece.count(" ") != RUN - 1 and f" {piece} " in f" {line} "}


def _runs(line: str) -> set[str]:
    words = line.split()
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def names_of(gold: Iterable[Path]) -> set[str]:
    """Names, titles and roles in gold files: what may be the same in a digest as in the text that it digests."""
    names: set[str] = set()
    for path in gold:
        data = json.loads(path.read_text(encoding="utf-8"))
        for entity in data["entities"]:
            if entity["type"] not in WORDINGS:
                names.update([entity["name"], *entity.get("aliases", [])])
        names.update(relation["role"] for relation in data["relations"] if relation.get("role"))
    return names


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
