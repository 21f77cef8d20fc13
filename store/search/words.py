"""Words as the indexes have them: with their letters, folded as people type them, and without their endings."""

import re
import unicodedata
from functools import cache, lru_cache

import tantivy

# The stemmer of each language; Bokmål and Nynorsk share one.
STEMMERS = {"nb": "norwegian", "nn": "norwegian", "no": "norwegian", "da": "danish", "sv": "swedish", "en": "english"}
DEFAULT = "nb"
# A longer word is cut: it is no word.
LONGEST = 60

WORD = re.compile(r"[^\W_]+")
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ö": "o", "æ": "a", "ä": "a", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
# How æ, ø and å are written without them. `ae` ends as `a`: some type `ae` for æ, others `a` for ä.
_PAIRS = re.compile("aa|ae|oe")


def plain(text: str) -> str:
    """A text in lower case with all its letters, composed."""
    return unicodedata.normalize("NFC", text).casefold()


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word in the form in which `Årsmøte`, `arsmote`, `aarsmoete` and `ARSMÖTE` are the same."""
    lowered = plain(word).translate(_LETTERS)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _PAIRS.sub(lambda pair: pair[0][0], lowered)


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return [word[:LONGEST] for word in WORD.findall(plain(text))]


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """A word of a language, in lower case, without its ending, and folded."""
    found = _stemmer(STEMMERS.get(language.partition("-")[0], STEMMERS[DEFAULT])).analyze(word)
    return fold(found[0]) if found else fold(word)


def stems(word: str) -> list[str]:
    """What a word may be without its ending, in any of the languages."""
    return sorted({stem(word, language) for language in ("nb", "da", "sv", "en")})


@cache
def _stemmer(name: str) -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.stemmer(name)).build()
