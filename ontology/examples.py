"""The example queries of `examples.ttl`, in the order of the file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal

from ontology.files import prefixes, triples
from ontology.namespaces import INNO, RDFS, SH

_QUERIES = {SH.select, SH.construct, SH.ask}
_NAME = INNO["example-"]


@dataclass(frozen=True)
class Example:
    """A query ready to run, with what it is called and what it is for, by language. `name` is the end of its IRI."""

    name: str
    query: str
    labels: Mapping[str, str]
    comments: Mapping[str, str]

    def label(self, language: str) -> str:
        """What the query is called, in bokmål where `language` has nothing."""
        return self.labels.get(language) or self.labels["nb"]

    def comment(self, language: str) -> str:
        """What the query is for, in bokmål where `language` has nothing."""
        return self.comments.get(language) or self.comments["nb"]


@cache
def examples() -> tuple[Example, ...]:
    """All example queries, each with a declaration of the prefixes that it uses."""
    queries: dict[str, str] = {}
    texts: dict[str, dict[str, dict[str, str]]] = {RDFS.label: {}, RDFS.comment: {}}
    for triple in triples():
        iri = str(triple.subject).strip("<>")
        if not iri.startswith(_NAME) or not isinstance(triple.object, Literal):
            continue
        if triple.predicate.value in _QUERIES:
            queries[iri] = declared(triple.object.value)
        elif triple.predicate.value in texts:
            texts[triple.predicate.value].setdefault(iri, {})[triple.object.language or ""] = triple.object.value
    return tuple(
        Example(iri.removeprefix(_NAME), query, texts[RDFS.label][iri], texts[RDFS.comment][iri])
        for iri, query in queries.items()
    )


def declared(query: str) -> str:
    """A query with a declaration of each of our prefixes that it uses."""
    used = {name: space for name, space in prefixes().items() if re.search(rf"(?<![\w-]){name}:", query)}
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in used.items()) + query
