"""Files → documents: decode, take front matter or `corpus.toml`, keep the text as it is.

Offsets everywhere are code points of `Document.text`, which is the file's content and nothing else: no newline is
translated, no character dropped.
"""

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from slugify import slugify

from graph_builder.metadata import Metadata, MetadataError, guess_language, parse_metadata, split_front_matter

FORMATS = {".txt": "text", ".md": "markdown", ".markdown": "markdown"}
CORPUS_FILE = "corpus.toml"
# What a saved web page has above its title.
PAGE_FURNITURE = frozenset(
    {"søk", "innhold", "meny", "menu", "search", "indhold", "innehåll", "sök", "contents", "søg"}
)


# No text has these, and XML, in which results are also served, cannot hold them.
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f\x7f]")
# `{base}graph/{stem}` must not be one of the graphs that a build has besides those of its documents.
RESERVED_STEMS = frozenset({"authority", "build", "inferred", "ontology", "shapes"})

_NO_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060"))


class DocumentError(Exception):
    """A file that cannot be read as a document; the message is the reason, for people."""


@dataclass(frozen=True)
class Problem:
    """A file that was left out, and why."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class Document:
    """One document, ready to be laid out.

    `stem` is what `stem_of` makes of the file's name (`x.nb.txt` → `x.nb`); `body_start` is the offset at which
    the text begins after front matter; `sha256` is that of the text in UTF-8.
    """

    stem: str
    path: Path
    text: str
    format: str
    language: str
    body_start: int = 0
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def sha256(self) -> str:
        """Hash of the text's UTF-8 bytes, in hex."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def title(self) -> str:
        """The title that the metadata gives, or the text's first line with words."""
        if self.metadata.title:
            return self.metadata.title
        for line in self.text[self.body_start :].splitlines():
            words = line.strip(" \t#*_\ufeff\xa0")
            if words and words.lower() not in PAGE_FURNITURE:
                return " ".join(words.split())[:200]
        return self.stem


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


def _place(path: Path) -> str:
    return os.path.normpath(path.absolute())


def read_document(path: Path, max_bytes: int) -> Document:
    """Read one file.

    Raises `DocumentError` when its name is not UTF-8, it is too large, unreadable, empty, binary or not UTF-8, or its
    metadata cannot be used.
    """
    if path.suffix.lower() not in FORMATS:
        raise DocumentError(f"the format {path.suffix or 'without ending'} is not read; {', '.join(FORMATS)} are.")
    if not _is_utf8(path.name):
        raise DocumentError("its name is not UTF-8; rename it.")
    text = _decode(_read_bytes(path, max_bytes))
    try:
        front, body_start = split_front_matter(text)
        metadata = parse_metadata(front, "the front matter") if front else _corpus_metadata(path)
    except MetadataError as error:
        raise DocumentError(str(error)) from None
    if not text[body_start:].translate(_NO_WIDTH).strip():
        raise DocumentError("it is empty: there is no text in it.")
    stem = stem_of(path)
    if stem in RESERVED_STEMS:
        raise DocumentError(f"{stem!r} is the name of a graph of the build's own; rename the file.")
    language = metadata.language or _language_of_name(stem) or guess_language(text[body_start:])
    return Document(stem, path, text, FORMATS[path.suffix.lower()], language, body_start, metadata)


def stem_of(path: Path) -> str:
    """The file's name without its format's ending, in characters that an IRI may have.

    `x.nb.txt` → `x.nb`, «Årsmøte 1.nb.txt» → `Arsmote-1.nb`.
    """
    name = path.name[: -len(path.suffix)]
    return slugify(name, lowercase=False, regex_pattern=r"[^-A-Za-z0-9._~]+").strip(".") or "document"


def read_documents(paths: Iterable[Path], max_bytes: int) -> tuple[list[Document], list[Problem]]:
    """Read all documents below `paths`, sorted by stem; a bad one becomes a problem and the others go on."""
    paths = list(paths)
    files, problems = find_files(paths)
    problems += _stray_tables(paths)
    documents: dict[str, Document] = {}
    for path in files:
        try:
            document = read_document(path, max_bytes)
        except DocumentError as error:
            problems.append(Problem(_printable(path), str(error)))
            continue
        if document.stem in documents:
            other = documents[document.stem].path
            problems.append(
                Problem(path, f"{other} has the same name ({document.stem}) without its ending; rename one of them.")
            )
        else:
            documents[document.stem] = document
    return [documents[stem] for stem in sorted(documents)], problems


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


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            raise DocumentError("it is not a plain file.")
        size = path.stat().st_size
        if size > max_bytes:
            raise DocumentError(
                f"it has {size:,} bytes; the largest read is {max_bytes:,} (setting max_document_bytes)."
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}.") from None


def _decode(data: bytes) -> str:
    if not data.strip():
        raise DocumentError("it is empty.")
    if b"\x00" in data:
        raise DocumentError("it is binary, not text (it has NUL bytes).")
    control = _CONTROL.search(data)
    if control:
        line = data[: control.start()].count(b"\n") + 1
        raise DocumentError(f"it is not text: the control character 0x{control[0][0]:02x} is in line {line}.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            f"it is not UTF-8: byte 0x{data[error.start]:02x} in line {line}. Save it as UTF-8 "
            "(for instance: iconv -f ISO-8859-1 -t UTF-8)."
        ) from None


def _is_utf8(name: str) -> bool:
    return not re.search(r"[\ud800-\udfff]", name)


def _printable(path: Path) -> Path:
    return Path(os.fsencode(path).decode("utf-8", "replace"))


def _language_of_name(stem: str) -> str | None:
    last = stem.rsplit(".", 1)[-1] if "." in stem else ""
    return Metadata.LANGUAGES.get(last)


def _corpus_metadata(path: Path) -> Metadata:
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
