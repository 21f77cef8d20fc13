"""What was read of a document before, so that only what has changed is read again.

An entry's name is a hash of all that its content depends on: the document, the readers' code and word lists, the
libraries, the authority files, the settings. What is there is therefore right, and nothing is ever brought up to date.
Any number of processes may use the folder. A broken entry counts as none.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from graph_builder.draft import Draft
from graph_builder.packing import PackingError, unpack
from graph_builder.read import Document

_SUM = hashlib.sha256().digest_size
# An old entry goes when the folder is larger than it may be, until it is this much of that.
_AFTER_PRUNING = 0.8


class Cache:
    """Packed drafts in a folder; `hits` of them were asked for and there.

    `fault` is the reason why one could not be written, empty while all is well.
    """

    def __init__(self, folder: Path, fingerprint: str, largest: int) -> None:
        self.folder = folder / "drafts"
        self.largest = largest
        self.fault = ""
        self.hits = 0
        self._fingerprint = fingerprint

    def get(self, document: Document) -> Draft | None:
        """What was read of the document; None when it was not, or when the entry is broken."""
        path = self._path(document)
        try:
            content = path.read_bytes()
            packed = content[_SUM:]
            if hashlib.sha256(packed).digest() != content[:_SUM]:
                return None
            draft = unpack(packed, document)
        except (OSError, PackingError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the oldest go first; in a folder that may only be read, so be it
        self.hits += 1
        return draft

    def put(self, document: Document, packed: bytes) -> None:
        """Keep a packed draft: it is there whole or not at all. A fault is told in `fault`; the build goes on."""
        path = self._path(document)
        try:
            # Only the owner: it holds what the documents say.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(prefix=".tmp-", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(packed).digest() + packed)
                Path(scratch).replace(path)
            except BaseException:
                Path(scratch).unlink(missing_ok=True)
                raise
        except OSError as error:
            self.fault = str(error)

    def prune(self) -> None:
        """Remove the entries that were used longest ago when all are larger than the folder may be."""
        entries = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as found:
            for entry in found:
                with contextlib.suppress(OSError):
                    about = entry.stat()
                    entries.append((about.st_mtime, about.st_size, entry.path))
        size = sum(entry[1] for entry in entries)
        if size <= self.largest:
            return
        for _, bytes_, path in sorted(entries):
            with contextlib.suppress(OSError):
                Path(path).unlink()
            size -= bytes_
            if size <= self.largest * _AFTER_PRUNING:
                return

    def _path(self, document: Document) -> Path:
        # The path tells nothing that the text and the stem do not.
        told = [(name, value) for name, value in sorted(vars(document).items()) if name != "path"]
        return (
            self.folder / hashlib.sha256(f"{self._fingerprint}\n{told!r}".encode("utf-8", "surrogatepass")).hexdigest()
        )
