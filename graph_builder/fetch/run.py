"""Fetches a list of addresses into a folder of documents."""

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from graph_builder.fetch.addresses import Address, file_name
from graph_builder.fetch.client import Client, FetchError, Response
from graph_builder.fetch.kept import Folder, Kept
from graph_builder.formats import FORMATS, ZIP
from settings import FetchSettings

Progress = Callable[[int, int, str], None]

_ENDINGS = {form.media_type: form.endings[0] for form in FORMATS} | {
    "application/xhtml+xml": ".html",
    "application/zip": ZIP,
    "application/x-zip-compressed": ZIP,
    "text/x-markdown": ".md",
}
# Says nothing of what it is: the address does.
_ANYTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/x-download"})
ACCEPT = ", ".join([*_ENDINGS, "*/*;q=0.1"])


@dataclass(frozen=True)
class Fetched:
    """What became of an address: new, changed, unchanged or failed; the file, or the reason."""

    address: Address
    outcome: str
    file: str = ""
    reason: str = ""


def fetch_all(
    addresses: Iterable[Address],
    folder: Path,
    settings: FetchSettings,
    progress: Progress | None = None,
    client: Client | None = None,
) -> list[Fetched]:
    """Fetch each address into `folder`, and tell of each what became of it; one that fails stops no other.

    A document that has not changed is not taken again. Raises `FetchError` when the folder's records cannot be used.
    """
    addresses = list(addresses)
    client = client or Client(settings)
    kept = Folder(folder)
    done = []
    for number, address in enumerate(addresses, start=1):
        try:
            done.append(_fetch(address, kept, client))
        except (FetchError, OSError) as error:
            done.append(Fetched(address, "failed", reason=str(error)))
        if progress:
            progress(number, len(addresses), address.url)
    return done


def _fetch(address: Address, folder: Folder, client: Client) -> Fetched:
    before = folder.of(address.url)
    response = client.get(address.url, ACCEPT, {before.url: before.validators()} if before else {})
    if response.content is None and before:
        return Fetched(address, "unchanged", before.file)
    ending = _ending(response)
    content = _as_utf8(response) if ending in (".txt", ".md") else response.content or b""
    if not content.strip():
        raise FetchError("it is empty.")
    sha256 = hashlib.sha256(content).hexdigest()
    same = before is not None and before.sha256 == sha256 and before.file.endswith(ending)
    kept = Kept(
        file_name(address.url, ending),
        response.url,
        before.retrieved if before and same else _now(),
        sha256,
        response.headers.get("ETag", ""),
        response.headers.get("Last-Modified", ""),
    )
    folder.keep(address.url, kept, None if same else content)
    return Fetched(address, "unchanged" if same else "changed" if before else "new", kept.file)


def _ending(response: Response) -> str:
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type in _ENDINGS:
        return _ENDINGS[media_type]
    ending = PurePosixPath(urlsplit(response.url).path).suffix.lower()
    known = {item: form.endings[0] for form in FORMATS for item in form.endings} | {ZIP: ZIP}
    if media_type in _ANYTHING and ending in known:
        return known[ending]
    raise FetchError(f"it is {media_type or 'of no type that the server tells'}, which is not read.")


def _as_utf8(response: Response) -> bytes:
    """A text in UTF-8, whatever the server says that it is in."""
    content = response.content or b""
    charset = response.headers.get("Content-Type", "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if not charset or charset in ("utf-8", "utf8"):
        return content
    try:
        return content.decode(charset).encode()
    except (LookupError, UnicodeDecodeError):
        return content


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
