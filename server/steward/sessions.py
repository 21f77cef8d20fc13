"""Who is logged in: sessions at `/steward` alone, so that no public page sees a cookie of theirs."""

import ipaddress
import os
import secrets
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from server.configured import settings
from server.security import PRIVATE_PATH, is_private
from server.steward.ledger import Ledger
from server.steward.users import User, UsersError, UsersFile
from settings import Settings, StewardSettings

COOKIE = "innograf_steward"
KEY = "key"
EXTENSION = "innograf-desk"


@dataclass
class Desk:
    """What the desk has besides a request: its settings, users, sessions."""

    settings: Settings

    @property
    def own(self) -> StewardSettings:
        """The settings of the desk alone."""
        return self.settings.steward

    @cached_property
    def users(self) -> UsersFile:
        """The users' file."""
        return UsersFile(users_file(self.settings))

    @cached_property
    def ledger(self) -> Ledger:
        """Sessions and failed logins."""
        return Ledger(self.own.folder)

    def is_open(self) -> bool:
        """Whether somebody can log in at all."""
        return bool(self.users.all())


def users_file(settings: Settings) -> Path:
    """Where the users are."""
    return settings.steward.folder / "users.toml"


def desk() -> Desk:
    """The desk of this application."""
    found: Desk = current_app.extensions[EXTENSION]
    return found


class Sessions(SecureCookieSessionInterface):
    """Sessions in a signed cookie for the desk, none elsewhere."""

    def open_session(self, app: Flask, request: Any) -> Any:
        """The session of a request to the desk; elsewhere one that nothing can be put into."""
        if not is_private(request.path):
            return None
        found: Desk = app.extensions[EXTENSION]
        try:
            if app.secret_key is None and found.is_open():
                app.secret_key = key(found.own.folder)
        except UsersError:
            return None
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        """Write the cookie, when there is something to write."""
        if app.secret_key is not None and is_private(request.path):
            super().save_session(app, session, response)


def init(app: Flask, settings: Settings) -> None:
    """Give the application its desk."""
    app.extensions[EXTENSION] = Desk(settings)
    app.session_interface = Sessions()
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_PATH=PRIVATE_PATH,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=not settings.steward.insecure_cookie,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def key(folder: Path) -> str:
    """The key that cookies are signed with; made when there is none. All web processes have the same."""
    path = folder / KEY
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            fresh = folder / f".{KEY}.{secrets.token_hex(4)}"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                # Fails when another process was first, whose key it is then.
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        found = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsersError(f"The key of the desk's sessions cannot be had: {error}") from None
    if len(found) < 32:
        raise UsersError(f"{path} is too short for a key; remove it, and another is made.")
    return found


def user() -> User | None:
    """Who is logged in at this request; None when nobody is."""
    if "steward" not in g:
        g.steward = _user()
    found: User | None = g.steward
    return found


def _user() -> User | None:
    id = session.get("id") if current_app.secret_key is not None and is_private(request.path) else None
    if not isinstance(id, str):
        return None
    own = settings().steward
    found = desk().ledger.session(id, own.session_hours * 3600, own.idle_minutes * 60)
    known = desk().users.all().get(found[0]) if found else None
    # Another password or role since, and the session is over.
    return known if found and known and known.mark == found[1] else None


def log_in(user: User) -> None:
    """Begin a session, with nothing of what the cookie had before."""
    log_out()
    session["id"] = desk().ledger.begin(user.name, user.mark, settings().steward.session_hours * 3600)
    session["since"] = int(time.time())
    g.steward = user


def log_out() -> None:
    """End the session."""
    id = session.get("id")
    if isinstance(id, str):
        desk().ledger.end(id)
    session.clear()
    g.pop("steward", None)
    # The token against forged requests goes with it.
    g.pop("csrf_token", None)


def client_address() -> str:
    """The client's address as guesses are counted by: one network of IPv6 is one client."""
    given = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(given.partition("%")[0])
    except ValueError:
        return given
    if address.version == 6:
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
