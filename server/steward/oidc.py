"""Logging in by a provider of identity (OpenID Connect, authorisation code with PKCE); Authlib does the work."""

from functools import cache
from pathlib import Path
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import abort, current_app
from flask_babel import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from server.faults import Refusal
from server.steward.sessions import desk
from settings import StewardSettings

TIMEOUT = 10
_FAULTS = (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError)


def client() -> Any:
    """The provider's client; 404 when none is set."""
    own = desk().own
    if not own.oidc_issuer:
        abort(404)
    return _client(current_app._get_current_object(), own)  # type: ignore[attr-defined]


@cache
def _client(app: Any, own: StewardSettings) -> Any:
    secret = _secret(own.oidc_client_secret_file)
    return OAuth(app).register(
        "provider",
        client_id=own.oidc_client_id,
        client_secret=secret,
        server_metadata_url=f"{(own.oidc_issuer or '').rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": TIMEOUT},
    )


def _secret(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise _fault(error) from None


def send_there(back: str) -> Any:
    """Send the browser to the provider, which is to send it to the address `back`. Raises `Refusal`."""
    try:
        return client().authorize_redirect(back)
    except _FAULTS as error:
        raise _fault(error) from None


def name_of_comer() -> str:
    """The name of the user whom the provider has sent back, by the claim that the settings name.

    Authlib checks the state, the nonce and the signed token. Raises `Refusal` for what does not hold.
    """
    own = desk().own
    try:
        claims = client().authorize_access_token().get("userinfo") or {}
    except _FAULTS as error:
        raise _fault(error) from None
    # An address that nobody has verified is anybody's.
    unverified = own.oidc_claim == "email" and claims.get("email_verified") is False
    name = claims.get(own.oidc_claim)
    if not isinstance(name, str) or unverified:
        raise Refusal(403, "no-name", _("The provider does not say who you are. Ask who runs this server."))
    return name


def _fault(error: Exception) -> Refusal:
    current_app.logger.error("The provider of identity: %s", error)
    return Refusal(403, "provider", _("The provider of identity could not be asked, or said no. Try to log in again."))
