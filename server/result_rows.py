"""Results of validation as a page shows them: the thing, the property, the value, and the words that they came from."""

from collections.abc import Sequence
from dataclasses import dataclass

from server import between
from server import words as vocabulary_words
from server.decided import waivers
from server.links import local_href
from server.live import Live
from server.locale import page_language, pick
from server.reader import Reader
from server.shown import Ref, Shower, source_href
from shapes.results import Row, Words, words_of
from shapes.results.waiver import Waiver
from shapes.results.write import term_of
from store import DocumentNotFound

# Characters shown on each side of the words.
AROUND = 60
Piece = tuple[str, str]


@dataclass(frozen=True)
class Quoted:
    """Words in a document, with some of what stands around them. `exact` when they say the very fact."""

    title: str
    language: str
    href: str
    before: str
    words: str
    after: str
    exact: bool


@dataclass(frozen=True)
class Shown:
    """A result; `path` are pairs of a text and an address, `documents` likewise."""

    id: str
    severity: str
    shape: Piece
    thing: Ref
    path: list[Piece]
    value: Ref | None
    message: str
    quoted: Quoted | None
    documents: list[Piece]
    waiver: Waiver | None = None


def told(live: Live, rows: Sequence[Row], words: bool = True) -> list[Shown]:
    """Results for a page, in its language; `words` looks for what they came from, too."""
    shower = Shower(live, page_language())
    things = {row.result.focus for row in rows} | {
        row.result.value for row in rows if row.result.value and row.result.value_label is not None
    }
    shower.names = between.names(Reader(live), {iri for iri in things if _is_iri(iri)}, shower.order)
    held = waivers(live)
    return [_told(live, shower, row, words, held) for row in rows]


def found_words(live: Live, row: Row) -> Words | None:
    """The words that a result came from."""
    return words_of(live.build.matching, live.base, row.result, row.documents)


def _told(live: Live, shower: Shower, row: Row, words: bool, held: dict[str, Waiver]) -> Shown:
    result, language = row.result, page_language()
    return Shown(
        id=result.id,
        severity=result.severity,
        shape=(pick(result.shape_names, language) or result.shape, local_href(result.shape, live.base)),
        thing=shower.thing(result.focus) if _is_iri(result.focus) else Ref(result.thing(language)),
        path=path_of(result.path or "", live.base),
        value=_value(shower, row),
        message=pick(result.messages, language),
        quoted=_quoted(live, shower, row) if words else None,
        waiver=held.get(result.id),
        documents=[(live.title(stem), local_href(f"{live.base}doc/{stem}", live.base)) for stem in row.documents],
    )


def _is_iri(text: str) -> bool:
    return ":" in text and not text.startswith("_:") and not any(char in text for char in ' <>"{}|\\^`')


def _value(shower: Shower, row: Row) -> Ref | None:
    result = row.result
    if not result.term or result.value == result.focus:
        return None
    try:
        return shower.ref(term_of(result.term))
    except ValueError:
        return Ref(result.value_thing(page_language()))


def path_of(path: str, base: str) -> list[Piece]:
    """A path as texts with addresses: `^` is read the other way, `|` is or, `/` is then."""
    language, found = page_language(), list[Piece]()
    for part in path.split():
        iri = part.strip("^()*+?")
        if not iri:
            found.append((f" {part} ".replace("/", "→").replace("|", "/"), ""))
            continue
        label = vocabulary_words.inverse(iri, language) if "^" in part else vocabulary_words.label(iri, language)
        found.append((label, local_href(iri, base)))
    return found


def _quoted(live: Live, shower: Shower, row: Row) -> Quoted | None:
    words = found_words(live, row)
    if words is None:
        return None
    before = after = ""
    try:
        text = live.build.text(words.stem)
    except DocumentNotFound:
        text = ""
    if text[words.start : words.end] == words.quote:
        before = text[max(0, words.start - AROUND) : words.start].rpartition("\n")[2]
        after = text[words.end : words.end + AROUND].partition("\n")[0]
    language = str(live.documents.get(words.stem, {}).get("language") or "")
    href = source_href(live, words.stem, words.start, words.end)
    quote = words.quote
    return Quoted(live.title(words.stem), shower.other(language), href, before, quote, after, words.exact)
