"""What a reader typed, as words to look for: "words in a row", -without; nothing else is read as syntax."""

import re
from dataclasses import dataclass

import tantivy

from store.search.words import fold, stems, words

LONGEST = 200
MOST_WORDS = 12
# A shorter word is not taken for a misspelt one, and what has it inside is not looked for.
LONG_ENOUGH = 5
INSIDE = 4
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<row>[^"]*)"?|(?P<one>[^\s"]+))')

# What each way of having a word counts for.
_EXACT, _FOLDED, _STEM, _BEGINS, _NEAR = 4.0, 3.0, 1.5, 1.0, 0.3
_WHOLE, _WHOLE_BEGINS = 1000.0, 20.0

Clause = tuple[tantivy.Occur, tantivy.Query]


@dataclass(frozen=True)
class Part:
    """A word, or words in a row, that must be there or must not."""

    words: tuple[str, ...]
    row: bool = False
    without: bool = False


@dataclass(frozen=True)
class Asked:
    """What was typed, cut into its parts. Any text is one."""

    parts: tuple[Part, ...]

    @classmethod
    def read(cls, text: str) -> "Asked":
        """Read what was typed: the first `LONGEST` characters, `MOST_WORDS` words."""
        parts: list[Part] = []
        left = MOST_WORDS
        for found in _PART.finditer(text[:LONGEST]):
            given = tuple(words(found["row"] if found["row"] is not None else found["one"])[:left])
            left -= len(given)
            without = bool(found["minus"])
            if found["row"] is not None or without:
                parts += [Part(given, len(given) > 1, without)] if given else []
            else:
                parts += [Part((word,)) for word in given]
        return cls(tuple(parts))

    @property
    def wanted(self) -> list[str]:
        """The words to mark in what is found."""
        return [word for part in self.parts if not part.without for word in part.words]

    def clauses(self, schema: tantivy.Schema, *, names: bool, near: bool = False, inside: bool = False) -> list[Clause]:
        """What a hit must have and must not have. `names`: whole names count for more.

        `near`: a word that is written almost so is one as well; `inside`: one that has it inside, which takes longer.
        """
        found = [(_occur(part), _part(schema, part, near, inside)) for part in self.parts]
        whole = " ".join(map(fold, self.wanted))
        if names and whole:
            for text in (whole, f"={' '.join(self.wanted)}"):
                query = tantivy.Query.term_query(schema, "whole", text, "basic")
                found.append((tantivy.Occur.Should, _const(query, _WHOLE)))
            if len(whole) > 2:
                begins = tantivy.Query.regex_query(schema, "whole", f"{whole}.*")
                found.append((tantivy.Occur.Should, _const(begins, _WHOLE_BEGINS)))
        return found

    @property
    def can_widen(self) -> bool:
        """Say whether `near` and `inside` may find more."""
        return any(
            len(word) >= INSIDE for part in self.parts if not part.row and not part.without for word in part.words
        )


def _occur(part: Part) -> tantivy.Occur:
    return tantivy.Occur.MustNot if part.without else tantivy.Occur.Must


def _part(schema: tantivy.Schema, part: Part, near: bool, inside: bool) -> tantivy.Query:
    if part.row:
        return tantivy.Query.phrase_query(schema, "folded", [fold(word) for word in part.words])
    word = part.words[0]
    folded = fold(word)
    ways = [
        _boosted(tantivy.Query.term_query(schema, "exact", word), _EXACT),
        _boosted(tantivy.Query.term_query(schema, "folded", folded), _FOLDED),
    ]
    if not part.without:
        ways += [_boosted(tantivy.Query.term_query(schema, "stem", stem, "freq"), _STEM) for stem in stems(word)]
        if len(folded) > 1:
            ways.append(_const(tantivy.Query.regex_query(schema, "folded", f"{folded}.*"), _BEGINS))
        if inside and len(folded) >= INSIDE:
            ways.append(_const(tantivy.Query.regex_query(schema, "folded", f".*{folded}.*"), _NEAR))
        if near and len(folded) >= LONG_ENOUGH:
            ways.append(_const(tantivy.Query.fuzzy_term_query(schema, "folded", folded, 1, True), _NEAR))
    return tantivy.Query.disjunction_max_query(ways)


def _boosted(query: tantivy.Query, boost: float) -> tantivy.Query:
    return tantivy.Query.boost_query(query, boost)


def _const(query: tantivy.Query, score: float) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, score)
