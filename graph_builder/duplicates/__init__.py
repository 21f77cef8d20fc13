"""Things that may be one: pairs for a steward to decide on. Nothing here makes one thing of two."""

from graph_builder.duplicates.candidates import Candidate, find_candidates
from graph_builder.duplicates.thing import Thing, things_of

__all__ = ["Candidate", "Thing", "find_candidates", "things_of"]
