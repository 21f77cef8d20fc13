"""What the page about the data tells besides numbers: its documents, what was found wrong, how good readers are."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from graph_builder.precision import PrecisionError, load_precision
from ontology import vocabulary
from server import words
from server.configured import settings
from server.live import Live
from server.locale import page_language
from server.shape_pages import failing

# Documents that the page names; the list of documents has all.
MOST_DOCUMENTS = 10


@dataclass(frozen=True)
class Quality:
    """A reader or finder of names: how often it is right (0 to 1), and how many statements it found here."""

    name: str
    right: float
    statements: int


def all_of(live: Live) -> dict[str, Any]:
    """What the template takes, by name."""
    return {
        "kinds": _kinds(live),
        "languages": _languages(live),
        "newest": sorted(live.documents.values(), key=lambda record: str(record.get("issued") or ""), reverse=True)[
            :MOST_DOCUMENTS
        ],
        "failing": failing(live),
        "readers": readers(live),
    }


def readers(live: Live) -> list[Quality]:
    """The readers with their measured precision, those that found the most first; none without a table."""
    try:
        table = load_precision(settings().gold)
    except PrecisionError:
        return []
    found = live.extractors
    qualities = [Quality(name, right, found.get(name, 0)) for name, right in table.items()]
    return sorted(qualities, key=lambda quality: (-quality.statements, quality.name))


def _kinds(live: Live) -> list[tuple[str, str, int]]:
    """How many things of each kind documents mention, the most first: the kind, what lists call it, the number."""
    found = [(kind, words.plural(kind, page_language()), live.counts.get(kind, 0)) for kind in vocabulary().kinds]
    return sorted((item for item in found if item[2]), key=lambda item: -item[2])


def _languages(live: Live) -> list[tuple[str, int]]:
    """How many documents there are in each language, the most first."""
    counted = Counter(str(record.get("language") or "") for record in live.documents.values())
    return counted.most_common()
