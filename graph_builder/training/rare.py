"""Rare words, made unknown now and then: the model learns to tell a name that it has not met.

The model knows a word by its hash, and has seen every word of its own texts. Without this it would trust the hash of
a word that it never saw, which says nothing, instead of the word's ends, its shape and its neighbours.
"""

import random
from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.training.norne import Sentence

# A word that stands n times in the texts is hidden in the part SHARE / (SHARE + n) of the times.
SHARE = 0.5
# So many words that are none stand for the hidden ones.
STAND_INS = 20_000


class Hidden:
    """Hides rare words of texts; the same ones for the same seed."""

    def __init__(self, nlp: Language, sentences: Iterable[Sentence], seed: int) -> None:
        self._rng = random.Random(seed + 1)  # noqa: S311
        self._counts = Counter(token.norm_ for sentence in sentences for token in nlp.make_doc(sentence.text))

    def hide(self, doc: Doc) -> None:
        """Give rare words of `doc` another norm, one word the same one; their form stays."""
        stand_ins: dict[str, str] = {}
        for token in doc:
            word = token.norm_
            if any(map(str.isalpha, word)) and self._rng.random() < SHARE / (SHARE + self._counts[word]):
                token.norm_ = stand_ins.setdefault(word, f"\N{DAGGER}{self._rng.randrange(STAND_INS)}")
