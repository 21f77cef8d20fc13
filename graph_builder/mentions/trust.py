"""Which of the names that a trained model finds are believed, and which of their characters are the name.

A model trained on newspapers takes capitals for names in headings, programmes and lists. So a name is believed where
its form, or what stands around it in the document, speaks for it too. Each rule is kept because more of the practice
documents' names are right with it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from graph_builder.lexicon import alternatives, months, words
from graph_builder.mentions.people import could_be_name, is_title, surname_form

_SMALL_WORD = re.compile(r"(?<![\w-])[a-zæøåäöéü][\w-]*")
_ADDRESS = re.compile(r"[@/#]|\bwww\.|\.(?:no|dk|se|com|org|eu)\b")
# What a capitalised word of the form of these is: an event, a scheme, a plan; not a body.
_OTHER_THING = re.compile(
    rf"(?:{alternatives(words('event_endings'))}|{alternatives(words('no_body_endings'))})s?$", re.IGNORECASE
)
# Words of these forms say what is done or how something is: «Kvalitetsutvikling», «Åpenhet».
_ABSTRACT = re.compile(r"(?:ing|else|elsen|het|heten|hed|heden|skap|skapet|sjon|sjonen|tion|tionen)$")
_TWO_NAMES = re.compile(r"\s(?:og|och|and|&)\s+[A-ZÆØÅÄÖ]")
# Of a line's words that have a capital: from here on it is set as a title.
_TITLE_CASE = 0.6


@dataclass(frozen=True)
class Guess:
    """Characters `[start, end)` that the model takes for a name of `kind`, in the piece of text from `first` to `last`."""

    start: int
    end: int
    kind: str
    first: int
    last: int


class Trust:
    """What the document at hand says for and against the model's guesses."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._small = frozenset(match[0] for match in _SMALL_WORD.finditer(text))
        self._rules: dict[str, Callable[[Guess], bool]] = {
            "Person": self._person, "Organisation": self._body,
        }  # fmt: skip

    def believed(self, guess: Guess) -> Guess | None:
        """The guess without titles before the name and the genitive after it, None when it is not believed."""
        trimmed = self._trim(guess)
        if trimmed is None or not self._rules[guess.kind](trimmed):
            return None
        return trimmed

    def _trim(self, guess: Guess) -> Guess | None:
        start, end = guess.start, guess.end
        while match := re.match(r"(\S+)\s+(?=\S)", self._text[start:end]):
            if not (is_title(match[1]) or match[1][0].islower()):
                break
            start += match.end()
        name = self._text[start:end]
        if not name[:1].isupper() or is_title(name) or _ADDRESS.search(name) or name.lower() in months():
            return None
        head = re.split(r"\s(?:i|på|in|ved|at)\s", name)[0]  # «Havnedagane i Tindvik»
        if _OTHER_THING.search(name) or _OTHER_THING.search(head) or self._title_case(guess):
            return None
        return replace(guess, start=start, end=self._without_genitive(start, end))

    def _without_genitive(self, start: int, end: int) -> int:
        name = self._text[start:end]
        if name.endswith("s") and re.search(rf"(?<!\w){re.escape(name[:-1])}(?!\w)", self._text):
            return end - 1
        return end

    def _title_case(self, guess: Guess) -> bool:
        """Whether nearly every word of the piece has a capital, so that capitals say nothing."""
        long = [w for w in re.findall(r"[^\W\d_]+", self._text[guess.first : guess.last]) if len(w) > 3]
        return len(long) > 3 and sum(w[0].isupper() for w in long) > _TITLE_CASE * len(long)

    def _begins(self, guess: Guess) -> bool:
        """Whether a capital stands there anyway: at the start of a line, a sentence, a quotation or after a label."""
        return not re.search(r"[\w,)»&-][ \xa0]*$", self._text[max(0, guess.start - 4) : guess.start])

    def _person(self, guess: Guess) -> bool:
        name = self._text[guess.start : guess.end]
        parts = name.split()
        if not 2 <= len(parts) <= 4 or not could_be_name(name) or self._has_common_word(parts):
            return False
        return surname_form(parts[-1]) or bool(re.match(r"\s*(?:\(|,\s+[a-zæøåäö])", self._text[guess.end :][:8]))

    def _body(self, guess: Guess) -> bool:
        name = self._text[guess.start : guess.end]
        if name.isupper():
            return False  # acronyms have a finder of their own
        parts = name.split()
        if self._begins(guess) or self._has_common_word(parts[:1]) or _TWO_NAMES.search(name):
            return False
        return len(parts) > 1 or not (name.endswith("s") or surname_form(name) or _ABSTRACT.search(name))

    def _has_common_word(self, parts: list[str]) -> bool:
        """Whether the document also prints one of the words with a small letter."""
        return any(part.lower() in self._small or part.lower().rstrip("s") in self._small for part in parts)
