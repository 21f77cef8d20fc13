"""Texts to train on: runs of sentences as they follow one another, some changed.

The corpus is newspapers; documents have headings in capitals, bullets that begin in the middle of a thought, names that
no newspaper has printed, and neighbours' letters. A change of each kind now and then shows them to the model.
"""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from babel import Locale

from graph_builder.training.norne import Sentence

GIVEN_NAMES = Path(__file__).with_name("given_names.txt")
# A block of a document has a few sentences.
MOST_SENTENCES = 4
# The parts of all texts: in capitals, in small letters, with Swedish letters, a piece of the text as a bullet.
CAPITALS, SMALL, SWEDISH, PIECE = 0.03, 0.006, 0.024, 0.07
# The part of texts in which other names stand, and of their names.
RENAMED, NAMES_CHANGED = 0.15, 0.7
_TO_SWEDISH = str.maketrans("æøÆØ", "äöÄÖ")
_BETWEEN_WORDS = re.compile(r"(?<=\w) (?=\w)")


class Variants:
    """The sentences' texts, anew at each call of `round`; the same for the same seed."""

    def __init__(self, sentences: Sequence[Sentence], seed: int) -> None:
        self._sentences = sentences
        self._rng = random.Random(seed)  # noqa: S311
        self._given = sorted(_given_names())
        self._countries = sorted(_countries())
        named = {(label, s.text[start:end]) for s in sentences for start, end, label in s.names}
        self._names = {
            label: [name for _, name in found] for label, found in groupby(sorted(named), key=lambda pair: pair[0])
        }
        people = self._names.get("PER", [])
        self._surnames = sorted({name.split()[-1] for name in people if " " in name and not name.endswith("s")})

    def round(self) -> list[Sentence]:
        """Each sentence once: joined by one to four within a file, changed as chance has it, shuffled."""
        found = [self._change(_join(run)) for run in self._runs()]
        self._rng.shuffle(found)
        return found

    def _runs(self) -> Iterator[Sequence[Sentence]]:
        for _, group in groupby(self._sentences, key=lambda s: s.place):
            rest = list(group)
            while rest:
                count = self._rng.randint(1, MOST_SENTENCES)
                yield rest[:count]
                rest = rest[count:]

    def _change(self, sentence: Sentence) -> Sentence:
        if sentence.names and self._rng.random() < RENAMED:
            sentence = self._rename(sentence)
        chance = self._rng.random()
        for part, change in ((CAPITALS, str.upper), (SMALL, str.lower), (SWEDISH, _swedish)):
            if chance < part:
                return _rewrite(sentence, change(sentence.text))
            chance -= part
        return self._piece(sentence) if chance < PIECE else sentence

    def _piece(self, sentence: Sentence) -> Sentence:
        """From one word to another, neither within a name, with a capital at the start."""
        cuts = [
            m.end()
            for m in _BETWEEN_WORDS.finditer(sentence.text)
            if not any(start < m.end() <= end for start, end, _ in sentence.names)
        ]
        if not cuts:
            return sentence
        first = self._rng.choice(cuts)
        ends = [cut - 1 for cut in cuts if cut > first + 10]
        last = self._rng.choice(ends) if ends and self._rng.random() < 0.6 else len(sentence.text)
        names = [(s - first, e - first, label) for s, e, label in sentence.names if first <= s and e <= last]
        text = sentence.text[first:last]
        return Sentence(text[0].upper() + text[1:], tuple(names), sentence.place)

    def _rename(self, sentence: Sentence) -> Sentence:
        """Other names in the old ones' places, the same for the same."""
        others: dict[tuple[str, str], str] = {}
        text, names, done = "", [], 0
        for start, end, label in sentence.names:
            old = sentence.text[start:end]
            if (old, label) not in others:
                others[old, label] = self._another(old, label) if self._rng.random() < NAMES_CHANGED else old
            text += sentence.text[done:start]
            names.append((len(text), len(text) + len(others[old, label]), label))
            text += others[old, label]
            done = end
        return Sentence(text + sentence.text[done:], tuple(names), sentence.place)

    def _another(self, name: str, label: str) -> str:
        pick, chance = self._rng.choice, self._rng.random()
        if name.isupper():
            return name
        if label == "PER" and " " in name and chance < 0.7 and self._surnames:
            last = pick(self._surnames) if self._rng.random() < 0.6 else name.split(" ", 1)[1]
            return f"{pick(self._given)} {last}"
        if label == "PER" and " " not in name and chance < 0.7 and self._surnames:
            return pick(self._given) if name.removesuffix("s") in self._given else pick(self._surnames)
        if label == "GPE_LOC" and chance < 0.4:
            return pick(self._countries)
        return pick(self._names[label])


def _given_names() -> set[str]:
    lines = GIVEN_NAMES.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def _countries() -> set[str]:
    lists = (Locale.parse(language).territories for language in ("nb", "nn", "da", "sv", "en"))
    names = {name for territories in lists for code, name in territories.items() if len(code) == 2}
    return {name for name in names if name[0].isupper() and len(name) < 25}


def _join(run: Sequence[Sentence]) -> Sentence:
    text, names = "", []
    for sentence in run:
        text += " " if text else ""
        names += [(start + len(text), end + len(text), label) for start, end, label in sentence.names]
        text += sentence.text
    return Sentence(text, tuple(names), run[0].place)


def _swedish(text: str) -> str:
    return text.translate(_TO_SWEDISH)


def _rewrite(sentence: Sentence, text: str) -> Sentence:
    # «ß» in capitals is two letters; the names' places would no longer hold.
    return Sentence(text, sentence.names, sentence.place) if len(text) == len(sentence.text) else sentence
