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
    units,
)
from graph_builder.mentions.model import Mention, text_of

COMPONENTS = (
    "inno_gazetteer",
    "inno_bodies",
    "inno_units",
    "inno_shortforms",
    "inno_policies",
    "inno_publications",
    "inno_awards",
    "inno_places",
    "inno_localities",
    "inno_people",
    "inno_programmes",
    "inno_appositions",
    "inno_projects",
    "inno_settle",
)


@lru_cache(maxsize=16)
def make_pipeline(language: str, authority: Authority) -> Language:
    """The pipeline for documents in `language` (nb, nn, da, sv, en), with the names of `authority` in its gazetteer."""
    nlp = spacy.blank(language)
    nlp.max_length = 50_000_000
    for name in COMPONENTS:
        nlp.add_pipe(name)
    gazetteer.load_names(nlp, authority)
    return nlp


def find_mentions(layout: Layout, language: str, authority: Authority) -> list[Mention]:
    """The mentions of a document, sorted, none overlapping another."""
    nlp = make_pipeline(language, authority)
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
