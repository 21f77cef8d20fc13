"""Search and lists: pages with facets, JSON and CSV of any of them, completion, also for a build without an index."""

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.server.test_pages import NB, Seen, see

ASE = "/page/person/ase-odegard"


@pytest.fixture
def without_index(sample_root: Path, tmp_path: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    """A client of a server whose build was made before there were indexes."""
    root = Path(shutil.copytree(sample_root, tmp_path / "old", symlinks=True))
    for folder in root.glob("*/search"):
        shutil.rmtree(folder)
    return make_client(root)


@pytest.mark.parametrize("text", ["åse", "ase odegard", "Aase Oedegaard", "ødeg", "degard", "odegord"])
def test_names_are_found_as_people_type_them(client: FlaskClient, text: str) -> None:
    assert ASE in dict(see(client, f"/search?q={text}").links)


def test_words_in_the_text_are_marked_and_lead_there(client: FlaskClient) -> None:
    html = client.get("/search?q=rapporteringskravene&in=text", headers=NB).text
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["rapporteringskrav"]
    href = next(href for href, text in Seen(html).links if "?char=" in href)
    start, end = map(int, href.partition("#char=")[2].split(","))
    assert client.get("/source/melding.nb.txt").text[start:end] == "rapporteringskrav"
    assert 'id="char=' in client.get(href.partition("#")[0], headers=NB).text


def test_things_and_passages_are_on_one_page(client: FlaskClient) -> None:
    page = see(client, "/search?q=prøvedirektoratet")
    links = dict(page.links)
    assert "/page/organisation/provedirektoratet" in links
    assert links["/search?q=pr%C3%B8vedirektoratet&in=text"].startswith("I teksten i dokumenter")


def test_facets_hold_a_list_and_let_go(client: FlaskClient) -> None:
    links = dict(see(client, "/search?q=prøve").links)
    held = next(href for href in links if "kind=organisation" in href and href.startswith("/search?"))
    page = see(client, held)
    assert not any(href.startswith("/page/policy/") for href, _ in page.links)
    free = next(href for href, text in page.links if text.startswith("Organisasjoner") and href.startswith("/search"))
    assert "kind=" not in free
    ministry = see(client, "/browse/organisation?class=inno:organisation-ministry")
    assert [href for href, _ in ministry.links if href.startswith("/page/")] == [
        "/page/organisation/provedepartementet"
    ]
    assert "/browse/organisation" in dict(ministry.links)
    of_year = see(client, "/browse/event?year=2020")
    assert "/page/event/programdag" in dict(of_year.links)
    assert not any(href.startswith("/page/") for href, _ in see(client, "/browse/event?year=1999").links)
    in_document = see(client, "/browse/person?document=besog.da")
    assert [href for href, _ in in_document.links if href.startswith("/page/")] == ["/page/person/kari-nordmann"]


def test_lists_are_sorted_by_what_the_address_says(client: FlaskClient) -> None:
    def names(address: str) -> list[str]:
        return [text for href, text in see(client, address).links if href.startswith("/page/")]

    assert names("/browse/person") == ["Kari Nordmann", "Pål Test", "Åse Ødegård"]
    assert names("/browse/person?sort=facts")[0] == "Kari Nordmann"
    assert names("/browse/event?sort=date")[0] == "Åpne data uten omveier"
    assert "/browse/event?sort=date" in dict(see(client, "/browse/event").links)
    assert "/browse/person?sort=date" not in dict(see(client, "/browse/person").links)


def test_any_list_is_json_and_csv(client: FlaskClient) -> None:
    answer = client.get("/browse/person.json")
    assert answer.mimetype == "application/json"
    said = answer.get_json()
    assert said["total"] == 3
    assert said["next"] is None
    assert said["items"][0]["iri"].endswith("id/person/kari-nordmann")
    assert client.get("/browse/person", headers={"Accept": "application/json"}).get_json() == said
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=åse").text)))
    assert [row["name"] for row in rows] == ["Åse Ødegård"]
    passages = client.get("/search.json?q=storsalen&in=text").get_json()
    assert passages["items"][0]["text"] == "Sted: Storsalen"
    links = client.get("/search?q=åse", headers=NB).headers.getlist("Link")
    assert '</search.csv?q=%C3%A5se>; rel="alternate"; type="text/csv"' in links


def test_long_data_is_paged(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.lists.DATA_ROWS", 2)
    address, names = "/browse/person.json", []
    while address:
        answer = client.get(address)
        names += [item["name"] for item in answer.get_json()["items"]]
        address = answer.get_json()["next"]
        assert ('rel="next"' in " ".join(answer.headers.getlist("Link"))) == bool(address)
    assert names == ["Kari Nordmann", "Pål Test", "Åse Ødegård"]
    assert client.get("/browse/person.json?page=3").status_code == 404


@pytest.mark.parametrize("text", ['"', "*", "([{", "-"])
def test_signs_alone_find_nothing(client: FlaskClient, without_index: FlaskClient, text: str) -> None:
    for asked in (client, without_index):
        assert asked.get("/search.json", query_string={"q": text}).json["total"] == 0
        assert asked.get("/search", query_string={"q": text}).status_code == 200


def test_nothing_found_leads_on(client: FlaskClient) -> None:
    page = see(client, "/search?q=ødegård zzzzzz")
    assert "/search?q=%C3%B8deg%C3%A5rd" in dict(page.links)
    assert "uten filtrene" in see(client, "/search?q=åse&kind=event").words
    assert "arsmote" in see(client, "/search").words


@pytest.mark.parametrize("name", ["year=x", "year=20201", "sort=x", "in=x", "kind=x", "page=0", "page=99"])
def test_addresses_that_cannot_be_are_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/search?q=a&{name}").status_code == 404


@pytest.mark.parametrize("text", ['"', "a:b AND (", "<script>", "\\", "*", "-", "x" * 5000, "%00", "%F0%9F%98%80"])
def test_any_text_is_answered(client: FlaskClient, text: str) -> None:
    for address in ("/search?q=", "/search?in=text&q=", "/search.json?q=", "/search/complete?q="):
        assert client.get(address + text).status_code == 200
    assert "<script>" not in client.get("/search?q=<script>", headers=NB).text


def test_completion_in_the_language_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/search/complete?q=ase", headers={"Accept-Language": "nb"})
    item = answer.get_json()["items"][0]
    assert client.get("/search/complete?q=programdag").get_json()["items"][0]["date"] == "17. november 2020"
    assert (item["name"], item["kind"], item["href"]) == ("Åse Ødegård", "Person", ASE)
    assert "max-age" in answer.headers["Cache-Control"]
    assert "Accept-Language" in answer.headers["Vary"]
    other = client.get("/search/complete?q=ase", headers={"Accept-Language": "en"})
    assert other.headers["ETag"] != answer.headers["ETag"]
    again = client.get(
        "/search/complete?q=ase", headers={"Accept-Language": "nb", "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.get("/search/complete?q=kari&format=suggestions").get_json(force=True) == ["kari", ["Kari Nordmann"]]
    assert client.get("/search/complete").get_json()["items"] == []


def test_browsers_may_search_from_their_own_bar(client: FlaskClient) -> None:
    assert 'rel="search"' in client.get("/", headers=NB).text
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    assert 'template="http://localhost/search?q={searchTerms}"' in answer.text


def test_a_build_without_an_index_is_searched_by_its_names(without_index: FlaskClient) -> None:
    assert ASE in dict(see(without_index, "/search?q=odegard").links)
    assert ASE not in dict(see(without_index, "/search?q=odegard&kind=event").links)
    names = [text for href, text in see(without_index, "/browse/person").links if href.startswith("/page/")]
    assert names == ["Kari Nordmann", "Pål Test", "Åse Ødegård"]
    assert without_index.get("/search/complete?q=ase").get_json()["items"][0]["href"] == ASE
    assert see(without_index, "/search?q=rapporteringskrav&in=text")
    assert "3 Personer" in see(without_index, "/").words
    assert without_index.get("/browse/person.csv").text.count("\n") == 4
