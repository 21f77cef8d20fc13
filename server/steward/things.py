"""Things at the desk: where each is mentioned, which the steward means, and how two that may be one differ."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import pyoxigraph
from flask_babel import gettext as _

from ontology import RDF, SCHEMA
from server.evidence import Quote, quote_of
from server.finding import things as search
from server.links import thing_of
from server.live import Live
from server.locale import page_language
from server.names import LABELS, OTHER_FORMS
from server.reader import Reader, node
from server.shown import Ref, Shower
from server.steward.claims import bad
from server.wanted import Wanted
from store import DocumentNotFound

# Documents whose mentions are on one page of a thing.
MOST_DOCUMENTS = 50
_NAMING = {*LABELS, *OTHER_FORMS, RDF.type, SCHEMA.mentions}


@dataclass(frozen=True)
class Mention:
    """Words of a document that name a thing."""

    place: str
    title: str
    quote: Quote


def mentioning(live: Live, iri: str) -> int:
    """How many documents mention a thing."""
    rows = Reader(live).select(f"SELECT (COUNT(?d) AS ?n) WHERE {{ ?d {node(SCHEMA.mentions)} {node(iri)} }}")
    return int(rows[0]["n"].value)


def mentions(live: Live, iri: str, page: int = 1) -> list[Mention]:
    """Where documents name a thing: each mention once, and what else gives it a name.

    Of many documents those of one page, `MOST_DOCUMENTS` each.
    """
    reader = Reader(live)
    rows = reader.select(
        f"SELECT DISTINCT ?d WHERE {{ GRAPH ?g {{ ?d {node(SCHEMA.mentions)} {node(iri)} }} }} "
        f"ORDER BY ?d LIMIT {MOST_DOCUMENTS} OFFSET {(page - 1) * MOST_DOCUMENTS}"
    )
    stems = [row["d"].value.removeprefix(f"{live.base}doc/") for row in rows]
    found = {(place.stem, place.start, place.end): place for place in reader.mentions_of(iri, stems)}
    for (_s, property, _o), places in reader.evidence_of(iri, stems).items():
        if property in _NAMING:
            for place in places:
                found.setdefault((place.stem, place.start, place.end), place)
    shown = []
    for (stem, start, end), place in sorted(found.items()):
        try:
            text = live.build.text(stem)
        except DocumentNotFound:
            continue
        shown.append(Mention(f"{stem} {start} {end}", live.title(stem), quote_of(live, text, place)))
    return shown


def others_like(live: Live, iris: Iterable[str]) -> list[tuple[Ref, int]]:
    """Things with how many documents mention each."""
    kept = list(dict.fromkeys(iris))
    shower = Shower(live, page_language())
    shower.names = Reader(live).names(kept)
    return [(shower.thing(iri), mentioning(live, iri)) for iri in kept]


def meant(live: Live, given: str) -> str:
    """The IRI of the thing that a steward names: by its IRI, the address of its page, `kind/slug`, or its name.

    Raises `Refusal` when there is none, or when several have the name.
    """
    given = given.strip()
    for iri in _candidates(live, given):
        if thing_of(iri, live.base) and _is_known(live, iri):
            return iri
    hits = search(live, Wanted(given, language=page_language()), 0, 10).hits if given else []
    exact = [hit for hit in hits if any(name.text == given for names in hit.names.values() for name in names)]
    if len(exact) == 1 or (not exact and len(hits) == 1):
        return (exact or hits)[0].iri
    if not hits:
        raise bad(_("Nothing is called “%(name)s”. Give a name, or the address of a page.", name=given[:100]))
    several = ", ".join(hit.iri.removeprefix(f"{live.base}id/") for hit in (exact or hits)[:10])
    raise bad(_("Several things are called that. Give one of these: %(several)s", several=several))


def _candidates(live: Live, given: str) -> list[str]:
    path = unquote(urlsplit(given).path) if "/" in given else ""
    tail = path.partition("/page/")[2] or path.partition("/id/")[2] or path
    return [given, f"{live.base}id/{tail.strip('/')}"] if given else []


def _is_known(live: Live, iri: str) -> bool:
    try:
        return next(iter(live.build.matching(pyoxigraph.NamedNode(iri))), None) is not None
    except ValueError:
        return False
