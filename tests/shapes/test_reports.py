"""Reports for people and programs; what documents say is escaped in each."""

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import RDF as RDFLIB_RDF
from rdflib.namespace import SH

import shapes
from ontology import FOAF, INNO, RDF, RDFS, SHAPE
from shapes import reports
from shapes.results import Words

EVIL = "<script>alert('1')</script> & \x1b[2J\x00"


@pytest.fixture(scope="module")
def report() -> shapes.Report:
    people = [NamedNode(f"https://w3id.org/innograf/id/person/p-{i}") for i in range(7)]
    quads = [Quad(person, NamedNode(RDF.type), NamedNode(INNO.Person)) for person in people]
    quads += [Quad(person, NamedNode(FOAF.name), Literal("x")) for person in people]
    quads.append(Quad(people[0], NamedNode(RDFS.label), Literal(EVIL, language="nb")))
    quads.append(Quad(people[0], NamedNode(RDFS.label), Literal("Other", language="nb")))
    quads.append(Quad(people[0], NamedNode(FOAF.name), NamedNode("javascript:alert(1)")))
    return shapes.validate(quads)


@pytest.fixture(scope="module")
def clean() -> shapes.Report:
    return shapes.validate([])


def test_counts(report: shapes.Report) -> None:
    assert report.summary()["by_shape"] == {SHAPE["name"]: 6, SHAPE["name-language"]: 1, SHAPE["person-name"]: 1}
    assert report.severities == {"Violation": 8, "Warning": 0, "Info": 0}
    assert report.summary()["violations"] == 8
    assert report.summary()["conforms"] is False


def test_text_gives_counts_first_then_results(report: shapes.Report) -> None:
    text = reports.text(report, "en", limit=3)
    counts, rest = text.split("\n\n", 2)[1:]
    assert counts.split("\n")[0].split() == ["6", "violation", "Has", "a", "name"]
    assert "The thing has no name (rdfs:label)." in rest
    assert "… and 3 more" in rest
    assert "https://w3id.org/innograf/id/person/p-1" in rest
    assert "rdfs:label" in rest
    assert "\x1b" not in text
    assert "8 violations, 0 warnings, 0 infos" in text


def test_text_in_bokmaal(report: shapes.Report, clean: shapes.Report) -> None:
    text = reports.text(report, "nb", limit=None)
    assert "Dataene følger ikke formene." in text
    assert "8 brudd, 0 advarsler, 0 merknader" in text
    assert text.count("Tingen mangler navn (rdfs:label).") == 6
    assert reports.text(clean, "nb").startswith("Dataene følger formene.")


def test_json(report: shapes.Report) -> None:
    data = json.loads(reports.as_json(report))
    assert data["violations"] == len(data["results"]) == 8
    first = data["results"][0]
    assert first["message"].keys() == first["shape_name"].keys() == {"nb", "nn", "en"}
    assert {"focus", "focus_label", "path", "value", "severity", "shape", "component"} <= first.keys()


def test_junit(report: shapes.Report, clean: shapes.Report) -> None:
    suite = ElementTree.fromstring(reports.as_junit(report).encode()).find("testsuite")
    assert suite.get("failures") == "8"
    assert len(suite.findall("testcase/failure")) == 8
    suite = ElementTree.fromstring(reports.as_junit(clean).encode()).find("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")


def test_junit_has_what_the_schema_of_ci_servers_allows(report: shapes.Report, clean: shapes.Report) -> None:
    """Source: junit-10.xsd of Jenkins, by which its xUnit plugin refuses files."""
    allowed = {
        "testsuites": {"name", "time", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "hostname", "id"},
        "testcase": {"name", "time", "classname", "group"},
        "failure": {"type", "message"},
        "skipped": {"type", "message"},
    }
    each = reports.told_of(report, words=lambda _: Words("havn.nb", 0, 4, "havn", exact=True))
    for text in (reports.as_junit(report, each=each), reports.as_junit(clean)):
        for element in ElementTree.fromstring(text.encode()).iter():
            assert set(element.attrib) <= allowed[element.tag]


def test_turtle_is_a_validation_report(report: shapes.Report) -> None:
    graph = rdflib.Graph().parse(data=reports.turtle(report), format="turtle")
    (node,) = graph.subjects(RDFLIB_RDF.type, SH.ValidationReport)
    assert len(list(graph.objects(node, SH.result))) == 8
    assert graph.value(node, SH.conforms) == rdflib.Literal(False)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_html_stands_alone_and_is_escaped(report: shapes.Report, lang: str) -> None:
    page = reports.html(report, lang)
    tags = Tags()
    tags.feed(page)
    names = {tag for tag, _ in tags.seen}
    assert ("html", {"lang": lang}) in tags.seen
    assert not names & {"script", "img", "link", "iframe"}
    links = [attrs["href"] for tag, attrs in tags.seen if tag == "a"]
    assert links
    assert all(href.startswith(("#", "https://")) for href in links)
    ids = {attrs["id"] for _, attrs in tags.seen if "id" in attrs}
    assert {href[1:] for href in links if href.startswith("#")} <= ids
    assert "&lt;script&gt;" in page


def test_every_format_is_registered(clean: shapes.Report) -> None:
    assert set(reports.FORMATS) == {"text", "ttl", "nt", "jsonld", "rdf", "json", "html", "junit", "csv", "sarif"}
    for write in reports.FORMATS.values():
        assert write(clean, "nb")
