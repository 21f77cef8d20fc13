"""Search in a build: things by their names, and the documents' text.

A build has two Tantivy indexes in its folder `search`. They follow from its quads and texts, are no part of its id, and
a build without them is as good for everything but search.
"""

from store.search.asked import Asked
from store.search.filters import Facets, Filters
from store.search.find import Found, Hit, Place, Search, open_search
from store.search.index import revise, write
from store.search.marking import excerpt, marks

__all__ = [
    "Asked",
    "Facets",
    "Filters",
    "Found",
    "Hit",
    "Place",
    "Search",
    "excerpt",
    "marks",
    "open_search",
    "revise",
    "write",
]
