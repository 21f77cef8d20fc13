"""A folder of entries that are right or not there: what was worked out before, under a name that says from what.

Any number of processes may use it. A broken entry counts as none.
"""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

_SUM = hashlib.sha256().digest_size
# An old entry goes when the folder is larger than it may be, until it is this much of that.
_AFTER_PRUNING = 0.8


class Shelf:
    """Entries in `folder`, `largest` bytes of them at most after `prune`.

    `fault` is the reason why one could not be written, empty while all is well.
    """

    def __init__(self, folder: Path, largest: int) -> None:
        self.folder = folder
        self.largest = largest
        self.fault = ""

    def get(self, name: str) -> bytes | None:
        """The entry of that name; None when there is none, or when it is broken."""
        path = self.folder / name
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[_SUM:]).digest() != content[:_SUM]:
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # the oldest go first; in a folder that may only be read, so be it
        return content[_SUM:]

    def put(self, name: str, content: bytes) -> None:
        """Keep an entry: it is there whole or not at all. A fault is told in `fault`."""
        try:
            # Only the owner: it holds what the documents say.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(prefix=".tmp-", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(content).digest() + content)
                Path(scratch).replace(self.folder / name)
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
