"""What is known of a document besides its text: front matter (YAML) or its table in `corpus.toml`."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

import yaml
from pyoxigraph import NamedNode

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\ufeff?---[ \t]*\r?\n[ \t]*[a-z]+:", re.IGNORECASE)
_ISSUED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LICENCE_NAME = re.compile(r"[A-Za-z0-9.+-]+(?: [A-Za-z0-9.+-]+)*\Z")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+\Z")


class MetadataError(ValueError):
    """Metadata that cannot be used; the message names where it stands, the key and what to write."""


@dataclass(frozen=True)
class Metadata:
    """A document's metadata; every field may be missing.

    `issued` is an ISO 8601 date, year-month or year; `source` and `licence` are IRIs (a licence may be an SPDX name);
    `retrieved` is when it was taken from its source (ISO 8601): in the manifest of a build, not in its graph.
    """

    LANGUAGES: ClassVar[dict[str, str]] = {
        "nb": "nb", "no": "nb", "nn": "nn", "da": "da", "sv": "sv", "en": "en",
    }  # fmt: skip

    title: str | None = None
    language: str | None = None
    issued: str | None = None
    source: str | None = None
    publisher: str | None = None
    licence: str | None = None
    retrieved: str | None = None

    @property
    def year(self) -> int | None:
        """The year of `issued`."""
        return int(self.issued[:4]) if self.issued else None


def split_front_matter(text: str) -> tuple[dict[str, Any] | None, int]:
    """The YAML front matter that `text` begins with (None when there is none), and the offset at which the body starts.

    Raises `MetadataError` when it is not a YAML mapping.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        if _OPENED.match(text):
            raise MetadataError("the front matter that begins in line 1 is never closed by a line `---`.")
        return None, 0
    try:
        # Every value is text: `no` stays the language, and a day that no calendar has is left to us to refuse.
        front = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes texts, lists and mappings
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 2}" if mark else ""
        raise MetadataError(f"the front matter is not YAML{where}: {getattr(error, 'problem', error)}.") from None
    except RecursionError:
        raise MetadataError("the front matter has brackets within brackets, too deep to be read.") from None
    if not isinstance(front, dict):
        raise MetadataError("the front matter must be lines of `key: value`.")
    return front, match.end()


def parse_metadata(values: Mapping[str, Any], where: str) -> Metadata:
    """Check `values`, read from `where`. Raises `MetadataError` for an unknown key or a value of the wrong form."""
    known = [item.name for item in fields(Metadata)]
    clean: dict[str, str] = {}
    for raw_key, value in values.items():
        key = "licence" if raw_key == "license" else str(raw_key)
        if key not in known:
            raise MetadataError(f"{where} has the unknown key {key!r}; known are {', '.join(known)}.")
        if value in (None, ""):
            continue
        if isinstance(value, datetime.datetime):
            value = value.isoformat()
        if isinstance(value, datetime.date | int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise MetadataError(f"{where}: {key} must be text.")
        if _SURROGATE.search(value):
            raise MetadataError(f"{where}: {key} has a character that no text may have.")
        clean[key] = _checked(key, value.strip(), where)
    return Metadata(**clean)


def _checked(key: str, value: str, where: str) -> str:
    if key == "language":
        if value not in Metadata.LANGUAGES:
            raise MetadataError(f"{where}: language {value!r} is not read; {', '.join(Metadata.LANGUAGES)} are.")
        return Metadata.LANGUAGES[value]
    if key == "issued":
        if not _ISSUED.match(value):
            raise MetadataError(f"{where}: issued {value!r} must be YYYY, YYYY-MM or YYYY-MM-DD.")
        if len(value) == 10:
            try:
                datetime.date.fromisoformat(value)
            except ValueError:
                raise MetadataError(f"{where}: issued {value!r} is no day of the calendar.") from None
    if key == "retrieved":
        try:
            datetime.datetime.fromisoformat(value)
        except ValueError:
            said = "must be a date or a time, as 2031-04-02 or 2031-04-02T10:00:00Z"
            raise MetadataError(f"{where}: retrieved {value!r} {said}.") from None
    if key == "source" and not _is_iri(value):
        raise MetadataError(f"{where}: source {value!r} must be a web address (http or https).")
    if key == "licence" and not (_is_iri(value) or _LICENCE_NAME.match(value)):
        raise MetadataError(f"{where}: licence {value!r} must be a web address or an SPDX name, as CC-BY-4.0.")
    return value


def _is_iri(value: str) -> bool:
    if not _IRI.match(value):
        return False
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True


def metadata_of_file(values: Mapping[str, str], text: str) -> Metadata:
    """What a web page, a Word file or a PDF says of itself, as far as it can be used; its language is but a hint.

    A date that the text contradicts by naming years, but none near it, is that of the file, not of the document.
    """
    usable = {}
    for key, value in values.items():
        if key == "language":
            value = value.replace("_", "-").partition("-")[0].lower()
            value = "" if value == "no" else value  # it may mean nynorsk, too
        try:
            usable[key] = getattr(parse_metadata({key: value}, "the file"), key)
        except MetadataError:
            continue
    issued = usable.get("issued")
    if issued:
        years = {int(year) for year in _YEAR.findall(text)}
        if years and not years & set(range(int(issued[:4]) - 1, int(issued[:4]) + 2)):
            del usable["issued"]
    return Metadata(**usable)
