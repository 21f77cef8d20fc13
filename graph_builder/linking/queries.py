"""What a register is asked: which of its things have these names, and what it says of those.

Two ways to ask: as Wikidata has its data, and with the labels of RDFS, SKOS and schema.org, which most others have.
"""

from collections.abc import Iterable
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode

Shape = Choice["wikidata", "general"]
LANGUAGES = ("nb", "nn", "no", "da", "sv", "en")
# Wikidata's names that are one in all languages.
_ANY = "mul"
_WD = "http://www.wikidata.org/entity/"
_DIRECT = "http://www.wikidata.org/prop/direct/"
_PREFIXES = f"""PREFIX wd: <{_WD}>
PREFIX wdt: <{_DIRECT}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <http://schema.org/>
PREFIX schemas: <https://schema.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
_NAMED = {
    "wikidata": "rdfs:label|skos:altLabel",
    "general": "rdfs:label|skos:prefLabel|skos:altLabel|schema:name|schemas:name|schema:alternateName"
    "|schemas:alternateName|foaf:name|dcterms:title",
}
_PREFERRED = {"wikidata": "rdfs:label", "general": "skos:prefLabel|rdfs:label|schema:name|schemas:name|foaf:name"}
_SAID = {"wikidata": "schema:description", "general": "schema:description|schemas:description|rdfs:comment"}
_KIND = {"wikidata": "wdt:P31", "general": "rdf:type"}
# Employer, parent, part of, place, country, seat, post, organiser, founder, field, series.
_AROUND = {
    "wikidata": "|".join(f"wdt:P{n}" for n in (108, 749, 361, 131, 17, 276, 159, 39, 664, 463, 127, 179)),
    "general": "!(rdf:type|owl:sameAs)",
}
_DATES = {
    "wikidata": "|".join(f"wdt:P{n}" for n in (569, 570, 571, 576, 577, 580, 585)),
    "general": "schema:birthDate|schemas:birthDate|schema:foundingDate|schemas:foundingDate|schema:startDate"
    "|schemas:startDate|dcterms:date|dcterms:issued",
}

# Asked first: it tells Wikidata, wherever it is served from, and whether this is a SPARQL end point at all.
PROBE = f"{_PREFIXES}SELECT ?property WHERE {{ wd:P31 <http://wikiba.se/ontology#directClaim> ?property }} LIMIT 1"


def find(shape: Shape, names: Iterable[str], most: int, loose: bool = False) -> str:
    """Which things have one of these names: ?name and ?thing, one row more than `most` where there are more.

    `loose` compares without capitals, which makes the register read all the names that it has.
    """
    if loose:
        wanted = ", ".join(str(Literal(name)) for name in dict.fromkeys(name.casefold() for name in names))
        where = f"?thing {_NAMED[shape]} ?label . BIND(LCASE(STR(?label)) AS ?name) FILTER(?name IN ({wanted}))"
    else:
        wanted = " ".join(str(form) for name in dict.fromkeys(names) for form in _forms(shape, name))
        where = f"VALUES ?name {{ {wanted} }} ?thing {_NAMED[shape]} ?name ."
    return f"{_PREFIXES}SELECT DISTINCT ?name ?thing WHERE {{ {where} }} LIMIT {most + 1}"


def _forms(shape: Shape, name: str) -> Iterable[Literal]:
    languages = (*LANGUAGES, _ANY) if shape == "wikidata" else LANGUAGES
    yield from (Literal(name, language=language) for language in languages)
    if shape == "general":
        yield Literal(name)


def describe(shape: Shape, things: Iterable[str], most: int) -> str:
    """What a register says of its things: rows of ?thing, ?what (`label`, `name`, `said`, `kind`, `around`, `date`),
    and ?value."""
    ours = ", ".join(f'"{language}"' for language in (*LANGUAGES, _ANY, ""))
    in_ours = f"FILTER(LANG(?value) IN ({ours}))"
    parts = [
        f'{{ ?thing {_PREFERRED[shape]} ?value . BIND("label" AS ?what) {in_ours} }}',
        f'{{ ?thing {_NAMED[shape]} ?value . BIND("name" AS ?what) {in_ours} }}',
        f'{{ ?thing {_SAID[shape]} ?value . BIND("said" AS ?what) {in_ours} }}',
        f'{{ ?thing {_KIND[shape]} ?value . BIND("kind" AS ?what) }}',
        f'{{ ?thing {_DATES[shape]} ?value . BIND("date" AS ?what) }}',
        f"{{ ?thing {_AROUND[shape]} ?other . FILTER(ISIRI(?other)) ?other {_PREFERRED[shape]} ?value . "
        f'BIND("around" AS ?what) {in_ours} }}',
    ]
    wanted = " ".join(str(NamedNode(thing)) for thing in things)
    where = " UNION ".join(parts)
    where = f"VALUES ?thing {{ {wanted} }} {where}"
    return f"{_PREFIXES}SELECT DISTINCT ?thing ?what ?value WHERE {{ {where} }} LIMIT {most + 1}"
