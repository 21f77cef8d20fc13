"""Where the builds are: in a folder of this machine, or in another engine."""

from settings import Settings
from store.builds import BuildStore
from store.endpoint import Endpoint
from store.remote import RemoteStore


def builds_of(settings: Settings) -> BuildStore | RemoteStore:
    """The builds that a server with these settings serves."""
    if settings.endpoint:
        return RemoteStore(Endpoint.of(settings), settings.base_iri)
    return BuildStore(settings.data)
