"""Where the builds are: in a folder of this machine, or in another engine."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from settings import Settings
from store.builds import BuildStore
from store.endpoint import Endpoint
from store.remote import RemoteStore


def builds_of(settings: Settings) -> BuildStore | RemoteStore:
    """The builds that a server with these settings serves."""
    return builds_at(place_of(settings))


def place_of(settings: Settings) -> dict[str, Any]:
    """Where they are, as JSON values for another process. The password is not among them, only its file's name."""
    if not settings.endpoint:
        return {"folder": str(settings.data.resolve())}
    endpoint = asdict(Endpoint.of(settings))
    if settings.endpoint_password_file:
        endpoint["password_file"] = str(settings.endpoint_password_file.resolve())
    return {"endpoint": endpoint, "base": settings.base_iri}


def builds_at(place: Mapping[str, Any]) -> BuildStore | RemoteStore:
    """The builds at a place that `place_of` gave."""
    if "folder" in place:
        return BuildStore(Path(place["folder"]))
    given = place["endpoint"]
    file = given["password_file"]
    return RemoteStore(Endpoint(**{**given, "password_file": Path(file) if file else None}), place["base"])
