"""Which of our languages a text is in."""

from functools import cache
from typing import Any

# What the library calls our languages; it knows bokmål as Norwegian.
_NAMES = {"no": "nb", "nn": "nn", "da": "da", "sv": "sv", "en": "en"}
# This much of a text is enough, and takes some milliseconds.
_LONGEST = 20_000
# How likely, by its text, a document must be in the language that it says it is in. Web pages often say another.
_BELIEVED = 0.05


def guess_language(text: str, said: str | None = None) -> str:
    """The language of `text` (nb, nn, da, sv, en) by its letters; `said` where the text allows for it.

    A text without letters is taken to be bokmål.
    """
    sample = text[:_LONGEST]
    if not any(c.isalpha() for c in sample):
        return said or "nb"
    ranked = {_NAMES[name]: float(score) for name, score in _identifier().rank(sample)}
    if said and ranked.get(said, 0.0) >= _BELIEVED:
        return said
    return max(ranked, key=lambda language: ranked[language])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_NAMES))
    return identifier
