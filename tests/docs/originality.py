"""Find text that was copied from other documents: whole sentences, and long runs of words.

Names, titles of talks and roles are facts and may be the same in both; they are masked before the texts are compared.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

WORDINGS = {"Goal", "Principle", "Measure", "Observation"}
"""Kinds of thing in the gold files whose name is a wording, not a name; these must be our own."""

MASK = "§"


def copied(
    text: str, originals: Iterable[str], names: Iterable[str] = (), run: int = 12, sentence: int = 60
) -> list[str]:
    """The pieces of `text` that also stand in one of `originals`.

    A piece is a run of `run` words, or a sentence of more than `sentence` characters (white space does not count).
    `names` may be the same in both.
    """
    masks = sorted({" ".join(_words(name)) for name in names} - {""}, key=len, reverse=True)
    own = _masked(text, masks)
    own_runs = _runs(own, run)
    own_line = " ".join(own)
    found: set[str] = set()
    for original in originals:
        theirs = _masked(original, masks)
        found.update(" ".join(words) for words in own_runs & _runs(theirs, run))
        for part in re.split(r"(?<=[.!?])\s", re.sub(r"\s+", " ", original)):
            if len(part.strip()) > sentence:
                line = " ".join(_masked(part, masks))
                if len(line.replace(MASK, "").strip()) > sentence and f" {line} " in f" {own_line} ":
                    found.add(part.strip())
    return sorted(found)


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


def _masked(text: str, masks: list[str]) -> list[str]:
    line = f" {' '.join(_words(text))} "
    for mask in masks:
        line = line.replace(f" {mask} ", f" {MASK} ")
    return line.split()


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    runs = (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
    return {run for run in runs if MASK not in run}
