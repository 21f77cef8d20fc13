"""Queries of shapes that compare the two graphs of one document, written so that Oxigraph answers them fast.

Such a query runs once for each source document, `$this`, and begins by naming its graphs:
`BIND (IRI(REPLACE(STR($this), "/doc/([^/]+)$", "/graph/$1")) AS ?graph)`. As it stands, Oxigraph reads every graph for
each document. Two changes that alter no answer make it read only those two:

- the graphs' names stand in the query as constants;
- `FILTER NOT EXISTS` is `MINUS`: the same where both sides share variables and these are bound. SHACL forbids `MINUS`
  in shapes, since with variables bound from without it could mean something else; here none is left.
"""

import re

_GRAPH = re.compile(
    r'BIND \(IRI\(REPLACE\(STR\([$?]this\), "/doc/\(\[\^/\]\+\)\$", '
    r'"/(?P<room>graph|evidence)/\$1"\)\) AS \?(?P<name>\w+)\)'
)
_DOCUMENT = re.compile(r"/doc/(?P<stem>[^/]+)$")


def of_document(query: str, this: str) -> str:
    """The query with the graphs of the document `this` in it; any other query, or `this`, as it is."""
    stem = _DOCUMENT.search(this)
    names = list(_GRAPH.finditer(query))
    if not stem or not names:
        return query
    for match in names:
        graph = f"<{this[: stem.start()]}/{match['room']}/{stem['stem']}>"
        query = query.replace(match[0], "")
        query = re.sub(rf"\?{match['name']}\b", graph.replace("\\", r"\\"), query)
    return query.replace("FILTER NOT EXISTS", "MINUS")
