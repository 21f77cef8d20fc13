"""The site map has the address of every page about a thing or a document; the prefixes are served on their own."""

from xml.etree import ElementTree

import pyoxigraph
import pytest
from flask.testing import FlaskClient

from ontology import SH, prefixes
from server import sitemap


def addresses(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml"), path
    root = ElementTree.fromstring(answer.data)
    return [node.text or "" for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def below(client: FlaskClient) -> list[str]:
    found = []
    for file in addresses(client, "/sitemap.xml"):
        found += addresses(client, file.removeprefix("http://localhost"))
    return found


def test_every_page_is_there_once_and_answers(client: FlaskClient) -> None:
    found = below(client)
    assert len(found) == len(set(found))
    assert {"http://localhost/page/person/ase-odegard", "http://localhost/source/programdag.nb"} <= set(found)
    listed = client.get("/browse/person.json").json["total"]
    assert sum("/page/person/" in address for address in found) == listed
    for address in found:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address


def test_long_lists_are_cut_into_files(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = below(client)
    monkeypatch.setattr(sitemap, "ROWS", 2)
    assert "http://localhost/sitemap/pages.xml?page=2" in addresses(client, "/sitemap.xml")
    assert sorted(below(client)) == sorted(whole)


def test_what_is_not_there_is_404(client: FlaskClient) -> None:
    for path in ("/sitemap/nothing.xml", "/sitemap/membership.xml", "/sitemap/person.xml?page=99"):
        assert client.get(path).status_code == 404, path


def test_a_client_that_has_it_gets_no_body_unless_by_another_name(client: FlaskClient) -> None:
    tag = client.get("/sitemap.xml").headers["ETag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304
    other = client.get("/sitemap.xml", headers={"If-None-Match": tag}, base_url="https://other.example/")
    assert other.status_code == 200
    assert "https://other.example/sitemap/pages.xml" in other.text


def test_robots_are_told_of_it(client: FlaskClient) -> None:
    assert "\nSitemap: http://localhost/sitemap.xml\n" in client.get("/robots.txt").text


def test_prefixes_are_served(client: FlaskClient) -> None:
    assert client.get("/prefixes", headers={"Accept": "application/json"}).json == prefixes()
    turtle = client.get("/prefixes.ttl")
    assert turtle.mimetype == "text/turtle"
    said = [*pyoxigraph.parse(turtle.data, pyoxigraph.RdfFormat.TURTLE)]
    names = {quad.object.value for quad in said if quad.predicate.value == SH.prefix}
    assert names == prefixes().keys()
    assert client.get("/prefixes", headers={"Accept": "image/png"}).status_code == 406
