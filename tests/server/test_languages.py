"""Pages in bokmål and English, and names in the language nearest to the page's."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from ontology import RDFS, SKOS
from server.locale import FOLDER, fallback
from server.names import Name, best

SERVER = Path(__file__).parents[2] / "server"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nb"),
        ("nb", "nb"),
        ("no", "nb"),
        ("nn-NO, nn;q=0.9", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("en", "en"),
        ("en-GB,en;q=0.9,nb;q=0.5", "en"),
        ("da", "nb"),
        ("fr", "en"),
        ("fr, nb;q=0.3", "nb"),
        ("*", "nb"),
    ],
)
def test_language_of_the_page(client: FlaskClient, accepted: str, language: str) -> None:
    headers = {"Accept": "text/html", "Accept-Language": accepted} if accepted else {"Accept": "text/html"}
    answer = client.get("/", headers=headers)
    assert f'<html lang="{language}"' in answer.text
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_a_switch_stays(client: FlaskClient) -> None:
    page = client.get("/search?q=a&page=1", headers={"Accept": "text/html", "Accept-Language": "nb"}).text
    switch = re.search(r'href="(/language/en\?next=[^"]+)"', page)
    assert switch
    answer = client.get(switch[1].replace("&amp;", "&"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/search?q=a&page=1")
    assert '<html lang="en"' in client.get("/", headers={"Accept": "text/html", "Accept-Language": "nb"}).text


def test_every_text_of_the_pages_is_in_the_catalogue() -> None:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    with (FOLDER / "nb" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="nb")
    found = 0
    for _, _, message, _, _ in extract_from_dir(str(SERVER), methods):
        found += 1
        translated = catalogue.get(message)
        assert translated is not None, message
        assert not translated.fuzzy
        texts = [translated.string] if isinstance(translated.string, str) else translated.string
        assert all(texts), message
        for text in texts:
            wanted = re.findall(r"%\(\w+\)s", message if isinstance(message, str) else message[1])
            assert set(re.findall(r"%\(\w+\)s", text)) <= set(wanted), message
    assert found > 100


def test_names_follow_the_declared_order() -> None:
    def name(language: str) -> Name:
        return Name(f"in {language}", language)

    order = fallback("en")
    assert order == ("en", "nb", "nn", "da", "sv")
    given = [name("fi"), name("sv"), name("da"), name("nn"), name("nb"), name("en"), Name("in none")]
    wanted = ["en", "nb", "nn", "da", "sv", "none", "fi"]
    for language in wanted:
        found = best({RDFS.label: given}, order)
        assert found is not None
        assert found.text == f"in {language}"
        given.remove(found)
    assert best({}, order) is None
    assert best({RDFS.label: [name("nb")], SKOS.prefLabel: [Name("chosen", "nb")]}, order) == Name("chosen", "nb")


def test_a_name_in_another_language_is_marked_so(client: FlaskClient) -> None:
    page = client.get("/page/organisation/provedirektoratet", headers={"Accept": "text/html", "Accept-Language": "nb"})
    assert '<span lang="da">Prøvestyrelsen</span>' in page.text


def test_words_of_the_ontology_are_in_the_language_of_the_page(client: FlaskClient) -> None:
    path = "/page/event/programdag"
    norwegian = client.get(path, headers={"Accept": "text/html", "Accept-Language": "nb"}).text
    english = client.get(path, headers={"Accept": "text/html", "Accept-Language": "en"}).text
    assert "Arrangør" in norwegian
    assert "konferanse" in norwegian
    assert "Organi" in english
    assert "conference" in english
    assert "17 November 2020" in english
