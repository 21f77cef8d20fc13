"""Files → documents: decode, take front matter or `corpus.toml`, keep the text as it is.

Offsets everywhere are code points of `Document.text`. For text and Markdown that is the file's content and nothing
else: no newline is translated, no character dropped. For other formats it is the text that `formats` makes of the file.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from slugify import slugify

from graph_builder.files import File, Problem, corpus_metadata, open_files
from graph_builder.formats import ENDINGS, Format, FormatError, format_of
from graph_builder.formats.converter import Converter, Known
from graph_builder.language import guess_language
from graph_builder.metadata import Metadata, MetadataError, metadata_of_file, parse_metadata, split_front_matter
from settings import FormatSettings

# What a saved web page has above its title.
PAGE_FURNITURE = frozenset(
    {"søk", "innhold", "meny", "menu", "search", "indhold", "innehåll", "sök", "contents", "søg"}
)


# No text has these, and XML, in which results are also served, cannot hold them.
_CONTROL = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f\x7f]")
# `{base}graph/{stem}` must not be one of the graphs that a build has besides those of its documents.
RESERVED_STEMS = frozenset({"authority", "build", "inferred", "ontology", "shapes"})

_SHOWN = re.compile(r"[^\s\ufeff\u200b\u200c\u200d\u2060]")


class DocumentError(Exception):
    """A file that cannot be read as a document; the message is the reason, for people."""


@dataclass(frozen=True)
class Original:
    """The file that a document's text was made from, when it is not the text itself; `sha256` is that of the file."""

    media_type: str
    sha256: str


@dataclass(frozen=True)
class Document:
    """One document, ready to be laid out.

    `stem` is what `stem_of` makes of the file's name (`x.nb.txt` → `x.nb`); `body_start` is the offset at which
    the text begins after front matter; `sha256` is that of the text in UTF-8; `original` is what the text was made
    from, if it was made.
    """

    stem: str
    path: Path
    text: str
    format: str
    language: str
    body_start: int = 0
    metadata: Metadata = field(default_factory=Metadata)
    original: Original | None = None

    @property
    def sha256(self) -> str:
        """Hash of the text's UTF-8 bytes, in hex."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def media_type(self) -> str:
        """The media type of the file that it was read from."""
        form = format_of(self.path)
        return self.original.media_type if self.original else form.media_type if form else "text/plain"

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


def read_document(path: Path, max_bytes: int, converter: Converter | None = None) -> Document:
    """Read one file. `converter` makes text of formats that are not text; without one, a new one is used.

    Raises `DocumentError` when its name is not UTF-8, it is too large, unreadable, empty, binary or not UTF-8, or its
    metadata cannot be used.
    """
    form = format_of(path)
    if form is None:
        raise DocumentError(f"the format {path.suffix or 'without ending'} is not read; {', '.join(ENDINGS)} are.")
    if not _is_utf8(path.name):
        raise DocumentError("its name is not UTF-8; rename it.")
    stem = stem_of(path)
    if stem in RESERVED_STEMS:
        raise DocumentError(f"{stem!r} is the name of a graph of the build's own; rename the file.")
    try:
        read = _read_text if not form.module else _convert
        return read(path, stem, form, max_bytes, converter)
    except MetadataError as error:
        raise DocumentError(str(error)) from None


def _read_text(path: Path, stem: str, form: Format, max_bytes: int, _: Converter | None) -> Document:
    text = _decode(_read_bytes(path, max_bytes))
    front, body_start = split_front_matter(text)
    metadata = parse_metadata(front, "the front matter") if front else corpus_metadata(path)
    if not _SHOWN.search(text, body_start):
        raise DocumentError("it is empty: there is no text in it.")
    language = metadata.language or _language_of_name(stem) or guess_language(text[body_start:])
    return Document(stem, path, text, form.layout, language, body_start, metadata)


def _convert(path: Path, stem: str, form: Format, max_bytes: int, converter: Converter | None) -> Document:
    table = corpus_metadata(path)
    _check_size(path, max_bytes)
    try:
        with contextlib.nullcontext(converter) if converter else Converter(FormatSettings()) as convert:
            found = convert.convert(path, form)
    except FormatError as error:
        raise DocumentError(str(error)) from None
    size = len(found.text.encode())
    if size > max_bytes:
        raise DocumentError(
            f"its text has {size:,} bytes; the largest read is {max_bytes:,} (setting max_document_bytes)."
        )
    told = metadata_of_file(found.values, found.text)
    given = {item.name: value for item in fields(table) if (value := getattr(table, item.name)) is not None}
    language = table.language or _language_of_name(stem) or guess_language(found.text, told.language)
    metadata = replace(told, language=None) if not given else replace(told, **{"language": None, **given})
    original = Original(form.media_type, found.sha256)
    return Document(stem, path, found.text, form.layout, language, 0, metadata, original)


def stem_of(path: Path) -> str:
    """The file's name without its format's ending, in characters that an IRI may have.

    `x.nb.txt` → `x.nb`, «Årsmøte 1.nb.txt» → `Arsmote-1.nb`.
    """
    name = path.name[: -len(path.suffix)]
    return slugify(name, lowercase=False, regex_pattern=r"[^-A-Za-z0-9._~]+").strip(".") or "document"


def read_documents(
    paths: Iterable[Path],
    max_bytes: int,
    limits: FormatSettings | None = None,
    jobs: int = 1,
    known: Known | None = None,
) -> tuple[list[Document], list[Problem]]:
    """Read all documents below `paths`, sorted by stem; a bad one becomes a problem and the others go on.

    `limits` are those of files that are not text; as many of them are read at the same time as `jobs` says. Texts that
    were made of them before are taken from `known`, and kept there.
    """
    limits = limits or FormatSettings()
    documents: dict[str, Document] = {}
    with open_files(paths, limits) as (files, problems), Converter(limits, known) as converter:

        def read(file: File) -> Document | Problem:
            try:
                return replace(read_document(file.path, max_bytes, converter), path=file.shown)
            except DocumentError as error:
                return Problem(_printable(file.shown), file.told(str(error)))

        # A text is read at once; what is converted waits for a process.
        with ThreadPoolExecutor(jobs) as pool:
            outcomes = pool.map(read, files) if jobs > 1 else map(read, files)
            for outcome in outcomes:
                if isinstance(outcome, Problem):
                    problems.append(outcome)
                elif outcome.stem in documents:
                    other = documents[outcome.stem].path
                    said = f"{other} has the same name ({outcome.stem}) without its ending; rename one of them."
                    problems.append(Problem(outcome.path, said))
                else:
                    documents[outcome.stem] = outcome
    return [documents[stem] for stem in sorted(documents)], problems


def _check_size(path: Path, max_bytes: int) -> None:
    try:
        if not path.is_file():
            raise DocumentError("it is not a plain file.")
        size = path.stat().st_size
    except OSError as error:
        raise DocumentError(f"it cannot be read: {error.strerror or error}.") from None
    if size > max_bytes:
        raise DocumentError(f"it has {size:,} bytes; the largest read is {max_bytes:,} (setting max_document_bytes).")
    if not size:
        raise DocumentError("it is empty.")


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    _check_size(path, max_bytes)
    try:
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
