"""What the head of each page tells search engines: a description, an address, whether to list it."""

import re

import pytest
from flask.testing import FlaskClient

PAGES = [
    "/",
    "/page/person/ase-odegard",
    "/source/programdag.nb",
    "/source/",
    "/browse/person",
    "/search",
    "/search?q=ase",
    "/sparql",
    "/def",
    "/dataset",
    "/api",
    "/builds",
    "/shapes",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_page_has_one_description(client: FlaskClient, path: str, language: str) -> None:
    head = client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text.partition("</head>")[0]
    descriptions = re.findall(r'<meta name="description" content="([^"]+)">', head)
    assert len(descriptions) == 1
    assert 20 <= len(descriptions[0]) <= 300


def test_descriptions_tell_pages_apart(client: FlaskClient) -> None:
    found = [client.get(path, headers={"Accept": "text/html"}).text.partition("</head>")[0] for path in PAGES[:3]]
    assert len({re.findall(r'<meta name="description" content="([^"]+)">', head)[0] for head in found}) == 3


@pytest.mark.parametrize("path", ["/", "/page/person/ase-odegard", "/source/programdag.nb", "/search"])
def test_pages_name_their_own_address(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    head = answer.text.partition("</head>")[0]
    assert "X-Robots-Tag" not in answer.headers
    assert f'<link rel="canonical" href="http://localhost{path}">' in head
    assert "noindex" not in head


@pytest.mark.parametrize("path", PAGES)
def test_each_page_can_be_shared(client: FlaskClient, path: str) -> None:
    head = client.get(path, headers={"Accept": "text/html"}).text.partition("</head>")[0]
    said = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]+)">', head))
    assert {"title", "description", "type", "site_name", "locale"} <= said.keys()
    assert said["title"] in re.findall(r"<title>([^<]+)</title>", head)[0]


def test_the_menu_leads_to_all_ways_in(client: FlaskClient) -> None:
    menu = client.get("/network").text.partition('<nav class="top-nav"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', menu) == ["/source/", "/timeline", "/map", "/network", "/def", "/sparql"]
    assert '<a href="/network" aria-current="page">' in menu


def test_hits_are_not_listed(client: FlaskClient) -> None:
    for path in ("/search?q=ase", "/search?kind=person", "/search?sort=name"):
        assert client.get(path).headers["X-Robots-Tag"] == "noindex", path
    assert 'name="robots" content="noindex"' in client.get("/search?q=ase").text
