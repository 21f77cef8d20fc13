"""Pages in bokmål, nynorsk and English, and names in the language nearest to the page's."""

import html
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from ontology import RDFS, SKOS
from server.asking import QueryFault
from server.locale import FOLDER, NAMES, fallback, pick
from server.names import Name, best
from server.query_faults import refusal

SERVER = Path(__file__).parents[2] / "server"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "nb"),
        ("nb", "nb"),
        ("no", "nb"),
        ("nn-NO, nn;q=0.9", "nn"),
        ("nn, nb;q=0.9, en;q=0.8", "nn"),
        ("nb, nn;q=0.9", "nb"),
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


def _texts() -> set[str | tuple[str, ...]]:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.xml", "jinja2")]
    return {
        message if isinstance(message, str) else tuple(message)
        for _, _, message, _, _ in extract_from_dir(str(SERVER), methods)
    }


def _catalogue(language: str) -> dict[str | tuple[str, ...], Message]:
    with (FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        read = read_po(file, locale=language)
    return {message.id if isinstance(message.id, str) else tuple(message.id): message for message in read if message.id}


@pytest.mark.parametrize("language", [code for code in NAMES if code != "en"])
def test_every_text_of_the_pages_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    texts, catalogue = _texts(), _catalogue(language)
    assert len(texts) > 100
    assert texts - catalogue.keys() == set(), "missing"
    assert catalogue.keys() - texts == set(), "no longer used"
    for text, message in catalogue.items():
        assert not message.fuzzy
        said = [message.string] if isinstance(text, str) else list(message.string)
        assert len(said) == (1 if isinstance(text, str) else 2), text
        places = set(re.findall(r"%\(\w+\)s", text if isinstance(text, str) else text[1]))
        # One thing may be said without its number: «Én til».
        for number, translated in enumerate(said):
            assert translated.strip(), text
            found = set(re.findall(r"%\(\w+\)s", translated))
            assert found == places or (number == 0 and len(said) == 2 and found == places - {"%(num)s"}), text


BOKMAL = re.compile(
    r"(?<!-)\b(ikke|et|en|jeg|noe|noen|fra|hva|hvem|hvor|hvordan|hvilke[nt]?|ble|bli|også|mer|siden|"
    r"sidene|spørring(en|er|ene)?|tjener(en)?|utsagn(et)?|begrep(er|et|ene)?|egenskap(er|en|ene)|dokumenter|"
    r"personer|organisasjoner|navn(et)?|språket|eksempel|eksempler|kilde(r|n)?|lenke[nr]?)\b",
    re.IGNORECASE,
)


def test_nynorsk_is_not_bokmal() -> None:
    for text, message in _catalogue("nn").items():
        said = message.string if isinstance(message.string, str) else " ".join(message.string)
        # What stands in quotation marks is an example.
        found = BOKMAL.search(re.sub("«[^»]*»", "", said))
        assert not found, (text, found)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=a",
        "/source/",
        "/def",
        "/shapes",
        "/shapes/Person",
        "/sparql",
        "/dataset",
        "/builds",
        "/api",
        "/nowhere",
        "/person",
        "/event",
    ],
)
def test_pages_in_nynorsk_have_no_words_of_the_frame_in_bokmal(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "nn"}).text
    assert '<html lang="nn"' in page
    seen = {" ".join(text.split()) for text in re.findall(r">([^<>]+)<", page)}
    nynorsk = {str(message.string) for message in _catalogue("nn").values()}
    for message in _catalogue("nb").values():
        if isinstance(message.string, str) and message.string not in nynorsk:
            assert html.escape(message.string) not in seen, message.id


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [("nb", "1 sekund,", "2 sekunder,"), ("nn", "1 sekund,", "2 sekund,"), ("en", "1 second,", "2 seconds,")],
)
def test_one_second_is_not_said_in_the_plural(app: Flask, language: str, one: str, many: str) -> None:
    fault = QueryFault("time", "")
    with app.test_request_context("/", headers={"Accept-Language": language}):
        app.preprocess_request()
        assert one in refusal(fault, 1.0).detail
        assert many in refusal(fault, 2.0).detail
        assert f"0{'.' if language == 'en' else ','}5" in refusal(fault, 0.5).detail


def test_names_follow_the_declared_order() -> None:
    def name(language: str) -> Name:
        return Name(f"in {language}", language)

    assert fallback("nn") == ("nn", "nb", "da", "sv", "en")
    assert pick({"en": "thing", "nb": "ting"}, "nn") == "ting"
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
