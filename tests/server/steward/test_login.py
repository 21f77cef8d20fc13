"""Logging in and out: sessions, guesses, addresses that lead elsewhere."""

import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.steward import ledger, users
from server.steward.ledger import Ledger
from server.steward.sessions import COOKIE, key
from tests.server.conftest import settings_for
from tests.server.steward.conftest import HTML, PASSWORD, https, log_in, logged_in, token


def cookie_of(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE, path="/steward")
    assert found
    return found.value


def test_without_users_there_is_no_desk(client: FlaskClient) -> None:
    for path in ("/steward", "/steward/login", "/steward/decisions"):
        answer = client.get(path, headers=HTML)
        assert answer.status_code == 404
        assert "innograf user add" in answer.text
        assert "Set-Cookie" not in answer.headers


def test_a_steward_comes_in_and_goes(stranger: FlaskClient) -> None:
    answer = stranger.get("/steward/decisions?who=kari", headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/steward/login?next=/steward/decisions?who%3Dkari",
    )
    answer = stranger.post(
        "/steward/login",
        data={
            "csrf_token": token(stranger),
            "name": "kari",
            "password": PASSWORD,
            "next": "/steward/decisions?who=kari",
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/steward/decisions?who=kari")
    page = stranger.get("/steward", headers=HTML)
    assert page.status_code == 200
    assert "kari" in page.text
    stranger.post("/steward/logout", data={"csrf_token": token(stranger, "/steward")})
    assert stranger.get("/steward", headers=HTML).status_code == 303


def test_a_cookie_is_of_no_use_after_logging_out(desk_app: Flask) -> None:
    client = logged_in(desk_app, "kari")
    stolen = cookie_of(client)
    thief = https(desk_app)
    thief.set_cookie(COOKIE, stolen, path="/steward")
    assert thief.get("/steward", headers=HTML).status_code == 200
    client.post("/steward/logout", data={"csrf_token": token(client, "/steward")})
    assert thief.get("/steward", headers=HTML).status_code == 303


def test_the_session_is_another_after_logging_in(desk_app: Flask) -> None:
    client = https(desk_app)
    before_token = token(client)
    before = cookie_of(client)
    assert log_in(client, "kari") == 303
    planted = https(desk_app)
    planted.set_cookie(COOKIE, before, path="/steward")
    assert planted.get("/steward", headers=HTML).status_code == 303
    # Nor does a form from before count.
    answer = client.post("/steward/logout", data={"csrf_token": before_token}, headers=HTML)
    assert answer.status_code == 400


def test_the_cookie_goes_to_the_desk_alone_and_over_tls(stranger: FlaskClient) -> None:
    answer = stranger.get("/steward/login")
    (cookie,) = (SimpleCookie(value)[COOKIE] for value in answer.headers.getlist("Set-Cookie"))
    assert (cookie["path"], cookie["samesite"], cookie["secure"], cookie["httponly"]) == ("/steward", "Lax", True, True)
    assert "Set-Cookie" not in stranger.get("/", headers=HTML).headers


@pytest.mark.parametrize(
    ("name", "password"), [("kari", "noe annet enn dette"), ("nobody", PASSWORD), ("", ""), ("x" * 5000, "y" * 5000)]
)
def test_a_wrong_guess_says_no_more_than_that(stranger: FlaskClient, name: str, password: str) -> None:
    assert log_in(stranger, name, password) == 401
    assert stranger.get("/steward", headers=HTML).status_code == 303


def test_an_unknown_name_is_hashed_as_well(stranger: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Told:
        def verify(self, hashed: str, password: str) -> bool:
            asked.append(hashed)
            raise users.VerificationError

    monkeypatch.setattr(users, "_hasher", Told())
    log_in(stranger, "nobody")
    log_in(stranger, "kari")
    assert len(asked) == 2
    assert asked[0] == users._NOBODY


def test_guesses_are_slowed(stranger: FlaskClient) -> None:
    for _ in range(ledger.PAIR.free):
        assert log_in(stranger, "kari", "feil passord her") == 401
    answer = stranger.post(
        "/steward/login", data={"csrf_token": token(stranger), "name": "kari", "password": PASSWORD}, headers=HTML
    )
    # Not even the right one is looked at.
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    # Another name from the same address is not held up yet.
    assert log_in(stranger, "ola") == 303


def test_waits_grow_and_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(ledger.time, "time", lambda: now[0])
    kept = Ledger(tmp_path)
    waits = []
    for _ in range(12):
        while (wait := kept.admit("kari", "192.0.2.1")) > 0:
            waits.append(wait)
            now[0] += wait
    assert waits == sorted(waits)
    assert waits[-1] >= 2 * waits[-2] >= 4
    now[0] += ledger.WINDOW + 1
    assert kept.admit("kari", "192.0.2.1") == 0


def test_many_names_from_one_address_are_slowed_and_so_is_one_name_from_many(tmp_path: Path) -> None:
    kept = Ledger(tmp_path)
    assert [kept.admit(f"name{n}", "192.0.2.1") for n in range(ledger.ADDRESS.free)] == [0.0] * ledger.ADDRESS.free
    assert kept.admit("another", "192.0.2.1") > 0
    kept = Ledger(tmp_path / "other")
    assert not any(kept.admit("kari", f"192.0.2.{n}") for n in range(ledger.NAME.free))
    assert 0 < kept.admit("kari", "192.0.2.200") <= ledger.NAME.longest


def test_whoever_knows_the_password_starts_afresh(tmp_path: Path) -> None:
    kept = Ledger(tmp_path)
    for _ in range(3 * ledger.ADDRESS.free):
        assert kept.admit("kari", "192.0.2.1") == 0
        kept.came_in("kari", "192.0.2.1")


def test_a_change_of_role_or_password_ends_sessions(desk_app: Flask, desk_settings: object) -> None:
    client = logged_in(desk_app, "kari")
    path = desk_settings.steward.folder / "users.toml"  # type: ignore[attr-defined]
    users.change_password(path, "kari", "et helt nytt passord")
    assert client.get("/steward", headers=HTML).status_code == 303
    other = logged_in(desk_app, "ola")
    users.remove_user(path, "ola")
    assert other.get("/steward", headers=HTML).status_code == 303


def test_sessions_end_by_themselves(make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(session_hours=2, idle_minutes=30)
    start = time.time()
    client = logged_in(app, "kari")
    for minutes, status in ((25, 200), (50, 200), (75, 200), (100, 200), (119, 200), (121, 303)):
        monkeypatch.setattr(ledger.time, "time", lambda at=start + 60 * minutes: at)
        assert client.get("/steward", headers=HTML).status_code == status
    monkeypatch.setattr(ledger.time, "time", lambda: start)
    client = logged_in(app, "kari")
    monkeypatch.setattr(ledger.time, "time", lambda: start + 31 * 60)
    assert client.get("/steward", headers=HTML).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "x",
    ],
)
def test_logging_in_leads_nowhere_else(stranger: FlaskClient, target: str) -> None:
    data = {"csrf_token": token(stranger), "name": "kari", "password": PASSWORD, "next": target}
    answer = stranger.post("/steward/login", data=data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/steward")


def test_the_key_is_made_once_and_kept_to_oneself(tmp_path: Path) -> None:
    first = key(tmp_path)
    assert key(tmp_path) == first
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]
    (tmp_path / "key").write_text("short")
    with pytest.raises(users.UsersError, match="too short"):
        key(tmp_path)


def test_a_cookie_of_another_key_is_nobodys(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    app = make_app()
    value = cookie_of(logged_in(app, "kari"))
    (tmp_path / "steward" / "key").unlink()
    other = https(make_app())
    other.set_cookie(COOKIE, value, path="/steward")
    assert other.get("/steward", headers=HTML).status_code == 303
    assert settings_for(tmp_path).steward.folder != tmp_path
