"""How far a noun phrase reaches: «Direktoratet for |forvaltning og økonomistyring| ble …», without a grammar of any language."""

import re

from graph_builder.lexicon import words

# Words that a noun phrase after «for», «om», «i» does not go past.
_STOPS = frozenset(words("phrase_stops"))
_JOINERS = frozenset({"og", "och", "and", "i", "in", "innen", "inden"})
# «… i samarbeid med», «… i tillegg»: the «i» does not go on with the phrase.
_ENDING_PAIR = re.compile(r"i (?:samarbeid|tillegg|dag|løpet|tråd|år|stedet|samband|samarbejde)\b")
_TOKEN = re.compile(r"\s*(?P<word>[\w’'/&+-]+(?:-\s*og\b)?)")


def phrase_end(text: str, start: int, limit: int = 8, *, joiners: frozenset[str] = _JOINERS) -> int:
    """Where the noun phrase that begins at `start` in `text` ends: at a mark, a stop word, a capitalised name after
    a joiner, or after `limit` words. Returns `start` when there is none.
    """
    end = position = start
    words = 0
    joiner = ""
    pending = False  # a joiner was read and waits for the word that it joins
    while words < limit:
        match = _TOKEN.match(text, position)
        if not match or "\n" in match[0]:
            break
        word = match["word"]
        lower = word.lower()
        if lower in joiners and words:
            if pending:
                break
            pending = True
            joiner = lower
            position = match.end()
            continue
        if (
            lower in _STOPS
            or word[0].isdigit()
            or _ENDING_PAIR.match(text, match.start("word") - 2)
            or (words and word[:1].isupper() and not _is_acronym(word) and not pending)
        ):
            break
        if pending and word[:1].isupper() and not _is_acronym(word) and joiner not in ("i", "in"):
            break
        position = end = match.end()
        pending = False
        words += 1
        if text[position : position + 1] in ',.;:()!?«»"':
            break
    return end


def _is_acronym(word: str) -> bool:
    return len(word) <= 5 and word.isupper()
