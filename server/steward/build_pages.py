"""The desk's page on builds: begin one, see how far it has come and how it ended."""

from datetime import UTC, datetime

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from server.configured import settings
from server.faults import Refusal
from server.security import is_private
from server.steward import building
from server.steward.desk import blueprint, is_here
from server.steward.sessions import user


@blueprint.get("/build")
def build() -> Response:
    """How the last build goes or went; with `then`, on to that page as soon as the build is published."""
    found = building.state(settings())
    then, since = request.args.get("then", ""), _moment(request.args.get("since", ""))
    # The build before one that has not begun yet is not the one to wait for.
    before = found is None or found.began < since
    early = before and bool(since) and building.is_wanted(settings())
    if then and is_here(then) and not before and found and found.outcome in {"published", "left-out"}:
        # Other pages know of no session.
        if is_private(then):
            flash(_("This page is of the new build."), "done")
        return make_response(redirect(then, 303))
    return make_response(
        render_template(
            "steward/build.html",
            state=building.State("running", since) if early else found,
            running=early or (found is not None and found.outcome == "running"),
            log=building.log(settings()),
            documents=settings().documents,
            can_build=building.can_build(settings()),
        )
    )


def _moment(given: str) -> str:
    """A moment as the states of builds have them; empty for what is none."""
    try:
        return datetime.fromisoformat(given).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return ""


@blueprint.post("/build", endpoint="begin_build")
def _begin() -> Response:
    """Begin a build."""
    who = user()
    if who is None or not building.can_build(settings()):
        raise Refusal(409, "no-builds-here", _("The graph is held by another engine, so it is not built from here."))
    building.want(settings(), who.name, force=request.form.get("force") == "yes")
    return make_response(redirect(url_for("steward.build"), 303))
