"""Choosing the format of an answer, and the headers that go with a negotiated one."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from flask import Response, make_response, request, url_for
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from server.formats import HTML, Format
from server.linkset import LINKSET
from server.live import Live, current
from server.locale import page_language

HTML_VARIES = ("Accept", "Accept-Language", "Cookie")


class NothingAcceptable(NotAcceptable):
    """None of the formats on offer is one that the client takes; carries the list for the answer."""

    def __init__(self, offered: Sequence[Format]) -> None:
        super().__init__()
        self.offered = tuple(offered)


def accepted(header: str) -> MIMEAccept:
    """Read an `Accept` header: its media ranges without parameters such as `charset`, which nothing here depends on.

    What is no media range is left out; a header of nothing else says no more than none at all. `*` means `*/*`, as
    old Java clients have it.
    """
    # A long one is not worth its place in the cache.
    return _accepted(header) if len(header) < 1000 else _accepted.__wrapped__(header)


@lru_cache(maxsize=1000)
def _accepted(header: str) -> MIMEAccept:
    ranges = []
    # Java writes a quality without its nought.
    for value, quality in parse_accept_header(header.replace("q=.", "q=0."), MIMEAccept):
        plain = value.partition(";")[0].strip().lower()
        plain = "*/*" if plain == "*" else plain
        if all(plain.partition("/")):
            ranges.append((plain, quality))
    return MIMEAccept(ranges)


def choose(accept: MIMEAccept, offered: Sequence[Format]) -> Format | None:
    """The format to send, or None when nothing on offer is acceptable.

    `accept` is what `accepted` gives. `offered` is in the server's order of preference, which settles ties and
    wildcards; no `Accept` takes the first.
    RDF that is asked for by name is preferred to HTML of the same quality.
    """
    if not accept:
        return offered[0]
    named = {type for type, _ in accept}
    best: tuple[float, bool, int] | None = None
    chosen = None
    for place, format in enumerate(offered):
        for type in format.types:
            # A wildcard means the format, not each of its names: `text/html;q=0, */*` is no wish for XHTML.
            if type != format.type and type not in named:
                continue
            quality = accept.quality(type)
            # Whoever names RDF wants it more than the page, which every browser names.
            rank = (quality, format is not HTML and type in named, -place)
            if quality > 0 and (best is None or rank > best):
                best, chosen = rank, format
    return chosen


def sent_as(format: Format, accept: MIMEAccept | None) -> str:
    """The `Content-Type` for a format: its own media type, or the other name for it that the client asked for."""
    if format is HTML or not accept:
        return format.content_type
    best = max(format.types, key=lambda type: (accept.quality(type), -format.types.index(type)))
    return format.content_type if best == format.type else best


def negotiate(offered: Sequence[Format], suffix: str | None = None) -> Format:
    """The format of this request's answer: the suffix of the address, else `Accept`. Raises `NothingAcceptable`."""
    if suffix is not None:
        return next(format for format in offered if format.name == suffix)
    format = choose(accepted(request.headers.get("Accept", "")), offered)
    if format is None:
        raise NothingAcceptable(offered)
    return format


def split_suffix(name: str, offered: Sequence[Format]) -> tuple[str, str | None]:
    """Take a known suffix off the last part of an address: `ks.ttl` is `("ks", "ttl")`, `ks` is `("ks", None)`."""
    stem, dot, suffix = name.rpartition(".")
    if dot and stem and suffix in {format.name for format in offered}:
        return stem, suffix
    return name, None


def vary(response: Response, *names: str) -> Response:
    """Add names to `Vary`."""
    for name in names or ("Accept",):
        response.vary.add(name)
    return response


def see_other(address: str) -> Response:
    """A 303: what was asked for is not a page, but there is one about it."""
    response = make_response()
    response.status_code = 303
    response.headers["Location"] = address
    # The page that it leads to is negotiated; caches must know.
    return vary(response)


def finish(
    body: str | bytes,
    format: Format,
    *,
    location: str | None = None,
    links: Sequence[tuple[str, dict[str, str]]] = (),
    live: Live | None = None,
    stamp: str = "",
) -> Response:
    """An answer in `format` with validators, `Vary`, `Content-Location` and `Link`; a 304 when the client has it.

    `links` are pairs of target and parameters: `("/page/x.ttl", {"rel": "describedby", "type": "text/turtle"})`.
    `stamp` names what it depends on besides the build.
    """
    live = live or current()
    response = make_response(body)
    _describe(response, format, location, links, live)
    if stamp:
        response.set_etag(f"{response.get_etag()[0]}-{stamp}")
        # It can change without another build.
        del response.headers["Last-Modified"]
    response.make_conditional(request)
    return response


def finish_without(body: str | bytes, format: Format, location: str) -> Response:
    """An answer in `format` where there is no build that it could be validated by."""
    response = make_response(body)
    response.headers["Content-Type"] = format.content_type
    response.headers["Content-Location"] = location
    return vary(response, *(HTML_VARIES if format is HTML else ("Accept",)))


def unchanged(
    format: Format, *, location: str | None = None, links: Sequence[tuple[str, dict[str, str]]] = ()
) -> Response | None:
    """A 304 when the client has the answer already, before any work is done for it; else None."""
    if not request.headers.get("If-None-Match"):
        return None
    response = finish("", format, location=location, links=links)
    return response if response.status_code == 304 else None


def _describe(
    response: Response,
    format: Format,
    location: str | None,
    links: Sequence[tuple[str, dict[str, str]]],
    live: Live,
) -> None:
    """Put on an answer what it is, what it depends on, its validators and its links."""
    by_name = request.path.endswith(f".{format.name}") or "format" in request.args
    by_accept = None if by_name else accepted(request.headers.get("Accept", ""))
    response.headers["Content-Type"] = sent_as(format, by_accept)
    vary(response, *(HTML_VARIES if format is HTML else ("Accept",)))
    if location:
        response.headers["Content-Location"] = location
    for target, parameters in links:
        response.headers.add("Link", link(target, parameters))
    # All changes with the program and its settings, a page also with the language.
    variant = f"{format.name}-{page_language()}" if format is HTML else format.name
    response.set_etag(f"{live.build.id[:32]}-{variant}-{live.release}")
    response.last_modified = datetime.fromisoformat(live.build.manifest.made)
    response.headers["Cache-Control"] = "no-cache"


def link(target: str, parameters: dict[str, str]) -> str:
    """One value of the `Link` header (RFC 8288)."""
    safe = target.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    ascii_only = "".join(char if 32 < ord(char) < 127 else "".join(f"%{b:02X}" for b in char.encode()) for char in safe)
    return "; ".join([f"<{ascii_only}>", *(f'{name}="{value}"' for name, value in parameters.items())])


def alternates(endpoint: str, offered: Sequence[Format], **values: str) -> list[tuple[str, dict[str, str]]]:
    """A `describedby` link to each format but HTML; `values` name the address, its last part gets the suffix.

    That to the document of all links is `linkset`.
    """
    *_, last = values
    links = []
    for format in offered:
        if format is HTML:
            continue
        address = url_for(endpoint, **{**values, last: f"{values[last]}.{format.name}"})  # type: ignore[arg-type]
        rel = "linkset" if format is LINKSET else "describedby"
        links.append((address, {"rel": rel, "type": format.type, "title": format.title}))
    return links
