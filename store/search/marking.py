"""Where in a text the words stand that were asked for."""

from store.search.asked import Asked
from store.search.words import WORD, fold, plain, stem, stems


def marks(text: str, asked: Asked, language: str) -> list[tuple[int, int]]:
    """Where words stand that are asked for, begin so, or differ in their ending; in the language of the text."""
    wanted = asked.wanted
    folded = tuple({fold(word) for word in wanted})
    ends = {end for word in wanted for end in stems(word)}
    found = []
    for match in WORD.finditer(text):
        word = plain(match[0])
        if fold(word).startswith(folded) or stem(word, language) in ends:
            found.append(match.span())
    return found


def excerpt(text: str, found: list[tuple[int, int]], size: int = 300) -> tuple[int, int]:
    """Which part of a text to show: about `size` characters, with the first words found in it, cut between words."""
    if len(text) <= size or not found:
        return 0, min(len(text), size) if found else len(text)
    start = max(0, min(found[0][0] - size // 3, len(text) - size))
    end = min(len(text), start + size)
    if start:
        start = text.find(" ", start, found[0][0]) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), found[0][1])
    return start, end
