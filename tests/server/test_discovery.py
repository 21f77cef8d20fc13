"""VoID, the data set, builds and their files."""

import gzip
import hashlib
import io
from pathlib import Path

import pytest
import rdflib
import zstandard
from flask.testing import FlaskClient
from rdflib import DCTERMS, RDF, VOID, BNode, Literal, Namespace, URIRef
from rdflib.namespace import FOAF

from ontology import INNO, prefixes
from store import BuildStore
from store.dumps import write_dumps
from tests.server import sample
from tests.server.conftest import publish
from tests.server.test_limits import Make

# pytest looks for names that rdflib's own namespace warns of.
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DATA = URIRef(f"{sample.BASE}dataset#innograf")


@pytest.fixture
def with_dumps(tmp_path: Path, make_client: Make) -> FlaskClient:
    build = publish(tmp_path, sample.documents())
    write_dumps(build, prefixes())
    told = {
        "publisher": "https://body.example/",
        "publisher_name": "The body",
        "contact": "mailto:data@body.example",
        "license": "https://cc.example/0",
    }
    return make_client(tmp_path, dataset=told)


def graph(client: FlaskClient, path: str) -> rdflib.Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.mimetype == "text/turtle"
    return rdflib.Graph().parse(data=answer.text, format="turtle")


def test_void_counts_what_the_end_point_counts(client: FlaskClient) -> None:
    void = graph(client, "/.well-known/void")
    assert not any(isinstance(node, BNode) for triple in void for node in triple)

    def count(pattern: str, what: str = "*") -> int:
        query = f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}"
        answer = client.get("/sparql", query_string={"query": query, "format": "json"}).get_json(force=True)
        return int(answer["results"]["bindings"][0]["n"]["value"])

    assert int(void.value(DATA, VOID.triples)) == count("?s ?p ?o")  # type: ignore[arg-type]
    assert int(void.value(DATA, VOID.distinctSubjects)) == count("?s ?p ?o", "DISTINCT ?s")  # type: ignore[arg-type]
    assert int(void.value(DATA, VOID.distinctObjects)) == count("?s ?p ?o", "DISTINCT ?o")  # type: ignore[arg-type]
    assert int(void.value(DATA, VOID.entities)) == count("?s a ?c", "DISTINCT ?s")  # type: ignore[arg-type]
    classes = {void.value(part, VOID["class"]): part for part in void.objects(DATA, VOID.classPartition)}
    assert len(classes) == count("?s a ?c", "DISTINCT ?c") == int(void.value(DATA, VOID.classes))  # type: ignore[arg-type]
    person = URIRef(INNO.Person)
    assert int(void.value(classes[person], VOID.entities)) == count(f"?s a <{INNO.Person}>")  # type: ignore[arg-type]
    for part in void.objects(DATA, VOID.propertyPartition):
        term = void.value(part, VOID.property)
        assert int(void.value(part, VOID.triples)) == count(f"?s <{term}> ?o")  # type: ignore[arg-type]
        assert int(void.value(part, VOID.distinctSubjects)) == count(f"?s <{term}> ?o", "DISTINCT ?s")  # type: ignore[arg-type]
        assert int(void.value(part, VOID.distinctObjects)) == count(f"?s <{term}> ?o", "DISTINCT ?o")  # type: ignore[arg-type]


def test_void_is_found_by_browsers_and_by_programs(client: FlaskClient) -> None:
    for accept in ("", "*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8"):
        assert client.get("/.well-known/void", headers={"Accept": accept}).mimetype == "text/turtle"
    assert client.get("/.well-known/void", headers={"Accept": "application/ld+json"}).mimetype == "application/ld+json"
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406


def test_the_data_set_has_what_catalogues_want(with_dumps: FlaskClient) -> None:
    found = graph(with_dumps, "/dataset")
    assert not any(isinstance(node, BNode) for triple in found for node in triple)
    catalogue = found.value(None, RDF.type, DCAT.Catalog)
    service = found.value(None, RDF.type, DCAT.DataService)
    assert found.value(catalogue, DCAT.dataset) == DATA
    assert found.value(service, DCAT.servesDataset) == DATA
    assert str(found.value(service, DCAT.endpointURL)) == "http://localhost/sparql"
    for node in (catalogue, DATA, service):
        assert {text.language for text in found.objects(node, DCTERMS.title) if isinstance(text, Literal)} == {
            "nb",
            "nn",
            "en",
        }
        assert any(found.objects(node, DCTERMS.description))
        assert found.value(node, DCTERMS.publisher) == URIRef("https://body.example/")
        assert any(found.objects(node, DCAT.contactPoint))
    assert found.value(URIRef("https://body.example/"), FOAF.name) == Literal("The body")
    languages = {str(iri)[-3:] for iri in found.objects(DATA, DCTERMS.language)}
    assert "NOB" in languages
    files = [*found.objects(DATA, DCAT.distribution)]
    assert len(files) == 4
    for node in files:
        address = str(found.value(node, DCAT.downloadURL)).removeprefix("http://localhost")
        answer = with_dumps.get(address)
        assert len(answer.data) == int(found.value(node, DCAT.byteSize))  # type: ignore[arg-type]
        assert found.value(node, DCTERMS.license) == URIRef("https://cc.example/0")


def test_without_settings_the_server_names_itself_and_nobody_else(client: FlaskClient) -> None:
    found = graph(client, "/dataset")
    for property in (DCTERMS.license, DCAT.distribution):
        assert not any(found.subject_objects(property))
    assert {str(node) for node in found.objects(None, DCTERMS.publisher)} == {f"{sample.BASE}dataset#publisher"}
    contact = found.value(DATA, DCAT.contactPoint)
    assert str(found.value(contact, URIRef("http://www.w3.org/2006/vcard/ns#hasURL"))) == "http://localhost/dataset"


def test_what_dcat_ap_no_demands_is_there(client: FlaskClient) -> None:
    found = graph(client, "/dataset")
    every = (DCTERMS.title, DCTERMS.identifier, DCTERMS.publisher, DCAT.contactPoint)
    demanded = {
        DCAT.Catalog: (*every, DCTERMS.description, DCAT.dataset),
        DCAT.Dataset: (*every, DCTERMS.description, DCAT.theme),
        DCAT.DataService: (*every, DCAT.endpointURL),
    }
    for kind, properties in demanded.items():
        (node,) = found.subjects(RDF.type, kind)
        for property in properties:
            assert found.value(node, property), (kind, property)
        assert len([*found.objects(node, DCTERMS.identifier)]) == 1
        publisher = found.value(node, DCTERMS.publisher)
        assert found.value(publisher, FOAF.name)
        assert (publisher, RDF.type, FOAF.Agent) in found


@pytest.mark.parametrize("path", ["/sparql?format=ttl", "/dataset.ttl", "/.well-known/void"])
def test_what_settings_tell_is_validated_anew_when_they_change(sample_root: Path, make_client: Make, path: str) -> None:
    tags = [
        make_client(sample_root, **values).get(path).headers["ETag"]
        for values in ({}, {}, {"query_timeout": 5.0}, {"dataset": {"publisher": "https://body.example/"}})
    ]
    assert tags[0] == tags[1]
    assert len({*tags}) == 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_of_the_data_set_has_numbers_and_files(with_dumps: FlaskClient, language: str) -> None:
    page = with_dumps.get("/dataset", headers={"Accept": "text/html", "Accept-Language": language})
    assert page.mimetype == "text/html"
    assert "innograf.nq.gz" in page.text
    assert "The body" in page.text
    assert 'href="mailto:data@body.example"' in page.text
    assert with_dumps.get("/dataset.ttl").mimetype == "text/turtle"
    assert with_dumps.get("/dataset", headers={"Accept": "text/html", "If-None-Match": page.headers["ETag"],
                                               "Accept-Language": language}).status_code == 304  # fmt: skip


def test_dumps_are_the_build_and_never_change(with_dumps: FlaskClient) -> None:
    latest = with_dumps.get("/builds/latest/innograf.nq.gz")
    assert latest.status_code == 307
    answer = with_dumps.get(latest.location)
    build = latest.location.split("/")[-2]
    assert "immutable" in answer.headers["Cache-Control"]
    assert hashlib.sha256(gzip.decompress(answer.data)).hexdigest() == build
    sums = dict(line.split("  ")[::-1] for line in with_dumps.get(f"/builds/{build}/SHA256SUMS").text.splitlines())
    assert sums.keys() == {"innograf.nq.gz", "innograf.nq.zst", "innograf.trig.gz", "innograf.trig.zst"}
    for name, sha256 in sums.items():
        assert hashlib.sha256(with_dumps.get(f"/builds/{build}/{name}").data).hexdigest() == sha256
    zst = with_dumps.get(f"/builds/{build}/innograf.nq.zst").data
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(zst)) as unpacked:
        assert unpacked.read() == gzip.decompress(answer.data)
    tag = answer.headers["ETag"]
    assert with_dumps.get(latest.location, headers={"If-None-Match": tag}).status_code == 304
    part = with_dumps.get(latest.location, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, answer.data[:10])


def test_the_same_build_gives_the_same_files(tmp_path: Path) -> None:
    one, two = (write_dumps(publish(tmp_path / name, sample.documents()), prefixes()) for name in "ab")
    assert one == two


def test_a_build_has_a_page_and_json(with_dumps: FlaskClient, tmp_path: Path) -> None:
    id = BuildStore(tmp_path).current_id()
    assert with_dumps.get("/builds/latest").location == f"/builds/{id}"
    found = with_dumps.get(f"/builds/{id}", headers={"Accept": "application/json"}).get_json()
    assert found["id"] == id
    assert {file["name"] for file in found["files"]} >= {"innograf.nq.gz"}
    assert "a machine that nobody" not in str(found)
    page = with_dumps.get(f"/builds/{id}", headers={"Accept": "text/html"}).text
    assert "innograf.trig.zst" in page
    older = publish(tmp_path, [sample.news()])
    assert with_dumps.get(f"/builds/{older.id}", headers={"Accept": "application/json"}).get_json()["files"] == []
    assert with_dumps.get(f"/builds/{older.id}/innograf.nq.gz").status_code == 404


def test_the_newest_files_are_still_there_when_a_build_has_none(with_dumps: FlaskClient, tmp_path: Path) -> None:
    """As after a decision of a steward, which is to be shown soon."""
    files = BuildStore(tmp_path).current_id()
    published = publish(tmp_path, [sample.news()]).id
    assert with_dumps.get("/builds/latest").location == f"/builds/{published}"
    assert with_dumps.get("/builds/latest/innograf.nq.gz").location == f"/builds/{files}/innograf.nq.gz"
    page = with_dumps.get("/dataset", headers={"Accept": "text/html", "Accept-Language": "en"}).text
    assert "No files to download were written with this build." in page
    assert f'<a class="ds-link" href="/builds/{files}">The newest build that has files</a>' in page


@pytest.mark.parametrize("path", ["/builds/abc", "/builds/" + "0" * 64, "/builds/..%2f..", "/builds/latest/passwd",
                                  "/builds/current", "/builds/current/dumps.json"])  # fmt: skip
def test_nothing_else_is_handed_out(with_dumps: FlaskClient, path: str) -> None:
    assert with_dumps.get(path, follow_redirects=True).status_code == 404
    id = with_dumps.get("/builds/latest").location.split("/")[-1]
    for name in ("dumps.json", "manifest.json", "..%2fmanifest.json"):
        assert with_dumps.get(f"/builds/{id}/{name}").status_code == 404
