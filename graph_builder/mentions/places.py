"""Places: countries and regions (names from CLDR), towns, addresses, venues, and what a preposition of place shows."""

import re
from functools import cache

from babel import Locale
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.lexicon import alternatives, towns, words
from graph_builder.mentions.body_forms import CAP
from graph_builder.mentions.guarded import find_all
from graph_builder.mentions.model import add, text_of

_TOWN = r"[A-ZÆØÅÄÖ][a-zæøåäöé]{2,}"
_SIDES = r"(?:Indre|Ytre|Øvre|Nedre|Nordre|Søndre|Nord|Sør|Vest|Øst|Aust|Midtre|Midt|Store|Lille|Gamle|Nye|Norra|Södra|Västra|Östra|Nørre|Sønder|Vester|Øster)"
_ADDRESS = re.compile(
    rf"\b(?:{CAP} )?(?:{CAP}s? )?(?:\w+(?:gata|gaten|gate|veien|vegen|vei|plass|torg|gade|vej|gatan|vägen)|gate|gata|vei|veg|plass|Street|Road) \d+[A-Za-z]?\b"
)
_HOUSES = alternatives(words("places", "venues"))
_VENUE = re.compile(
    rf"\b(?:{CAP} ){{1,3}}(?:{_HOUSES})(?=s?\b)(?:(?<=Hotel) (?:The )?{CAP}(?: {CAP})?)?"
    rf"|\b(?:Hotell|Hotel|Scandic|Clarion Hotel|Quality Hotel|Thon Hotel|Radisson Blu) (?:The )?{CAP}(?: {CAP})?"
)
_IN = re.compile(
    rf"(?:(?<=[\w,)] )|(?<=\n)|(?<=\A))(?:i|I|in|In) (?P<place>(?:{_SIDES} )?{_TOWN}(?:-{_TOWN})?)"
    rf"(?![\w-])(?! kommune| fylkeskommune| for | om )"
)
# «Sal: Polarlys», «Sted: Gamlekaia kulturhus, Tindvik»: up to a mark, and the place after a comma.
_LABEL = re.compile(
    rf"(?:(?<=\n)|(?<=\A)|(?<=[.\n] ))(?:{alternatives(words('places', 'labels'))}):? ?: ?(?P<place>[A-ZÆØÅÄÖ0-9][^,.;:()\n]{{1,50}}?)(?:, (?P<town>{_TOWN}))?(?=[,.;:()\n]|$)"
)
_NOT_PLACES = frozenset(words("places", "not_after_in"))
_COMMON = re.compile(rf".+{alternatives(words('places', 'common_endings'))}$")


@cache
def _countries() -> re.Pattern[str]:
    names: set[str] = set()
    for locale in ("nb", "nn", "da", "sv", "en"):
        territories = Locale.parse(locale).territories
        names.update(name for code, name in territories.items() if len(code) == 2 or code in ("150", "142", "002"))
    names.update(words("places", "regions"))
    return re.compile(rf"(?<![\w-]){alternatives(n for n in names if len(n) > 3 and n[0].isupper())}(?=s?(?![\w-]))")


@cache
def _towns() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(towns())}(?=s?(?![\w-]))")


_WHERE = re.compile(
    r"(?:\b(?:i|til|fra|frå|från|nær|ved|utenfor|ulike|in|to|from|of|near|at|vid|nära) |(?:\n|\A)|\) ?[–-] |/ ?)$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"s?(?:, | og | och | and | / |/)")


def _find_towns(doc: Doc) -> None:
    """A town's name names a place after a word of place, in a list after such a one, after a venue, or at the head of a
    line; elsewhere it is as likely to be the municipality.
    """
    text = text_of(doc)
    venues = {match.end() for match in find_all(_VENUE, text)}
    end = -1
    for match in find_all(_towns(), text):
        listed = end >= 0 and _LISTED.fullmatch(text, end, match.start())
        headed = re.match(r",? (?:\d|[/–-])", text[match.end() : match.end() + 4])
        before = _WHERE.search(text, max(0, match.start() - 12), match.start())
        at_head = before and before[0].strip() == ""
        in_line = (
            re.match(r" ?(?:\n|\(|;|$)", text[match.end() : match.end() + 2])
            and text[match.start() - 2 : match.start()] == ", "
        )
        if listed or in_line or (before and (headed or not at_head)) or match.start() - 2 in venues:
            add(doc, match.start(), match.end(), "Place", finder="places", weight=11)
            end = match.end()
        else:
            end = -1


def is_town(name: str) -> bool:
    """Whether the name is that of a town, country or region that we know."""
    return name in towns() or bool(_countries().fullmatch(name))


def is_country(name: str) -> bool:
    """Whether `name` is that of a country, a part of the world or a region."""
    return _countries().fullmatch(name) is not None


@Language.component("inno_places")
def find_places(doc: Doc) -> Doc:
    """Add a mention for each place."""
    text = text_of(doc)
    for match in find_all(_countries(), text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=11)
    _find_towns(doc)
    for match in find_all(_ADDRESS, text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=33)
    for match in find_all(_VENUE, text):
        add(doc, match.start(), match.end(), "Place", finder="places", weight=33)
    for match in find_all(_LABEL, text):
        for name in ("place", "town"):
            if match[name]:
                add(doc, *match.span(name), "Place", finder="places", weight=16)
    for match in find_all(_IN, text):
        place = match["place"]
        if place not in _NOT_PLACES and not _COMMON.fullmatch(place):
            add(doc, match.start("place"), match.end("place"), "Place", finder="places", weight=8)
    return doc
