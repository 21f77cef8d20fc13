"""Random data and random shapes of every constraint component, path and target, for hypothesis."""

import re

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")

PREFIXES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{XSD}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <{EX}> .
"""

_NODES = [*(NamedNode(EX + name) for name in "abcde"), BlankNode("x"), BlankNode("y")]
_CLASSES = [NamedNode(EX + name) for name in ("C", "D", "E")]
_PREDICATES = [NamedNode(EX + name) for name in "pqr"]
_LITERALS = [
    *(Literal(text) for text in ("", "one", "Two", "a b")),
    *(Literal(text, language=tag) for text, tag in (("one", "en"), ("uno", "es"), ("one", "en-gb"), ("two", "en"))),
    *(Literal(text, datatype=NamedNode(XSD + "integer")) for text in ("0", "3", "-7", "12345678901234567890")),
    *(Literal(text, datatype=NamedNode(XSD + "decimal")) for text in ("0.5", "3.0", "99.99")),
    *(Literal(text, datatype=NamedNode(XSD + "date")) for text in ("2020-01-31", "2021-02-30", "soon")),
    *(Literal(text, datatype=NamedNode(XSD + "dateTime")) for text in ("2020-01-31T10:00:00", "2020-01-31T10:00:00Z")),
    Literal("true", datatype=NamedNode(XSD + "boolean")),
    Literal("x", datatype=NamedNode(XSD + "integer")),
    Literal("1.5", datatype=NamedNode(XSD + "double")),
    Literal("what", datatype=NamedNode(EX + "own")),
]
_GRAPHS = [NamedNode(EX + "g1"), NamedNode(EX + "g2")]


def quads(*, blank_nodes: bool = True) -> st.SearchStrategy[list[Quad]]:
    """Data: statements between few nodes, so that shapes meet them, some of them in two graphs."""
    nodes = [node for node in _NODES if blank_nodes or isinstance(node, NamedNode)]
    node, graph = st.sampled_from(nodes), st.sampled_from(_GRAPHS)
    value = st.one_of(node, st.sampled_from(_LITERALS))
    fact = st.builds(Quad, node, st.sampled_from(_PREDICATES), value, graph)
    typed = st.builds(Quad, node, st.just(RDF_TYPE), st.sampled_from(_CLASSES), graph)
    below = st.builds(Quad, st.sampled_from(_CLASSES), st.just(SUBCLASS), st.sampled_from(_CLASSES), graph)
    return st.builds(
        lambda *parts: [quad for part in parts for quad in part],
        st.lists(fact, max_size=14),
        st.lists(typed, max_size=5),
        st.lists(below, max_size=2),
    )


_iri = st.sampled_from([":p", ":q", ":r"])
_simple_path = st.one_of(_iri, _iri.map(lambda p: f"[ sh:inversePath {p} ]"))


def _longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, inner).map(lambda two: f"( {two[0]} {two[1]} )"),
        st.tuples(inner, inner).map(lambda two: f"[ sh:alternativePath ( {two[0]} {two[1]} ) ]"),
        inner.map(lambda path: f"[ sh:zeroOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:oneOrMorePath {path} ]"),
        inner.map(lambda path: f"[ sh:zeroOrOnePath {path} ]"),
        _iri.map(lambda path: f"[ sh:inversePath [ sh:zeroOrMorePath {path} ] ]"),
        st.tuples(inner, inner).map(lambda two: f"[ sh:inversePath ( {two[0]} {two[1]} ) ]"),
    )


paths = st.one_of(_simple_path, _simple_path, _longer(_simple_path), _longer(_longer(_simple_path)))

_class = st.sampled_from([":C", ":D", ":E"])
_term = st.sampled_from([":a", ":b", '"one"', '"one"@en', "3", "0.5", "true", '"2020-01-31"^^xsd:date', ":C"])
_limit = st.sampled_from(["0", "3", "0.5", '"one"', '"2020-01-31"^^xsd:date', '"2020-01-31T10:00:00"^^xsd:dateTime'])
_few = st.integers(0, 3)
_datatypes = ["string", "integer", "decimal", "date", "dateTime", "boolean", "double"]

values = st.one_of(
    _class.map(lambda c: f"sh:class {c}"),
    st.sampled_from([*(f"xsd:{name}" for name in _datatypes), "rdf:langString", ":own"]).map(
        lambda d: f"sh:datatype {d}"
    ),
    st.sampled_from(["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]).map(
        lambda kind: f"sh:nodeKind sh:{kind}"
    ),
    st.tuples(st.sampled_from(["minInclusive", "minExclusive", "maxInclusive", "maxExclusive"]), _limit).map(
        lambda said: f"sh:{said[0]} {said[1]}"
    ),
    _few.map(lambda n: f"sh:minLength {n}"),
    _few.map(lambda n: f"sh:maxLength {n}"),
    st.sampled_from(['"^o"', '"O" ; sh:flags "i"', '"[0-9]"', '"/[a-c]$"']).map(lambda p: f"sh:pattern {p}"),
    st.sampled_from(['("en")', '("es" "de")', '("en-GB")']).map(lambda tags: f"sh:languageIn {tags}"),
    st.lists(_term, min_size=1, max_size=4).map(lambda terms: f"sh:in ( {' '.join(terms)} )"),
    _term.map(lambda term: f"sh:hasValue {term}"),
    _iri.map(lambda p: f"sh:equals {p}"),
    _iri.map(lambda p: f"sh:disjoint {p}"),
    st.sampled_from(["", " ; sh:ignoredProperties ( rdf:type )", " ; sh:ignoredProperties ( :p :q )"]).map(
        lambda more: f"sh:closed true{more}"
    ),
)
counts = st.one_of(
    _few.map(lambda n: f"sh:minCount {n}"),
    _few.map(lambda n: f"sh:maxCount {n}"),
    st.just("sh:uniqueLang true"),
    _iri.map(lambda p: f"sh:lessThan {p}"),
    _iri.map(lambda p: f"sh:lessThanOrEquals {p}"),
)


def _together(constraints: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One to three constraints, each property of SHACL once."""
    by_name = lambda text: text.split()[0]  # noqa: E731
    return st.lists(constraints, min_size=1, max_size=3, unique_by=by_name).map(" ; ".join)


def _nesting(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A node shape or property shape whose constraints name other shapes."""
    several = st.lists(inner, min_size=1, max_size=3).map(lambda shapes: " ".join(f"[ {s} ]" for s in shapes))
    is_property = lambda shape: shape.startswith("sh:path")  # noqa: E731
    node = inner.filter(lambda shape: not is_property(shape))
    return st.one_of(
        several.map(lambda shapes: f"sh:and ( {shapes} )"),
        several.map(lambda shapes: f"sh:or ( {shapes} )"),
        several.map(lambda shapes: f"sh:xone ( {shapes} )"),
        inner.map(lambda shape: f"sh:not [ {shape} ]"),
        node.map(lambda shape: f"sh:node [ {shape} ]"),
        inner.filter(is_property).map(lambda shape: f"sh:property [ {shape} ]"),
    )


def _qualified(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    count = st.sampled_from(["sh:qualifiedMinCount 1", "sh:qualifiedMaxCount 1", "sh:qualifiedMinCount 2"])
    return st.tuples(inner, count).map(lambda said: f"sh:qualifiedValueShape [ {said[0]} ] ; {said[1]}")


def _property(constraints: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(paths, constraints).map(lambda said: f"sh:path {said[0]} ; {said[1]}")


_leaf = st.one_of(_together(values), _property(_together(st.one_of(values, counts))))
_middle = st.one_of(_leaf, _nesting(_leaf), _property(_together(st.one_of(_nesting(_leaf), _qualified(_leaf), counts))))
bodies = st.one_of(
    _leaf,
    _together(st.one_of(values, _nesting(_middle))),
    _property(_together(st.one_of(values, counts, _nesting(_middle), _qualified(_middle)))),
)
_pattern = st.sampled_from(
    [
        "$this <p> ?value .",
        "?value <q> $this .",
        "$this <p>/<q> ?value .",
        "$this <p>+ ?value .",
        "$this ?any ?value .",
        "$this <p> ?value . ?value <r> ?far .",
        "GRAPH ?g { $this <r> ?value }",
        "{ $this <p> ?value } UNION { ?value <r> $this }",
    ]
)
_condition = st.sampled_from(
    [
        "",
        "FILTER NOT EXISTS { ?value <q> ?other }",
        "FILTER EXISTS { ?value a <C> }",
        "FILTER NOT EXISTS { $this <r> ?value }",
        "OPTIONAL { ?value <r> ?other } FILTER (!BOUND(?other))",
        "FILTER (isIRI(?value))",
        "FILTER (?value != $this)",
    ]
)


def _select(shown: str) -> st.SearchStrategy[str]:
    return st.tuples(_pattern, _condition).map(
        lambda parts: re.sub("<(\\w)>", rf"<{EX}\1>", f"SELECT {shown} WHERE {{ {parts[0]} {parts[1]} }}")
    )


queries = _select("$this ?value").map(lambda text: f'sh:sparql [ sh:select "{text}" ]')
query_targets = _select("$this").map(lambda text: f'sh:target [ a sh:SPARQLTarget ; sh:select "{text}" ]')
_siblings = st.lists(st.tuples(_iri, _leaf), min_size=2, max_size=3).map(
    lambda said: " ; ".join(
        f"sh:property [ sh:path {path} ; sh:qualifiedValueShape [ {shape} ] ; sh:qualifiedMinCount 1 ;"
        " sh:qualifiedValueShapesDisjoint true ]"
        for path, shape in said
    )
)
targets = st.one_of(
    _class.map(lambda c: f"sh:targetClass {c}"),
    _iri.map(lambda p: f"sh:targetSubjectsOf {p}"),
    _iri.map(lambda p: f"sh:targetObjectsOf {p}"),
    _term.map(lambda term: f"sh:targetNode {term}"),
)
_severity = st.sampled_from(["", " ; sh:severity sh:Warning", " ; sh:deactivated true", " ; sh:deactivated false"])


def turtle(*, with_queries: bool = False) -> st.SearchStrategy[str]:
    """A shapes graph with one to three shapes that have targets; some with queries, in constraints and targets."""
    body, target = st.one_of(bodies, bodies, _siblings), targets
    if with_queries:
        body = st.one_of(body, queries, _together(st.one_of(values, queries)))
        target = st.one_of(targets, targets, query_targets)
    shape = st.tuples(body, st.lists(target, min_size=1, max_size=2), _severity)
    return st.lists(shape, min_size=1, max_size=3).map(
        lambda shapes: (
            PREFIXES
            + "\n".join(
                f":s{number} {' ; '.join(targets)} ; {body}{severity} ."
                for number, (body, targets, severity) in enumerate(shapes)
            )
        )
    )
