"""Why two things may be one, in words: what their names have in common, what is said of both, where both stand."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph
from flask_babel import gettext as _

from server import words
from server.live import Live
from server.locale import page_language
from server.reader import Reader
from server.shown import Ref, Shower
from server.steward.items import Item

_INVERSE = "^"


@dataclass(frozen=True)
class Reason:
    """A reason: what it is called, and the values that both have."""

    text: str
    values: tuple[Ref, ...] = ()


def reasons_of(live: Live, item: Item) -> list[Reason]:
    """What speaks for the two things of an item being one."""
    shower = Shower(live, page_language())
    shower.names = Reader(live).names({value for value in _facts(item) if value.startswith(live.base)})
    found = [_of_names(reason) for reason in item.reasons if reason[0] == "names"]
    if ("kind", "same") in item.reasons:
        found.append(Reason(_("The kinds are the same")))
    of_property: dict[str, list[Ref]] = {}
    for reason in item.reasons:
        if reason[0] == "fact":
            of_property.setdefault(_property(reason[1], shower.language), []).append(_value(live, shower, reason[2]))
    found += [Reason(label, tuple(values)) for label, values in of_property.items()]
    around = tuple(Ref(reason[1]) for reason in item.reasons if reason[0] == "around")
    if around:
        found.append(Reason(_("Both have to do with"), around))
    documents = tuple(
        Ref(live.title(reason[1])) for reason in item.reasons if reason[0] == "document" and reason[1] in live.documents
    )
    if documents:
        found.append(Reason(_("Named together in"), documents))
    return found


def score_of(item: Item) -> str:
    """How much it all comes to, of 100; empty when it was not counted."""
    return next((reason[1] for reason in item.reasons if reason[0] == "score"), "")


def _facts(item: Item) -> Iterator[str]:
    return (reason[2] for reason in item.reasons if reason[0] == "fact")


def _of_names(reason: tuple[str, ...]) -> Reason:
    _kind, way, alike = reason
    texts = {
        "same": _("The names are the same"),
        "also": _("Both have a name in common, beside their own"),
        "longer": _("One name is the other with more words"),
        "initial": _("One name has an initial where the other has a given name"),
        "acronym": _("One name is made of the first letters of the other"),
    }
    return Reason(texts.get(way) or _("The names are alike: %(number)s of 100", number=alike))


def _property(name: str, language: str) -> str:
    label = words.label(name.removeprefix(_INVERSE), language)
    return _("%(property)s (of the same)", property=label) if name.startswith(_INVERSE) else label


def _value(live: Live, shower: Shower, value: str) -> Ref:
    return shower.thing(value) if value.startswith(live.base) else shower.ref(pyoxigraph.Literal(value))
