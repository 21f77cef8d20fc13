"""Text as the last part of an IRI."""

from functools import lru_cache

from slugify import slugify

# «Bø» and «Bo» are two places: letters that are no accented forms of another keep apart from it.
_LETTERS = [(pair[0], pair[1:]) for pair in ("æae", "Æae", "øoe", "Øoe", "åaa", "Åaa", "äae", "Äae", "öoe", "Öoe")]


# Entities of one name are in many documents.
@lru_cache(maxsize=100_000)
def slug_of(text: str, max_length: int = 0) -> str:
    """The text in lower-case ASCII, words joined by hyphens; cut at a word when longer than `max_length` (0: never).

    «Bø kommune» → `boe-kommune`.
    """
    return slugify(text, max_length=max_length, word_boundary=True, save_order=True, replacements=_LETTERS)
