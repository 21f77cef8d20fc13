"""Names for what stands between things and has none of its own: a role goes by who holds it and in which body."""

from collections.abc import Collection, Sequence

import pyoxigraph

from ontology import RDF, RDFS
from server import words
from server.layouts import is_node
from server.names import LABELS, Name, best, words_of
from server.reader import Reader, Term

# Names that one is made of at most.
_MOST = 3


def names(reader: Reader, iris: Collection[str], order: Sequence[str]) -> dict[str, dict[str, list[Name]]]:
    """The names of things, as `Reader.names` reads them, with one for each node between things that has none."""
    found = reader.names(iris)
    bare = [iri for iri in iris if _stands_between(iri, reader) and not any(found.get(iri, {}).get(p) for p in LABELS)]
    said = {iri: _ends(facts) for iri, facts in reader.facts_of(bare).items()}
    ends = {value.value for values in said.values() for value in values if isinstance(value, pyoxigraph.NamedNode)}
    known = reader.names(ends - found.keys()) if ends else {}
    for iri, values in said.items():
        if values:
            texts = []
            for value in values:
                name = best(known.get(value.value) or found.get(value.value) or {}, order)
                literal = isinstance(value, pyoxigraph.Literal)
                texts.append(value.value if literal else name.text if name else words_of(value.value))
            found.setdefault(iri, {})[RDFS.label] = [Name(" – ".join(texts))]
    return found


def _stands_between(iri: str, reader: Reader) -> bool:
    return iri.startswith(reader.live.base) and is_node(pyoxigraph.NamedNode(iri), reader.live.base)


def _ends(facts: list[tuple[str, Term]]) -> list[Term]:
    """What a node is known by: the things that it joins, or what it says when it joins none."""
    placed = sorted((words.place(property), property, str(value), value) for property, value in facts)
    said = [value for _place, property, _text, value in placed if property != RDF.type]
    things = [value for value in said if isinstance(value, pyoxigraph.NamedNode)]
    return list[Term](things or said)[:_MOST]
