"""The known things whose names are nearest to the name of a thing."""

from rapidfuzz import fuzz, process, utils

from server.finding import things as search
from server.links import thing_of
from server.live import Live
from server.locale import page_language
from server.names import LABELS, OTHER_FORMS
from server.reader import Reader
from server.steward.items import Item
from server.wanted import Wanted
from store.search import Filters

MOST = 5
# Hits of the search that are compared.
_LOOKED_AT = 50
# Of 100; below it, names share no more than a common word.
_ALIKE = 60


def nearest(live: Live, item: Item) -> tuple[str, ...]:
    """The IRIs of at most five things of the kind of the item's thing, the nearest name first (rapidfuzz's WRatio)."""
    thing = thing_of(item.subject, live.base)
    said = Reader(live).names([item.subject]).get(item.subject, {})
    names = {name.text for property in (*LABELS, *OTHER_FORMS) for name in said.get(property, ())}
    if thing is None or not names:
        return ()
    # Any of its words may be the one that is shared.
    words = {word for name in names for word in name.split()}
    found: dict[str, float] = {}
    for text in (*sorted(names), *sorted(words, key=len, reverse=True)[:MOST]):
        for hit in search(live, Wanted(text, Filters(thing.kind), language=page_language()), 0, _LOOKED_AT).hits:
            known = [name.text for said in hit.names.values() for name in said]
            for name in names if hit.iri != item.subject else ():
                best = process.extractOne(name, known, scorer=fuzz.WRatio, processor=utils.default_process)
                if best and best[1] >= _ALIKE:
                    found[hit.iri] = max(found.get(hit.iri, 0), best[1])
    return tuple(sorted(found, key=lambda iri: (-found[iri], iri))[:MOST])
