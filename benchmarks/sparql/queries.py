"""The eight queries. Each has a constant that varies, so that a server can be asked what it has never seen."""

from collections.abc import Callable
from string import Template

PREFIXES = {
    "inno": "https://w3id.org/innograf/def#",
    "org": "http://www.w3.org/ns/org#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ANALYTIC = ("counts by body", "date range", "label search", "counts by type")

_TEXTS: dict[str, str] = {
    "entity": "SELECT ?p ?o WHERE { <${base}id/person/person-$number> ?p ?o }",
    "two hops": """SELECT DISTINCT ?body ?colleague WHERE {
  ?role org:member <${base}id/person/person-$number> ; org:organization ?body .
  ?other org:organization ?body ; org:member ?colleague }""",
    "counts by body": """SELECT ?body (COUNT(DISTINCT ?person) AS ?persons) WHERE {
  ?role org:member ?person ; org:organization ?body . FILTER(?body != <${base}id/organisation/body-$number>)
} GROUP BY ?body ORDER BY DESC(?persons) ?body LIMIT 20""",
    "date range": """SELECT ?event ?start WHERE {
  ?event a schema:Event ; schema:startDate ?start .
  FILTER(?start >= "$year-$month-01"^^xsd:date && ?start < "$year-$month-25"^^xsd:date)
} ORDER BY ?start ?event LIMIT $limit""",
    "label search": """SELECT ?thing ?label WHERE {
  ?thing rdfs:label ?label . FILTER(CONTAINS(LCASE(STR(?label)), "$word")) } ORDER BY ?label ?thing LIMIT $limit""",
    "counts by type": """SELECT ?type (COUNT(?thing) AS ?things) WHERE {
  ?thing a ?type } GROUP BY ?type HAVING(COUNT(?thing) > $number) ORDER BY DESC(?things) ?type""",
    "construct": """CONSTRUCT { <${base}id/event/event-$document.nb> ?p ?o . ?o rdfs:label ?label } WHERE {
  <${base}id/event/event-$document.nb> ?p ?o OPTIONAL { ?o rdfs:label ?label } }""",
    "path": "SELECT ?event WHERE { ?event schema:superEvent+ <${base}id/event/event-$document.nb> }",
}
NAMES = tuple(_TEXTS)
_PARTS = ["bek", "dal", "eng", "fjell", "gren", "hauk", "holt", "kve", "lund", "moe", "nes", "os", "ravn", "sand"]


def variants(name: str, base: str, documents: int) -> Callable[[int], str]:
    """Return a function from a number to that variant of a query; `documents` is how many the graph was made from."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

    def text(number: int) -> str:
        first, second = divmod(number, len(_PARTS))
        _, first = divmod(first, len(_PARTS))
        values = {
            "base": base,
            "year": str(2005 + number % 21),
            "month": f"{1 + number // 21 % 12:02}",
            "limit": str(100 + number // 252),
            "word": _PARTS[first] + _PARTS[second],
            "document": f"{number % documents:06}",
            "number": str(number),
        }
        return head + Template(_TEXTS[name]).substitute(values)

    return text
