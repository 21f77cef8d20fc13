"""What a form asks for, checked: one wish becomes one record of a decision."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pyoxigraph
from flask import request
from flask_babel import gettext as _

from ontology import vocabulary
from server.layouts import BETWEEN, full
from server.links import thing_of
from server.live import Live, current
from server.reader import Term, Triple
from server.spans import is_date
from server.steward.claims import Words, bad, decode, is_iri, words_at, words_like
from server.steward.items import Item
from server.steward.queue import queue_of
from server.steward.sessions import desk
from server.steward.things import meant
from server.values import datatype_of

LONGEST_WHY = 2_000
LONGEST_VALUE = 2_000
LANGUAGES = {"nb", "nn", "en", "da", "sv", ""}


@dataclass(frozen=True)
class Wish:
    """A decision before it is a record. What is not of its verdict is empty."""

    verdict: str
    why: str = ""
    fact: Triple | None = None
    words: Words | None = None
    entities: tuple[str, ...] = ()
    mentions: tuple[Words, ...] = ()
    value: Term | None = None
    kind: str = ""
    item: Item | None = None
    item_id: str = ""
    person: str = ""
    expires: date | None = None
    undoes: str = ""


def read() -> list[Wish]:
    """What this request's form asks for. Raises `Refusal` for a form that cannot be followed."""
    verdict = request.form.get("verdict", "")
    reader = _READERS.get(verdict)
    if reader is None:
        raise bad(_("The form does not say what to decide."))
    why = " ".join(request.form.get("why", "").split())
    if len(why) > LONGEST_WHY:
        raise bad(_("The reason is longer than %(most)s characters.", most=LONGEST_WHY))
    live = current()
    id = request.form.get("item", "")
    row = queue_of(live, desk().own).by_id.get(id) if id else None
    return [replace(wish, why=why, item=row.item if row else None, item_id=id) for wish in reader(live, verdict)]


def _build() -> str:
    return request.form.get("build", "")


def _claims(live: Live, verdict: str) -> list[Wish]:
    fields = request.form.getlist("claim")
    if not fields:
        raise bad(_("Tick the statement, at the words that it is about."))
    claims = [decode(field, _build()) for field in fields]
    if verdict != "correct":
        return [Wish(verdict, fact=claim.triple, words=claim.words) for claim in claims]
    if len({claim.triple for claim in claims}) > 1:
        raise bad(_("Tick the one statement whose value is to be corrected."))
    return [
        Wish(verdict, fact=claim.triple, words=claim.words, value=_value(live, _text("value"), claim.triple[2]))
        for claim in claims
    ]


def _value(live: Live, given: str, like: Term | None) -> Term:
    """A value that a steward has typed: a thing where there was one, else a literal of the same kind."""
    if isinstance(like, pyoxigraph.NamedNode):
        if not thing_of(like.value, live.base):
            name = full(given)
            if is_iri(name) and name in vocabulary().declared:
                return pyoxigraph.NamedNode(name)
        return pyoxigraph.NamedNode(meant(live, given))
    if like is None:
        return pyoxigraph.Literal(given)
    if like.language:
        return pyoxigraph.Literal(given, language=like.language)
    if is_date(given):
        return pyoxigraph.Literal(given, datatype=pyoxigraph.NamedNode(datatype_of(given)))
    return pyoxigraph.Literal(given, datatype=like.datatype)


def _text(name: str) -> str:
    given = " ".join(request.form.get(name, "").split())
    if not given:
        raise bad(_("A field is empty that must not be."))
    if len(given) > LONGEST_VALUE:
        raise bad(_("A value is longer than %(most)s characters.", most=LONGEST_VALUE))
    return given


def _entity(live: Live) -> str:
    return meant(live, request.form.get("entity", ""))


def _rename(live: Live, verdict: str) -> list[Wish]:
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise bad(_("The form names no language."))
    name = _text("value")
    literal = pyoxigraph.Literal(name, language=language) if language else pyoxigraph.Literal(name)
    return [Wish(verdict, entities=(_entity(live),), value=literal)]


def _retype(live: Live, verdict: str) -> list[Wish]:
    kind = request.form.get("value", "")
    if kind not in vocabulary().kinds or kind in BETWEEN:
        raise bad(_("The form names no kind of thing."))
    return [Wish(verdict, entities=(_entity(live),), kind=kind)]


def _pair(live: Live, verdict: str) -> list[Wish]:
    """The thing and another; the first is the one that is kept."""
    this, given = _entity(live), _text("other")
    outside = verdict == "distinct" and is_iri(given) and not given.startswith(live.base) and "://" in given
    other = given if outside else meant(live, given)
    if this == other:
        raise bad(_("That is the thing itself. Name another."))
    pair = (other, this) if request.form.get("keep") == "other" else (this, other)
    return [Wish(verdict, entities=pair)]


def _split(live: Live, verdict: str) -> list[Wish]:
    places = [field.rsplit(" ", 2) for field in request.form.getlist("mention")]
    if not places or any(len(place) != 3 for place in places):
        raise bad(_("Tick the words that mean another thing."))
    words = tuple(words_at(stem, start, end, _build()) for stem, start, end in places)
    name = " ".join(request.form.get("value", "").split())[:LONGEST_VALUE]
    return [Wish(verdict, entities=(_entity(live),), mentions=words, value=pyoxigraph.Literal(name) if name else None)]


def _link(live: Live, verdict: str) -> list[Wish]:
    outside = _text("value")
    if not is_iri(outside) or not outside.startswith(("http://", "https://")) or outside.startswith(live.base):
        raise bad(_("The address must be that of a thing elsewhere, as https://www.wikidata.org/entity/Q42."))
    return [Wish(verdict, entities=(_entity(live),), value=pyoxigraph.NamedNode(outside))]


def _add(live: Live, verdict: str) -> list[Wish]:
    property = full(request.form.get("property", ""))
    if property not in vocabulary().properties:
        raise bad(_("The form names no property of the vocabulary."))
    stem, quote = request.form.get("doc", ""), request.form.get("quote", "").replace("\r\n", "\n")
    start, end = request.form.get("from", ""), request.form.get("to", "")
    words = words_at(stem, start, end, _build()) if start or end else words_like(stem, quote, _build())
    given = _text("value")
    value = _added(live, property, given)
    return [Wish(verdict, fact=(_entity(live), property, value), words=words)]


def _added(live: Live, property: str, given: str) -> Term:
    """The value of a statement that is added: a literal where the form says so, else a thing."""
    if request.form.get("as") == "text":
        language = request.form.get("language", "")
        if is_date(given):
            return pyoxigraph.Literal(given, datatype=pyoxigraph.NamedNode(datatype_of(given)))
        known = language in LANGUAGES and language
        return pyoxigraph.Literal(given, language=language) if known else pyoxigraph.Literal(given)
    name = full(given)
    if name in vocabulary().declared:
        return pyoxigraph.NamedNode(name)
    return pyoxigraph.NamedNode(meant(live, given))


def _waive(live: Live, verdict: str) -> list[Wish]:
    row = queue_of(live, desk().own).by_id.get(request.form.get("item", ""))
    if row is None or row.item.kind != "result":
        raise bad(_("There is no such result in the build that is shown now."))
    try:
        expires = date.fromisoformat(request.form.get("expires", ""))
    except ValueError:
        raise bad(_("Say until which day, as 2030-12-31.")) from None
    if expires <= date.today():
        raise bad(_("That day has passed."))
    if not request.form.get("why", "").strip():
        raise bad(_("Say why: whoever looks at it later has to know."))
    return [Wish(verdict, entities=(row.item.subject,), expires=expires)]


def _assign(live: Live, verdict: str) -> list[Wish]:
    person = request.form.get("person", "")
    if person not in desk().users.all():
        raise bad(_("There is no such user."))
    return [Wish(verdict, entities=(request.form.get("entity", ""),), person=person)]


_READERS: dict[str, Callable[[Live, str], list[Wish]]] = {
    "accept": _claims,
    "reject": _claims,
    "correct": _claims,
    "rename": _rename,
    "retype": _retype,
    "merge": _pair,
    "distinct": _pair,
    "split": _split,
    "link": _link,
    "add": _add,
    "waive": _waive,
    "assign": _assign,
}
