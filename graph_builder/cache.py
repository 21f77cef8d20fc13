"""What was read of a document before, so that only what has changed is read again.

An entry's name is a hash of all that its content depends on: the document, the readers' code and word lists, the
libraries, the authority files, the settings. What is there is therefore right, and nothing is ever brought up to date.
"""

import hashlib
from pathlib import Path

from graph_builder.draft import Draft
from graph_builder.packing import PackingError, unpack
from graph_builder.read import Document
from graph_builder.shelf import Shelf


class Cache:
    """Packed drafts in a folder; `hits` of them were asked for and there."""

    def __init__(self, folder: Path, fingerprint: str, largest: int) -> None:
        self._shelf = Shelf(folder / "drafts", largest)
        self._fingerprint = fingerprint
        self.hits = 0

    @property
    def fault(self) -> str:
        """The reason why an entry could not be written, empty while all is well."""
        return self._shelf.fault

    def get(self, document: Document) -> Draft | None:
        """What was read of the document; None when it was not, or when the entry is broken."""
        packed = self._shelf.get(self.name(document))
        if packed is None:
            return None
        try:
            draft = unpack(packed, document)
        except PackingError:
            return None
        self.hits += 1
        return draft

    def put(self, document: Document, packed: bytes) -> None:
        """Keep a packed draft. A fault is told in `fault`; the build goes on."""
        self._shelf.put(self.name(document), packed)

    def prune(self) -> None:
        """Remove the entries that were used longest ago when all are larger than the folder may be."""
        self._shelf.prune()

    def name(self, document: Document) -> str:
        """A hash of all that the draft of a document depends on."""
        # The path tells nothing that the text and the stem do not.
        told = [(name, value) for name, value in sorted(vars(document).items()) if name != "path"]
        return hashlib.sha256(f"{self._fingerprint}\n{told!r}".encode("utf-8", "surrogatepass")).hexdigest()
