"""What was fetched before: files, where they are from and when, and what to ask the server by whether they changed.

`corpus.toml` has what a reader of the documents should know; a hidden file beside it has the rest.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from graph_builder.fetch.client import FetchError
from graph_builder.files import CORPUS_FILE
from store.files import write_atomically

STATE_FILE = ".innograf-fetch.json"


@dataclass(frozen=True)
class Kept:
    """One address: its file, the address that it was in the end, when it came, its hash, and the server's marks."""

    file: str
    url: str
    retrieved: str
    sha256: str
    etag: str = ""
    last_modified: str = ""

    def validators(self) -> dict[str, str]:
        """The headers that ask for the document only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


class Folder:
    """The folder that fetched documents are kept in. Raises `FetchError` when its records cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.kept = self._state()
        self._corpus = self._tables()

    def of(self, url: str) -> Kept | None:
        """What is kept of an address; None when its file is not there any more."""
        kept = self.kept.get(url)
        return kept if kept and (self.path / kept.file).is_file() else None

    def keep(self, url: str, kept: Kept, content: bytes | None) -> None:
        """Write a document (None: it is there as it is) and what is known of it."""
        before = self.kept.get(url)
        if content is not None:
            write_atomically(self.path / kept.file, content)
            if before and before.file != kept.file:
                (self.path / before.file).unlink(missing_ok=True)
                self._corpus.pop(before.file, None)
            table = self._corpus.setdefault(kept.file, tomlkit.table())
            # What a person wrote there stays.
            table.setdefault("source", kept.url)
            table["retrieved"] = kept.retrieved
            write_atomically(self.path / CORPUS_FILE, tomlkit.dumps(self._corpus).encode())
        self.kept[url] = kept
        state = {address: asdict(item) for address, item in sorted(self.kept.items())}
        write_atomically(self.path / STATE_FILE, (json.dumps(state, indent=1, ensure_ascii=False) + "\n").encode())

    def _state(self) -> dict[str, Kept]:
        path = self.path / STATE_FILE
        if not path.exists():
            return {}
        try:
            return {url: Kept(**item) for url, item in json.loads(path.read_bytes()).items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise FetchError(f"{path} cannot be used ({error}); delete it, and all is fetched anew.") from None

    def _tables(self) -> Any:
        path = self.path / CORPUS_FILE
        if not path.exists():
            return tomlkit.document()
        try:
            return tomlkit.parse(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, TOMLKitError) as error:
            raise FetchError(f"{path} cannot be used: {error}") from None
