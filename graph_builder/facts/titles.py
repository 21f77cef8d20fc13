"""Where the words of a title begin and end: before a name, after it, with what it is for."""

import re

from graph_builder.draft import Span
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.people import is_title

MODIFIERS = f"(?i:{alternatives(words('title_modifiers'))})"  # «Administrerende direktør» begins a sentence
WORDS_OF_FIELD = r"\s+(?:for|för|i|in|innen|inom|inden for|of|at|ved|av|af|med ansvar for)\s+"
_TITLE_STARTS = re.compile(rf"(?:^|(?<=[\s,(«]))(?:{MODIFIERS}\s+)*(?P<word>[\w’-]+){WORDS_OF_FIELD}")
_TOKEN = re.compile(r"(?P<word>[\w’.-]*[\w-])(?:\s+|(?=\W|$))")
_ARTICLE = re.compile(r"(?:an?|the|en|ein|ett|our)\s+(?=[a-zæøåäö])")
VERBS = frozenset(words("verbs_after_title"))


_LED = re.compile(
    r"[\w-]+-\s(?:og|och|and)\s(?=\w)|[a-zæøåäö]+s\s(?=[a-zæøåäö]+)"
    r"|(?:[a-zæøåäö-]+(?:isk|iskt|iska|iske|ell|ellt|ig|leg|lig|ende|ande|al|alt|ad|nt)e?\s){1,2}(?=[a-zæøåäö])"
)
# «Communications Adviser», «Senior Policy Analyst», «Chief Scientist at …»: capitalised words up to a comma, or a preposition.
_SEGMENT = re.compile(
    r"(?:(?:[Ff]ormer|[Aa]cting|[Ii]ndependent|[Ff]irst|[Ss]econd)\s)?(?:[A-Z][\w’&-]*\s(?:and\s)?){1,3}(?P<word>[A-Z][\w-]+)(?=\s*(?:[,.;)\n]|$|\s(?:at|of|for|in|on|with)\s))"
)


def _of_segment(text: str, start: int, end: int) -> int | None:
    """Where the last word of an English title in capitals begins, when the words from `start` are one."""
    segment = _SEGMENT.match(text, start, end)
    known = segment and is_title(text[start:end].split()[0])
    return segment.start("word") if segment and not known and is_title(segment["word"]) else None


def title_at(text: str, start: int, end: int) -> Span | None:
    """The title that `[start, end)` begins with, modifiers and no article with it: «an |assistant director| at X»."""
    article = _ARTICLE.match(text, start, end)
    start = position = article.end() if article else start
    last = 0
    # «hälso- och sjukvårdsstrateg», «kommunstyrelsens ordförande»
    led = _LED.match(text, position, end)
    after = led and _TOKEN.match(text, led.end(), end)
    if led and after and is_title(after["word"]):
        position = led.end()
    else:
        position = _of_segment(text, position, end) or position
    while token := _TOKEN.match(text, position, end):
        word = token["word"].lower()
        if is_title(word):
            last = token.end("word")
        elif word not in _MODIFIER_WORDS and f"{word}." not in _MODIFIER_WORDS:
            break
        if last and word not in _MODIFIER_WORDS and word not in ("director", "secretary"):
            break
        position = token.end()
        if text[position : position + 1] == ".":
            position += 1 + len(text[position + 1 : end]) - len(text[position + 1 : end].lstrip())
    # «journalist og programleder» where nothing parts them
    joined = (
        re.compile(r"\s(?:og|och|and)\s(?P<word>[a-zæøåäö]+)(?=\s*(?:[,.;)\n]|$))").match(text, last, end)
        if last
        else None
    )
    if joined and is_title(joined["word"]):
        last = joined.end("word")
    return (start, last) if last else None


_MODIFIER_WORDS = frozenset(word.lower() for word in words("title_modifiers"))


def title_ending_at(text: str, start: int, end: int) -> Span | None:
    """The title whose last word ends at `end`, with its modifiers and «kommunal- og» before it."""
    match = re.search(
        rf"(?:(?:{MODIFIERS})\s+)*(?:(?:[Dd]irector|[Ss]ecretary)\s+(?=[Gg]eneral))?(?:[A-ZÆØÅa-zæøåäö]+-\s+(?:og|och|and)\s+)?(?P<word>[\w’-]+)(?:\s+(?:II|emeritus|emerita))*$",
        text[start:end],
    )
    if not match or not is_title(match["word"]):
        return None
    return start + match.start(), end


def title_with_field(text: str, start: int, end: int, space: str = "") -> Span | None:
    """«prosjektleder for Havnelaben »: a title, a preposition and what it is for, right before the name."""
    part = text[start:end] + space
    pattern = rf"(?:^|[\s,(«])(?P<title>(?:{MODIFIERS}\s+)*(?P<word>[\w’-]+){WORDS_OF_FIELD}[^,.;:()]{{2,90}}?)\s+$"
    match = next((m for m in _TITLE_STARTS.finditer(part) if is_title(m["word"])), None)
    match = re.compile(pattern).search(part, max(0, match.start() - 1)) if match else None
    if not match or not is_title(match["word"]) or re.search(r"\s(?:og|and|och|som|at|har|er)\s+$", match[0]):
        return None
    return start + match.start("title"), start + match.end("title")


def is_definite(title: str) -> bool:
    """Whether a title is said of one known: «direktøren», «the minister», or with what it is for: «leder for tau»."""
    first = title.split()[0]
    return bool(re.search(r"(?:en|a|et)$", first)) or " " in title.strip()


def before_verb(text: str, start: int, end: int) -> int:
    """Cut a title's field short at the first verb that a sentence goes on with."""
    for match in re.finditer(r"\S+", text[start:end]):
        if match[0].strip(",") in VERBS and not (
            match[0] == "og" and re.search(r"\b(?:for|i|in)\b", text[start : start + match.start()]) is not None
        ):
            return start + len(text[start : start + match.start()].rstrip())
    return end
