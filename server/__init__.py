"""The web server: pages for people, RDF and SPARQL for machines, over the published build.

`create_app(settings)` makes the Flask application; `serve.run(settings)` serves it under granian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings) -> Flask:
    """Make the application. Reads the builds' folder when a request comes, not before."""
    # Late, since the processes that answer queries import this package too and need no Flask.
    from server.app import create

    return create(settings)
