"""The desk's blueprint, and what its pages share."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask

from server.security import PRIVATE_PATH
from server.steward import guard, sessions
from settings import Settings

blueprint = Blueprint("steward", __name__, url_prefix=PRIVATE_PATH)
blueprint.before_request(guard.check)


def init(app: Flask, settings: Settings) -> None:
    """Put the desk into the application."""
    # They put their views into the blueprint.
    from server.steward import build_pages, deciding, forms, item_page, login, marking, queue_page, thing_pages

    del build_pages, deciding, item_page, login, marking, queue_page, thing_pages

    sessions.init(app, settings)
    guard.init(app)
    forms.init(app)
    app.register_blueprint(blueprint)


def is_here(address: str) -> bool:
    """Whether an address is one of this server's pages: no form or login sends anybody elsewhere."""
    parts = urlsplit(address)
    unsafe = parts.scheme or parts.netloc or "\\" in address or not address.isprintable()
    return not unsafe and address.startswith("/") and not address.startswith("//")
