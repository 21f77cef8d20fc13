"""Which queries are let through to the engine, and which are not."""

import pytest

from store import QueryRefused, QueryTooDeep
from store.guard import MOST_NESTED, check, plain

ALLOWED = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?service { ?service a <https://example.org/service> }",
    "SELECT * { ?s ?p $service . GRAPH ?service { ?a ?b ?c } }",
    "PREFIX ex: <https://e.org/> SELECT * { ?s a ex:service . ?s ex:load ex:Service }",
    "PREFIX service: <https://e.org/> SELECT * { GRAPH service:a { ?s a service:b } }",
    'SELECT * { ?s ?p "SERVICE <https://e.org/> {}" }',
    "SELECT * { ?s ?p '''it's a SERVICE <https://e.org/> {}''' }",
    'SELECT * { ?s ?p """a "quoted" SERVICE""" , "\\"SERVICE" }',
    "# SERVICE <https://e.org/> {}\nSELECT * { ?s ?p ?o } # LOAD SERVICE",
    'SELECT * { ?s ?p "tjeneste"@en-service , _:service }',
    "SELECT * { ?s <https://e.org/x#SERVICE> ?o FILTER(?s != <https://e.org/y#service>) }",
    "SELECT * { FILTER(?a < 1) ?s a <urn:service:x> }",
    "SELECT * { ?s ?p ex:a\\#SERVICE }",
    "ASK { VALUES (?a ?b) { (<https://e.org/1> <https://e.org/service#x>) } }",
]

REFUSED = [
    "SELECT * { SERVICE <https://e.org/> { ?s ?p ?o } }",
    "SELECT * { service silent <https://e.org/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { GRAPH ?g { SeRvIcE<https://e.org/>{} } } }",
    # Each of these reaches the other server when Oxigraph runs it.
    "SELECT * { SERVICESILENT<https://e.org/>{} }",
    "PREFIX : <https://e.org/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "PREFIX ex: <https://e.org/> SELECT * { SERVICEex:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<https://e.org/>{} }",
    "SELECT * { ?s ?p 1.SERVICE<https://e.org/>{} }",
    "SELECT * { ?s ?p 1 # a comment ends here\rSERVICE <https://e.org/> {} \n}",
    "SELECT * { FILTER(?a<?b)SERVICE#>\n<https://e.org/> {} }",
    "SELECT * { FILTER(?a<'#>') SERVICE <https://e.org/> {} #')\n}",
    'SELECT * { ?s ?p ("""a"#\\uD800"""SERVICE <https://e.org/> {} #\n) }',
    'SELECT * { ?s ?p """a" SERVICE <https://e.org/> {} }',
    "SELECT * { ?s ?p 'a' SERVICE <https://e.org/> {} # '\n}",
]


@pytest.mark.parametrize("sparql", ALLOWED)
def test_words_that_only_look_like_keywords_are_let_through(sparql):
    check(sparql)


@pytest.mark.parametrize("sparql", REFUSED)
def test_service_is_refused_however_it_is_written(sparql):
    with pytest.raises(QueryRefused) as caught:
        check(sparql)
    assert caught.value.keyword == "SERVICE"


LISTED = ("https://e.org/sparql", "http://e.org/other")


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <https://e.org/sparql> { ?s ?p ?o } }",
        "SELECT * { service silent <http://e.org/other>{ ?s ?p ?o } ?s ?p 'SERVICE' }",
        "SELECT * { SERVICE # a comment\n <https://e.org/sparql> { SERVICE <http://e.org/other> { ?s ?p ?o } } }",
    ],
)
def test_listed_end_points_may_be_called(sparql):
    assert check(sparql, LISTED) == "SELECT"
    with pytest.raises(QueryRefused):
        check(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        *REFUSED,
        "SELECT * { SERVICE <https://e.org/sparql/> { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://E.org/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://e.org/sparql#x> { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://e.org/\\u0073parql> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <https://e.org/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <https://e.org/sparql> } SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <https://e.org/sparql> } SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE <https://e.org/sparql> { SERVICE <https://e.org/> { ?s ?p ?o } } }",
        "SELECT * { SERVICE <https://e.org/sparql> { ?s ?p ?o } SERVICE <https://e.org/> { ?s ?p ?o } }",
        "BASE <https://e.org/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
        "PREFIX e: <https://e.org/> SELECT * { SERVICE e:sparql { ?s ?p ?o } }",
        "PREFIX e: <https://e.org/> SELECT * { SERVICEe:sparql { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<https://e.org/sparql>{} }",
        "SELECT * { FILTER(?a<'#>') SERVICE <https://e.org/> {} #')\n SERVICE <https://e.org/sparql> {} }",
        "SELECT * { SERVICE",
    ],
)
def test_no_other_end_point_may(sparql):
    with pytest.raises(QueryRefused) as caught:
        check(sparql, LISTED)
    assert caught.value.keyword == "SERVICE"


@pytest.mark.parametrize(
    "sparql", ["LOAD <https://e.org/sparql>", "LOAD SILENT <https://e.org/sparql> INTO GRAPH <a:b>"]
)
def test_load_is_refused_also_from_listed_end_points(sparql):
    with pytest.raises(QueryRefused, match="read-only"):
        check(sparql, LISTED)


@pytest.mark.parametrize(
    "sparql",
    [
        "LOAD <https://e.org/>",
        "INSERT DATA { <a:a> <a:b> 1 }",
        "PREFIX ex: <https://e.org/> BASE <https://e.org/> delete where { ?s ?p ?o }",
        "# comment\nDROP ALL",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(sparql):
    with pytest.raises(QueryRefused, match="read-only") as caught:
        check(sparql)
    assert caught.value.keyword != "SERVICE"


@pytest.mark.parametrize("sparql", [*REFUSED, "ASK { ?s ?p '\\u0053ERVICE' }", f"ASK {'{' * 201}{'}' * 201}"])
def test_what_may_be_refused_is_never_taken_for_plain(sparql):
    assert not plain(sparql)


def test_a_plain_query_is_not_read_twice():
    assert plain("SELECT * { ?s ?p ?o . FILTER(?o > 1) } # servise")


def test_the_place_is_told():
    with pytest.raises(QueryRefused, match="line 2, column 3"):
        check("SELECT * {\n  SERVICE <https://e.org/> {} }")


def test_the_form_is_told():
    assert check("PREFIX ex: <https://e.org/> construct { ?s ?p ?o } FROM ex:a WHERE { ?s ?p ?o }") == "CONSTRUCT"
    assert check("# nothing") == ""


def test_a_long_text_of_half_tokens_is_read_in_time():
    with pytest.raises(QueryRefused):
        check("SELECT * { SERVICE " + '"""' * 50_001 + "<" * 50_000 + "'" + "a:" * 50_000)


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_brackets_nested_too_deeply_are_told_before_the_engine_runs_out_of_stack(pair):
    opening, closing = pair
    most = MOST_NESTED - 1
    assert check("ASK {\n" + opening * most + closing * most + "}") == "ASK"
    with pytest.raises(QueryTooDeep, match=f"more than {MOST_NESTED} brackets") as caught:
        check("ASK {\n" + opening * 20_000 + closing * 20_000 + "}")
    assert (caught.value.line, caught.value.column) == (2, MOST_NESTED)
    # In a row, in a string or in a comment they are no depth.
    assert check("ASK {" + pair * 20_000 + "'" + opening * 500 + "' } #" + opening * 500) == "ASK"
