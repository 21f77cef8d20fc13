"""Places: countries and regions (names from CLDR), addresses, venues, and what a preposition of place shows."""

import re
from functools import cache

from babel import Locale
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, words
from graph_builder.mentions.bodies import CAP
from graph_builder.mentions.model import add, text_of

_TOWN = r"[A-ZÆØÅÄÖ][a-zæøåäöé]{2,}"
_ADDRESS = re.compile(
    rf"\b(?:{CAP} )?(?:{CAP}s? )?(?:\w+(?:gata|gaten|gate|veien|vegen|vei|plass|torg|gade|vej|gatan|vägen)|gate|gata|vei|veg|plass|Street|Road) \d+[A-Za-z]?\b"
)
_VENUE = re.compile(
    rf"\b(?:{CAP} ){{1,3}}(?:Hotell?|hotell?|Konferansesenter|konferansesenter|Kongressenter|Konserthus|kulturhus|Kulturhus|Arena|Congress|Centre)\b"
)
_IN = re.compile(rf"(?<=[\w,)] )(?:i|I) (?P<place>{_TOWN}(?:-{_TOWN})?)(?![\w-])(?! kommune| fylkeskommune)")
_NOT_PLACES = frozenset(words("places", "not_after_in"))


@cache
def _countries() -> re.Pattern[str]:
    names: set[str] = set()
    for locale in ("nb", "nn", "da", "sv", "en"):
        territories = Locale.parse(locale).territories
        names.update(name for code, name in territories.items() if len(code) == 2 or code in ("150", "142", "002"))
    names.update(words("places", "regions"))
    return re.compile(rf"(?<![\w-]){alternatives(n for n in names if len(n) > 3 and n[0].isupper())}(?=s?(?![\w-]))")


@Language.component("inno_places")
def find_places(doc: Doc) -> Doc:
    """Add a mention for each place."""
    text = text_of(doc)
    for match in _countries().finditer(text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=11)
    for match in _ADDRESS.finditer(text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=33)
    for match in _VENUE.finditer(text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=33)
    for match in _IN.finditer(text):
        if match["place"] not in _NOT_PLACES:
            add(doc, match.start("place"), match.end("place"), "Place", finder="places", weight=8)
    return doc
