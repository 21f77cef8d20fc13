"""What the application was made with: its settings, the keeper of the published build, the pool of query workers."""

from dataclasses import dataclass

from flask import current_app

from server.live import Keeper
from server.metrics import Metrics
from server.pool import Pool
from settings import Settings

EXTENSION = "innograf"


@dataclass
class Configured:
    """Kept in the application's `extensions`."""

    settings: Settings
    keeper: Keeper
    pool: Pool
    metrics: Metrics


def settings() -> Settings:
    """The settings of the application that answers this request."""
    return configured().settings


def configured() -> Configured:
    """All that the application was made with."""
    found: Configured = current_app.extensions[EXTENSION]
    return found
