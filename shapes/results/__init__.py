"""The results of a validation as an index that is counted, filtered and paged, and the words that they came from."""

from shapes.results.read import Filters, Index, Row
from shapes.results.words import Words, words_of
from shapes.results.write import FILE, index_of

__all__ = ["FILE", "Filters", "Index", "Row", "Words", "index_of", "words_of"]
