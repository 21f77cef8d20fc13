"""The application: blueprints, languages, faults, headers."""

import hashlib
import json
from importlib import metadata
from pathlib import Path

from flask import Flask, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

from server import as_of, coding, faults, locale, security
from server.configured import EXTENSION, Configured
from server.live import Keeper
from server.metrics import Metrics
from server.pool import Pool
from settings import Settings
from shapes.files import files
from shapes.pages.layout import FILE as LAYOUT

FOLDER = Path(__file__).parent
DIST = FOLDER / "static" / "dist"
# Settings that answers tell of.
_TOLD = ("dataset", "page_size", "query_", "max_request_bytes", "service_endpoints")


def create(settings: Settings) -> Flask:
    """Make the application for `settings`."""
    app = Flask("server", root_path=str(FOLDER), static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_request_bytes
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    assets = _manifest()
    metrics = Metrics()
    app.extensions[EXTENSION] = Configured(
        settings, Keeper(settings, _release(settings, assets)), Pool(settings, metrics), metrics
    )
    coding.init(app)
    locale.init(app)
    faults.init(app)
    security.init(app)
    as_of.init(app)
    _register(app, settings)
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    _globals(app, assets)
    if not assets:
        app.logger.warning("The pages' styles are missing; run `make setup`.")
    return app


def _register(app: Flask, settings: Settings) -> None:
    # Here, since the blueprints ask for the application's settings.
    from server import (
        api,
        card,
        changes,
        decision_pages,
        definition,
        differences,
        discovery,
        entity,
        evidence,
        graph_store,
        graphs,
        home,
        map,
        network,
        quality,
        shape_pages,
        sitemap,
        source,
        sparql,
        system,
        timeline,
    )
    from server.steward import desk

    rooms = (
        home,
        timeline,
        map,
        discovery,
        entity,
        evidence,
        card,
        network,
        source,
        sparql,
        definition,
        quality,
        decision_pages,
        shape_pages,
    )
    for room in (*rooms, graphs, graph_store, differences, changes, api, sitemap, system):
        app.register_blueprint(room.blueprint)
    desk.init(app, settings)


def _globals(app: Flask, assets: dict[str, str]) -> None:
    from server.templating import init

    def asset(name: str) -> str:
        """The address of a bundled file; empty when the front end has not been built."""
        return url_for("system.asset", name=assets[name]) if name in assets else ""

    init(app)
    app.jinja_env.globals["asset"] = asset


def _manifest() -> dict[str, str]:
    path = DIST / "manifest.json"
    if not path.is_file():
        return {}
    found: dict[str, str] = json.loads(path.read_text("utf-8"))
    return {name: file for name, file in found.items() if (DIST / file).is_file()}


def _release(settings: Settings, assets: dict[str, str]) -> str:
    """A word that changes when answers would differ for the same build: version, program, styles, what settings say."""
    try:
        version = metadata.version("innograf")
    except metadata.PackageNotFoundError:
        version = "0"
    told = {name: value for name, value in settings.model_dump(mode="json").items() if name.startswith(_TOLD)}
    digest = hashlib.sha256(json.dumps([version, assets, told], sort_keys=True).encode())
    for path in sorted(
        [
            LAYOUT,
            *files(),
            *FOLDER.glob("templates/*.*"),
            *FOLDER.glob("openapi/*"),
            *FOLDER.glob("translations/*/*/*.po"),
            *FOLDER.glob("*.py"),
        ]
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
