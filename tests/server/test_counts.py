"""Numbers on pages are those that the SPARQL endpoint gives, or the page says what else they count."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Quad

from ontology import INNO, ORG, RDF, RDFS, prefixes, vocabulary
from server.gather import appears_in
from server.live import Live
from server.reader import Reader
from server.samples import samples
from server.use import use_of
from store import Build, BuildStore
from tests.server import sample
from tests.server.conftest import publish

Make = Callable[..., FlaskClient]
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def client(tmp_path: Path, make_client: Make) -> FlaskClient:
    """The sample, with an authority file that knows one of its bodies, and two more."""
    graph = NamedNode(f"{sample.BASE}graph/authority")
    extra = []
    for slug in ("provedirektoratet", "kjent", "bekjent"):
        body = NamedNode(sample.thing("organisation", slug))
        extra += [
            Quad(body, NamedNode(RDF.type), NamedNode(vocabulary().kinds["organisation"]), graph),
            Quad(body, NamedNode(RDFS.label), Literal(slug, language="nb"), graph),
            Quad(body, NamedNode(ORG.classification), NamedNode(INNO["organisation-agency"]), graph),
        ]
    publish(tmp_path, sample.documents(), extra)
    return make_client(tmp_path)


def page(client: FlaskClient, path: str, language: str = "nb") -> str:
    return client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text


def first_number(client: FlaskClient, where: str) -> int:
    declared = "".join(f"PREFIX {name}: <{space}> " for name, space in prefixes().items())
    answer = client.post("/sparql", data={"query": f"{declared} SELECT {where}", "format": "csv"})
    return int(answer.text.splitlines()[1])


def used(text: str) -> dict[str, int]:
    """What the vocabulary's page says, by short name."""
    terms = re.findall(r"<code>([\w:-]+)</code> <span class=\"count\"[^>]*>([\d\xa0]+)</span>", text)
    terms += re.findall(r"<td><code>([\w:-]+)</code></td><td class=\"figure\">([\d\xa0]+)</td>", text)
    return {name: int(number.replace("\xa0", "")) for name, number in terms}


def test_use_is_counted_without_queries_where_there_are_columns(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = BuildStore(tmp_path).open()
    monkeypatch.setattr(Build, "columns", None)
    queried = use_of(build)
    monkeypatch.undo()
    assert queried
    monkeypatch.setattr(Build, "select", None)
    assert use_of(BuildStore(tmp_path).open()) == queried


def test_names_and_documents_are_read_without_queries_where_there_are_columns(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(Live(BuildStore(tmp_path).open(), ""))
    things = [row["s"].value for row in reader.select(f"SELECT DISTINCT ?s {{ ?s <{RDFS.label}> ?name }}")]
    asked = reader.asked
    read = reader.names(things), [appears_in(reader, iri) for iri in things]
    assert reader.asked == asked
    monkeypatch.setattr(Build, "columns", None)
    queried = reader.names(things), [appears_in(reader, iri) for iri in things]
    assert any(queried[1])
    assert read[1] == queried[1]
    assert read[0].keys() == queried[0].keys()
    for iri, names in queried[0].items():
        assert {kind: sorted(given, key=str) for kind, given in read[0][iri].items()} == {
            kind: sorted(given, key=str) for kind, given in names.items()
        }


def test_a_use_of_each_term_is_found_without_queries_where_there_are_columns(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = BuildStore(tmp_path).open()
    terms = [*vocabulary().classes, *vocabulary().properties]
    with client.application.test_request_context():
        read = samples(Live(build, ""), terms, "nb")
        monkeypatch.setattr(Build, "columns", None)
        queried = samples(Live(build, ""), terms, "nb")
    assert read.keys() == queried.keys()
    assert all(sample.thing.href for sample in read.values())
    assert {term for term, sample in read.items() if sample.value is None} <= set(vocabulary().classes)


def test_use_is_counted_as_the_endpoint_counts(client: FlaskClient) -> None:
    numbers = used(page(client, "/def"))
    classes = [name for name in numbers if re.search(r":[A-Z]", name)]
    properties = [name for name in numbers if re.search(r":[a-z]+[A-Za-z]*$", name)]
    assert {"inno:Person", "org:Organization", "foaf:Person"} <= set(classes)
    assert {"rdfs:label", "schema:performer"} <= set(properties)
    for name in classes:
        assert numbers[name] == first_number(client, f"(COUNT(DISTINCT ?x) AS ?n) {{ ?x a {name} }}"), name
    for name in properties:
        assert numbers[name] == first_number(client, f"(COUNT(*) AS ?n) {{ ?x {name} ?y }}"), name


def test_a_concept_is_counted_once_for_each_thing(client: FlaskClient) -> None:
    numbers = used(page(client, "/def"))
    # Three bodies are agencies, one of them in two graphs.
    assert numbers["inno:organisation-agency"] == 3
    assert numbers["inno:event-session"] == 3
    assert "inno:event-award-ceremony" not in numbers


def test_pages_say_what_they_count(client: FlaskClient) -> None:
    everything = first_number(client, "(COUNT(DISTINCT ?x) AS ?n) { ?x a inno:Organisation }")
    home = page(client, "/")
    listed = int(re.search(r"/browse/organisation\"><strong>(\d+)", home)[1])  # type: ignore[index]
    assert everything == listed + 2
    assert "2 ting til er kjent bare fra autoritetsfilen" in home
    assert "2 more things are known from the authority file alone" in page(client, "/", "en")
    assert "2 til er kjent bare fra autoritetsfilen" in page(client, "/browse/organisation")
    assert "autoritetsfilen" not in page(client, "/browse/person")
    assert "SPARQL-endepunktet gir de samme tallene" in page(client, "/def")
    assert "The SPARQL endpoint gives the same numbers" in page(client, "/def", "en")


def test_without_an_authority_file_nothing_is_said_of_it(sample_root: Path, make_client: Make) -> None:
    assert "autoritetsfilen" not in page(make_client(sample_root), "/")


def test_the_query_in_the_docs_gives_the_numbers_of_the_front_page(real_root: Path, make_client: Make) -> None:
    client = make_client(real_root)
    listed = re.findall(r"/browse/([a-z-]+)\"><strong>(\d+)", page(client, "/"))
    block = next(
        part for part in (DOCS / "querying.md").read_text("utf-8").split("```sparql") if "inno:kind ?kind" in part
    )
    rows = client.post("/sparql", data={"query": block.partition("```")[0], "format": "csv"}).text.splitlines()[1:]
    assert {tuple(row.split(",")) for row in rows} == set(listed)
    assert len(listed) > 5
