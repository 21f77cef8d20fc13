"""Where quoted words stand in a document that may have changed a little since they were quoted."""

import re

from rapidfuzz import fuzz

from graph_builder.records.record import Quote

# Of 100: how much of words and their context must still be there.
_ALIKE = 85.0
# Words shorter than these are not looked for when they have changed.
_SHORTEST = 12


def find(quote: Quote, text: str) -> tuple[int, int] | None:
    """The span of the words, None when they are gone.

    Of several places the one whose context is most like the quote's, and then the nearest. Words that are no longer
    there to the letter are taken from where they and their context are most alike.
    """
    if text[quote.start : quote.end] == quote.exact and _around(quote, text, quote.start, quote.end) == 100:
        return quote.start, quote.end
    places = [match.start() for match in re.finditer(re.escape(quote.exact), text)]
    if places:
        best = max(places, key=lambda at: (_around(quote, text, at, at + len(quote.exact)), -abs(at - quote.start)))
        return best, best + len(quote.exact)
    if len(quote.exact) < _SHORTEST:
        return None
    found = fuzz.partial_ratio_alignment(quote.exact, text, score_cutoff=_ALIKE)
    if found is None or _around(quote, text, found.dest_start, found.dest_end) < _ALIKE / 2:
        return None
    return found.dest_start, found.dest_end


def _around(quote: Quote, text: str, start: int, end: int) -> float:
    before = text[max(0, start - len(quote.prefix)) : start]
    after = text[end : end + len(quote.suffix)]
    return float(fuzz.ratio(before + "\0" + after, quote.prefix + "\0" + quote.suffix))
