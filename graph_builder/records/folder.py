"""The folder of records: one file for each, which is written once and never changed."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.records.record import Record, RecordError
from graph_builder.records.turtle import from_turtle, to_turtle

# A record is a few lines; what is larger was not written by us.
_LARGEST = 50_000_000


@dataclass(frozen=True)
class Folder:
    """The records of a folder by id, in the order of their time, and what is wrong with the files left out."""

    records: dict[str, Record] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def standing(self) -> dict[str, Record]:
        """Those that are not undone, without those that undo. A record that is undone undoes nothing."""
        undone: set[str] = set()
        for id, record in reversed(self.records.items()):
            if record.verdict == "undo" and id not in undone:
                undone.add(record.undoes)
        return {id: said for id, said in self.records.items() if id not in undone and said.verdict != "undo"}


def write_record(folder: Path, record: Record, base_iri: str) -> Path:
    """Write a record; the file. Two at once lose nothing, since a file is never written over.

    Raises `RecordError` when it cannot be written, or says what a record says that is there.
    """
    path = folder / f"{record.id}.ttl"
    data = to_turtle(record, base_iri)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Under another name first: whoever reads the folder meanwhile finds a whole record or none.
        new = folder / f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}"
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(new, path)
        finally:
            new.unlink()
    except FileExistsError:
        raise RecordError(f"{path} says the same already.") from None
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror or error}") from None
    return path


def read_records(folder: Path, base_iri: str) -> Folder:
    """Read all records of a folder, which need not be there. A file that is no record is told, and left out."""
    found: list[tuple[str, Record]] = []
    problems = []
    for path in sorted(folder.glob("[!.]*.ttl")) if folder.is_dir() else ():
        try:
            if path.stat().st_size > _LARGEST:
                raise RecordError("it is too large for a record")
            found.append((path.stem, from_turtle(path.read_bytes(), base_iri)))
        except (OSError, RecordError) as error:
            problems.append(f"{path} is left out: {error}. Mend it, or take it away and decide again.")
    found.sort(key=lambda pair: (pair[1].when, pair[0]))
    return Folder(dict(found), tuple(problems))
