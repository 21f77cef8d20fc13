"""The timeline: what is counted in which bar, what a span has, how it is asked for, by keyboard too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from ontology import SCHEMA, XSD
from server.live import Live
from server.spans import Span, is_date
from tests.server import sample
from tests.server.conftest import publish
from tests.server.test_browser import browser

__all__ = ["browser"]

DAYS = {
    "varmote": ("2019", ""),
    "havnedag": ("2020-03-05", ""),
    "kystuke": ("2020-03-30", "2020-04-03"),
    "fyrdag": ("2020-11", ""),
    "brygga": ("2021-01-10T09:00:00", "2021-01-10T11:00:00"),
    "uten-tid": ("", ""),
}


def calendar_of(root: Path) -> None:
    doc = sample.Writer("kalender.nb", "nb", "Kalender for Tindvik", "2021-02-01", " ".join(DAYS))
    for slug, ends in DAYS.items():
        event = doc.named(sample.thing("event", slug), slug)
        for property, value in zip((SCHEMA.startDate, SCHEMA.endDate), ends, strict=True):
            kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(value), "dateTime")
            if value:
                doc.fact(event, property, sample.Literal(value, datatype=sample.NamedNode(XSD[kind])), slug)
    doc.named(sample.thing("person", "ola-haukvik"), "varmote")
    publish(root, [doc])


@pytest.fixture
def dated(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> FlaskClient:
    calendar_of(tmp_path)
    return make_client(tmp_path)


def asked(client: FlaskClient, **parameters: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/timeline.json", query_string=parameters).json
    return found


def names(found: dict[str, Any]) -> list[str]:
    return [item["name"] for item in found["items"]]


def counts(found: dict[str, Any]) -> dict[str, int]:
    return {bar["from"]: sum(bar["counts"].values()) for bar in found["bars"] if any(bar["counts"].values())}


def test_all_that_has_a_date_is_there_in_order_and_the_rest_is_said(dated: FlaskClient) -> None:
    found = asked(dated)
    assert (found["from"], found["to"], found["unit"]) == ("2019", "2021", "month")
    assert names(found) == ["varmote", "havnedag", "kystuke", "fyrdag", "brygga"]
    assert (found["total"], found["undated"]) == (5, 1)
    assert found["items"][2]["end"] == "2020-04-03"
    assert counts(found) == {"2020-03": 2, "2020-11": 1, "2021-01": 1}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020", "2020", ["havnedag", "kystuke", "fyrdag"]),
        ("2020-03", "2020-03", ["havnedag", "kystuke"]),
        ("2020-03-06", "2020-11", ["kystuke", "fyrdag"]),
        ("2020-11-01", "", ["fyrdag", "brygga"]),
        ("", "2019", ["varmote"]),
        ("2021-01-10", "2021-01-10", ["brygga"]),
        ("2030", "", []),
        # What began earlier and lasts into the span comes first.
        ("2020-04", "", ["kystuke", "fyrdag", "brygga"]),
        ("2020-04-03", "2020-04-03", ["kystuke"]),
        ("2020-04-04", "2020-10", []),
    ],
)
def test_a_span_has_what_begins_or_goes_on_in_it(
    dated: FlaskClient, first: str, last: str, expected: list[str]
) -> None:
    found = asked(dated, **{"from": first, "to": last})
    assert names(found) == expected
    assert found["total"] == len(expected)
    page = dated.get("/timeline", query_string={"from": first, "to": last})
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_what_began_earlier_is_counted_apart_from_the_bars(dated: FlaskClient) -> None:
    found = asked(dated, **{"from": "2020-04", "to": "2020"})
    assert (found["earlier"], found["total"], counts(found)) == (1, 2, {"2020-11": 1})
    page = dated.get("/timeline?from=2020-04&to=2020", headers={"Accept-Language": "en"}).text
    assert "One of these began earlier and lasts into this time" in page
    assert "dated less exactly" not in page
    narrowed = asked(dated, **{"from": "2020-04", "to": "2020", "document": "kalender.nb"})
    assert narrowed["total"] == 2


def test_a_bar_that_goes_beyond_the_span_counts_what_is_in_it(dated: FlaskClient) -> None:
    assert counts(asked(dated, **{"from": "2020-03-06", "to": "2020-11"})) == {"2020-03": 1, "2020-11": 1}
    # Bars of years, the first and the last of which are cut.
    wide = asked(dated, **{"from": "2020-03-06", "to": "2040-06"})
    assert (wide["unit"], wide["total"], counts(wide)) == ("year", 3, {"2020": 2, "2021": 1})
    page = dated.get("/timeline?from=2020-03-06&to=2040-06", headers={"Accept-Language": "en"}).text
    assert "dated less exactly" not in page


def test_pages_go_on_where_the_one_before_ended(tmp_path: Path, make_client: Callable[..., FlaskClient]) -> None:
    calendar_of(tmp_path)
    client = make_client(tmp_path, page_size=2)
    pages = [client.get(f"/timeline?page={number}").text for number in (1, 2, 3)]
    shown = [[slug for slug in DAYS if f"/page/event/{slug}" in page] for page in pages]
    assert shown == [["varmote", "havnedag"], ["kystuke", "fyrdag"], ["brygga"]]
    assert client.get("/timeline?page=4").status_code == 404


def test_documents_that_were_read_have_a_timeline_too(client: FlaskClient) -> None:
    found = asked(client, kind="source")
    assert [item["start"] for item in found["items"]] == ["2019-01-01", "2020-06-19", "2020-11-17", "2021-03-01"]
    assert found["items"][1]["page"] == "/source/melding.nb"
    assert names(asked(client, kind="policy")) == ["Melding om prøving i det offentlige"]


def test_facets_narrow_it(client: FlaskClient) -> None:
    page = client.get("/timeline", headers={"Accept-Language": "en"}).text
    assert "/timeline?kind=event" in page
    assert "/timeline?kind=source" in page
    found = asked(client, **{"class": "inno:event-session"})
    assert found["total"] == 3
    assert names(found)[0] == "Velkommen til deling"


def test_a_span_that_cannot_be_is_refused_with_what_to_write(client: FlaskClient) -> None:
    answer = client.get("/timeline.json?from=mars", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json["code"] == "from"
    assert client.get("/timeline?from=2020-02-30").status_code == 400
    assert client.get("/timeline?from=2021&to=2020").status_code == 400
    assert client.get("/timeline?kind=person").status_code == 404


def test_formats_and_validators(client: FlaskClient) -> None:
    table = client.get("/timeline", headers={"Accept": "text/csv"})
    assert table.text.splitlines()[0] == "iri,kind,name,start,end,page"
    assert table.headers["Content-Location"] == "/timeline.csv"
    page = client.get("/timeline")
    again = client.get("/timeline", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert "Accept" in page.headers["Vary"]


@pytest.mark.parametrize(
    ("span", "unit", "number"),
    [
        (Span("2020-02", "2020-02"), "day", 29),
        (Span("2020", "2021"), "month", 24),
        (Span("1990", "2020"), "year", 31),
        (Span("1850", "2020"), "decade", 18),
        (Span("0800", "2020"), "century", 13),
    ],
)
def test_bars_are_as_long_as_few_enough_need(span: Span, unit: str, number: int) -> None:
    assert (span.unit, len(span.bars())) == (unit, number)


def test_dates_and_neighbours() -> None:
    assert [is_date(text) for text in ("2020", "2020-13", "2020-02-30", "0000", "20", "2020-02-29")] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert Span("2020-01", "2020-01").beside() == (Span("2019-12", "2019-12"), Span("2020-02", "2020-02"))
    assert Span("2010", "2019").beside() == (Span("2000", "2009"), Span("2020", "2029"))
    assert Span("2020-01-30", "2020-02").begins([2020]) == ["2020-01-30", "2020-01-31", "2020-02"]


def test_a_bar_opens_its_time_by_keyboard_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/timeline")
    page.get_by_role("link", name="November 2020: 4").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline?from=2020-11&to=2020-11")
    assert page.get_by_role("heading", level=1).inner_text() == "Timeline: November 2020"
    assert page.get_by_role("row").count() == 5
    page.get_by_role("link", name="Velkommen til deling").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/event/velkommen")
    context.close()


def test_without_an_index_the_documents_are_there_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, sample_root: Path, make_client: Callable[..., FlaskClient]
) -> None:
    # A client that others have asked knows its index already.
    client = make_client(sample_root)
    monkeypatch.setattr(Live, "search", None)
    found = asked(client)
    assert found["total"] == 4
    assert {item["kind"] for item in found["items"]} == {"source"}
    page = client.get("/timeline", headers={"Accept-Language": "en"})
    assert "no index of dates" in page.text
    assert client.get("/map").status_code == 200
