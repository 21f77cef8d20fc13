"""Logging in by a provider of identity, against one of our own on this machine."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from server.steward.users import add_user
from settings import Settings
from tests.server.steward.conftest import HTML, https


class Provider:
    """A provider that lets everybody in as `claims` says. `spoil` changes what its token says."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.signed_by = self.key
        self.claims: dict[str, Any] = {"email": "eva@kommune.example", "email_verified": True}
        self.spoil: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.up = True
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.endswith("openid-configuration"):
                    self.say(provider.metadata())
                elif self.path == "/keys":
                    self.say({"keys": [provider.key.as_dict(private=False)]})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                given = {name: values[0] for name, values in parse_qs(body).items()}
                said = provider.token(given)
                self.say(said, 200 if "id_token" in said else 400)

            def say(self, said: dict[str, Any], status: int = 200) -> None:
                self.send_response(status if provider.up else 500)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def let_in(self, address: str) -> str:
        """What the browser is sent back to, from the address of the login."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == "innograf"
        assert asked["code_challenge_method"] == "S256"
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return f"{urlsplit(asked['redirect_uri']).path}?code={code}&state={asked['state']}"

    def token(self, given: dict[str, str]) -> dict[str, Any]:
        asked = self.codes.get(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        if not asked or base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "innograf",
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": asked["nonce"],
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**claims, **self.claims, **self.spoil}, self.signed_by)
        return {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": signed}


@pytest.fixture
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def comer(make_app: Callable[..., Flask], provider: Provider, desk_settings: Settings) -> FlaskClient:
    own = desk_settings.steward
    add_user(own.folder / "users.toml", "eva@kommune.example", "steward", None)
    secret = own.folder / "secret"
    secret.write_text("s3cret\n")
    return https(
        make_app(
            oidc_issuer=provider.issuer,
            oidc_client_id="innograf",
            oidc_client_secret_file=secret,
            oidc_name="Kommunens innlogging",
        )
    )


def begin(client: FlaskClient) -> str:
    answer = client.get("/steward/oidc?next=/steward/decisions", headers=HTML)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_whom_the_provider_knows_comes_in(comer: FlaskClient, provider: Provider) -> None:
    assert "Kommunens innlogging" in comer.get("/steward/login", headers=HTML).text
    answer = comer.get(provider.let_in(begin(comer)))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/steward/decisions")
    assert "eva@kommune.example" in comer.get("/steward", headers=HTML).text


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "somebody@else.example"},
        {"email": "eva@kommune.example", "email_verified": False},
        {"email": ["eva@kommune.example"]},
        {"name": "eva@kommune.example"},
    ],
)
def test_whom_the_desk_does_not_know_stays_out(comer: FlaskClient, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    assert comer.get(provider.let_in(begin(comer)), headers=HTML).status_code == 403
    assert comer.get("/steward", headers=HTML).status_code == 303


@pytest.mark.parametrize(
    "spoil", [{"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000}]
)
def test_a_token_that_does_not_hold_is_refused(comer: FlaskClient, provider: Provider, spoil: dict[str, Any]) -> None:
    provider.spoil = spoil
    assert comer.get(provider.let_in(begin(comer)), headers=HTML).status_code == 403
    assert comer.get("/steward", headers=HTML).status_code == 303


def test_a_token_that_somebody_else_signed_is_refused(comer: FlaskClient, provider: Provider) -> None:
    provider.signed_by = RSAKey.generate_key(2048, parameters={"kid": "one"})
    assert comer.get(provider.let_in(begin(comer)), headers=HTML).status_code == 403


def test_another_state_is_refused(comer: FlaskClient, provider: Provider) -> None:
    back = provider.let_in(begin(comer))
    assert comer.get(back.partition("&state=")[0] + "&state=forged", headers=HTML).status_code == 403
    stranger = https(comer.application)
    assert stranger.get(back, headers=HTML).status_code == 403


def test_a_provider_that_fails_is_told_of(comer: FlaskClient, provider: Provider) -> None:
    back = provider.let_in(begin(comer))
    provider.up = False
    assert comer.get(back, headers=HTML).status_code == 403
    assert comer.get("/steward/oidc/callback?error=access_denied", headers=HTML).status_code == 403


def test_a_provider_that_is_not_there_is_told_of(make_app: Callable[..., Flask]) -> None:
    client = https(make_app(oidc_issuer="http://127.0.0.1:9", oidc_client_id="innograf"))
    assert client.get("/steward/oidc", headers=HTML).status_code == 403


def test_without_the_setting_there_is_no_provider(stranger: FlaskClient) -> None:
    assert stranger.get("/steward/oidc", headers=HTML).status_code == 404
    assert stranger.get("/steward/oidc/callback", headers=HTML).status_code == 404
