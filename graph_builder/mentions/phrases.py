"""How far a noun phrase reaches: «Direktoratet for |forvaltning og økonomistyring| ble …», without a grammar of any language."""

import re

from graph_builder.lexicon import words
from graph_builder.mentions.people import is_title

# Words that a noun phrase after «for», «om», «i» does not go past.
_STOPS = frozenset(words("phrase_stops")) | frozenset(words("phrase_verbs"))
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


_CAPITAL = r"[A-ZÆØÅÄÖÉ][\w’-]*"
# «Center for Offentlig Innovation», «Ministry of Trade, Industry and Fisheries»: every word with a capital.
_TITLE_CASE = re.compile(
    rf"(?:the )?{_CAPITAL}(?:(?:,? (?:og|och|and|of|for|för) |, (?={_CAPITAL},? (?:og|och|and) {_CAPITAL})| ){_CAPITAL})*"
)
# «senteret for deling |av data|»
_OF = re.compile(r"\s+(?:av|af)\s+(?=[a-zæøåäö]{3,}(?:[\s,.]|$))(?!(?:alle|den|det|disse|dei|ein|ett)\b)")
_AT = re.compile(r"\s(?:i|in|ved|vid|hos|på)\s+(?=[A-ZÆØÅÄÖÉ])")


def name_end(text: str, start: int, limit: int = 6) -> int:
    """Where the name of a body that goes on with «for …» ends: a run of words with capitals, or a noun phrase, which
    does not go past «i Tindvik». Returns `start` when there is none.
    """
    titled = _TITLE_CASE.match(text, start)
    if titled and not _is_acronym(text[start : titled.end()].split()[0]):
        return titled.end()
    end = phrase_end(text, start, limit)
    of = _OF.match(text, end) if end > start else None
    end = phrase_end(text, of.end(), 2) if of else end
    at = _AT.search(text, start, end)
    end = at.start() if at else end
    end = _after_joined(text, start, end)
    # «… for hav |og medlem av juryen|»
    joined = re.search(r"\s(?:og|och|and)\s+(?P<word>[\w-]+)", text[start:end])
    return start + joined.start() if joined and is_title(joined["word"]) else end


_JOINED = re.compile(r"\s(?:og|och|and)\s+(?P<word>[\w-]+)(?=\s)")
_ADJECTIVE = re.compile(r".*(?:al|ig|isk|sk|iv|bar|ell|ende|ige|iga|iske|iska|ske|ale|ala|ive|offentlege|kommunal)$")


def _after_joined(text: str, start: int, end: int) -> int:
    """«… for aldring og helse |følger»: two joined nouns end a name; an adjective goes on («og digital utvikling»)."""
    joined = _JOINED.search(text, start, end)
    if joined and not _ADJECTIVE.fullmatch(joined["word"].lower()) and not joined["word"].endswith("-"):
        rest = text[joined.end() : end]
        if not re.match(r"\s+(?:i|in|og|och|and|av|af)\b", rest):
            return joined.end()
    return end
