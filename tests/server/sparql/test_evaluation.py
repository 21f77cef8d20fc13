"""What queries of each kind answer, over a graph small enough to know the answers by heart."""

import pytest

from tests.server.sparql import region
from tests.server.sparql.conftest import Endpoint

Rows = list[tuple[str | None, ...]]

# Rows are in the order of their text; IRIs without what is before the last slash.
GRAPH_PATTERNS: dict[str, tuple[str, Rows]] = {
    "basic pattern": ("SELECT ?x { ?x a d:Town }", [("haukvik",), ("lunde",), ("sund",), ("tindvik",)]),
    "join": (
        "SELECT ?n ?t { ?p d:home ?h ; d:name ?n . ?h rdfs:label ?t FILTER(LANG(?t) = 'sv') }",
        [("Åse Tind", "Haukvik kommun")],
    ),
    "optional": (
        "SELECT ?x ?f { ?x a d:Town OPTIONAL { ?x d:founded ?f } }",
        [("haukvik", "1850-05-17"), ("lunde", None), ("sund", None), ("tindvik", None)],
    ),
    "optional with a filter on both sides": (
        "SELECT ?x ?n { ?x d:people ?n OPTIONAL { ?x d:next ?y . ?y d:people ?m FILTER(?m > ?n) } FILTER(!BOUND(?m)) }",
        [("haukvik", "1200"), ("tindvik", "300")],
    ),
    "nested optional": (
        "SELECT ?p ?t { ?p a d:Person OPTIONAL { ?p d:home ?h OPTIONAL { ?h d:founded ?t } } }",
        [("aase", "1850-05-17"), ("bo", None), ("cai", None)],
    ),
    "union": (
        "SELECT ?v { { :haukvik d:people ?v } UNION { :sund d:share ?v } UNION { :nothing ?p ?v } }",
        [("0.25",), ("1200",)],
    ),
    "union keeps what is found twice": (
        "SELECT ?v { { :lunde d:people ?v } UNION { :tindvik d:people ?v } }",
        [("300",), ("300",)],
    ),
    "minus": ("SELECT ?x { ?x a d:Town MINUS { ?x d:next ?y } }", [("sund",)]),
    "minus without a shared variable takes nothing away": (
        "SELECT ?x { ?x a d:Person MINUS { ?a d:next ?b } }",
        [("aase",), ("bo",), ("cai",)],
    ),
    "exists": ("SELECT ?x { ?x a d:Town FILTER EXISTS { ?p d:home ?x } }", [("haukvik",), ("sund",)]),
    "not exists": ("SELECT ?x { ?x a d:Person FILTER NOT EXISTS { ?x d:home ?h } }", [("cai",)]),
    "not exists sees the outer value": (
        "SELECT ?x { ?x d:people ?n FILTER NOT EXISTS { ?x d:people ?n FILTER(?n = 300) } }",
        [("haukvik",)],
    ),
    "filter drops errors": ("SELECT ?x { ?x a d:Town OPTIONAL { ?x d:coast ?c } FILTER(?c) }", [("haukvik",)]),
    "an error or true is true": ("SELECT ?x { ?x a d:Person FILTER(1/0 = 1 || true) }", [("aase",), ("bo",), ("cai",)]),
    "bind": ("SELECT ?n ?d { :haukvik d:people ?n BIND(?n * 2 AS ?d) }", [("1200", "2400")]),
    "bind of an error leaves it unbound": (
        "SELECT ?n ?d { :haukvik d:people ?n BIND(?n / 0 AS ?d) }",
        [("1200", None)],
    ),
    "values": ("SELECT ?x ?n { VALUES ?x { :lunde :sund :nothing } ?x d:people ?n }", [("lunde", "300")]),
    "values of two with undef": (
        "SELECT ?x ?n { ?x d:people ?n } VALUES (?x ?n) { (:haukvik UNDEF) (UNDEF 300) }",
        [("haukvik", "1200"), ("lunde", "300"), ("tindvik", "300")],
    ),
    "values alone": ("SELECT * { VALUES (?a ?b) { (1 UNDEF) (UNDEF 'x') } }", [("1", None), (None, "x")]),
    "graph by name": ("SELECT ?x { GRAPH g:south { ?x a d:Town } }", [("haukvik",), ("sund",)]),
    "graph by variable": (
        "SELECT DISTINCT ?g { GRAPH ?g { ?x ?p ?o } }",
        [("north",), ("north",), ("south",)],
    ),
    "graph and the union together": (
        "SELECT ?g ?x { GRAPH ?g { ?e d:about ?x } ?x a d:Town }",
        [("north", "haukvik")],
    ),
    "no such graph": ("SELECT ?x { GRAPH <https://example.org/nothing> { ?x a d:Town } }", []),
    "blank node in a pattern is a variable": ("SELECT ?n { [] d:home :sund ; d:name ?n }", [('Bo "Bobo" Li, sr.',)]),
    "empty pattern": ("SELECT * { }", [()]),
}
PATHS: dict[str, tuple[str, Rows]] = {
    "sequence": ("SELECT ?t { :aase d:chief/d:home/rdfs:label ?t }", [("Sund",)]),
    "inverse": ("SELECT ?x { :haukvik ^d:home ?x }", [("aase",)]),
    "alternative": ("SELECT ?v { :sund (d:share|d:size) ?v }", [("0.25",), ("150",)]),
    "one or more": ("SELECT ?x { :aase d:chief+ ?x }", [("bo",), ("cai",)]),
    "none or more": ("SELECT ?x { :aase d:chief* ?x }", [("aase",), ("bo",), ("cai",)]),
    "none or one": ("SELECT ?x { :aase d:chief? ?x }", [("aase",), ("bo",)]),
    "a circle ends": ("SELECT ?x { :haukvik d:next+ ?x }", [("haukvik",), ("lunde",), ("tindvik",)]),
    "negated": ("SELECT ?x { :bo !(a|d:name|d:home) ?x }", [("cai",)]),
    "negated inverse": ("SELECT ?x { :cai !(^d:name|^d:home) ?x }", [("bo",)]),
    "both ends known": ("SELECT (1 AS ?yes) { :aase d:chief+ :cai }", [("1",)]),
    "to itself": ("SELECT ?x { ?x d:next+ ?x }", [("haukvik",), ("lunde",), ("tindvik",)]),
}
SOLUTIONS: dict[str, tuple[str, Rows]] = {
    "distinct": ("SELECT DISTINCT ?n { ?x d:people ?n }", [("1200",), ("300",)]),
    "limit and offset": ("SELECT ?x { ?x a d:Town } ORDER BY ?x LIMIT 2 OFFSET 1", [("lunde",), ("sund",)]),
    "limit none": ("SELECT ?x { ?x a d:Town } LIMIT 0", []),
    "expression in the head": ("SELECT (?n + 1 AS ?m) { :lunde d:people ?n }", [("301",)]),
    "count each triple once": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", [("33",)]),
    "count by group": (
        "SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c } GROUP BY ?c",
        [("Person", "3"), ("Town", "4")],
    ),
    "count distinct": ("SELECT (COUNT(DISTINCT ?n) AS ?k) { ?x d:people ?n }", [("2",)]),
    "sum, least, most, mean": (
        "SELECT (SUM(?n) AS ?a) (MIN(?n) AS ?b) (MAX(?n) AS ?c) (AVG(?n) AS ?d) { ?x d:people ?n }",
        [("1800", "300", "1200", "600")],
    ),
    "sum of nothing": (
        "SELECT (SUM(?n) AS ?a) (COUNT(?n) AS ?b) (AVG(?n) AS ?c) { ?x d:nothing ?n }",
        [("0", "0", "0")],
    ),
    "no group of nothing": ("SELECT ?x (COUNT(?n) AS ?b) { ?x d:nothing ?n } GROUP BY ?x", []),
    "group_concat": (
        "SELECT (GROUP_CONCAT(?t; separator='|') AS ?all) "
        "{ { SELECT (STR(?l) AS ?t) { ?x a d:Town ; rdfs:label ?l } ORDER BY ?t } }",
        [("Haukvik|Haukvik kommun|Lunde|Sund|Tindvik",)],
    ),
    "having": ("SELECT ?n { ?x d:people ?n } GROUP BY ?n HAVING (COUNT(?x) > 1)", [("300",)]),
    "group by an expression": (
        "SELECT ?l (COUNT(*) AS ?n) { ?x rdfs:label ?t } GROUP BY (LANG(?t) AS ?l)",
        [("nb", "4"), ("sv", "1")],
    ),
    "an error in a sum leaves it unbound": ("SELECT (SUM(?v) AS ?s) { VALUES ?v { 1 'x' } }", [(None,)]),
    "subquery": (
        "SELECT ?x ?n { { SELECT (MAX(?m) AS ?n) { ?y d:people ?m } } ?x d:people ?n }",
        [("haukvik", "1200")],
    ),
    "subquery hides its variables": (
        "SELECT ?x ?n { ?x d:founded ?f { SELECT ?y { ?y d:people ?n } LIMIT 1 } }",
        [("haukvik", None)],
    ),
}
FUNCTIONS: dict[str, tuple[str, str | None]] = {
    "STRLEN('blå😀')": ("4", None),
    "SUBSTR('Tindvik', 5)": ("vik", None),
    "SUBSTR('Tindvik', 1, 4)": ("Tind", None),
    "UCASE('ås'@nb)": ("ÅS", "nb"),
    "LCASE('ÆØÅ')": ("æøå", None),
    "CONCAT('a'@nb, 'b'@nb)": ("ab", "nb"),
    "CONCAT('a'@nb, 'b')": ("ab", None),
    "STRBEFORE('a-b', '-')": ("a", None),
    "STRAFTER('a-b', '-')": ("b", None),
    "STRAFTER('a-b', 'x')": ("", None),
    "ENCODE_FOR_URI('å b/c')": ("%C3%A5%20b%2Fc", None),
    "REPLACE('abracadabra', 'bra', '*')": ("a*cada*", None),
    "REPLACE('abcd', '(b)(c)', '$2$1')": ("acbd", None),
    "REGEX('Ørland', '^øR', 'i')": ("true", None),
    "CONTAINS('foobar', 'oba')": ("true", None),
    "STRSTARTS('foobar', 'foo')": ("true", None),
    "STRENDS('foobar', 'foo')": ("false", None),
    "LANGMATCHES('nb-NO', 'nb')": ("true", None),
    "LANGMATCHES('', '*')": ("false", None),
    "STRLANG('a', 'nb')": ("a", "nb"),
    "STR(:aase)": ("https://example.org/id/aase", None),
    "STR(STRDT('5', xsd:integer))": ("5", None),
    "STR(DATATYPE(2.5))": ("http://www.w3.org/2001/XMLSchema#decimal", None),
    "STR(DATATYPE('a'@nb))": ("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", None),
    "STR(IRI('https://example.org/x'))": ("https://example.org/x", None),
    "YEAR('2031-03-01T09:30:00Z'^^xsd:dateTime)": ("2031", None),
    "MONTH('2031-03-01T09:30:00Z'^^xsd:dateTime)": ("3", None),
    "HOURS('2031-03-01T09:30:00+02:00'^^xsd:dateTime)": ("9", None),
    "SECONDS('2031-03-01T09:30:05.5Z'^^xsd:dateTime)": ("5.5", None),
    "TZ('2031-03-01T09:30:00+02:00'^^xsd:dateTime)": ("+02:00", None),
    "STR(TIMEZONE('2031-03-01T09:30:00Z'^^xsd:dateTime))": ("PT0S", None),
    "'2031-03-01'^^xsd:date < '2031-03-02'^^xsd:date": ("true", None),
    "'2031-03-01T10:00:00+02:00'^^xsd:dateTime = '2031-03-01T08:00:00Z'^^xsd:dateTime": ("true", None),
    "7 / 2": ("3.5", None),
    "1.5 + 1": ("2.5", None),
    "1e0 + 1": ("2", None),
    "2 = 2.0": ("true", None),
    "ABS(-3)": ("3", None),
    "ROUND(2.5)": ("3", None),
    "CEIL(2.1)": ("3", None),
    "FLOOR(-2.1)": ("-3", None),
    "xsd:integer('12') + 1": ("13", None),
    "xsd:integer('x')": (None, None),
    "xsd:boolean('1')": ("true", None),
    "xsd:string(12)": ("12", None),
    "1 / 0": (None, None),
    "IF(1 < 2, 'a', 'b')": ("a", None),
    "COALESCE(1/0, ?nothing, 'c')": ("c", None),
    "3 IN (1, 2, 3)": ("true", None),
    "3 NOT IN (1, 2, 3)": ("false", None),
    "ISIRI(:a) && ISLITERAL('a') && ISNUMERIC(1) && !ISBLANK(:a)": ("true", None),
    "SAMETERM(2, 2.0)": ("false", None),
    "BOUND(?nothing)": ("false", None),
    "MD5('abc')": ("900150983cd24fb0d6963f7d28e17f72", None),
    "SHA256('abc')": ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", None),
    "STRLEN(SHA512('abc'))": ("128", None),
}


def short(value: str | None) -> str | None:
    return value.rpartition("/")[2].rpartition("#")[2] if value and value.startswith("https://example.org/") else value


def rows(towns: Endpoint, query: str) -> Rows:
    return sorted([tuple(map(short, row)) for row in towns.ask(region.PREFIXES + query).values()], key=repr)


@pytest.mark.parametrize("name", GRAPH_PATTERNS)
def test_graph_patterns(towns: Endpoint, name: str) -> None:
    query, expected = GRAPH_PATTERNS[name]
    assert rows(towns, query) == sorted(expected, key=repr)


@pytest.mark.parametrize("name", PATHS)
def test_property_paths(towns: Endpoint, name: str) -> None:
    query, expected = PATHS[name]
    assert rows(towns, query) == expected


@pytest.mark.parametrize("name", SOLUTIONS)
def test_solutions_and_aggregates(towns: Endpoint, name: str) -> None:
    query, expected = SOLUTIONS[name]
    assert rows(towns, query) == expected


@pytest.mark.parametrize("expression", FUNCTIONS)
def test_functions(towns: Endpoint, expression: str) -> None:
    answer = towns.ask(f"{region.PREFIXES} SELECT ({expression} AS ?v) {{ }}").json()
    [row] = answer["results"]["bindings"]
    text, language = FUNCTIONS[expression]
    assert row.get("v", {}).get("value") == text
    assert row.get("v", {}).get("xml:lang") == language


def test_order(towns: Endpoint) -> None:
    """Unbound first, then IRIs, then literals; numbers by value and not by text, dates by time."""
    query = region.PREFIXES + "SELECT ?v { VALUES ?v { 'b' 10 9.5 :x UNDEF 'a' } } ORDER BY ?v"
    found = [row.get("v", {}).get("value") for row in towns.ask(query).json()["results"]["bindings"]]
    assert found[:2] == [None, "https://example.org/id/x"]
    assert found.index("9.5") < found.index("10")
    assert found.index("a") < found.index("b")
    query = region.PREFIXES + "SELECT ?x { ?x d:people ?n } ORDER BY DESC(?n) ?x"
    found = [short(row["x"]["value"]) for row in towns.ask(query).json()["results"]["bindings"]]
    assert found == ["haukvik", "lunde", "tindvik"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (":haukvik a d:Town", True),
        (":haukvik a d:Person", False),
        ("", True),
        ("FILTER(false)", False),
        (":sund d:share 0.25", True),
        ("?x d:share ?v FILTER(?v = 0.250)", True),
        ("?e a d:Evidence", False),
        ("GRAPH ?g { ?e a d:Evidence }", True),
    ],
)
def test_ask(towns: Endpoint, pattern: str, expected: bool) -> None:
    assert towns.ask(f"{region.PREFIXES} ASK {{ {pattern} }}").json()["boolean"] is expected
