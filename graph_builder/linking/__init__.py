"""Proposes which things of a build are the same as things of a register outside. Nothing here links them."""

from graph_builder.linking.book import Book, BookError, Entry, Proposal, read_books
from graph_builder.linking.polite import Away, Polite
from graph_builder.linking.run import Outcome, link
from graph_builder.linking.wanted import Wanted, wanted

__all__ = [
    "Away",
    "Book",
    "BookError",
    "Entry",
    "Outcome",
    "Polite",
    "Proposal",
    "Wanted",
    "link",
    "read_books",
    "wanted",
]
