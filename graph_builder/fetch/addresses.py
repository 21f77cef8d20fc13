"""Web addresses: the list of those to fetch, and the names of the files that they are kept in."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from slugify import slugify
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_COMMENT = re.compile(r"(?:^|\s)#.*")
_LONGEST_NAME = 100


class BadAddress(ValueError):
    """An address that is not fetched; the message is the reason, for people."""


@dataclass(frozen=True)
class Address:
    """A web address as it is asked for, and the line of the list that it stands in."""

    url: str
    line: int = 0


def read_list(lines: Iterable[str]) -> tuple[list[Address], list[tuple[int, str, str]]]:
    """The addresses in a list: one a line, `#` begins a comment, an address named twice is one.

    Returns them, and (line, text, reason) of each line that is none.
    """
    found: dict[str, Address] = {}
    bad = []
    for number, line in enumerate(lines, start=1):
        text = _COMMENT.sub("", line.strip("\ufeff\r\n")).strip()
        if not text:
            continue
        try:
            url = normal(text)
        except BadAddress as error:
            bad.append((number, text, str(error)))
        else:
            found.setdefault(url, Address(url, number))
    return list(found.values()), bad


def normal(text: str) -> str:
    """The address in ASCII, without a fragment. Raises `BadAddress` for what is not on the web."""
    if re.search(r"\s", text):
        raise BadAddress("it has a space; write one address a line.")
    try:
        parts = urlsplit(text)
        # urllib3 writes other letters than those of ASCII as %C3%A6; the name of the host is not its work.
        netloc = ".".join(
            part.encode("idna").decode() if not part.isascii() else part for part in parts.netloc.split(".")
        )
        found = parse_url(parts._replace(netloc=netloc).geturl())
    except (LocationParseError, ValueError, UnicodeError):
        raise BadAddress("it is not a web address.") from None
    if found.scheme not in ("http", "https"):
        raise BadAddress("it must begin with http:// or https://.")
    if not found.host:
        raise BadAddress("it names no host.")
    if found.auth:
        raise BadAddress("it has a name or a password in it; only what everybody may read is fetched.")
    return found._replace(fragment=None, path=found.path or "/").url


def file_name(url: str, ending: str) -> str:
    """The name of the file that an address is kept in: the same for the same address, and another for any other."""
    parts = urlsplit(url)
    path = re.sub(r"\.(?:html?|xhtml|php|aspx?|jsp|pdf|docx|txt|md|zip)$", "", parts.path)
    readable = slugify(f"{(parts.hostname or '').removeprefix('www.')}-{path}", max_length=_LONGEST_NAME)
    return f"{readable}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{ending}"
