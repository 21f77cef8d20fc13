"""The map: which places are on it, what is counted there, where the circles stand; by keyboard without script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode, Quad

from ontology import RDF, SCHEMA, XSD, vocabulary
from server import map_view
from server.places import Located
from tests.server import sample
from tests.server.conftest import free_port, publish, serving, settings_for
from tests.server.test_browser import browser

__all__ = ["browser"]

TOWNS = {"tindvik": ("Tindvik", "60.10", "10.20"), "haukvik": ("Haukvik", "63.40", "10.40")}


def coordinates() -> list[Quad]:
    graph = NamedNode(f"{sample.BASE}graph/authority")
    quads = []
    for slug, (_, latitude, longitude) in [*TOWNS.items(), ("tomvik", ("Tomvik", "65.0", "13.0"))]:
        place = NamedNode(sample.thing("place", slug))
        quads.append(Quad(place, NamedNode(RDF.type), NamedNode(vocabulary().kinds["place"]), graph))
        for property, value in ((SCHEMA.latitude, latitude), (SCHEMA.longitude, longitude)):
            quads.append(Quad(place, NamedNode(property), Literal(value, datatype=NamedNode(XSD.decimal)), graph))
    return quads


def towns(root: Path) -> None:
    doc = sample.Writer("steder.nb", "nb", "Steder", "2021-02-01", "Tindvik Haukvik Storsalen Havnedag Fyrdag Kystuke")
    places = {slug: doc.named(sample.thing("place", slug), name) for slug, (name, *_) in TOWNS.items()}
    hall = doc.named(sample.thing("place", "storsalen"), "Storsalen")
    for name, place in (
        ("Havnedag", places["tindvik"]),
        ("Fyrdag", places["tindvik"]),
        ("Kystuke", places["haukvik"]),
        ("Kystuke", hall),
    ):
        event = sample.thing("event", name.lower())
        doc.named(event, name)
        doc.fact(event, SCHEMA.location, place, name)
    publish(root, [doc], coordinates())


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("towns")
    towns(root)
    with serving(settings_for(root, port=free_port())) as address:
        yield address


def test_places_with_coordinates_and_something_there(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    towns(tmp_path)
    client = make_client(tmp_path)
    found = client.get("/map.json").json
    assert [(item["name"], item["events"], item["latitude"]) for item in found["items"]] == [
        ("Tindvik", 2, 60.1),
        ("Haukvik", 1, 63.4),
    ]
    assert (found["total"], found["unplaced"]) == (2, 1)
    page = client.get("/map").text
    assert page.count("<title>") == 3
    assert "/page/place/tomvik" not in page
    assert client.get("/map.csv").text.splitlines()[0] == "iri,name,latitude,longitude,events,others,page"
    assert client.get("/map?area=moon").status_code == 404


def test_a_map_without_places_is_a_page_too(client: FlaskClient) -> None:
    page = client.get("/map")
    assert page.status_code == 200
    assert page.text.count("<title>") == 1
    assert client.get("/map", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304


def test_points_stand_where_the_outline_has_them() -> None:
    assert map_view.project(0, 0) == (0, 0)
    assert map_view.project(0, 180) == (500, 0)
    # The square of Mercator ends at 85.05 degrees.
    assert map_view.project(85, 0)[1] == pytest.approx(-498.4, abs=0.1)


def test_the_smallest_area_that_has_all() -> None:
    def at(latitude: float, longitude: float) -> Located:
        return Located("x", latitude, longitude, 1, 0)

    assert map_view.smallest([]) == "nordic"
    assert map_view.smallest([at(59.9, 10.7)]) == "nordic"
    assert map_view.smallest([at(59.9, 10.7), at(48.9, 2.3)]) == "europe"
    assert map_view.smallest([at(59.9, 10.7), at(40.7, -74.0)]) == "world"


def test_names_that_would_overlap_are_left_out() -> None:
    near = [Located(str(number), 60.0 + number / 100, 10.0, 1, 0) for number in range(3)]
    assert [mark.label for mark in map_view.marks(near, ["Tindvik"] * 3, "nordic")] == [True, False, False]


def test_a_circle_opens_its_place_by_keyboard_without_script(browser: Browser, mapped: str) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{mapped}/map")
    assert page.locator("figure use").bounding_box()
    page.get_by_role("link", name="Tindvik: 2").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/place/tindvik")
    context.close()
