"""Applications with a desk: a steward, a reader, and the sample graph."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server import create_app
from server.configured import EXTENSION
from server.steward import building, users
from settings import Settings

PASSWORD = "et langt ord for fjorden"
HTML = {"Accept": "text/html", "Accept-Language": "en"}


@pytest.fixture(scope="session")
def quick_hashes() -> Iterator[None]:
    """Hashes that cost little: what they cost is not what is tested."""
    from argon2 import PasswordHasher

    kept = users._hasher, users._NOBODY
    users._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    users._NOBODY = users._hasher.hash("nobody has this")
    yield
    users._hasher, users._NOBODY = kept


@pytest.fixture
def desk_settings(sample_root: Path, tmp_path: Path, quick_hashes: None) -> Settings:
    """Settings of a desk with the stewards `kari` and `eva` and the reader `ola`."""
    folder = tmp_path / "steward"
    for name, role in (("kari", "steward"), ("eva", "steward"), ("ola", "reader")):
        users.add_user(folder / "users.toml", name, role, PASSWORD)
    return Settings(
        data=sample_root,
        server_workers=1,
        query_workers=1,
        authority=tmp_path / "authority",
        records=tmp_path / "authority" / "decisions",
        steward={"folder": folder, "low_confidence": 0.98, "build": False},  # type: ignore[arg-type]
    )


@pytest.fixture
def make_app(desk_settings: Settings) -> Iterator[Callable[..., Flask]]:
    """Makes applications with a desk; `steward` are further settings of it."""
    apps = []

    def make(**steward: object) -> Flask:
        own = desk_settings.steward.model_copy(update=steward)
        apps.append(create_app(desk_settings.model_copy(update={"steward": own})))
        return apps[-1]

    yield make
    for app in apps:
        app.extensions[EXTENSION].pool.close()


@pytest.fixture
def desk_app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def stranger(desk_app: Flask) -> FlaskClient:
    return https(desk_app)


@pytest.fixture
def steward(desk_app: Flask) -> FlaskClient:
    return logged_in(desk_app, "kari")


@pytest.fixture
def reader(desk_app: Flask) -> FlaskClient:
    return logged_in(desk_app, "ola")


@pytest.fixture
def no_builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who wanted a build; none is made."""
    wanted: list[str] = []
    monkeypatch.setattr(building, "want", lambda settings, by, force=False: wanted.append(by))
    return wanted


def https(app: Flask) -> FlaskClient:
    """A client over TLS, as browsers send secure cookies there only."""
    app.config["PREFERRED_URL_SCHEME"] = "https"
    client = app.test_client()
    client.environ_base |= {"HTTP_REFERER": "https://localhost/steward"}
    return client


def token(client: FlaskClient, path: str = "/steward/login") -> str:
    """The token against forged requests, as a page has it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path, headers=HTML).text)
    assert found
    return found[1]


def log_in(client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> int:
    """Log in; the status of the answer."""
    data = {"csrf_token": token(client), "name": name, "password": password, **more}
    return client.post("/steward/login", data=data, headers=HTML).status_code


def logged_in(app: Flask, name: str) -> FlaskClient:
    client = https(app)
    assert log_in(client, name) == 303
    return client
