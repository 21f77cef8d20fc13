"""What the gateway can do itself: tell a plain SPARQL request, whose answer is data, from all others."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from werkzeug.http import parse_etags

from server import asking, security
from server.configured import Configured
from server.live import NoBuild
from server.protocol import Asked, Message, Taken, asked, etag, taken
from server.sparql_answers import CACHING, content_type, request_for

SPARQL = "/sparql"
_DATA = {"GET", "POST"}


@dataclass(slots=True)
class Plain:
    """A query whose answer can be sent as it comes from the pool."""

    build: str
    asked: Asked
    formats: Taken

    @property
    def request(self) -> asking.Request:
        """What the pool is asked."""
        return request_for(self.build, self.asked, self.formats)

    def is_known(self, if_none_match: str) -> bool:
        """Say whether the client has the answer already."""
        tag = etag(self.build, self.asked, self.formats) if if_none_match else None
        return tag is not None and parse_etags(if_none_match).contains_weak(tag)

    def headers(self, answer: asking.Answer | None) -> list[tuple[bytes, bytes]]:
        """The headers of an answer, or of a 304 when there is none."""
        said = [*_always(self.build, content_type(self.formats, answer) if answer is not None else None)]
        tag = etag(self.build, self.asked, self.formats)
        if tag:
            said.append((b"etag", b'"%s"' % tag.encode()))
        if answer is not None:
            said.append((b"content-length", b"%d" % answer.length))
        return said


@lru_cache(maxsize=100)
def _always(build: str, type: str | None) -> list[tuple[bytes, bytes]]:
    said = [CACHING, *security.headers(build), ("Vary", "Accept")]
    if type is not None:
        said.append(("Content-Type", type))
    return [(name.lower().encode(), value.encode()) for name, value in said]


def plain(configured: Configured, scope: Mapping[str, Any], given: Mapping[bytes, bytes], body: bytes) -> Plain | None:
    """Read a request to the SPARQL end point. None when a page or a fault is to be made: the application's work."""
    if scope["method"] not in _DATA or len(body) > configured.settings.max_request_bytes:
        return None
    accept, kind = (given.get(name, b"").decode("latin-1") for name in (b"accept", b"content-type"))
    try:
        found = asked(Message(scope["method"], scope["query_string"], accept, kind, body))
        formats = taken(found.format, accept)
        if found.query is None or formats.page or not (formats.results or formats.graph):
            return None
        return Plain(configured.keeper.live().build.id, found, formats)
    except NoBuild:
        return None
    except Exception:
        # Whatever is wrong with it, the application finds it too, and says so in the reader's language.
        return None
