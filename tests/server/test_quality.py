"""`/quality`: counts first, filters in the address, results with their words, and the same in other forms."""

import csv
import html
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import RDF, SH

from ontology import INNO, SCHEMA, SHAPE
from server.trend import columns
from shapes.results import FILE
from store import BuildStore
from tests.server import sample
from tests.server.conftest import publish, validated

TEXT = "Haukvik havn åpner 2. mai 😀.\nVi vil ha en ren havn. <b>Tindvik</b> stenger 3. mai og åpner 4. mai."


@pytest.fixture(scope="module")
def checked_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build with a goal that nobody has, an event that ends before it starts, and its index."""
    root = tmp_path_factory.mktemp("quality")
    document = sample.Writer("havn.nb", "nb", "Havn & by", "2020-01-01", TEXT)
    document.named(sample.thing("goal", "ren-havn"), "en ren havn")
    event = document.named(sample.thing("event", "tindvik"), "<b>Tindvik</b>")
    document.fact(event, INNO.eventType, INNO["event-conference"], "Tindvik")
    document.fact(event, SCHEMA.startDate, sample._date("2020-05-04"), "4. mai")
    document.fact(event, SCHEMA.endDate, sample._date("2020-05-03"), "3. mai")
    validated(root, publish(root, [document]))
    return root


@pytest.fixture
def client(checked_root: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    return make_client(checked_root)


def see(client: FlaskClient, path: str, language: str = "nb") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.text


def data(client: FlaskClient, path: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(client.get(path).text)
    return found


def test_counts_come_first_and_narrow_the_list(client: FlaskClient) -> None:
    page = see(client, "/quality")
    assert page.index('id="by-severity"') < page.index('id="by-shape"') < page.index('id="results"')
    assert '/quality?shape=element-owner"' in page
    assert '/quality?document=havn.nb"' in page
    narrowed = see(client, "/quality?shape=element-owner")
    assert "en ren havn" in narrowed
    assert "Slutter ikke før start" not in re.sub(r"(?s)<nav class=\"tallies.*?</nav>", "", narrowed)
    assert "1–1 av 1" in html.unescape(narrowed)


@pytest.mark.parametrize(
    ("language", "says"),
    [("nb", "Starten er etter slutten."), ("nn", "Starten er etter slutten."), ("en", "The start is after the end.")],
)
def test_a_result_is_told_in_words_with_what_it_was_read_from(client: FlaskClient, language: str, says: str) -> None:
    page = see(client, "/quality?shape=date-order", language)
    assert says in page
    assert 'href="/page/event/tindvik"' in page
    assert "<mark>4. mai</mark>" in page
    start = TEXT.index("4. mai")
    assert f"/source/havn.nb#char={start},{start + 6}" in page
    assert "<b>Tindvik" not in page


def test_results_are_paged_at_lasting_addresses(checked_root: Path, make_client: Callable[..., FlaskClient]) -> None:
    client = make_client(checked_root, page_size=1)
    first, second = (re.findall(r'id="r-([\da-f-]+)"', see(client, f"/quality{query}")) for query in ("", "?page=2"))
    assert len(first) == len(second) == 1
    assert first != second
    one = see(client, f"/quality/{first[0]}")
    assert first[0] in one
    assert data(client, f"/quality/{first[0]}.json")["id"] == first[0]
    for path in (
        "/quality?page=99",
        "/quality?shape=nothing",
        "/quality?severity=x",
        "/quality/0000",
        "/quality?lang=fr",
    ):
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 404, path


def test_every_form_says_the_same(client: FlaskClient) -> None:
    said = data(client, "/quality.json")
    ids = {result["id"] for result in said["results"]}  # type: ignore[attr-defined, index]
    assert len(ids) == said["total"] == said["violations"] + said["warnings"] + said["infos"]  # type: ignore[operator]
    rows = list(csv.DictReader(io.StringIO(client.get("/quality.csv").text)))
    assert {row["id"] for row in rows} == ids
    suite = ElementTree.fromstring(client.get("/quality.junit.xml").text).find("testsuite")
    assert suite is not None
    assert int(suite.get("tests", "")) == len(ids)
    assert int(suite.get("failures", "")) == said["violations"]
    for suffix, form in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")):
        graph = rdflib.Graph().parse(data=client.get(f"/quality.{suffix}").text, format=form)
        (report,) = graph.subjects(RDF.type, SH.ValidationReport)
        assert {str(node).rpartition("/")[2] for node in graph.objects(report, SH.result)} == ids, suffix
        assert graph.value(report, SH.conforms).toPython() is False  # type: ignore[union-attr]
        owner = graph.value(None, SH.sourceShape, rdflib.URIRef(SHAPE["element-owner"]))
        path = graph.value(owner, SH.resultPath)
        assert graph.value(path, SH.alternativePath) is not None, suffix
    for accept, mimetype in (("text/turtle", "text/turtle"), ("application/sarif+json", "application/sarif+json")):
        assert client.get("/quality", headers={"Accept": accept}).mimetype == mimetype


def test_sarif_has_the_place_in_the_file(client: FlaskClient) -> None:
    log = data(client, "/quality.sarif?shape=date-order&lang=en")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]  # type: ignore[misc]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start = TEXT.index("4. mai")
    assert (region["charOffset"], region["charLength"]) == (start, 6)
    line = TEXT.split("\n")[1]
    assert (region["startLine"], region["startColumn"]) == (2, line.index("4. mai") + 1)
    assert (region["endLine"], region["endColumn"]) == (2, line.index("4. mai") + 7)
    assert region["snippet"]["text"] == "4. mai"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "date-order"
    assert "The start is after the end." in result["message"]["text"]
    assert result["level"] == "error"


def test_the_badge_can_be_kept_and_has_a_title(client: FlaskClient) -> None:
    answer = client.get("/quality/badge.svg")
    assert answer.mimetype == "image/svg+xml"
    assert "max-age" in answer.headers["Cache-Control"]
    badge = ElementTree.fromstring(answer.text)
    title = badge.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text is not None
    assert "violation" in title.text
    assert "brudd" in client.get("/quality/badge.svg?lang=nb").text
    again = client.get("/quality/badge.svg", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/quality/badge.svg?lang=fr").status_code == 404


def test_the_trend_draws_what_the_table_says(checked_root: Path) -> None:
    manifest = BuildStore(checked_root).open().manifest
    (column,) = columns([manifest], manifest.id)
    assert column.shown
    assert sum(height for _, _, height in column.parts) == pytest.approx(100, abs=0.1)
    assert column.violations == (manifest.validation or {})["violations"]


def test_a_build_without_an_index_is_read_from_its_report(
    checked_root: Path, make_client: Callable[..., FlaskClient], tmp_path: Path
) -> None:
    shutil.copytree(checked_root, tmp_path / "data", symlinks=True)
    (BuildStore(tmp_path / "data").open().path / "reports" / FILE).unlink()
    old, new = make_client(tmp_path / "data"), make_client(checked_root)
    assert data(old, "/quality.json")["results"] == data(new, "/quality.json")["results"]


def test_a_build_that_was_not_validated_says_so(make_client: Callable[..., FlaskClient], tmp_path: Path) -> None:
    publish(tmp_path, [sample.Writer("tom.nb", "nb", "Tom", "2020-01-01", "Tindvik")])
    client = make_client(tmp_path)
    assert "Dette bygget er ikke validert." in see(client, "/quality")
    assert "not made" in client.get("/quality/badge.svg").text
    assert data(client, "/quality.json")["results"] == []


def test_pages_lead_to_the_results(client: FlaskClient) -> None:
    for path in ("/", "/shapes", "/dataset", "/shapes/element-owner"):
        assert 'href="/quality' in see(client, path)
