"""Logging in and out, by a password or by a provider of identity (OpenID Connect)."""

import math

from flask import Response, current_app, make_response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from server.faults import Refusal
from server.steward import oidc
from server.steward.desk import blueprint, is_here
from server.steward.sessions import client_address, desk, log_in, log_out, user
from server.steward.users import LONGEST, NAME, is_right


@blueprint.get("/login")
def login() -> Response:
    """The form to log in with."""
    if user() is not None:
        return _onward(request.args.get("next", ""))
    return _form(200)


@blueprint.post("/login", endpoint="log_in")
def _enter() -> Response:
    """Look at a name and a password."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    address = client_address()
    wait = desk().ledger.admit(name[:LONGEST], address)
    if wait > 0:
        detail = _("Too many guesses. Wait %(seconds)s seconds before the next.", seconds=math.ceil(wait))
        response = _form(429, detail)
        response.headers["Retry-After"] = str(math.ceil(wait))
        return response
    found = desk().users.all().get(name) if NAME.fullmatch(name) else None
    if not is_right(found, password) or found is None:
        current_app.logger.warning("A login at the steward's desk failed, from %s", address)
        return _form(401, _("That name and password do not go together."))
    desk().ledger.came_in(name, address)
    log_in(found)
    return _onward(request.form.get("next", ""))


@blueprint.post("/logout", endpoint="log_out")
def _leave() -> Response:
    """End the session."""
    log_out()
    return _see(url_for("steward.login"))


@blueprint.get("/oidc")
def provider() -> Response:
    """Send the browser to the provider of identity."""
    session["next"] = request.args.get("next", "")
    return make_response(oidc.send_there(url_for("steward.came_back", _external=True)))


@blueprint.get("/oidc/callback")
def came_back() -> Response:
    """The browser is back from the provider, which says who it is."""
    name = oidc.name_of_comer()
    found = desk().users.all().get(name)
    if found is None:
        current_app.logger.warning("The provider of identity knows %r, who is no user of the steward's desk", name)
        raise Refusal(403, "no-user", _("The provider knows you, but you are no user here. Ask who runs this server."))
    onward = str(session.get("next", ""))
    log_in(found)
    return _onward(onward)


def _form(status: int, fault: str = "") -> Response:
    own = desk().own
    page = render_template(
        "steward/login.html",
        fault=fault,
        name=request.form.get("name", ""),
        next=request.values.get("next", ""),
        provider=own.oidc_name if own.oidc_issuer else "",
        passwords=any(each.hash for each in desk().users.all().values()),
    )
    return make_response(page, status)


def _onward(address: str) -> Response:
    return _see(address if is_here(address) and address != "/" else url_for("steward.queue"))


def _see(address: str) -> Response:
    return make_response(redirect(address, 303))
