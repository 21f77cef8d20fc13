"""A statement at one place in a document, as forms carry it and as records of decisions name it."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

import pyoxigraph
from flask_babel import gettext as _

from server.configured import configured
from server.evidence import read_word, word_of
from server.faults import Refusal
from server.layouts import full, short
from server.live import current
from server.reader import Triple
from store import BuildNotFound, BuildStore, DocumentNotFound, StoreError

# Characters of context on each side of the words, by which they are found again in a changed document.
CONTEXT = 32


@dataclass(frozen=True)
class Words:
    """Words of a document with what stands around them."""

    stem: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class Claim:
    """A statement, and the words that say it; no words when only the authority file does."""

    triple: Triple
    words: Words | None


def encode(triple: Triple, stem: str, start: int, end: int, base: str) -> str:
    """A claim as the value of a field."""
    subject, property, value = triple
    said = {"s": word_of(pyoxigraph.NamedNode(subject), base), "p": short(property), "o": word_of(value, base)}
    return urlencode({**said, "doc": stem, "from": start, "to": end})


def decode(field: str, build: str) -> Claim:
    """The claim in a field of a form that was made from a build. Raises `Refusal`."""
    given = {name: values[0] for name, values in parse_qs(field).items()}
    base = current().base
    subject, value = (read_word(given.get(name, ""), base) for name in ("s", "o"))
    property = full(given.get("p", ""))
    if not isinstance(subject, pyoxigraph.NamedNode) or value is None or not is_iri(property):
        raise bad(_("The form names no statement."))
    stem = given.get("doc", "")
    words = words_at(stem, given.get("from", ""), given.get("to", ""), build) if stem else None
    return Claim((subject.value, property, value), words)


def words_at(stem: str, start: str, end: str, build: str) -> Words:
    """The words between two offsets of a document of a build. Raises `Refusal`."""
    text = text_of(stem, build)
    if not (_is_number(start) and _is_number(end) and 0 <= int(start) < int(end) <= len(text)):
        detail = _(
            "The words must be between two characters of the text: the first, and the one after the last, "
            "of %(length)s in all.",
            length=len(text),
        )
        raise bad(detail)
    return _words(text, stem, int(start), int(end))


def words_like(stem: str, quote: str, build: str) -> Words:
    """The words of a document that a quote says; they must stand there once. Raises `Refusal`."""
    text = text_of(stem, build)
    number = text.count(quote) if quote.strip() else 0
    if number != 1:
        detail = (
            _("The words must be as they stand in the text.")
            if not number
            else _(
                "The words stand in the text %(number)s times. "
                "Take more of them, or say from which character to which.",
                number=number,
            )
        )
        raise bad(detail)
    start = text.index(quote)
    return _words(text, stem, start, start + len(quote))


def _words(text: str, stem: str, start: int, end: int) -> Words:
    return Words(stem, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def text_of(stem: str, build: str) -> str:
    """The text of a document as the build that a form was made from has it. Raises `Refusal`."""
    live = current()
    try:
        if not build or live.build.id == build:
            return live.build.text(stem)
        builds = configured().keeper.builds
        if isinstance(builds, BuildStore):
            return builds.open(build).text(stem)
    except (BuildNotFound, DocumentNotFound, StoreError):
        pass
    raise Refusal(409, "old-form", _("The form is of a build or document that is no more. Load the page again."))


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI that can stand in RDF."""
    try:
        return ":" in text and bool(pyoxigraph.NamedNode(text))
    except ValueError:
        return False


def bad(detail: str) -> Refusal:
    """A form that does not say what to do."""
    return Refusal(400, "form", detail)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
