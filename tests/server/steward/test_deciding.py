"""What forms of the desk decide: a record for each verdict, whatever is written in them, also by two at once."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from werkzeug.test import TestResponse

from graph_builder.records import Folder, Record, read_records
from ontology import ORG, SCHEMA
from server.configured import EXTENSION
from server.steward import building
from settings import Settings
from store import BuildStore
from tests.server import sample
from tests.server.steward.conftest import HTML, logged_in, token

FACT = "/steward/fact?s=event/programdag&p=schema:location&o=place/storsalen"
STATEMENT = (sample.thing("event", "programdag"), SCHEMA.location, NamedNode(sample.thing("place", "storsalen")))
PERSON = sample.thing("person", "kari-nordmann")
BODY = sample.thing("organisation", "provedirektoratet")


def claim(client: FlaskClient) -> str:
    found = re.search(r'name="claim" value="([^"]+)"', client.get(FACT, headers=HTML).text)
    assert found
    return html.unescape(found[1])


def send(client: FlaskClient, path: str = "/steward/decide", **data: object) -> TestResponse:
    given = token(client, "/steward/decisions")
    return client.post(path, data={"csrf_token": given, **data}, headers=HTML)


def folder(settings: Settings) -> Folder:
    found = read_records(settings.records, sample.BASE)
    assert found.problems == ()
    return found


def records(settings: Settings) -> list[Record]:
    return list(folder(settings).records.values())


def told(client: FlaskClient) -> str:
    """The messages of the next page."""
    page = client.get("/steward/decisions", headers=HTML).text
    return html.unescape(" ".join(re.findall(r'role="status">(.*?)</div>', page, re.DOTALL)))


@pytest.fixture
def other(desk_app: Flask) -> FlaskClient:
    return logged_in(desk_app, "eva")


WORDS = {"doc": "programdag.nb", "from": "0", "to": "9"}
TOMORROW = (date.today() + timedelta(days=1)).isoformat()
FORMS: dict[str, dict[str, str]] = {
    "accept": {},
    "reject": {},
    "correct": {"value": "Prøvedirektoratet"},
    "rename": {"entity": BODY, "value": "Prøvestyret", "language": "nb"},
    "retype": {"entity": BODY, "value": "person"},
    "merge": {"entity": BODY, "other": PERSON},
    "distinct": {"entity": BODY, "other": PERSON},
    "split": {"entity": BODY, "mention": "programdag.nb 0 9", "value": "Et annet"},
    "link": {"entity": BODY, "value": "https://register.example/1"},
    "add": {**WORDS, "entity": BODY, "property": SCHEMA.location, "value": STATEMENT[2].value, "as": "thing"},
    "assign": {"entity": BODY, "item": "fact-000000000000", "person": "eva"},
}


@pytest.mark.parametrize("verdict", FORMS)
def test_every_verdict_becomes_a_record(steward: FlaskClient, desk_settings: Settings, verdict: str) -> None:
    form = FORMS[verdict] | ({"claim": claim(steward)} if verdict in {"accept", "reject", "correct"} else {})
    answer = send(steward, verdict=verdict, why="Slik er det.", next="/steward/decisions", **form)
    assert (answer.status_code, answer.headers.get("Location")) == (303, "/steward/decisions"), answer.text
    assert "1 decision is recorded." in told(steward)
    (said,) = records(desk_settings)
    assert (said.verdict, said.who, said.why) == (verdict, "kari", "Slik er det.")
    if verdict in {"accept", "reject", "correct"}:
        assert said.fact == STATEMENT
        assert [quote.exact for quote in said.quotes] == ["Storsalen"]
    if verdict == "correct":
        assert said.value == NamedNode(BODY)
    if verdict in {"split", "add"}:
        assert [quote.exact for quote in said.quotes] == [sample.PROGRAMME[:9]]
    assert PERSON not in said.entities or said.entities == (BODY, PERSON)
    # What it is to be is told in words too.
    told_as = {"retype": "Person", "assign": "eva", "rename": "Prøvestyret", "correct": "Prøvedirektoratet"}
    pairs = steward.get(f"/steward/decisions/{said.id}", headers=HTML).text.partition("<pre")[0]
    rows = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<[^>]*>)*([^<]*)", pairs))
    named = {"retype": "Kind", "assign": "To whom"}.get(verdict, "Value")
    assert verdict not in told_as or rows[named] == told_as[verdict]
    # It is in the list and can be undone, once.
    page = steward.get(f"/steward/decisions/{said.id}", headers=HTML)
    assert (page.status_code, "Undo" in page.text) == (200, True)
    assert send(steward, f"/steward/decisions/{said.id}/undo", why="Nei.").status_code == 303
    assert folder(desk_settings).standing == {}
    send(steward, f"/steward/decisions/{said.id}/undo")
    assert "has been undone already" in told(steward)
    assert len(records(desk_settings)) == 2


def test_a_form_that_was_sent_twice_is_recorded_once(steward: FlaskClient, desk_settings: Settings) -> None:
    form = {"verdict": "reject", "claim": claim(steward), "made": "2026-01-01T00:00:00+00:00"}
    assert [send(steward, **form).status_code for _ in range(2)] == [303, 303]
    assert "recorded already" in told(steward)
    assert len(records(desk_settings)) == 1


def test_of_two_at_once_nothing_is_lost_and_the_second_is_told(
    steward: FlaskClient, other: FlaskClient, desk_settings: Settings
) -> None:
    field = claim(steward)
    made = re.search(r'name="made" value="([^"]+)"', other.get(FACT, headers=HTML).text)
    assert made
    send(steward, verdict="reject", claim=field, made=made[1], why="Det var et annet sted.")
    assert "meanwhile" not in told(steward)
    send(other, verdict="accept", claim=field, made=made[1])
    said = told(other)
    assert "kari has decided about the same meanwhile: rejected" in said
    by = {each.who: (id, each.verdict) for id, each in folder(desk_settings).records.items()}
    assert {who: verdict for who, (_id, verdict) in by.items()} == {"kari": "reject", "eva": "accept"}
    assert f'href="/steward/decisions/{by["kari"][0]}"' in said
    # Who has loaded the page since then knows.
    send(steward, verdict="correct", claim=field, value=BODY, made="2999-01-01T00:00:00+00:00")
    assert "meanwhile" not in told(steward)
    # Nor is anybody told of what is about something else.
    send(other, verdict="rename", entity=BODY, value="Noe", language="nb", made=made[1])
    assert "meanwhile" not in told(other)
    send(steward, verdict="rename", entity=BODY, value="Annet", language="nb", made=made[1])
    assert "eva has decided about the same meanwhile: renamed" in told(steward)


def test_many_at_the_same_moment_lose_nothing(desk_app: Flask, desk_settings: Settings) -> None:
    clients = [logged_in(desk_app, name) for name in ("kari", "eva") * 4]
    field, given = claim(clients[0]), [token(client, "/steward/decisions") for client in clients]
    together = Barrier(len(clients))
    statuses: list[int] = []

    def decide(number: int) -> None:
        together.wait()
        data = {"csrf_token": given[number], "verdict": "reject", "claim": field, "why": f"Grunn {number}"}
        statuses.append(clients[number].post("/steward/decide", data=data, headers=HTML).status_code)

    threads = [Thread(target=decide, args=(number,)) for number in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * len(clients)
    assert sorted(said.why for said in records(desk_settings)) == [f"Grunn {number}" for number in range(len(clients))]


HOSTILE = {
    "script": '"><script>alert(1)</script><img src=x onerror=alert(1)>',
    "quotes": '""" . <https://e.example/s> <https://e.example/p> <https://e.example/o> . """',
    "angle": "<https://e.example/> > } { \\ \\u0022 \\\" ' '''",
    "lines": "en\r\nto\n\n<https://e.example/s> a <https://e.example/o> .\x0b\x0c\x85\u2028\u2029",
    "control": "a\x00b\x01\x08\x1b[31m\x7f\x9f",
    "directions": "\u202e\u2066\ufeff\ufffe\uffff\U0010ffff",
    "surrogate": b"a\xed\xa0\x80b\xed\xbf\xbf",
    "broken": b"\xff\xfe\xc3(",
    "template": "{{ 7*7 }}{% include 'x' %}%(who)s%s{0}",
    "path": "../../../../etc/passwd",
    "iri": "javascript:alert(1)",
    "number": "99999999999999999999",
    "digits": "٣",
}
FIELDS = (
    *("verdict", "why", "claim", "build", "made", "item", "next", "entity", "other", "keep", "value", "language"),
    *("mention", "doc", "from", "to", "quote", "property", "as", "person", "expires"),
)


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_breaks_a_record_or_runs(steward: FlaskClient, desk_settings: Settings, kind: str) -> None:
    given, field_of_claim = token(steward, "/steward/decisions"), claim(steward)
    for verdict in (*FORMS, "waive"):
        form: dict[str, object] = {**FORMS.get(verdict, {"expires": TOMORROW})}
        if verdict in {"accept", "reject", "correct"}:
            form["claim"] = field_of_claim
        for field in FIELDS:
            data = {"csrf_token": given, "verdict": verdict, **form, field: HOSTILE[kind]}
            answer = steward.post("/steward/decide", data=data, headers=HTML)
            assert answer.status_code in {303, 400, 409}, (verdict, field, answer.status_code)
            assert answer.headers.get("Location", "/steward").startswith("/steward"), (verdict, field)
            assert "<script>alert" not in answer.text, (verdict, field)
    for id, said in folder(desk_settings).records.items():
        path = desk_settings.records / f"{id}.ttl"
        node = f"{sample.BASE}decision/{id}"
        subjects = {quad.subject.value for quad in parse(path.read_bytes(), RdfFormat.TURTLE)}  # type: ignore[union-attr]
        assert all(subject.partition("#")[0] == node for subject in subjects), subjects
        assert said.verdict in FORMS
        page = steward.get(f"/steward/decisions/{id}", headers=HTML)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
    for path in ("/steward", "/steward/decisions"):
        page = steward.get(path, headers=HTML)
        assert (page.status_code, "<script>alert" in page.text, "<img src=x" in page.text) == (200, False, False)


def test_no_text_breaks_undoing_or_logging_in(
    steward: FlaskClient, stranger: FlaskClient, desk_settings: Settings
) -> None:
    field_of_claim = claim(steward)
    for kind, text in HOSTILE.items():
        assert send(steward, verdict="reject", claim=field_of_claim, why=kind).status_code == 303
        (id,) = folder(desk_settings).standing
        assert send(steward, f"/steward/decisions/{id}/undo", why=text).status_code == 303
        assert folder(desk_settings).standing == {}
        for field in ("name", "password", "next", "csrf_token"):
            data = {"csrf_token": token(stranger), "name": "x", "password": "y", field: text}
            answer = stranger.post("/steward/login", data=data, headers=HTML)
            assert answer.status_code in {400, 401, 429}, (kind, field)
            assert "<script>alert" not in answer.text


def test_a_megabyte_in_a_field_is_refused(steward: FlaskClient, desk_settings: Settings) -> None:
    given = token(steward, "/steward/decisions")
    for field in FIELDS:
        for size, expected in ((1_100_000, {413}), (400_000, {303, 400, 409})):
            data = {"csrf_token": given, "verdict": "rename", **FORMS["rename"], field: "x" * size}
            assert steward.post("/steward/decide", data=data, headers=HTML).status_code in expected, field
    assert all(path.stat().st_size < 10_000 for path in desk_settings.records.glob("*.ttl"))


def test_a_form_of_an_older_build_decides_about_the_words_of_that_build(
    steward: FlaskClient, desk_app: Flask, desk_settings: Settings
) -> None:
    build = BuildStore(desk_settings.data).current_id()
    live = desk_app.extensions[EXTENSION].keeper.live()
    assert live.build.id == build
    form = {"verdict": "reject", "claim": claim(steward)}
    assert send(steward, build=build, **form).status_code == 303
    # One that is no more cannot be looked up in: the steward is told, and nothing is recorded.
    for gone in ("0" * 64, "../../x", "<script>"):
        answer = send(steward, build=gone, **form)
        assert (answer.status_code, "Load the page again" in answer.text) == (409, True)
    assert len(records(desk_settings)) == 1


def test_of_several_statements_all_are_decided_or_none(steward: FlaskClient, desk_settings: Settings) -> None:
    good = claim(steward)
    bad = good.replace("doc=programdag.nb", "doc=nowhere.nb")
    assert bad != good
    assert send(steward, verdict="reject", claim=[good, bad]).status_code == 409
    assert records(desk_settings) == []


def test_what_a_waiver_must_have(steward: FlaskClient, desk_settings: Settings) -> None:
    answer = send(steward, verdict="waive", item="result-000000000000", why="Ja", expires=TOMORROW)
    assert answer.status_code == 400
    assert records(desk_settings) == []


def test_the_list_leads_to_the_item_that_was_given_to_somebody(steward: FlaskClient) -> None:
    queue = steward.get("/steward?kind=fact", headers=HTML).text
    found = re.search(r'href="(/steward/item/([^"]+))"', queue)
    assert found
    send(steward, verdict="assign", person="eva", item=found[2], entity=BODY)
    for path in ("/steward/decisions", f"/steward/decisions/{_only(steward)}"):
        assert f'href="{found[1]}"' in steward.get(path, headers=HTML).text, path


def _only(client: FlaskClient) -> str:
    page = client.get("/steward/decisions", headers=HTML).text
    (id,) = set(re.findall(r'href="/steward/decisions/([^"]+)"', page))
    return id


def test_the_list_says_what_is_not_there_and_what_is_no_record(steward: FlaskClient, desk_settings: Settings) -> None:
    assert "Nothing has been decided yet." in steward.get("/steward/decisions", headers=HTML).text
    send(steward, verdict="rename", **FORMS["rename"])
    assert "No decision is like that." in steward.get("/steward/decisions?state=stale", headers=HTML).text
    (desk_settings.records / "broken.ttl").write_text("<a> <b> .")
    page = steward.get("/steward/decisions", headers=HTML).text
    assert "These files are no records" in page
    assert "broken.ttl is left out" in page


def test_the_words_of_a_record_lead_to_where_they_stand_now(steward: FlaskClient, desk_settings: Settings) -> None:
    send(steward, verdict="reject", claim=claim(steward))
    (path,) = desk_settings.records.glob("*.ttl")
    at = sample.PROGRAMME.index("Storsalen")
    # As if lines had come before since then.
    path.write_text(re.sub(r"(oa:(start|end)) (\d+)", lambda m: f"{m[1]} {int(m[3]) - 40}", path.read_text()))
    page = steward.get(f"/decision/{path.stem}", headers=HTML).text
    assert f'href="/source/programdag.nb#char={at},{at + len("Storsalen")}"' in page


def test_a_value_keeps_its_kind(steward: FlaskClient, desk_settings: Settings) -> None:
    words = {**WORDS, "entity": BODY, "property": ORG.classification, "as": "text", "language": "nb"}
    for value in ("utvalg", "2021-03-01"):
        assert send(steward, verdict="add", value=value, **words).status_code == 303
    assert {str(said.fact[2]) for said in records(desk_settings) if said.fact} == {
        str(Literal("utvalg", language="nb")),
        '"2021-03-01"^^<http://www.w3.org/2001/XMLSchema#date>',
    }


def test_one_value_is_corrected_at_a_time(steward: FlaskClient, desk_settings: Settings) -> None:
    page = steward.get("/steward/fact?s=membership/ase-odegard-provedirektoratet", headers=HTML).text
    claims = [html.unescape(field) for field in re.findall(r'name="claim" value="([^"]+)"', page)]
    answer = send(steward, verdict="correct", claim=claims, value=BODY)
    assert (answer.status_code, "the one statement" in answer.text) == (400, True)
    assert records(desk_settings) == []


def test_what_was_added_is_shown_as_soon_as_it_is_built(
    steward: FlaskClient, make_app: Callable[..., Flask], no_builds: list[str]
) -> None:
    client = logged_in(make_app(build=True), "kari")
    answer = send(client, verdict="add", **FORMS["add"])
    assert no_builds == ["kari"]
    then = re.fullmatch(r"/steward/build\?then=(.*?)&since=.*", answer.headers["Location"])
    assert then
    assert then[1] == "/source/programdag.nb%23char%3D0,9"
    answer = send(client, verdict="rename", then="/page/person/kari-nordmann", next="/steward", **FORMS["rename"])
    assert answer.headers["Location"].startswith("/steward/build?then=/page/person/kari-nordmann&")
    # Where nothing is built, nothing is waited for.
    answer = send(client, verdict="assign", then="/page/person/kari-nordmann", **FORMS["assign"])
    assert answer.headers["Location"] == "/steward"
    answer = send(steward, verdict="rename", then="/page/person/kari-nordmann", **FORMS["rename"])
    assert answer.headers["Location"] == "/steward/decisions"
    for then_to in ("https://evil.example/", "//evil.example"):
        answer = send(client, verdict="retype", then=then_to, **FORMS["retype"])
        assert answer.headers["Location"] == "/steward/decisions"


def test_a_build_before_the_decision_is_not_waited_for(desk_settings: Settings, steward: FlaskClient) -> None:
    building._tell(desk_settings.steward.folder, building.State("published", "2026-01-01T00:00:00+00:00"))
    path = "/steward/build?then=/page/person/kari-nordmann&since="
    assert steward.get(f"{path}2025-01-01T00:00:00%2B00:00", headers=HTML).status_code == 303
    assert steward.get(f"{path}2026-01-02T00:00:00%2B00:00", headers=HTML).status_code == 200
    for since in ("9999-12-31T23:59:59-12:00", "%3Cscript%3E"):
        assert steward.get(path + since, headers=HTML).status_code == 303
