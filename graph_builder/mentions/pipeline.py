"""The pipeline of mention finders: `spacy.blank` of the document's language and the components below, in their order."""

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.authority import Authority
from graph_builder.layout import Layout

# Each module registers its component with spaCy when it is imported.
from graph_builder.mentions import (  # noqa: F401
    appositions,
    awards,
    bodies,
    gazetteer,
    localities,
    people,
    places,
    policies,
    programmes,
    projects,
    publications,
    shortforms,
    trained,
    units,
)
from graph_builder.mentions.model import Mention, text_of
from settings import MentionSettings

# A finder's component is named `inno_` and this.
FINDERS = (
    "gazetteer",
    "bodies",
    "units",
    "shortforms",
    "policies",
    "publications",
    "awards",
    "places",
    "localities",
    "model",
    "people",
    "programmes",
    "appositions",
    "projects",
)
DEFAULT = MentionSettings()


class FinderError(ValueError):
    """The settings name a finder that there is not; the message names those there are."""


@lru_cache(maxsize=16)
def make_pipeline(language: str, authority: Authority, settings: MentionSettings) -> Language:
    """The pipeline for documents in `language` (nb, nn, da, sv, en), with the names of `authority` in its gazetteer.

    Raises `FinderError` and `ModelError` for settings that cannot be used.
    """
    check_settings(settings)
    nlp = spacy.blank(language)
    nlp.max_length = 50_000_000
    for name in (*FINDERS, "settle"):
        nlp.add_pipe(f"inno_{name}")
    gazetteer.load_names(nlp, authority)
    if "model" not in settings.skip:
        trained.use_model(nlp, settings.model)
    for name in settings.skip:
        nlp.disable_pipe(f"inno_{name}")
    return nlp


def check_settings(settings: MentionSettings) -> None:
    """Raise `FinderError` for a finder that there is not, `ModelError` for a model that cannot be used."""
    for name in settings.skip:
        if name not in FINDERS:
            raise FinderError(f"The setting mentions.skip names {name!r}; the finders are {', '.join(FINDERS)}.")
    if "model" not in settings.skip:
        trained.load_model(settings.model)


def find_mentions(
    layout: Layout, language: str, authority: Authority, settings: MentionSettings = DEFAULT
) -> list[Mention]:
    """The mentions of a document, sorted, none overlapping another. Errors as for `make_pipeline`."""
    nlp = make_pipeline(language, authority, settings)
    doc = nlp.make_doc(layout.flat)
    doc._.layout = layout
    doc._.mentions = []
    for _, component in nlp.pipeline:
        doc = component(doc)
    return sorted(doc._.mentions)


@Language.component("inno_settle")
def settle(doc: Doc) -> Doc:
    """Of mentions that overlap keep the weightiest, then the longest, then the first; leave out what crosses blocks."""
    kept: list[Mention] = []
    taken = bytearray(len(text_of(doc)))
    for mention in sorted(doc._.mentions, key=lambda m: (-m.weight, m.start - m.end, m.start, m.kind)):
        if "\n" in text_of(doc)[mention.start : mention.end] or any(taken[mention.start : mention.end]):
            continue
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        kept.append(mention)
    doc._.mentions = sorted(kept)
    # For spaCy's own tools (displacy, evaluation): the same as a span group.
    spans = (doc.char_span(m.start, m.end, label=m.kind, alignment_mode="expand") for m in doc._.mentions)
    doc.spans["mentions"] = [span for span in spans if span is not None]
    return doc
