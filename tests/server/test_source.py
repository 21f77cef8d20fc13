"""Source pages: marks by kind, lines under the words, the legend, the words that an address asks for, cards."""

import json
import re

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode

from ontology import INNO, ORG, RDF, RDFS, SCHEMA, XSD
from server.reader import Place
from server.source_marks import Item, item_of, kind_of, segments
from tests.server import sample

NB = {"Accept-Language": "nb"}
PERSON, EVENT = sample.thing("person", "liv-tindvik"), sample.thing("event", "haukvikdagen")
ROLE = sample.thing("membership", "liv-tindvik-havneradet")
TEXT = "Liv Tindvik åpner Haukvikdagen."


def item(number: int, words: str, triple: tuple[str, str, NamedNode | Literal]) -> Item:
    start = TEXT.index(words)
    place = Place("x.nb", start, start + len(words), words, f"e{number}")
    return item_of(number, place, triple, sample.BASE)


def test_marks_have_the_kind_of_what_is_named_or_said() -> None:
    label, day = Literal("Liv"), Literal("2020-11-17", datatype=NamedNode(XSD.date))
    assert kind_of((PERSON, RDFS.label, label), sample.BASE) == "person"
    assert kind_of((sample.BASE + "doc/x", SCHEMA.mentions, NamedNode(EVENT)), sample.BASE) == "event"
    assert kind_of((ROLE, ORG.member, NamedNode(PERSON)), sample.BASE) == "role"
    assert kind_of((sample.thing("grant", "g"), SCHEMA.funder, NamedNode(PERSON)), sample.BASE) == "money"
    assert kind_of((EVENT, SCHEMA.startDate, day), sample.BASE) == "time"
    assert kind_of((EVENT, SCHEMA.performer, NamedNode(PERSON)), sample.BASE) == "relation"
    assert kind_of((EVENT, INNO.theme, Literal("havn")), sample.BASE) == "detail"


def test_each_span_has_a_line_of_its_own_from_end_to_end() -> None:
    inside = [
        item(1, TEXT, (EVENT, SCHEMA.performer, NamedNode(PERSON))),
        item(2, "Liv Tindvik", (PERSON, RDF.type, NamedNode(INNO.Person))),
        item(3, "åpner Haukvikdagen", (EVENT, SCHEMA.about, Literal("havn"))),
        item(4, "Haukvikdagen", (EVENT, RDFS.label, Literal("Haukvikdagen"))),
        item(5, "Haukvikdagen", (EVENT, INNO.eventType, NamedNode(INNO["event-conference"]))),
    ]
    cut = segments(TEXT, (0, len(TEXT)), inside, sample.BASE, lambda iri: iri, 0, (-1, -1))
    assert [(part.text, part.kind, part.lanes) for part in cut] == [
        ("Liv Tindvik", "person", ("a-person", "c-relation")),
        (" ", "", ("c-relation",)),
        ("åpner ", "", ("b-detail", "c-relation")),
        ("Haukvikdagen", "event", ("a-event", "b-detail", "c-relation")),
        (".", "", ("c-relation",)),
    ]
    assert [part.href for part in cut] == [PERSON, "", "", EVENT, ""]


def test_crossing_spans_and_sought_words_are_cut_apart() -> None:
    inside = [
        item(1, "Liv Tindvik åpner", (PERSON, SCHEMA.about, Literal("x"))),
        item(2, "Tindvik åpner Haukvikdagen", (EVENT, SCHEMA.about, Literal("y"))),
    ]
    cut = segments(TEXT, (0, len(TEXT)), inside, sample.BASE, lambda iri: iri, 0, (12, 31))
    assert "".join(part.text for part in cut) == TEXT
    assert [part.text for part in cut if part.sought] == ["åpner", " Haukvikdagen", "."]
    assert next(part for part in cut if part.sought).anchors == ("char=12,31",)
    both = next(part for part in cut if part.text == "Tindvik ")
    assert both.facts == (1, 2) and set(both.lanes) == {"b-detail", "a-detail"}


def test_the_legend_counts_spans_by_kind(client: FlaskClient) -> None:
    page = client.get("/source/programdag.nb", headers=NB).text
    keys = re.findall(r'id="show-([a-z-]+)"[^>]*checked[^>]*>.*?<span class="quiet">(\d+)</span>', page)
    assert [kind for kind, _ in keys] == ["person", "organisation", "event", "place", "role", "time", "relation"]
    assert dict(keys)["place"] == "1"
    # Whatever can be filtered has its rule in the styles: the filter needs no script.
    from server.system import DIST

    styles = next(DIST.glob("source-*.css")).read_text("utf-8")
    for kind, _ in keys:
        assert f"#show-{kind}:not(:checked)" in styles
        assert f"--line-{kind}:" in styles


def test_the_address_may_ask_for_any_words(client: FlaskClient) -> None:
    text = sample.PROGRAMME
    start = text.index("nye løsninger 17.")
    page = client.get(f"/source/programdag.nb?char={start},{start + 13}", headers=NB).text
    assert f'id="char={start},{start + 13}"' in page
    marked = re.findall(r'<(?:a|span|mark) class="[^"]*is-target[^"]*"[^>]*>([^<]*)<', page)
    assert "".join(marked) == "nye løsninger"
    assert '<link rel="canonical" href="http://localhost/source/programdag.nb">' in page


@pytest.mark.parametrize("given", ["x", "5", "5,", "9,5", "-1,4", "0,999999", "1,2,3", "1.5,3"])
def test_words_that_cannot_be_are_refused_by_name(client: FlaskClient, given: str) -> None:
    answer = client.get(f"/source/programdag.nb?char={given}", headers={**NB, "Accept": "text/html"})
    assert answer.status_code == 400
    assert "char=120,180" in answer.text


def test_a_card_says_what_a_thing_is(client: FlaskClient) -> None:
    answer = client.get("/card/person/kari-nordmann", headers=NB)
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "<html" not in answer.text
    for part in ("Kari Nordmann", "/page/person/kari-nordmann", "fagsjef", "/page/organisation/byen-kommune"):
        assert part in answer.text
    assert client.get("/card/person/ingen").status_code == 404
    assert client.get("/card/person/a%20b%3E").status_code == 404


def test_a_hostile_name_is_text_in_a_card(client: FlaskClient) -> None:
    card = client.get("/card/organisation/ondsinnet").text
    assert "<script" not in card and "<img" not in card and "&lt;script" in card


def test_search_engines_are_told_what_the_document_is(client: FlaskClient) -> None:
    page = client.get("/source/melding.nb", headers={"Accept": "text/html"}).text
    said = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert said["@id"].endswith("/doc/melding.nb")
    assert (said["@type"], said["name"]) == ("CreativeWork", "Melding om prøving i det offentlige")
    assert (said["inLanguage"], said["datePublished"]) == ("nb", "2020-06-19")
    assert said["url"] == "http://localhost/source/melding.nb"


def test_certainty_is_written_as_the_language_writes_numbers(client: FlaskClient) -> None:
    for language, mark in (("nb", ","), ("en", ".")):
        page = client.get("/source/melding.nb", headers={"Accept": "text/html", "Accept-Language": language}).text
        numbers = re.findall(r'class="said-property"[^>]*title="[^"]*?(0\S\d+)"', page)
        assert numbers
        assert all(number[1] == mark for number in numbers), numbers
