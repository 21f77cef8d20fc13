"""Names that a trained spaCy pipeline finds: the model shipped, another that was trained, or any that is installed.

It fills in where the form of a name and the place it stands in say nothing; its weight is below theirs.
"""

import hashlib
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.layout import Layout
from graph_builder.mentions.model import add, layout_of, text_of
from graph_builder.mentions.trust import Guess, Trust

FINDER = "model"
NONE = frozenset({"", "none"})
# The labels of NorNE and of spaCy's pipelines for our languages → class. GPE_ORG, a country or municipality that acts,
# is left out: a municipality's name alone is a place as often. So are places, of which the model finds no right one
# that the finder of places does not.
KINDS = {
    **dict.fromkeys(("PER", "PERSON", "PRS"), "Person"),
    "ORG": "Organisation",
}
WEIGHTS = {"Person": 17, "Organisation": 9}
# Languages so near that a model of one reads the others; a model of any other language reads that alone.
NEAR = frozenset({"nb", "nn", "no", "da"})
# Kinds of blocks whose lines do not run on into one another.
BY_LINE = frozenset({"session", "field", "photo", "signature"})
# Where models lie: the current folder, a checkout, an installed package.
FOLDERS = (
    Path("data/models"),
    Path(__file__).parents[2] / "data" / "models",
    Path(__file__).parents[1] / "models",
)
# What a pipeline may do besides finding names; left out, it is faster.
_OTHER_WORK = ("tagger", "parser", "senter", "morphologizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer")
_LABEL = re.compile(r"[A-ZÆØÅÄÖ][\w ]{2,30}:\s")


class ModelError(ValueError):
    """The model that the setting `mentions.model` names cannot be used; the message says why and what to do."""


@lru_cache(maxsize=4)
def load_model(name: str) -> Language | None:
    """The model that the setting `mentions.model` names, None for none: read once a process.

    `name` is a folder, the name of one in `data/models` or of an installed spaCy pipeline. Raises `ModelError`.
    """
    if name in NONE:
        return None
    folder = next((path for path in (Path(name), *(f / name for f in FOLDERS)) if (path / "meta.json").is_file()), None)
    try:
        with warnings.catch_warnings():
            # The version of spaCy that it was trained with need not be ours.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(folder or name, exclude=_OTHER_WORK)
    except Exception as error:
        missing = folder is None and isinstance(error, OSError) and not Path(name).exists()
        raise ModelError(_explain(name, "" if missing else f"{type(error).__name__}: {error}")) from None
    if not any("doc.ents" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names):
        raise ModelError(_explain(name, "it finds no names: it has no component that sets doc.ents"))
    nlp.max_length = 50_000_000
    return nlp


@lru_cache(maxsize=4)
def model_hash(name: str) -> str:
    """A hash of the model's files, by which a cache knows it; empty for none. Raises `ModelError`."""
    model = load_model(name)
    if model is None:
        return ""
    digest = hashlib.sha256()
    for path in sorted(p for p in model.path.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(model.path)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _explain(name: str, fault: str) -> str:
    where = "The setting mentions.model (INNOGRAF_MENTIONS__MODEL)"
    advice = "Name a folder that `innograf train` made, an installed spaCy pipeline, or none for no model."
    if fault:
        return f"{where} names {name!r}, which cannot be used ({fault}). {advice}"
    return (
        f"{where} names {name!r}, but there is no such folder, none of that name in data/models, and no installed "
        f"spaCy pipeline. {advice}"
    )


class TrainedFinder:
    """A spaCy component that adds what another pipeline finds; `model` is that pipeline, None for none."""

    def __init__(self) -> None:
        self.model: Language | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Add a mention for each name found that can be trusted."""
        if self.model is None or not _reads(self.model.lang or "", doc.lang_):
            return doc
        text = text_of(doc)
        trust = Trust(text)
        pieces = list(_pieces(text, layout_of(doc)))
        docs = self.model.pipe(text[start:end] for start, end in pieces)
        for (first, last), named in zip(pieces, docs, strict=True):
            for span in named.ents:
                kind = KINDS.get(span.label_)
                guess = kind and trust.believed(
                    Guess(first + span.start_char, first + span.end_char, kind, first, last)
                )
                if guess:
                    add(doc, guess.start, guess.end, guess.kind, finder=FINDER, weight=WEIGHTS[guess.kind])
        return doc


def _reads(model: str, document: str) -> bool:
    """Whether a model of one language is any good for a document in another; `xx` is a model of many."""
    return model in (document, "xx") or {model, document} <= NEAR


def _pieces(text: str, layout: Layout) -> Iterator[tuple[int, int]]:
    """Where running text stands: the document's blocks, parted where a line does not run on into the next."""
    for block in layout.blocks:
        starts = [start for start, _ in block.lines if block.kind in BY_LINE or _LABEL.match(text, start)]
        bounds = [block.start, *(start for start in starts if start > block.start), block.end]
        yield from pairwise(bounds)


def use_model(nlp: Language, name: str) -> None:
    """Give the pipeline's finder the model of that name. Raises `ModelError`."""
    component: Any = nlp.get_pipe("inno_model")
    component.model = load_model(name)


@Language.factory("inno_model")
def make_finder(nlp: Language, name: str) -> TrainedFinder:
    """spaCy's factory of the component."""
    return TrainedFinder()
