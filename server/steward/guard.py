"""Who comes in at `/steward`: every request to it passes here before it is looked at."""

from flask import Flask, Response, current_app, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect

from server.configured import settings
from server.faults import Refusal, answer, title_of
from server.live import current
from server.steward import building
from server.steward.meanwhile import moment
from server.steward.sessions import desk, user
from server.steward.users import UsersError
from store import Build

csrf = CSRFProtect()
# What can be asked for without being logged in, and what a reader may send.
OPEN = {"login", "log_in", "provider", "came_back"}
READERS_SEND = {"log_in", "log_out"}
_READING = {"GET", "HEAD", "OPTIONS"}


def init(app: Flask) -> None:
    """Give the application what the guard needs."""
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None)
    csrf.init_app(app)
    app.register_error_handler(CSRFError, _forged)
    app.jinja_env.globals.update(
        steward=user, may_decide=may_decide, desk_is_open=_is_open, moment_made=moment, unpublished=_unpublished
    )


def check() -> Response | None:
    """Let a request in, or send it to the login, or refuse it."""
    try:
        is_open = desk().is_open()
    except UsersError as error:
        current_app.logger.error("%s", error)
        raise Refusal(503, "users", _("The file of users cannot be read; the server's log says why.")) from None
    if not is_open:
        detail = _(
            "No steward can log in here: there are no users. `innograf user add NAME --role steward` makes the first."
        )
        raise Refusal(404, "no-users", detail)
    name = (request.endpoint or "").rpartition(".")[2]
    if request.method not in _READING:
        csrf.protect()
    if name in OPEN:
        return None
    who = user()
    if who is None:
        if request.method in _READING:
            return _to_login()
        raise Refusal(401, "not-logged-in", _("You are not logged in any more. Log in, then send it again."))
    if who.role != "steward" and request.method not in _READING and name not in READERS_SEND:
        raise Refusal(403, "readers-decide-nothing", _("You may read here, but not decide."))
    return None


def _is_open() -> bool:
    """Whether public pages may lead to the desk; a users' file that cannot be read is told of there, not here."""
    try:
        return desk().is_open()
    except UsersError:
        return False


def _unpublished() -> str:
    """How the last build from the desk ended when it was not published and none was since; else empty."""
    last = building.state(settings())
    if last is None or last.outcome in {"running", "published", "left-out"}:
        return ""
    build = current().build
    shown_since = isinstance(build, Build) and build.manifest.made > (last.ended or last.began)
    return "" if shown_since else last.outcome


def may_decide() -> bool:
    """Whether who is logged in may decide, and not only read."""
    who = user()
    return who is not None and who.role == "steward"


def _to_login() -> Response:
    return make_response(redirect(url_for("steward.login", next=request.full_path.rstrip("?")), 303))


def _forged(error: CSRFError) -> Response:
    detail = _("The form was too old or came from elsewhere, so nothing was done. Load the page again.")
    return answer(400, "forged", title_of(400), detail)
