"""Mentions: which characters of a document name a person, body, place, programme, policy document, award or date.

A spaCy pipeline of small components (`pipeline.py` lists them); each adds `Mention`s to `doc._.mentions`, and the last
one settles which stand where they overlap.
"""

from graph_builder.mentions.model import Mention
from graph_builder.mentions.pipeline import check_settings, find_mentions, make_pipeline

__all__ = ["Mention", "check_settings", "find_mentions", "make_pipeline"]
