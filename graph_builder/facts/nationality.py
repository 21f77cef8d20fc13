"""Where a body is at home, when a word of nationality says it: «den norske kommunesektors organisasjon X», «svenske Y»."""

import re

from graph_builder.draft import Draft, Entity
from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.model import Mention
from graph_builder.mentions.places import is_country
from ontology import SCHEMA

READER = "nationality"
_ADJECTIVES: dict[str, str] = words("nationalities")
_BEFORE = re.compile(
    rf"\b(?P<adjective>{alternatives(_ADJECTIVES)})\s+(?:(?!(?:af|av|of|i|på|til|till|for|fra|och|og|and)\b)[a-zæøåäö’'-]+\s+){{0,4}}$",
    re.IGNORECASE,
)
# «Havnerådet, Norge – …», «Havnerådet (Norge)»: where a body is, in a list or beside who is of it.
_AFTER = re.compile(r"\s*(?:,|\()\s*(?:the )?")
_CLOSES = re.compile(r"\s*(?:[)\n;.|:–—]|-\s|$|,\s)")
_FAR = 80


def read(draft: Draft) -> None:
    """State the country of each body that a nationality stands before, when the document names the country."""
    countries = {name.casefold(): e for e in draft.entities if e.kind == "Place" for name in e.names}
    for mention in draft.mentions:
        if mention.kind != "Organisation" or mention not in draft.of_mention:
            continue
        before = _BEFORE.search(draft.text, max(0, mention.start - _FAR), mention.start)
        country = _country(countries, before["adjective"]) if before else None
        if before and country:
            draft.state(
                draft.entity(mention), SCHEMA.location, country, (before.start("adjective"), mention.end), READER
            )
        _told_after(draft, mention)


def _told_after(draft: Draft, mention: Mention) -> None:
    """«Havnerådet, Norge»."""
    after = _AFTER.match(draft.text, mention.end)
    if not after or mention.notation == "government":
        return
    place = next(iter(draft.mentions_in(after.end(), after.end() + 30, "Place")), None)
    if place is None or place.start != after.end() or place not in draft.of_mention or not is_country(place.name):
        return
    if _CLOSES.match(draft.text, place.end):
        draft.state(draft.entity(mention), SCHEMA.location, draft.entity(place), (mention.start, place.end), READER)


def _country(countries: dict[str, Entity], adjective: str) -> Entity | None:
    names = next((v for k, v in _ADJECTIVES.items() if k.casefold() == adjective.casefold()), "")
    return next((countries[name.casefold()] for name in names.split("|") if name.casefold() in countries), None)
