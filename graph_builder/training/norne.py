"""The corpus NorNE: its archive or folder → sentences with names, split as published.

Source: Jørgensen et al., NorNE: Annotating Named Entities for Norwegian, LREC 2020. The folder `ndt/` holds the whole
corpus, `ud/` the published dev and test parts. What is trained on is what is in `ndt/` and in neither part.
"""

import io
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("nob", "nno")
PARTS = ("dev", "test")
# Sentences of the published parts were mended here and there, so one that begins alike counts as the same.
SAME_WORDS = 6

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(?:^|\|)name=([BI])-([A-Z_]+)|(?:^|\|)name=(O)")


class CorpusError(ValueError):
    """The corpus is not there, or not in its format; the message names the file and line."""


@dataclass(frozen=True)
class Sentence:
    """The sentence's text, and its names as (start, end, label) in code points of it; `place` is its file."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    place: str = ""


@dataclass(frozen=True)
class Corpus:
    """The sentences of each part; dev and test by language (`nob`, `nno`)."""

    train: tuple[Sentence, ...]
    dev: dict[str, tuple[Sentence, ...]]
    test: dict[str, tuple[Sentence, ...]]


@dataclass(frozen=True)
class _Token:
    form: str
    begins: bool
    label: str
    glued: bool | None


def read_norne(path: Path) -> Corpus:
    """Read the corpus at `path`: the archive (`.tar`, compressed or not) or the folder that it unpacks to.

    Raises `CorpusError` when files are missing or not in the format.
    """
    files = dict(_folder(path) if path.is_dir() else _archive(path))
    parts = {part: {lang: _published(files, path, lang, part) for lang in LANGUAGES} for part in PARTS}
    held_out = {key for part in parts.values() for found in part.values() for s in found for key in _keys(s.text)}
    train: list[Sentence] = []
    for name in sorted(files):
        if re.fullmatch(r"ndt/(?:nob|nno)/[^/]+\.conll", name):
            sentences = _sentences(files[name], name)
            train += (s for s in sentences if not held_out.intersection(_keys(s.text)))
    if not train:
        raise CorpusError(f"{path}: there is no sentence to train on in ndt/nob/*.conll and ndt/nno/*.conll.")
    return Corpus(tuple(train), parts["dev"], parts["test"])


def _published(files: dict[str, str], path: Path, language: str, part: str) -> tuple[Sentence, ...]:
    found = [name for name in sorted(files) if re.fullmatch(rf"ud/{language}/[^/]+-{part}\.conllu", name)]
    if not found:
        raise CorpusError(
            f"{path}: the file ud/{language}/…-{part}.conllu is missing; give the archive of NorNE (norne.tar.xz) "
            "or the folder that it unpacks to, with ndt/ and ud/ in it."
        )
    return tuple(s for name in found for s in _sentences(files[name], name))


def _folder(path: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path.glob("*/*/*.conll*")):
        yield "/".join(file.parts[-3:]), _decode(file.read_bytes(), str(file))


def _archive(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        raise CorpusError(f"{path}: there is no such file or folder.")
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                if member.isfile() and re.search(r"\.conllu?$", member.name):
                    content = archive.extractfile(member)
                    if content:
                        name = "/".join(Path(member.name).parts[-3:])
                        yield name, _decode(content.read(), f"{path}: {member.name}")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CorpusError(f"{path}: it is not a tar archive that can be read ({error}).") from None


def _decode(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CorpusError(f"{place}, line {line}: it is not UTF-8.") from None


def _keys(text: str) -> set[str]:
    words = [word.lower() for word in _WORD.findall(text)]
    return {" ".join(words), " ".join(words[:SAME_WORDS]) if len(words) > SAME_WORDS else " ".join(words)}


def _sentences(text: str, place: str) -> list[Sentence]:
    found: list[Sentence] = []
    tokens: list[_Token] = []
    for number, line in enumerate(io.StringIO(text), start=1):
        line = line.rstrip("\r\n")
        if line.startswith("#"):
            continue
        if line.strip():
            token = _token(line, f"{place}, line {number}")
            tokens += [token] if token else []
        elif tokens:
            found.append(_put_together(tokens, place))
            tokens = []
    return found + ([_put_together(tokens, place)] if tokens else [])


def _token(line: str, place: str) -> _Token | None:
    fields = line.split("\t")
    if len(fields) != 10:
        raise CorpusError(f"{place}: it has {len(fields)} columns; CoNLL has 10, with tabs between.")
    if "-" in fields[0] or fields[1] == "|":  # a part of the treebank's mark-up, not of the text
        return None
    named = _NAME.search(fields[9])
    if not named:
        raise CorpusError(f"{place}: column 10 has no name=B-…, name=I-… or name=O; got {fields[9]!r}.")
    glued = "SpaceAfter=No" in fields[9] if place.startswith("ud/") else None
    return _Token(fields[1].replace("\xa0", " "), named[1] == "B", named[2] or "", glued)


def _put_together(tokens: list[_Token], place: str) -> Sentence:
    """The tokens as running text. Where the corpus does not say whether a space follows, the usual rules do."""
    glued = [token.glued for token in tokens]
    gaps = _usual_gaps([token.form for token in tokens])
    text, names = "", []
    label, start = "", 0
    for n, token in enumerate(tokens):
        if label and (token.begins or token.label != label):
            names.append((start, len(text.rstrip()), label))
            label = ""
        if token.begins:
            label, start = token.label, len(text)
        text += token.form
        no_gap = glued[n] if glued[n] is not None else not gaps[n]
        text += "" if no_gap else " "
    if label:
        names.append((start, len(text.rstrip()), label))
    return Sentence(text.rstrip(), tuple(names), place)


def _usual_gaps(forms: Iterable[str]) -> list[bool]:
    """Whether a space follows each token, by the rules of punctuation."""
    forms = list(forms)
    gaps = [True] * len(forms)
    open_quotes: set[str] = set()
    for n, form in enumerate(forms):
        if form in {".", ",", ":", ";", "!", "?", ")", "]", "»", "”", "..."} and n:
            gaps[n - 1] = False
        if form in {"(", "[", "«", "“"}:
            gaps[n] = False
        if form in {'"', "'"}:
            if form in open_quotes and n:
                gaps[n - 1] = False
            else:
                gaps[n] = False
            open_quotes ^= {form}
        if form == "/":
            gaps[n] = False
            gaps[n - 1 if n else 0] = False
    return gaps
