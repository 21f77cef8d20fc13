"""The same questions have the same answers in the folder of builds and in both engines."""

from collections.abc import Iterator

import pyoxigraph
import pytest

import ontology
from store import Build, QueryRefused, QuerySyntaxError, query
from store.endpoint import RESULTS, Endpoint
from store.publishing import publish
from store.remote import RemoteBuild, RemoteStore
from store.upload import Uploader
from tests.server.sample import BASE, thing

PREFIXES = "".join(f"PREFIX {name}: <{space}>\n" for name, space in ontology.prefixes().items())
PREFIXES += f"PREFIX graph: <{BASE}graph/>\nPREFIX id: <{BASE}id/>\n"
KARI = f"<{thing('person', 'kari-nordmann')}>"
BODY = f"<{thing('organisation', 'provedirektoratet')}>"
SERVICE = "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"

# Each with rows that are known, or None where the folder of builds is the measure.
TABLES: dict[str, tuple[str, list[list[str]] | None]] = {
    "names": (
        "SELECT ?name { ?p a inno:Person ; foaf:name ?name } ORDER BY ?name",
        [["Kari Nordmann"], ["Pål Test"], ["Åse Ødegård"]],
    ),
    "all about a thing": (f"SELECT ?p ?o {{ {KARI} ?p ?o }}", None),
    "what names it": (f"SELECT ?s ?p {{ ?s ?p {BODY} }}", None),
    "two hops": ("SELECT DISTINCT ?who ?what { ?m org:member ?who ; org:organization/rdfs:label ?what }", None),
    "counted by class": (
        "SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c HAVING(COUNT(?s) > 1) ORDER BY DESC(?n) ?c",
        None,
    ),
    "counted in all": ("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }", None),
    "counted in a thing without statements": (f"SELECT (COUNT(*) AS ?n) {{ <{BASE}id/person/x> ?p ?o }}", [["0"]]),
    "optional": ("SELECT ?e ?at { ?e a inno:Event OPTIONAL { ?e schema:startDate ?at } }", None),
    "neither": ("SELECT ?p { ?p a inno:Person FILTER NOT EXISTS { ?m org:member ?p } }", None),
    "without": ("SELECT ?p { ?p a inno:Person MINUS { ?m org:member ?p } }", None),
    "either": ("SELECT ?x { { ?x a inno:Person } UNION { ?x a inno:Organisation } }", None),
    "between two times": (
        'SELECT ?e { ?e schema:startDate ?at FILTER(?at >= "2020-11-17T09:45:00"^^xsd:dateTime && '
        '?at < "2020-11-17T10:30:00"^^xsd:dateTime) }',
        None,
    ),
    "search": ('SELECT DISTINCT ?s { ?s rdfs:label ?l FILTER(CONTAINS(LCASE(STR(?l)), "åpne data")) }', None),
    "by language": ('SELECT ?l { ?s rdfs:label ?l FILTER(LANGMATCHES(LANG(?l), "nb")) ?s a inno:Event }', None),
    "language and datatype": (f"SELECT ?o (LANG(?o) AS ?l) {{ {BODY} rdfs:label ?o }}", None),
    "path": ("SELECT DISTINCT ?up { inno:Person rdfs:subClassOf+ ?up }", None),
    "inverse path": (f"SELECT DISTINCT ?e {{ {KARI} ^schema:performer/schema:superEvent? ?e }}", None),
    "values and bind": (
        'SELECT ?x ?y { VALUES ?x { 1 2 } BIND(IF(?x = 1, "one", "other") AS ?y) }',
        [["1", "one"], ["2", "other"]],
    ),
    "a query in a query": ("SELECT ?s { { SELECT DISTINCT ?s { ?s a inno:Person } ORDER BY ?s LIMIT 2 } }", None),
    "strings": (
        'SELECT (UCASE("åse") AS ?a) (STRLEN("blåbær") AS ?b) (SUBSTR("abcdef", 2, 3) AS ?c) (CONCAT("a", "b") AS ?d) '
        '(STRAFTER("a/b", "/") AS ?e) (REPLACE("aXa", "X", "y") AS ?f) {}',
        [["ÅSE", "6", "bcd", "ab", "b", "aya"]],
    ),
    "one graph": ("SELECT ?s ?p ?o { GRAPH graph:besog.da { ?s ?p ?o } }", None),
    "every graph": ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", None),
    "graphs of a thing": (f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {KARI} ?p ?o }} }}", None),
    "a graph by value": (
        "SELECT (COUNT(*) AS ?n) { VALUES ?g { graph:besog.da } GRAPH ?g { ?s ?p ?o } }",
        None,
    ),
    "graphs but one": ("SELECT DISTINCT ?g { GRAPH ?g { ?s a inno:Person } FILTER(?g != graph:besog.da) }", None),
    "a graph by variable beside the default graph": (
        "SELECT ?g ?l { ?s a inno:Organisation ; rdfs:label ?l . GRAPH ?g { ?s a ?c } }",
        None,
    ),
    "graphs in options, unions and tests": (
        "SELECT ?s ?g ?h { ?s a inno:Person OPTIONAL { GRAPH ?g { ?m org:member ?s } } "
        "{ GRAPH ?h { ?s foaf:name ?n } } UNION { GRAPH ?h { ?e schema:performer ?s } } "
        "FILTER EXISTS { GRAPH ?i { ?s rdfs:label ?l } FILTER(?i != ?h) } }",
        None,
    ),
    "graphs in a query in a query": (
        "SELECT ?g (COUNT(*) AS ?n) { { SELECT DISTINCT ?g ?s { GRAPH ?g { ?s a inno:Event } } } "
        "?s rdfs:label ?l } GROUP BY ?g",
        None,
    ),
    "no such graph": ("SELECT * { GRAPH <https://elsewhere.example/> { ?s ?p ?o } }", []),
    "nothing counted in no such graph": (
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://elsewhere.example/> { ?s ?p ?o } }",
        [["0"]],
    ),
    "from": ("SELECT ?s ?p ?o FROM graph:besog.da { ?s ?p ?o }", None),
    "from nowhere": ("SELECT ?s FROM <https://elsewhere.example/> { ?s ?p ?o }", []),
    "from named": ("SELECT ?s ?g FROM NAMED graph:besog.da { GRAPH ?g { ?s a ?c } }", None),
    "from named sees no other": ("SELECT ?s FROM NAMED graph:besog.da { GRAPH graph:melding.nb { ?s ?p ?o } }", []),
    "from named alone has an empty default graph": ("SELECT ?s FROM NAMED graph:besog.da { ?s ?p ?o }", []),
    "evidence": (
        f"SELECT ?from ?to {{ GRAPH <{BASE}evidence/besog.da> {{ ?e prov:wasDerivedFrom ?span . "
        "?span nif:beginIndex ?from ; nif:endIndex ?to } } ORDER BY ?from ?to",
        None,
    ),
    "evidence is not in the default graph": ("SELECT ?e { ?e a inno:Evidence }", []),
    "the engine's own graphs are out of sight": (
        "SELECT ?s { { GRAPH ?g { ?s a <http://www.openlinksw.com/schemas/virtrdf#QuadMapFormat> } } UNION "
        "{ ?s a <http://www.openlinksw.com/schemas/virtrdf#QuadMapFormat> } }",
        [],
    ),
}
GRAPHS = {
    "construct": "CONSTRUCT { ?e rdfs:label ?l } WHERE { ?e a inno:Event ; rdfs:label ?l }",
    "construct where": "CONSTRUCT WHERE { ?m org:member ?who }",
    "construct nothing": "CONSTRUCT WHERE { ?m <https://elsewhere.example/p> ?who }",
    "construct from evidence": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{BASE}evidence/besog.da> {{ ?s ?p ?o }} }}",
}
ASKED = {
    f"ASK {{ {KARI} a inno:Person }}": True,
    f"ASK {{ {KARI} a inno:Event }}": False,
    "ASK { GRAPH graph:besog.da { ?s ?p ?o } }": True,
    "ASK { GRAPH <https://elsewhere.example/> { ?s ?p ?o } }": False,
}


@pytest.fixture(scope="session")
def remote(local: Build, engine: Endpoint) -> Iterator[RemoteBuild]:
    publish(local, engine)
    yield RemoteStore(engine, BASE).open()


def table(build: Build | RemoteBuild, sparql: str, **dataset: list[str]) -> list[list[str]]:
    found = query(build, PREFIXES + sparql, **dataset)  # type: ignore[arg-type]
    assert isinstance(found, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [[str(row[name]) for name in names] for row in found]
    return rows if "ORDER BY" in sparql else sorted(rows)


@pytest.mark.parametrize("name", TABLES)
def test_a_table(name: str, local: Build, remote: RemoteBuild) -> None:
    sparql, known = TABLES[name]
    here = table(local, sparql)
    if known is None:
        assert here, "a question that has no answer proves nothing"
    else:
        assert [[_plain(cell) for cell in row] for row in here] == known
    assert table(remote, sparql) == here


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph(name: str, local: Build, remote: RemoteBuild) -> None:
    sparql = PREFIXES + GRAPHS[name]
    here, there = ({str(triple) for triple in query(build, sparql)} for build in (local, remote))  # type: ignore[union-attr]
    assert here == there


@pytest.mark.parametrize("sparql", ASKED)
def test_yes_or_no(sparql: str, local: Build, remote: RemoteBuild) -> None:
    for build in (local, remote):
        assert bool(query(build, PREFIXES + sparql)) is ASKED[sparql]


def test_the_protocols_dataset(local: Build, remote: RemoteBuild) -> None:
    graphs = [f"{BASE}graph/besog.da", f"{BASE}graph/programdag.nb"]
    for sparql in ("SELECT DISTINCT ?s ?p ?o { ?s ?p ?o }", "SELECT ?s ?g { GRAPH ?g { ?s ?p ?o } }"):
        for dataset in ({"default_graph": graphs}, {"named_graph": graphs[:1]}, {"default_graph": ["urn:x"]}):
            assert table(remote, sparql, **dataset) == table(local, sparql, **dataset)


def test_nothing_else_in_the_engine_is_seen(engine: Endpoint, remote: RemoteBuild) -> None:
    secret = pyoxigraph.NamedNode("https://elsewhere.example/secret")
    Uploader(engine).put(secret.value, [pyoxigraph.Triple(secret, secret, secret)])
    assert engine.ask(f"ASK {{ GRAPH {secret} {{ ?s ?p ?o }} }}", RESULTS)
    for pattern in (
        "?s ?p ?o",
        "GRAPH ?g { ?s ?p ?o }",
        f"GRAPH {secret} {{ ?s ?p ?o }}",
        f"VALUES ?g {{ {secret} }} GRAPH ?g {{ ?s ?p ?o }}",
        "{ SELECT * { GRAPH ?g { ?s ?p ?o } } }",
        "?a ?b ?c OPTIONAL { GRAPH ?g { ?s ?p ?o } }",
    ):
        assert table(remote, f"SELECT ?s {{ {pattern} FILTER(?p = {secret}) }}") == []
    for clause in (f"FROM {secret}", f"FROM NAMED {secret}"):
        assert table(remote, f"SELECT ?s {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}") == []
    for dataset in ({"default_graph": [secret.value]}, {"named_graph": [secret.value]}):
        assert table(remote, "SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", **dataset) == []


def test_what_must_not_run_does_not(remote: RemoteBuild) -> None:
    for sparql in (SERVICE, "DELETE WHERE { ?s ?p ?o }", "LOAD <urn:x>"):
        with pytest.raises(QueryRefused):
            query(remote, sparql)
    with pytest.raises(QuerySyntaxError) as told:
        query(remote, "SELECT * {\n  ?s ?p\n}")
    assert told.value.line == 3
    with pytest.raises(QuerySyntaxError, match="the character itself"):
        query(remote, 'SELECT ("\\u0022" AS ?y) {}')
    for sparql in ("SELECT (<bif:sys_stat>('x') AS ?y) {}", "PREFIX sql: <sql:>\nSELECT (sql:f() AS ?y) {}"):
        with pytest.raises(QuerySyntaxError, match="one engine alone"):
            query(remote, sparql)


def _plain(term: str) -> str:
    literal = pyoxigraph.Store().query(f"SELECT (STR({term}) AS ?x) {{}}")
    assert isinstance(literal, pyoxigraph.QuerySolutions)
    return str(next(iter(literal))[0].value)
