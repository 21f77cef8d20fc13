"""No way in: every address of the desk without a login, without the role, without the token; headers; caches."""

import html
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from server.steward.guard import OPEN
from settings import Settings
from tests.server import sample
from tests.server.steward.conftest import HTML, https, token

# Something for each part of an address.
PARTS = {"id": "fact-000000000000", "kind": "person", "slug": "kari-nordmann", "stem": "programdag.nb"}


def rules(app: Flask, method: str) -> list[tuple[str, str]]:
    """Every address of the desk that takes a method, with its endpoint's own name."""
    found: list[Rule] = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/steward")]
    adapter = app.url_map.bind("localhost")
    return [
        (adapter.build(rule.endpoint, {name: PARTS[name] for name in rule.arguments}), rule.endpoint.partition(".")[2])
        for rule in found
        if method in (rule.methods or ())
    ]


def test_there_are_routes_to_walk(desk_app: Flask) -> None:
    assert len(rules(desk_app, "GET")) >= 10
    assert len(rules(desk_app, "POST")) >= 5


def test_a_stranger_reads_nothing(desk_app: Flask, stranger: FlaskClient) -> None:
    for path, name in rules(desk_app, "GET"):
        if name in OPEN:
            continue
        for method in ("GET", "HEAD"):
            answer = stranger.open(path, method=method, headers=HTML)
            assert answer.status_code == 303, path
            assert answer.headers["Location"].startswith("/steward/login?next="), path


def test_a_stranger_sends_nothing(desk_app: Flask, stranger: FlaskClient) -> None:
    given = token(stranger)
    for path, name in rules(desk_app, "POST"):
        if name not in OPEN:
            assert stranger.post(path, data={"csrf_token": given}, headers=HTML).status_code == 401, path


def test_nobody_sends_anything_without_the_token(
    desk_app: Flask, stranger: FlaskClient, reader: FlaskClient, steward: FlaskClient
) -> None:
    others = token(stranger)
    for path, _name in rules(desk_app, "POST"):
        for client in (stranger, reader, steward):
            for data in ({}, {"csrf_token": ""}, {"csrf_token": "x"}):
                assert client.post(path, data=data, headers=HTML).status_code == 400, path
        # Nor with that of somebody else.
        assert steward.post(path, data={"csrf_token": others}, headers=HTML).status_code == 400, path


def test_a_form_from_elsewhere_is_refused(steward: FlaskClient) -> None:
    data = {"csrf_token": token(steward, "/steward"), "verdict": "reject"}
    steward.environ_base["HTTP_REFERER"] = "https://evil.example/"
    answer = steward.post("/steward/decide", data=data, headers=HTML)
    assert answer.status_code == 400
    assert "came from elsewhere" in answer.text


def test_a_reader_reads_all_and_decides_nothing(desk_app: Flask, reader: FlaskClient) -> None:
    given = token(reader, "/steward")
    for path, name in rules(desk_app, "GET"):
        if name not in OPEN:
            assert reader.get(path, headers=HTML).status_code in {200, 404}, path
    for path, name in rules(desk_app, "POST"):
        if name in {"log_in", "log_out"}:
            continue
        answer = reader.post(path, data={"csrf_token": given}, headers=HTML)
        assert (answer.status_code, "decide" in answer.text) == (403, True), path


def test_other_methods_are_refused(desk_app: Flask, steward: FlaskClient) -> None:
    for path, _name in (*rules(desk_app, "GET"), *rules(desk_app, "POST")):
        for method in ("PUT", "DELETE", "PATCH"):
            assert steward.open(path, method=method, headers=HTML).status_code in {400, 405}, path


def test_nothing_is_decided_by_a_link(desk_app: Flask, steward: FlaskClient) -> None:
    reading = {path for path, _name in rules(desk_app, "GET")}
    sending = [path for path, _name in rules(desk_app, "POST") if path not in reading]
    assert "/steward/decide" in sending
    given = token(steward, "/steward")
    for path in sending:
        answer = steward.get(path, query_string={"csrf_token": given, "verdict": "reject"}, headers=HTML)
        assert answer.status_code == 405, path
        assert answer.headers["Cache-Control"] == "no-store, private", path


def test_no_page_of_the_desk_is_kept_or_read_by_others(desk_app: Flask, steward: FlaskClient) -> None:
    paths = [path for path, _ in rules(desk_app, "GET")] + ["/steward/nothing-here"]
    for path in paths:
        headers = steward.get(
            path, headers={**HTML, "Accept-Encoding": "gzip, br, zstd", "Origin": "https://e.example"}
        ).headers
        assert headers["Cache-Control"] == "no-store, private", path
        assert "Access-Control-Allow-Origin" not in headers, path
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "Content-Encoding" not in headers, path
        assert "ETag" not in headers


@pytest.mark.parametrize(
    "path", ["/", "/page/person/kari-nordmann", "/source/programdag.nb", "/browse/person", "/shapes"]
)
def test_public_pages_are_the_same_for_a_steward(
    desk_app: Flask, client: FlaskClient, steward: FlaskClient, path: str
) -> None:
    stranger = https(desk_app)
    answers = [each.get(path, headers=HTML) for each in (stranger, steward)]
    assert answers[0].data == answers[1].data
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
    assert answers[0].headers["Cache-Control"] == "no-cache"
    assert all("Set-Cookie" not in answer.headers for answer in answers)


class Checked(HTMLParser):
    """Fails on anything in a page that could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"img", "iframe", "object", "embed", "style"}, tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name != "style", tag
            if name in {"href", "src", "action"}:
                assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")), value
        if tag == "script":
            assert (dict(attrs).get("src") or "").startswith("/assets/")


@pytest.mark.parametrize(
    "path",
    [
        "/steward",
        "/steward?kind=%3Cscript%3E&doc=%22%3E%3Cscript%3E&person=%22%3E",
        "/steward/thing/organisation/ondsinnet",
        "/steward/thing/organisation/ondsinnet?with=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/steward/fact?s=organisation/ondsinnet&p=schema:about&o=%3Cjavascript:alert(1)%3E",
        "/steward/fact?s=%22%3E%3Cscript%3E&p=%3Cscript%3E&o=%22%3E%3Cscript%3E",
        "/steward/mark/ondsinnet.nb",
        "/steward/mark/ondsinnet.nb?char=%3Cscript%3E,1",
        "/steward/item/%3Cscript%3Ealert(1)%3C/script%3E",
        "/steward/decisions?who=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/steward/build?then=javascript:alert(1)",
        "/steward/login?next=%22%3E%3Cscript%3E",
    ],
)
def test_nothing_that_a_stranger_writes_becomes_code(steward: FlaskClient, path: str) -> None:
    answer = steward.get(path, headers=HTML, follow_redirects=True)
    assert answer.mimetype == "text/html"
    Checked(answer.text)
    assert "<script>alert" not in answer.text


def test_a_hostile_name_is_shown_as_it_is(steward: FlaskClient) -> None:
    page = steward.get("/steward/thing/organisation/ondsinnet", headers=HTML).text
    assert html.escape(sample.HOSTILE, quote=False).split("&#")[0].split('"')[0] in page


def test_the_evidence_leads_to_the_desk_only_where_there_is_one(client: FlaskClient, steward: FlaskClient) -> None:
    asked = "s=event/programdag&p=schema:location&o=place/storsalen"
    page = steward.get(f"/evidence?{asked}", headers=HTML).text
    assert f'href="/steward/fact?{asked}"'.replace("&", "&amp;") in page
    assert "/steward" not in client.get(f"/evidence?{asked}", headers=HTML).text


def test_a_users_file_that_cannot_be_read_takes_no_public_page_down(desk_app: Flask, desk_settings: Settings) -> None:
    (desk_settings.steward.folder / "users.toml").write_text("[")
    client = https(desk_app)
    assert client.get("/steward", headers=HTML).status_code == 503
    assert client.get("/steward/login", headers=HTML).status_code == 503
    assert (
        client.get("/evidence?s=event/programdag&p=schema:location&o=place/storsalen", headers=HTML).status_code == 200
    )
