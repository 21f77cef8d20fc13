"""Which files there are to read: those named, those of folders, those in zips; and what `corpus.toml` says of them."""

import os
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph_builder.formats import ZIP
from graph_builder.formats.extracted import FormatError
from graph_builder.formats.packed import unpack
from graph_builder.metadata import Metadata, MetadataError, parse_metadata
from settings import FormatSettings

CORPUS_FILE = "corpus.toml"


@dataclass(frozen=True)
class Problem:
    """A file that was left out, and why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class File:
    """A file to read: where it is, and the path that people know it by (`papers.zip/a.txt` for one in a zip)."""

    path: Path
    shown: Path

    def told(self, reason: str) -> str:
        """A reason in which the places of files are those that people know."""
        return reason.replace(str(self.path.parent), str(self.shown.parent))


@contextmanager
def open_files(paths: Iterable[Path], limits: FormatSettings) -> Iterator[tuple[list[File], list[Problem]]]:
    """All files named by `paths`, folders walked and zips unpacked; hidden files and `corpus.toml` are no documents.

    Gives the files sorted by name, and a problem for each path that does not exist, each file of a zip that is not
    unpacked, and each table of a `corpus.toml` without its file. What was unpacked is there as long as the block runs.
    """
    paths = list(paths)
    found, problems = find_files(paths)
    problems += _stray_tables(paths)
    files: list[File] = []
    with ExitStack() as stack:
        for path in found:
            if path.suffix.lower() != ZIP or not path.is_file():
                files.append(File(path, path))
                continue
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="innograf-")))
            try:
                left_out = unpack(path, folder, limits)
            except FormatError as error:
                problems.append(Problem(path, str(error)))
                continue
            problems += [Problem(path / _printable(name), reason) for name, reason in left_out]
            inside = [File(item, path / item.relative_to(folder)) for item in find_files([folder])[0]]
            if not inside and not left_out:
                problems.append(Problem(path, "there is no file in it."))
            files += inside
            problems += [
                Problem(path / problem.path.relative_to(folder), problem.reason) for problem in _stray_tables([folder])
            ]
        yield sorted(files, key=lambda file: (file.shown.name, str(file.shown))), problems


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """All files named by `paths`, folders walked; hidden files and `corpus.toml` are no documents.

    Returns the files sorted by name, and a problem for each path that does not exist.
    """
    files: dict[str, Path] = {}  # by place: a file may be named twice, by itself and by its folder
    problems = []
    for path in paths:
        if path.is_dir():
            found = (p for p in path.rglob("*") if not any(part.startswith(".") for part in p.relative_to(path).parts))
            for p in found:
                if not p.is_dir() and p.name != CORPUS_FILE:
                    files.setdefault(_place(p), p)
        elif path.exists():
            files.setdefault(_place(path), path)
        else:
            problems.append(Problem(path, "there is no such file or folder."))
    return sorted(files.values(), key=lambda p: (p.name, str(p))), problems


def corpus_metadata(path: Path) -> Metadata:
    """What the `corpus.toml` beside a file says of it. Raises `MetadataError` when that cannot be used."""
    corpus = path.parent / CORPUS_FILE
    if not corpus.is_file():
        return Metadata()
    try:
        tables = tomllib.loads(corpus.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MetadataError(f"{corpus} cannot be used: {error}.") from None
    table = tables.get(path.name, {})
    if not isinstance(table, dict):
        raise MetadataError(f'{corpus}: "{path.name}" must be a table, as ["{path.name}"].')
    return parse_metadata(table, f'{corpus}, table "{path.name}"')


def _stray_tables(paths: Iterable[Path]) -> list[Problem]:
    """A problem for each table of a `corpus.toml` whose file is not there: its name is likely misspelt."""
    problems = []
    for corpus in (found for path in paths if path.is_dir() for found in sorted(path.rglob(CORPUS_FILE))):
        try:
            names = tomllib.loads(corpus.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue  # each document that needs it tells of it
        missing = [name for name in names if not (corpus.parent / name).exists()]
        problems += [Problem(corpus, f'it has a table for "{name}", which is not in the folder.') for name in missing]
    return problems


def _place(path: Path) -> str:
    return os.path.normpath(path.absolute())


def _printable(name: str) -> str:
    """The name of a file in a zip as it can be printed, and so that a path goes on with it."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return shown.lstrip("/")[:300] or "?"
