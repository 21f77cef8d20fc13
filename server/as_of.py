"""Pages as they were in an older build: `?build={id}`, marked plainly, with the way to today's (RFC 7089)."""

from datetime import datetime
from typing import Any

from flask import Flask, Response, abort, current_app, g, request, url_for
from werkzeug.http import http_date

from server.configured import configured
from server.live import Live
from server.negotiation import link
from store import EndpointError, StoreError

# Pages that are all made of one build, and link to one another.
PAGES = {"entity.page", "source.page", "statement.page"}
PARAMETER = "build"
SHORTEST = 8


def init(app: Flask) -> None:
    """Answer from the build that the address names."""
    app.before_request(_open)
    app.after_request(_mark)
    app.url_defaults(_carry)
    app.jinja_env.globals.update(as_of=as_of, today=today)


def as_of() -> Live | None:
    """The older build that this request is answered from; None for the published one."""
    found: Live | None = g.get("as_of")
    return found


def today() -> str:
    """The address of this page as it is today."""
    values: dict[str, Any] = {**request.args.to_dict(), **(request.view_args or {}), PARAMETER: None}
    return url_for(request.endpoint or "home.index", **values)


def _open() -> None:
    ref = request.args.get(PARAMETER)
    if ref is None or request.endpoint not in PAGES:
        return
    if not (len(ref) >= SHORTEST and ref.isalnum()):
        abort(404)
    keeper = configured().keeper
    if (keeper.builds.current_id() or "").startswith(ref):
        return
    try:
        g.as_of = g.live = keeper.old(ref)
    except EndpointError:
        raise
    except StoreError:
        abort(404)


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    """Have links between such pages stay in their build."""
    live = g.get("as_of") if current_app else None
    if live is not None and endpoint in PAGES:
        values.setdefault(PARAMETER, live.build.id[:16])


def _mark(response: Response) -> Response:
    live = as_of()
    if live is not None:
        response.headers["X-Robots-Tag"] = "noindex"
        if response.status_code in {200, 304}:
            made = datetime.fromisoformat(live.build.manifest.made)
            response.headers["Memento-Datetime"] = http_date(made)
            response.headers.add("Link", link(today(), {"rel": "original latest-version"}))
    return response
