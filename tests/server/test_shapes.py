"""The pages of the shapes: what each looks at, its rules in words, what validation found, and the shape as RDF."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib
from flask.testing import FlaskClient

import shapes as validation
from ontology import INNO, RDF, SH, SHAPE
from server.shape_texts import Path as ShapePath
from server.shape_texts import owners, shapes
from shapes.saved import save
from store import BuildStore
from tests.server import sample
from tests.server.conftest import publish


def see(client: FlaskClient, path: str, language: str = "nb") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def graph(client: FlaskClient, path: str) -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200, path
    return rdflib.Graph().parse(data=answer.text, format="turtle")


@pytest.fixture(scope="module")
def checked_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with two goals that nobody has, and what validation says of it."""
    root = tmp_path_factory.mktemp("checked")
    document = sample.Writer("havn.nb", "nb", "Havn", "2020-01-01", "Vi vil ha en ren havn og en trygg havn.")
    for slug, name in (("ren-havn", "en ren havn"), ("trygg-havn", "en trygg havn")):
        document.named(sample.thing("goal", slug), name)
    build = publish(root, [document])
    report = validation.validate(build.quads, sample.BASE)
    (build.path / "reports").mkdir(exist_ok=True)
    (build.path / "reports" / "validation.json").write_text(json.dumps(save(report)), "utf-8")
    BuildStore(root).annotate(build.id, validation=report.summary())
    return root


@pytest.fixture
def checked(checked_root: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    return make_client(checked_root)


def test_every_shape_has_a_page_that_the_list_leads_to(client: FlaskClient) -> None:
    listed = set(re.findall(r'href="/shapes/([\w-]+)"', see(client, "/shapes")))
    for shape in shapes().values():
        page = see(client, f"/shapes/{shape.name}", "nn")
        assert shape.names["nn"] in page
        assert all(text["nn"] in page for text in shape.texts)
        assert shape.name in listed or any(owner.name in listed for owner in owners()[shape.iri])


def test_a_shape_is_told_in_words(client: FlaskClient) -> None:
    page = see(client, "/shapes/Person")
    assert re.search(
        r'hver ting i klassen <a class="ds-link" href="/def#Person">Person</a> <span class="count">\d', page
    )
    assert "En person må ha foaf:name, som ren tekst." in page
    assert "A person must have a foaf:name, as plain text." in see(client, "/shapes/Person", "en")
    assert "Ein person må ha foaf:name, som rein tekst." in see(client, "/shapes/Person", "nn")
    assert "Dette bygget er ikke validert." in page
    assert "hver ting med" in see(client, "/shapes/not-part-of-itself")
    # Graphs of evidence count too.
    assert re.search(r'<span class="count">[1-9]', see(client, "/shapes/Evidence"))


def test_a_path_is_read_whichever_way_it_goes(client: FlaskClient) -> None:
    path = shapes()[SHAPE["element-owner"]].path
    assert path is not None
    assert path.way == "either"
    assert path.parts[0] == ShapePath("inverse", parts=(ShapePath("property", INNO.hasGoal),))
    page = see(client, "/shapes/element-owner", "en")
    assert re.search(r'href="/def#hasGoal">Goal of</a> / <a', page)
    assert "→" in see(client, "/shapes/event-kind-scheme", "en")


def test_queries_of_a_shape_are_shown_and_lead_to_it(client: FlaskClient) -> None:
    page = see(client, "/shapes/name-language", "en")
    assert "The query that finds what it looks at" in page
    assert "The rule as a query" in page
    assert page.count("SELECT") >= 2
    answer = client.get("/shapes/fact-evidence-query")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/shapes/fact-evidence")
    assert client.get("/shapes/nothing").status_code == 404


def test_results_stand_with_their_things(checked: FlaskClient) -> None:
    listed = see(checked, "/shapes")
    assert re.search(
        r'href="/shapes/element-owner">Noen står bak</a></span><svg.*?class="warning".*?bar-value">2<', listed
    )
    page = see(checked, "/shapes/element-owner")
    assert re.search(r'href="/page/goal/ren-havn">en ren havn</a> <span class="ds-tag"[^>]*>Mål</span>', page)
    assert "en trygg havn" in page
    # A rule of several shapes has its results at that of their kind.
    assert 'href="/shapes/element-owner#results">2</a>' in see(checked, "/shapes/Goal")
    assert "#results" not in see(checked, "/shapes/Measure").replace('id="results"', "")
    assert (
        "Alt det er sett på, følger denne regelen." in see(checked, "/shapes/date-shape")
        if (SHAPE["date-shape"] in shapes())
        else True
    )


def test_results_are_paged(checked_root: Path, make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(checked_root, page_size=1)
    first, second = (see(client, f"/shapes/element-owner{query}") for query in ("", "?page=2"))
    assert "en ren havn" in first
    assert "en ren havn" not in second
    assert "en trygg havn" in second
    assert client.get("/shapes/element-owner?page=3", headers={"Accept": "text/html"}).status_code == 404


def test_shapes_are_rdf_too(client: FlaskClient) -> None:
    every = graph(client, "/shapes")
    assert {str(node) for node in every.subjects(rdflib.URIRef(RDF.type), rdflib.URIRef(SH.PropertyShape))} <= set(
        shapes()
    )
    one = graph(client, "/shapes/fact-evidence")
    assert any(one.objects(rdflib.URIRef(SHAPE["fact-evidence-query"]), rdflib.URIRef(SH.select)))
    # The nodes of its path come along, other shapes do not.
    owner = graph(client, "/shapes/element-owner.ttl")
    assert any(owner.objects(None, rdflib.URIRef(SH.inversePath)))
    assert len(set(owner.subjects(rdflib.URIRef(RDF.type), None))) == 1
    answer = client.get("/shapes/Person", headers={"Accept": "application/ld+json"})
    assert (answer.mimetype, answer.headers["Content-Location"]) == ("application/ld+json", "/shapes/Person.jsonld")
    assert {"Accept"} <= set(answer.vary)


def test_iris_of_shapes_lead_to_their_pages(client: FlaskClient) -> None:
    page = see(client, "/sparql?format=html&query=" + quote(f"SELECT * {{ VALUES ?shape {{ <{SHAPE.Person}> }} }}"))
    assert 'href="/shapes/Person"' in page
    answer = client.get("/graph/shapes", headers={"Accept": "text/html"})
    assert answer.status_code in {303, 404}


def test_without_a_build_shapes_can_be_read(make_client: Callable[..., FlaskClient]) -> None:
    client = make_client()
    assert "En person må ha foaf:name" in see(client, "/shapes/Person")
    assert "Former" in see(client, "/shapes")
    assert client.get("/shapes", headers={"Accept": "text/turtle"}).mimetype == "text/turtle"


def test_each_page_leads_to_the_shapes_and_about_the_data(client: FlaskClient) -> None:
    for path in ("/", "/def", "/sparql", "/page/person/kari-nordmann"):
        page = see(client, path)
        assert 'href="/shapes"' in page
        assert 'href="/dataset">Om dataene</a>' in page


def test_about_the_data_draws_what_it_counts(checked: FlaskClient) -> None:
    page = see(checked, "/dataset")
    assert re.search(r'href="/browse/goal">Mål</a></span><svg[^>]*><rect width="100.0"', page)
    assert re.search(r'href="/shapes/element-owner">Noen står bak</a>', page)
    assert "Havn</a>" in page
