"""Writing the indexes of a build: all of them, or what differs from the build before."""

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
import tantivy

from store.build import DOCUMENTS, LINES, QUADS, SUFFIX
from store.errors import StoreError
from store.search import schema
from store.search.passages import documents_of
from store.search.stored import counts_of, lines_of, named_in
from store.search.things import Lines, document_of

# Memory for what is not yet on the disk, in bytes; a small index needs no more than Tantivy's least.
_HEAP = 100_000_000
_SMALL_HEAP = 20_000_000
_VERSION = "version"

Records = Iterable[Mapping[str, Any]]


def write(folder: Path, base: str, records: Records) -> None:
    """Write the indexes of the build in `folder`, whose lines and texts are there already.

    `records` are those of its documents in the manifest. Raises `StoreError`.
    """
    place = _begin(folder)
    known = {record["stem"]: record for record in records}
    years = _years(known)
    lines = Lines(base)
    counted = lines.counts(lines.texts(folder / LINES))
    made = (document_of(thing, base, counted, years) for thing in lines.things(lines.texts(folder / LINES)))
    _write(place / schema.THINGS, schema.things(), (document for document in made if document), heap=_HEAP)
    stems = sorted(path.name.removesuffix(SUFFIX) for path in (folder / DOCUMENTS).iterdir())
    _write(place / schema.PASSAGES, schema.passages(), _passages(folder, stems, known), heap=_HEAP)


def revise(before: Path, folder: Path, base: str, records: tuple[Records, Records], changed: Collection[bytes]) -> None:
    """Write the indexes of the build in `folder` by what differs from those of the build in `before`.

    `records` are those of the documents before and now, `changed` the lines that only one of the builds has.
    The cost is that of the difference. Raises `StoreError`.
    """
    if not is_there(before):
        write(folder, base, records[1])
        return
    old, new = ({record["stem"]: record for record in given} for given in records)
    place = _begin(folder)
    for name in (schema.THINGS, schema.PASSAGES):
        _link(before / schema.FOLDER / name, place / name)
    stems = {stem for stem in old.keys() | new.keys() if _differs(old.get(stem), new.get(stem))}
    stems |= {stem for stem in old.keys() & new.keys() if _text(before, stem) != _text(folder, stem)}
    here = sorted(stem for stem in stems if (folder / DOCUMENTS / f"{stem}{SUFFIX}").is_file())
    _write(place / schema.PASSAGES, schema.passages(), _passages(folder, here, new), ("document", stems))
    _revise_things(folder, place, base, (_years(old), _years(new)), changed)


def is_there(folder: Path) -> bool:
    """Say whether the build in `folder` has indexes that this version can read."""
    try:
        return (folder / schema.FOLDER / _VERSION).read_text("ascii") == str(schema.VERSION)
    except (OSError, ValueError):
        return False


def _begin(folder: Path) -> Path:
    place = folder / schema.FOLDER
    place.mkdir()
    (place / _VERSION).write_text(str(schema.VERSION), "ascii")
    return place


def _revise_things(
    folder: Path, place: Path, base: str, years: tuple[Mapping[str, int], Mapping[str, int]], changed: Collection[bytes]
) -> None:
    iris = re.compile(rb"<(%s[^>]*)>" % re.escape(f"{base}id/".encode()))
    graph = f"<{base}graph/".encode()
    touched = {iri.decode() for line in changed if graph in line for iri in iris.findall(line)}
    quads = pyoxigraph.Store.read_only(str(folder / QUADS))
    redated = [stem for stem in years[0].keys() | years[1].keys() if years[0].get(stem) != years[1].get(stem)]
    touched |= named_in(quads, base, redated)
    counted = counts_of(quads, base, touched)
    found = (document_of(thing, base, counted, years[1]) for thing in Lines(base).things([lines_of(quads, touched)]))
    _write(place / schema.THINGS, schema.things(), (document for document in found if document), ("iri", touched))


def _write(
    place: Path,
    form: tantivy.Schema,
    documents: Iterable[tantivy.Document],
    gone: tuple[str, Collection[str]] = ("", ()),
    heap: int = _SMALL_HEAP,
) -> None:
    """Take documents out of an index, by the values of a field, and put documents in."""
    name, values = gone
    place.mkdir(exist_ok=True)
    try:
        index = tantivy.Index(form, path=str(place))
        writer = index.writer(heap, 1)
        for value in values:
            writer.delete_documents_by_term(name, value)
        for document in documents:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:
        raise StoreError(f"The search index cannot be written in {place}: {error}") from None
    _tidy(place)


def _tidy(place: Path) -> None:
    """Leave what readers need, readable for whoever may read the build."""
    for path in place.iterdir():
        if path.name.endswith(".lock"):
            path.unlink()
        elif path.stat().st_nlink == 1:
            path.chmod(0o644)


def _link(before: Path, after: Path) -> None:
    after.mkdir()
    for path in before.iterdir():
        # Files of segments never change; the lists of them do.
        if path.name in {"meta.json", ".managed.json"}:
            shutil.copyfile(path, after / path.name)
        else:
            os.link(path, after / path.name)


def _passages(folder: Path, stems: Iterable[str], records: Mapping[str, Mapping[str, Any]]) -> Iterator[Any]:
    years = _years(records)
    for stem in stems:
        language = str(records.get(stem, {}).get("language") or "")
        text = (folder / DOCUMENTS / f"{stem}{SUFFIX}").read_bytes().decode("utf-8")
        yield from documents_of(stem, text, language, years.get(stem))


def _years(records: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    found = {stem: str(record.get("issued") or "")[:4] for stem, record in records.items()}
    return {stem: int(year) for stem, year in found.items() if year.isdigit()}


def _differs(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> bool:
    if old is None or new is None:
        return True
    return any(old.get(name) != new.get(name) for name in ("sha256", "language", "issued"))


def _text(folder: Path, stem: str) -> tuple[int, int] | None:
    """What tells a text from another without reading it: builds share the files of texts that are the same."""
    try:
        about = (folder / DOCUMENTS / f"{stem}{SUFFIX}").stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino
